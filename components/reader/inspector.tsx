'use client';

import { Check, ChevronDown, Link2, Scaling, Trash2, X } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Kbd } from '@/components/ui/kbd';
import { Label } from '@/components/ui/label';
import { RelativeTime } from '@/components/ui/relative-time';
import { Textarea } from '@/components/ui/textarea';
import type { AnnotationDto } from '@/lib/annotations/schema';
import { AttributeFields } from './attribute-fields';
import { CodeMark } from './code-mark';
import { removeWithUndo } from './command-runner';
import { MemberFields } from './member-fields';
import { lineFor } from './model/describe';
import { useReader, useSignal } from './reader-context';
import { RelationFields } from './relation-fields';
import { Segments } from './segments';
import { ValueHint } from './suggestions/value-hint';

const CONFIDENCE = ['1', '2', '3', '4', '5'].map((value) => ({
  value,
  label: value,
}));

/** Everything about the active annotation that can be read and set. */
export function Inspector() {
  const { model } = useReader();
  const active = useSignal(model.active);
  useSignal(model.store.details);
  useSignal(model.coding);
  const head = active === null ? undefined : model.store.get(active);
  return head ? <InspectorBody key={head.id} head={head} /> : null;
}

function InspectorBody({ head }: { head: AnnotationDto }) {
  const t = useTranslations('reader');
  const { model, editor, dom } = useReader();
  const request = useSignal(model.inspector);
  const ref = useRef<HTMLElement>(null);
  const editable = model.isEditable(head);
  const seen = useRef(request?.count ?? 0);

  useEffect(() => {
    if (!request || request.count === seen.current) return;
    seen.current = request.count;
    const memo = ref.current?.querySelector('details');
    if (request.field === 'memo' && memo) memo.open = true;
    const find = (selector: string) => ref.current?.querySelector<HTMLElement>(selector);
    const wanted =
      request.field === 'memo'
        ? find('textarea[data-memo]')
        : (find('[data-fields] :is([role="radio"][tabindex="0"], input, select)') ??
          find('[data-fields] button'));
    wanted?.focus();
  }, [request]);

  return (
    <section
      ref={ref}
      aria-label={t('details.of', { line: lineFor(head, model, 60) })}
      data-reader-part
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        dom.get()?.root.focus({ preventScroll: true });
      }}
      className="grid grid-cols-1 gap-3 p-4"
    >
      <div className="flex items-center gap-2 max-lg:pr-10">
        <CodeMark codebook={model.codebook} codeKey={head.codeKey} />
        <h2 className="min-w-0 flex-1 truncate font-semibold text-sm">
          {model.codebook.nameOf(head.codeKey)}
        </h2>
        {editable && head.kind !== 'composite' ? (
          <Button size="sm" variant="ghost" onClick={() => model.palette.set('recode')}>
            {t('details.change')} <Kbd className="pointer-coarse:hidden">c</Kbd>
          </Button>
        ) : null}
        <Button
          size="icon-sm"
          variant="ghost"
          aria-label={t('details.close')}
          className="max-lg:hidden"
          onClick={() => model.active.set(null)}
        >
          <X aria-hidden />
        </Button>
      </div>

      <div data-fields className="grid grid-cols-1 gap-3">
        {head.kind === 'composite' ? <MemberFields head={head} editable={editable} /> : null}
        <ValueHint head={head} />
        <AttributeFields head={head} editable={editable} />
        <Segments
          label={t('confidence')}
          hint={t('details.confidenceHint')}
          options={CONFIDENCE}
          value={head.confidence === null ? null : String(head.confidence)}
          disabled={!editable}
          onChange={(value) => editor.setConfidence(head, value === null ? null : Number(value))}
        />
        <Memo head={head} editable={editable} />
      </div>
      <RelationFields head={head} editable={editable} />

      {editable ? (
        <div className="flex flex-wrap gap-1.5">
          {head.kind === 'span' ? (
            <>
              <Button
                size="sm"
                onClick={() => editor.links.proposeLink()}
                title={t('details.joinHint')}
              >
                <Link2 aria-hidden /> {t('details.join')}{' '}
                <Kbd className="pointer-coarse:hidden">a</Kbd>
              </Button>
              <Button
                size="sm"
                onClick={() => editor.links.toggleMark(head.id)}
                title={t('details.markHint')}
              >
                <Check aria-hidden /> {t('details.mark')}{' '}
                <Kbd className="pointer-coarse:hidden">x</Kbd>
              </Button>
              <Button
                size="sm"
                title={t('details.boundsHint')}
                onClick={() => {
                  dom.get()?.root.focus({ preventScroll: true });
                  editor.startRebounding();
                }}
              >
                <Scaling aria-hidden /> {t('details.bounds')}{' '}
                <Kbd className="pointer-coarse:hidden">b</Kbd>
              </Button>
            </>
          ) : null}
          <Button
            size="sm"
            variant="ghost"
            className="ml-auto text-danger"
            onClick={() => {
              removeWithUndo(editor, t('undo'));
              dom.get()?.root.focus({ preventScroll: true });
            }}
          >
            <Trash2 aria-hidden /> {t('details.delete')}
          </Button>
        </div>
      ) : null}
      <p className="text-muted-foreground text-xs">
        {head.authorId === head.coderId
          ? head.coderName
          : t('details.for', { author: head.authorName, coder: head.coderName })}
        {' · '}
        {head.revisionId.startsWith('draft:') ? (
          t('details.notSaved')
        ) : (
          <Link
            href={`/projects/${model.data.projectId}/annotations/${head.id}`}
            className="rounded underline underline-offset-2 hover:text-foreground"
          >
            {t('details.revision', { no: head.revisionNo })}
          </Link>
        )}{' '}
        · <RelativeTime value={head.changedAt} />
        {head.reviewState === 'unreviewed' ? null : ` · ${t(`states.${head.reviewState}`)}`}
      </p>
    </section>
  );
}

/** Saved when one leaves the field or pauses. Milliseconds. */
const MEMO_PAUSE = 900;

function Memo({ head, editable }: { head: AnnotationDto; editable: boolean }) {
  const { editor, model } = useReader();
  const t = useTranslations('reader.memo');
  const [open, setOpen] = useState(head.memo !== null);
  const [text, setText] = useState(head.memo ?? '');
  const pending = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const latest = useRef(text);
  latest.current = text;

  const save = () => {
    clearTimeout(pending.current);
    pending.current = undefined;
    const now = model.store.get(head.id);
    if (now) editor.setMemo(now, latest.current);
  };
  const saveRef = useRef(save);
  saveRef.current = save;
  // Whoever leaves for another annotation in mid-sentence loses nothing.
  useEffect(
    () => () => {
      if (pending.current !== undefined) saveRef.current();
    },
    [],
  );
  if (!editable && head.memo === null) return null;
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)} className="group">
      <summary className="flex list-none items-center gap-1.5 font-medium text-sm">
        <ChevronDown
          aria-hidden
          className="size-4 transition-transform group-not-open:-rotate-90"
        />
        {t('title')}
        {editable ? <Kbd className="ml-1 pointer-coarse:hidden">m</Kbd> : null}
      </summary>
      <Label htmlFor={`memo-${head.id}`} className="sr-only">
        {t('title')}
      </Label>
      <Textarea
        id={`memo-${head.id}`}
        data-memo
        rows={2}
        maxLength={20_000}
        readOnly={!editable}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          clearTimeout(pending.current);
          pending.current = setTimeout(save, MEMO_PAUSE);
        }}
        onBlur={save}
        className="mt-1.5"
      />
    </details>
  );
}
