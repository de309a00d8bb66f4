'use client';

import { ArrowDown, ArrowUp, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useId, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { NativeSelect } from '@/components/ui/native-select';
import type { AnnotationDto, AttributionMember } from '@/lib/annotations/schema';
import { lineFor, quoteOf, shortened } from '../model/describe';
import { useReader, useSignal } from '../reader-context';
import {
  inRoleOrder,
  memberCandidates,
  movedMember,
  roleFor,
  withMember,
  withoutMember,
} from './members';
import { useRoleName } from './use-role-name';

interface Props {
  head: AnnotationDto;
  editable: boolean;
  onChange: (members: AttributionMember[]) => void;
  /** What stands below a member, such as its attributes. */
  details?: (member: AnnotationDto) => ReactNode;
}

/** What an attribution joins: add, take out, change the order; each by keyboard too. */
export function MemberEditor({ head, editable, onChange, details }: Props) {
  const t = useTranslations('attribution');
  const { model } = useReader();
  useSignal(model.store.version);
  const list = useRef<HTMLUListElement>(null);
  const roleName = useRoleName(head.codeKey);
  const { direction, language } = model.data.article;
  const members = inRoleOrder(head.members);
  const move = (id: string, by: 1 | -1) => {
    const next = movedMember(head.members, id, by);
    if (!next) return;
    onChange(next);
    // The row has moved: the focus goes with it.
    requestAnimationFrame(() =>
      list.current
        ?.querySelector<HTMLElement>(`[data-member="${id}"] [data-move="${by}"]`)
        ?.focus(),
    );
  };
  return (
    <div className="grid grid-cols-1 gap-1.5">
      <ul ref={list} aria-label={t('members.label')} className="grid grid-cols-1 gap-1">
        {members.map((member) => {
          const { annotationId: id, role } = member;
          const span = model.store.get(id);
          const words = span?.kind === 'composite' ? lineFor(span, model, 60) : quoteOf(span);
          const name = roleName(role);
          return (
            <li key={id} data-member={id} className="grid grid-cols-1 gap-1">
              <span className="flex items-center gap-1 text-[0.8125rem]">
                <span className="w-16 shrink-0 text-muted-foreground text-xs">{name}</span>
                <button
                  type="button"
                  dir={direction}
                  lang={language ?? undefined}
                  onClick={() => model.show(id)}
                  onFocus={() => model.hover.set(id)}
                  onBlur={() => model.hover.set(null)}
                  className="min-w-0 flex-1 truncate rounded text-start font-serif text-[0.9375rem] hover:underline"
                >
                  {shortened(words, 80) || t('members.gone')}
                </button>
                {editable ? (
                  <>
                    <Step {...{ head, id, by: -1, label: t('members.earlier', { name }), move }} />
                    <Step {...{ head, id, by: 1, label: t('members.later', { name }), move }} />
                    <Button
                      size="icon-sm"
                      variant="ghost"
                      aria-label={t('members.takeOut', { name, words: shortened(words, 40) })}
                      disabled={head.members.length < 2}
                      onClick={() => onChange(withoutMember(head.members, id))}
                    >
                      <X aria-hidden />
                    </Button>
                  </>
                ) : null}
              </span>
              {span && details ? details(span) : null}
            </li>
          );
        })}
      </ul>
      {editable ? <AddMember head={head} onChange={onChange} /> : null}
    </div>
  );
}

function Step({
  head,
  id,
  by,
  label,
  move,
}: {
  head: AnnotationDto;
  id: string;
  by: 1 | -1;
  label: string;
  move: (id: string, by: 1 | -1) => void;
}) {
  if (!movedMember(head.members, id, by)) return null;
  const Arrow = by === 1 ? ArrowDown : ArrowUp;
  return (
    <Button
      size="icon-sm"
      variant="ghost"
      aria-label={label}
      data-move={by}
      onClick={() => move(id, by)}
    >
      <Arrow aria-hidden />
    </Button>
  );
}

/** Spans and attributions nearby, to be added by choosing one. */
function AddMember({ head, onChange }: Pick<Props, 'head' | 'onChange'>) {
  const t = useTranslations('attribution');
  const { model } = useReader();
  const id = useId();
  const marked = useSignal(model.marked);
  const roleName = useRoleName(head.codeKey);
  const candidates = memberCandidates(model.store, head, head.members);
  const isMarked = [...marked].filter((one) => candidates.some((known) => known.id === one));
  if (candidates.length === 0) return null;
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      <label htmlFor={id} className="sr-only">
        {t('members.add')}
      </label>
      <NativeSelect
        id={id}
        value=""
        className="h-8"
        onChange={(event) => {
          const chosen = model.store.get(event.target.value);
          if (chosen) onChange(withMember(head.members, chosen));
        }}
      >
        <option value="">{t('members.add')}</option>
        {candidates.map((one) => (
          <option key={one.id} value={one.id}>
            {roleName(roleFor(one, head.members) ?? 'source')}:{' '}
            {one.kind === 'composite' ? lineFor(one, model, 50) : shortened(quoteOf(one), 70)}
          </option>
        ))}
      </NativeSelect>
      {isMarked.length > 0 ? (
        <Button
          size="sm"
          onClick={() => {
            const all = isMarked.flatMap((one) => model.store.get(one) ?? []);
            onChange(
              all.reduce<AttributionMember[]>(
                (members, one) => withMember(members, one),
                [...head.members],
              ),
            );
            model.marked.set(new Set());
          }}
        >
          {t('members.addMarked', { count: isMarked.length })}
        </Button>
      ) : null}
    </div>
  );
}
