'use client';

import { ArrowLeft, ArrowLeftRight, ArrowRight, Settings2, X } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { NativeSelect } from '@/components/ui/native-select';
import { toast } from '@/components/ui/toast-store';
import { evidenceWords } from '@/lib/annotations/evidence';
import type { AnnotationDto, FarEndDto, RelationDto } from '@/lib/annotations/schema';
import { CodeMark } from '../code-mark';
import { lineFor, quoted, shortened } from '../model/describe';
import { useReader } from '../reader-context';

interface Props {
  head: AnnotationDto;
  relation: RelationDto;
  editable: boolean;
}

/** One link as an end of it tells it: what it says, which way, and the other end, to go there. */
export function RelationItem({ head, relation, editable }: Props) {
  const t = useTranslations('relations');
  const { model, editor } = useReader();
  const [open, setOpen] = useState(false);
  const outward = relation.fromAnnotationId === head.id;
  const type = model.codebook.document.relationTypes.find(({ key }) => key === relation.typeKey);
  const name = type ? model.codebook.say(type.name) : relation.typeKey;
  const Arrow = type?.symmetric ? ArrowLeftRight : outward ? ArrowRight : ArrowLeft;
  const remove = () => {
    const undo = editor.links.unrelate(relation.id, relation.revisionNo);
    if (undo) toast(t('said.removed'), { action: { label: t('undo'), onClick: undo } });
  };
  return (
    <li className="grid gap-1 rounded-md border bg-card px-2 py-1.5 text-[0.8125rem]">
      <div className="flex items-center gap-1.5">
        <Arrow aria-hidden className="size-3.5 shrink-0 text-muted-foreground rtl:rotate-180" />
        <span className="min-w-0 flex-1 font-medium">
          {outward || type?.symmetric ? name : t('incoming', { type: name })}
        </span>
        {relation.coderId === model.data.me.id ? null : (
          <span className="truncate text-muted-foreground text-xs">{relation.coderName}</span>
        )}
        {editable ? (
          <>
            <Button
              size="icon-sm"
              variant="ghost"
              aria-label={t('edit', { type: name })}
              aria-expanded={open}
              onClick={() => setOpen(!open)}
            >
              <Settings2 aria-hidden />
            </Button>
            <Button
              size="icon-sm"
              variant="ghost"
              aria-label={t('remove', { type: name })}
              onClick={remove}
            >
              <X aria-hidden />
            </Button>
          </>
        ) : null}
      </div>
      <OtherEnd
        id={outward ? relation.toAnnotationId : relation.fromAnnotationId}
        far={relation.far}
      />
      {relation.memo && !open ? (
        <p className="whitespace-pre-wrap text-muted-foreground text-xs">{relation.memo}</p>
      ) : null}
      {open && editable ? <Editing {...{ head, relation }} /> : null}
    </li>
  );
}

/** The annotation at the other end: in this text to be shown, of another article to be opened. */
function OtherEnd({ id, far }: { id: string; far: FarEndDto | null }) {
  const t = useTranslations('relations');
  const { model } = useReader();
  if (far && far.annotationId === id) return <FarEnd far={far} />;
  const other = model.store.get(id);
  if (!other) return <span className="text-muted-foreground">{t('notShown')}</span>;
  const outside = other.kind === 'article' ? evidenceWords(other.attributes) : null;
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      <CodeMark codebook={model.codebook} codeKey={other.codeKey} />
      <button
        type="button"
        onClick={() => model.show(id)}
        onFocus={() => model.hover.set(id)}
        onBlur={() => model.hover.set(null)}
        onPointerEnter={() => model.hover.set(id)}
        onPointerLeave={() => model.hover.set(null)}
        className="min-w-0 flex-1 truncate rounded text-start hover:underline"
      >
        <bdi>{outside?.words || lineFor(other, model, 90)}</bdi>
      </button>
      {outside?.href ? (
        <a
          href={outside.href}
          target="_blank"
          rel="noreferrer noopener"
          className="shrink-0 rounded text-primary underline underline-offset-2"
        >
          {t('open')}
        </a>
      ) : null}
    </span>
  );
}

