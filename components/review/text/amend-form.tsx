'use client';

import { ArrowLeftFromLine, ArrowRightFromLine } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useId, useRef, useState } from 'react';
import { AttributeField } from '@/components/reader/attribute-fields';
import { MemberEditor } from '@/components/reader/attributions/member-editor';
import { lineFor } from '@/components/reader/model/describe';
import { useReader, useSignal } from '@/components/reader/reader-context';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { NativeSelect } from '@/components/ui/native-select';
import { Textarea } from '@/components/ui/textarea';
import type { AnnotationDto, Attributes } from '@/lib/annotations/schema';
import { amendAction } from '@/lib/review/actions';
import { describeChanges } from '@/lib/review/changes';
import {
  addFragment,
  type Boundary,
  type Fragment,
  moveBoundary,
  removeRange,
} from '@/lib/text/fragments';
import { ChangeList } from '../change-list';
import { useReview } from './review-session';

/**
 * The reviewer's own version of an annotation: another code, other values, other boundaries. The
 * draft is drawn in the text at once; nothing is saved before it is sent.
 */
export function AmendForm({ head }: { head: AnnotationDto }) {
  const t = useTranslations('review');
  const { model } = useReader();
  const session = useReview();
  const { busy, decide, setMode } = session;
  const { codebook } = model;
  // What the coder made: the store holds the draft meanwhile.
  const [original] = useState(head);
  const [reason, setReason] = useState('');
  const form = useRef<HTMLFormElement>(null);

  useEffect(() => {
    form.current?.querySelector<HTMLElement>('select, button, input')?.focus();
    // A draft that was not sent leaves the text as it was.
    return () => model.store.revert([original.id]);
  }, [model, original.id]);

  const draft = (change: Partial<AnnotationDto>) =>
    model.store.apply({
      annotations: [{ ...head, ...change }],
      relations: [],
      removedAnnotationIds: [],
      removedRelationIds: [],
    });
  const changes = describeChanges({ ...original, deleted: false }, { ...head, deleted: false });
  const members = Object.fromEntries(
    [...original.members, ...head.members].flatMap(({ annotationId }) => {
      const member = model.store.get(annotationId);
      if (!member) return [];
      const words = member.fragments.map((one) => one.quote).join(' … ');
      const quote = words || lineFor(member, model, 80);
      return [[annotationId, { codeKey: member.codeKey, quote }]];
    }),
  );
  const send = () => {
    const changed = new Set(changes.map(({ field }) => field));
    void decide('amend', (input) =>
      amendAction({
        ...input,
        reason: reason.trim() || null,
        codeKey: changed.has('code') ? head.codeKey : undefined,
        attributes: changed.has('attribute') || changed.has('code') ? head.attributes : undefined,
        fragments: changed.has('passage')
          ? head.fragments.map(({ start, end }) => ({ start, end }))
          : undefined,
        members: changed.has('members') ? [...head.members] : undefined,
      }),
    );
  };

  return (
    <form
      ref={form}
      aria-label={t('amend')}
      className="grid gap-4 rounded-lg border border-info/40 bg-info-soft/40 p-3"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.stopPropagation();
          setMode(null);
        }
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && changes.length > 0) {
          event.preventDefault();
          send();
        }
      }}
    >
      {head.kind === 'composite' ? null : (
        <Field label={t('code')}>
          <NativeSelect
            value={head.codeKey}
            onChange={(event) => draft(recoded(event.target.value))}
          >
            {codebook.codesFor(head.kind).map((code) => (
              <option key={code.key} value={code.key}>
                {codebook.say(code.name)}
              </option>
            ))}
          </NativeSelect>
        </Field>
      )}
      {head.kind === 'span' ? <Boundaries head={head} onChange={draftFragments} /> : null}
      {head.kind === 'composite' ? (
        <MemberEditor head={head} editable onChange={(next) => draft({ members: next })} />
      ) : null}
      {codebook.attributes(head.codeKey).map((definition) => (
        <AttributeField
          key={definition.key}
          definition={definition}
          value={head.attributes[definition.key]}
          editable
          onChange={(value) => draft({ attributes: withValue(head, definition.key, value) })}
        />
      ))}
      <Field label={t('reason')} optional hint={t('amendReasonHint')}>
        <Textarea
          value={reason}
          rows={2}
          maxLength={5000}
          onChange={(event) => setReason(event.target.value)}
        />
      </Field>
      {changes.length > 0 ? (
        <ChangeList
          changes={changes}
          context={{
            codebook,
            codeKey: head.codeKey,
            language: model.data.article.language,
            direction: model.data.article.direction,
            members,
          }}
        />
      ) : null}
      <div className="flex gap-2">
        <Button type="submit" variant="primary" loading={busy} disabled={changes.length === 0}>
          {t('saveAmendment')}
        </Button>
        <Button variant="ghost" onClick={() => setMode(null)}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  );

  function recoded(codeKey: string): Partial<AnnotationDto> {
    const known = new Set(codebook.attributes(codeKey).map(({ key }) => key));
    const kept = Object.entries(head.attributes).filter(([key]) => known.has(key));
    return {
      codeKey,
      layerKey: codebook.layerOf(codeKey),
      attributes: Object.fromEntries(kept),
    };
  }

  function draftFragments(fragments: readonly Fragment[]): void {
    if (fragments.length === 0) return;
    const quoted = fragments.map(({ start, end }) => ({
      start,
      end,
      quote: model.map.slice(start, end),
    }));
    draft({ fragments: quoted });
  }
}

