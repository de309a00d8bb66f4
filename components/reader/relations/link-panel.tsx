'use client';

import { ArrowLeft, BookOpen, Link2, Quote, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useMemo, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Kbd } from '@/components/ui/kbd';
import type { AnnotationDto } from '@/lib/annotations/schema';
import { CodeMark } from '../code-mark';
import { lineFor, shortened } from '../model/describe';
import type { LinkDraft } from '../model/reader-model';
import { useReader, useSignal } from '../reader-context';
import { EvidenceDialog } from './evidence-dialog';
import { FarDialog } from './far-dialog';
import { candidatesOf, optionsFor, refusalOf } from './link-draft';
import { endsOf, type LinkOption } from './link-options';
import { Listbox } from './listbox';

/** The link that is being made: first what it says, then where it leads. Floats over the page. */
export function LinkPanel() {
  const { model } = useReader();
  const draft = useSignal(model.link);
  useSignal(model.store.version);
  const from = draft ? model.store.get(draft.fromId) : undefined;
  return draft && from ? <Panel key={draft.fromId} draft={draft} from={from} /> : null;
}

function Panel({ draft, from }: { draft: LinkDraft; from: AnnotationDto }) {
  const t = useTranslations('relations');
  const { model, editor, dom } = useReader();
  const [dialog, setDialog] = useState<'far' | 'evidence' | null>(null);
  const target = draft.targetId && !draft.option ? model.store.get(draft.targetId) : undefined;
  const options = optionsFor(model, from).filter(
    ({ others }) => !target || others.includes(target.codeKey),
  );
  const close = () => {
    model.link.set(null);
    model.hover.set(null);
    model.active.set(from.id);
    dom.get()?.root.focus({ preventScroll: true });
  };
  const link = (option: LinkOption, otherId: string) => {
    const [a, b] = endsOf(option, from.id, otherId);
    editor.links.relate(option.type.key, a, b);
    close();
  };
  const refused = usePointedAt(draft, from);
  return (
    <section
      aria-label={t('making')}
      data-reader-part
      data-link-panel
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented || dialog) return;
        event.preventDefault();
        close();
      }}
      className="fixed bottom-4 left-1/2 z-40 grid max-h-[60dvh] w-[min(34rem,calc(100vw-1rem))] -translate-x-1/2 animate-fade-in gap-2 overflow-y-auto rounded-xl border bg-popover p-3 shadow-float"
    >
      <div className="flex items-center gap-2 text-sm">
        <CodeMark codebook={model.codebook} codeKey={from.codeKey} />
        <span className="min-w-0 flex-1 truncate font-medium">
          <bdi>{lineFor(from, model, 60)}</bdi>
        </span>
        <Button size="icon-sm" variant="ghost" aria-label={t('leave')} onClick={close}>
          <X aria-hidden />
        </Button>
      </div>
      {draft.option ? (
        <WhereTo
          draft={draft}
          option={draft.option}
          onBack={options.length > 1 ? () => model.link.set({ ...draft, option: null }) : undefined}
          onLink={link}
          onDialog={setDialog}
        />
      ) : (
        <Listbox
          label={t('chooseType')}
          numbered
          items={options.map((option) => ({
            id: option.key,
            node: <OptionWords option={option} />,
            title: model.codebook.say(option.type.definition),
          }))}
          onChoose={(key) => {
            const option = options.find((one) => one.key === key) ?? null;
            // Dropped on an annotation before it was said what the link says.
            if (option && draft.targetId) link(option, draft.targetId);
            else model.link.set({ ...draft, option });
          }}
        />
      )}
      {refused ? (
        <p role="alert" className="text-danger text-sm">
          {refused}
        </p>
      ) : null}
      {draft.option && dialog === 'far' ? (
        <FarDialog
          option={draft.option}
          onClose={() => setDialog(null)}
          onChoose={(end) => {
            if (!draft.option) return;
            model.farEnds.set(end.annotationId, end);
            link(draft.option, end.annotationId);
          }}
        />
      ) : null}
      {draft.option && dialog === 'evidence' ? (
        <EvidenceDialog
          fromId={from.id}
          option={draft.option}
          onClose={() => setDialog(null)}
          onDone={close}
        />
      ) : null}
    </section>
  );
}

function OptionWords({ option }: { option: LinkOption }) {
  const t = useTranslations('relations');
  const { model } = useReader();
  const others = option.others.map((key) => model.codebook.nameOf(key)).join(', ');
  const type = model.codebook.say(option.type.name);
  return (
    <span>
      {option.outward
        ? t.rich('optionOut', { type, others, strong })
        : t.rich('optionIn', { type, others, strong })}
    </span>
  );
}