function FarEnd({ far }: { far: FarEndDto }) {
  const t = useTranslations('relations');
  const { model } = useReader();
  const words = far.quote
    ? quoted(shortened(far.quote, 140))
    : evidenceWords(far.attributes).words || model.codebook.nameOf(far.codeKey);
  const href = `/projects/${model.data.projectId}/articles/${far.articleId}?version=${far.versionNo}&annotation=${far.annotationId}`;
  return (
    <span className="grid min-w-0 gap-0.5">
      <span className="flex min-w-0 items-center gap-1.5">
        <CodeMark codebook={model.codebook} codeKey={far.codeKey} />
        {far.deleted ? (
          <span className="text-muted-foreground line-through">{words}</span>
        ) : (
          <Link
            href={href}
            prefetch={false}
            dir={far.direction}
            lang={far.language ?? undefined}
            className="line-clamp-2 min-w-0 flex-1 rounded text-start font-serif text-[0.9375rem] text-primary underline underline-offset-2"
          >
            {words}
          </Link>
        )}
      </span>
      <span className="truncate text-muted-foreground text-xs">
        <bdi>{far.articleTitle}</bdi> · {far.coderName}
        {far.deleted ? ` · ${t('deleted')}` : ''}
      </span>
    </span>
  );
}

/** What the link says, which way it runs, and a note on it. */
function Editing({ head, relation }: Omit<Props, 'editable'>) {
  const t = useTranslations('relations');
  const id = useId();
  const { model, editor } = useReader();
  const { relationTypes } = model.codebook.document;
  const codeOf = (end: string) =>
    end === head.id
      ? head.codeKey
      : relation.far?.annotationId === end
        ? relation.far.codeKey
        : model.store.get(end)?.codeKey;
  const from = codeOf(relation.fromAnnotationId) ?? '';
  const to = codeOf(relation.toAnnotationId) ?? '';
  const fitting = relationTypes.filter((type) => type.from.includes(from) && type.to.includes(to));
  const now = relationTypes.find(({ key }) => key === relation.typeKey);
  const turns = now?.from.includes(to) === true && now.to.includes(from);
  const values = Object.entries(relation.attributes);
  return (
    <div className="grid gap-2 pt-1">
      <Label htmlFor={`${id}-type`} className="text-xs">
        {t('type')}
      </Label>
      <NativeSelect
        id={`${id}-type`}
        className="h-8"
        value={relation.typeKey}
        onChange={(event) => editor.links.changeLink(relation, { typeKey: event.target.value })}
      >
        {fitting.map((type) => (
          <option key={type.key} value={type.key}>
            {model.codebook.say(type.name)}
          </option>
        ))}
      </NativeSelect>
      {turns ? (
        <Button size="sm" onClick={() => editor.links.changeLink(relation, { swap: true })}>
          <ArrowLeftRight aria-hidden /> {t('swap')}
        </Button>
      ) : null}
      {values.map(([key, value]) => (
        <Note
          key={key}
          label={key}
          value={Array.isArray(value) ? value.join(', ') : String(value)}
          onSave={(text) => {
            const { [key]: _, ...others } = relation.attributes;
            editor.links.changeLink(relation, {
              attributes: text === '' ? others : { ...others, [key]: text },
            });
          }}
        />
      ))}
      <Note
        label={t('memo')}
        value={relation.memo ?? ''}
        onSave={(text) => editor.links.changeLink(relation, { memo: text === '' ? null : text })}
      />
    </div>
  );
}

/** A line of text that is saved when one leaves it. */
function Note({
  label,
  value,
  onSave,
}: {
  label: string;
  value: string;
  onSave: (text: string) => void;
}) {
  const id = useId();
  const [text, setText] = useState(value);
  const [seen, setSeen] = useState(value);
  if (value !== seen) {
    setSeen(value);
    setText(value);
  }
  const save = () => {
    const typed = text.trim();
    if (typed !== value) onSave(typed);
  };
  return (
    <div className="grid gap-1">
      <Label htmlFor={id} className="text-xs">
        {label}
      </Label>
      <Input
        id={id}
        value={text}
        maxLength={4000}
        className="h-8"
        onChange={(event) => setText(event.target.value)}
        onBlur={save}
        onKeyDown={(event) => {
          if (event.key === 'Enter') save();
        }}
      />
    </div>
  );
}