function withValue(head: AnnotationDto, key: string, value: Attributes[string] | null): Attributes {
  const { [key]: _, ...others } = head.attributes;
  return value === null ? others : { ...others, [key]: value };
}

/** The ends of a passage: by words with buttons, or by what is selected in the text. */
function Boundaries({
  head,
  onChange,
}: {
  head: AnnotationDto;
  onChange: (fragments: readonly Fragment[]) => void;
}) {
  const t = useTranslations('review');
  const { model } = useReader();
  const id = useId();
  useSignal(model.selection);
  const selected = model.selectedRange();
  const first = head.fragments[0];
  const last = head.fragments.at(-1);
  const nudge = (boundary: Boundary, outward: boolean) => {
    const index = boundary === 'start' ? 0 : head.fragments.length - 1;
    const fragment = head.fragments[index];
    if (!fragment) return;
    const { units } = model;
    const to = outward
      ? units.extend(fragment, 'word', boundary)
      : units.shrink(fragment, 'word', boundary);
    const moved = moveBoundary(head.fragments, index, boundary, to[boundary]);
    if (moved.ok) onChange(moved.value);
  };
  const applySelection = (change: (range: Fragment) => readonly Fragment[]) => {
    if (!selected) return;
    onChange(change(selected));
    model.selection.set(null);
    document.getSelection()?.removeAllRanges();
  };
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 font-medium text-sm">{t('boundaries')}</legend>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 text-xs">
        <span className="flex items-center gap-1">
          <span id={`${id}-start`} className="w-9 text-muted-foreground">
            {t('start')}
          </span>
          <Nudge label={t('startWordEarlier')} onPress={() => nudge('start', true)} back />
          <Nudge label={t('startWordLater')} onPress={() => nudge('start', false)} />
          <span className="tabular">{first?.start}</span>
        </span>
        <span className="flex items-center gap-1">
          <span className="w-9 text-muted-foreground">{t('end')}</span>
          <Nudge label={t('endWordEarlier')} onPress={() => nudge('end', false)} back />
          <Nudge label={t('endWordLater')} onPress={() => nudge('end', true)} />
          <span className="tabular">{last?.end}</span>
        </span>
      </div>
      {selected ? (
        <div className="flex flex-wrap gap-2">
          <Button size="sm" onClick={() => applySelection((range) => [range])}>
            {t('useSelection')}
          </Button>
          <Button
            size="sm"
            onClick={() => applySelection((range) => addFragment(head.fragments, range))}
          >
            {t('addIt')}
          </Button>
          <Button
            size="sm"
            onClick={() => applySelection((range) => removeRange(head.fragments, range))}
          >
            {t('takeItOut')}
          </Button>
        </div>
      ) : (
        <p className="text-muted-foreground text-xs">{t('selectionHint')}</p>
      )}
    </fieldset>
  );
}

function Nudge({
  label,
  onPress,
  back = false,
}: {
  label: string;
  onPress: () => void;
  back?: boolean;
}) {
  return (
    <Button size="icon-sm" aria-label={label} title={label} onClick={onPress}>
      {back ? <ArrowLeftFromLine aria-hidden /> : <ArrowRightFromLine aria-hidden />}
    </Button>
  );
}