const strong = (words: React.ReactNode) => <strong className="font-semibold">{words}</strong>;

/** Somebody pointed at an annotation in the text meanwhile: is it an end, and if not, why? */
function usePointedAt(draft: LinkDraft, from: AnnotationDto): string | null {
  const t = useTranslations('relations');
  const { model } = useReader();
  const active = useSignal(model.active);
  const pointed = active === null || active === from.id ? undefined : model.store.get(active);
  const refused = pointed ? refusalOf(model, t, from, draft.option, pointed) : null;
  const pointedId = pointed && refused === null && draft.option !== null ? pointed.id : null;
  useEffect(() => {
    if (refused) model.announce(refused);
  }, [refused, model]);
  useEffect(() => {
    const now = model.link.get();
    if (now && pointedId) model.link.set({ ...now, targetId: pointedId });
  }, [pointedId, model]);
  return refused;
}

interface WhereToProps {
  draft: LinkDraft;
  option: LinkOption;
  onBack?: () => void;
  onLink: (option: LinkOption, otherId: string) => void;
  onDialog: (dialog: 'far' | 'evidence') => void;
}

function WhereTo({ draft, option, onBack, onLink, onDialog }: WhereToProps) {
  const t = useTranslations('relations');
  const { model, editor } = useReader();
  const version = useSignal(model.store.version);
  const active = useSignal(model.active);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the store is the same, its content is not
  const candidates = useMemo(
    () => candidatesOf(model, option, draft.fromId),
    [model, option, draft.fromId, version],
  );
  const selected = model.selectedRange();
  const spanCode = option.others.find((key) => model.codebook.code(key)?.targets.includes('span'));
  const outside = option.outward && option.others.includes('evidence');
  const codes = option.others.map((key) => model.codebook.nameOf(key)).join(', ');
  // The walk begins at the first candidate after where one comes from.
  const from = model.extentOf(draft.fromId)?.start ?? -1;
  const next = candidates.find(({ id }) => (model.extentOf(id)?.start ?? -1) > from);
  const start = draft.targetId ?? next?.id ?? candidates[0]?.id ?? null;
  return (
    <>
      <p className="flex flex-wrap items-center gap-2 text-sm">
        {onBack ? (
          <Button size="icon-sm" variant="ghost" aria-label={t('otherType')} onClick={onBack}>
            <ArrowLeft aria-hidden />
          </Button>
        ) : null}
        <OptionWords option={option} />
        <span className="ml-auto text-muted-foreground text-xs pointer-coarse:hidden">
          <Kbd>↓</Kbd> <Kbd>↑</Kbd> {t('walk')} <Kbd>Enter</Kbd> {t('link')}
        </span>
      </p>
      {candidates.length > 0 ? (
        <Listbox
          // Pointing at one in the text begins the walk there.
          key={active}
          label={t('chooseEnd')}
          initial={start}
          items={candidates.map((head) => ({
            id: head.id,
            node: (
              <span className="flex min-w-0 items-center gap-2">
                <CodeMark codebook={model.codebook} codeKey={head.codeKey} />
                <span className="min-w-0 flex-1 truncate">
                  <bdi>{lineFor(head, model, 90)}</bdi>
                </span>
              </span>
            ),
          }))}
          onWalk={(id) => {
            model.hover.set(id);
            model.reveal.update((last) => ({ id, count: (last?.count ?? 0) + 1 }));
            const now = model.link.get();
            if (now) model.link.set({ ...now, targetId: id });
          }}
          onChoose={(id) => onLink(option, id)}
        />
      ) : (
        <p className="text-muted-foreground text-sm">{t('noneHere', { codes })}</p>
      )}
      <div className="flex flex-wrap gap-1.5">
        {selected && spanCode ? (
          <Button
            size="sm"
            onClick={() => {
              editor.links.relateToNew(option, draft.fromId, {
                kind: 'span',
                codeKey: spanCode,
                fragments: [selected],
                attributes: {},
              });
              model.link.set(null);
              model.show(draft.fromId);
            }}
          >
            <Quote aria-hidden />
            {t('selectedWords', {
              code: model.codebook.nameOf(spanCode),
              words: shortened(model.map.slice(selected.start, selected.end), 30),
            })}
          </Button>
        ) : null}
        <Button size="sm" onClick={() => onDialog('far')}>
          <BookOpen aria-hidden /> {t('otherArticle')}
        </Button>
        {outside ? (
          <Button size="sm" onClick={() => onDialog('evidence')}>
            <Link2 aria-hidden /> {t('outside')}
          </Button>
        ) : null}
      </div>
    </>
  );
}
