'use client';

import { BookOpen, Ellipsis, List, Sparkles } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { Sheet, SheetContent, SheetDescription, SheetTitle } from '@/components/ui/sheet';
import { CodeMark } from './code-mark';
import { FilterBar } from './filter-bar';
import { GuidelinesPanel } from './guidelines-panel';
import { Inspector } from './inspector';
import { MarginList } from './margin-list';
import { quoteOf, shortened } from './model/describe';
import { useMedia, useReader, useSignal, WIDE } from './reader-context';

/** Beside the text: the list or the guidelines above, the active annotation's details below. */
export function SidePanel({ suggestions }: { suggestions?: React.ReactNode }) {
  const { model } = useReader();
  const t = useTranslations('reader.panel');
  const active = useSignal(model.active);
  const guidelines = useSignal(model.guidelines) !== null;
  const suggesting = useSignal(model.suggesting) && suggestions !== undefined && !guidelines;
  const wide = useMedia(WIDE);
  return (
    <aside
      aria-label={guidelines ? t('guidelines') : suggesting ? t('suggestions') : t('annotations')}
      data-reader-part
      className="sticky top-(--shell-height) hidden h-[calc(100dvh-var(--shell-height))] flex-col border-l bg-card/40 lg:flex print:hidden"
    >
      <div className="flex gap-1 border-b px-3 pt-1.5">
        <PanelButton
          on={!guidelines && !suggesting}
          onClick={() => {
            model.guidelines.set(null);
            model.suggesting.set(false);
          }}
        >
          <List aria-hidden className="size-4" /> {t('annotations')}
        </PanelButton>
        {suggestions === undefined ? null : (
          <PanelButton
            on={suggesting}
            onClick={() => {
              model.guidelines.set(null);
              model.suggesting.set(true);
            }}
          >
            <Sparkles aria-hidden className="size-4" /> {t('suggestions')}
          </PanelButton>
        )}
        <PanelButton
          on={guidelines}
          onClick={() => model.guidelines.update((open) => open ?? { codeKey: null })}
        >
          <BookOpen aria-hidden className="size-4" /> {t('guidelines')}
        </PanelButton>
      </div>
      {guidelines ? (
        <GuidelinesPanel />
      ) : suggesting ? (
        // On a narrow screen the sheet shows them: they are there once.
        wide && suggestions
      ) : (
        <>
          <FilterBar />
          <div className="flex min-h-0 flex-1 flex-col">
            <MarginList />
          </div>
        </>
      )}
      {active ? (
        <div className="max-h-[58%] shrink-0 overflow-y-auto border-t bg-card shadow-[0_-6px_16px_rgb(0_0_0/0.05)]">
          <Inspector />
        </div>
      ) : null}
    </aside>
  );
}

function PanelButton({
  on,
  onClick,
  children,
}: {
  on: boolean;
  onClick: () => void;
  children: React.ReactNode;
}) {
  return (
    <button
      type="button"
      aria-pressed={on}
      onClick={onClick}
      className={cn(
        '-mb-px flex items-center gap-1.5 rounded-t-md border-transparent border-b-2 px-2.5 py-1.5 text-muted-foreground text-sm hover:text-foreground',
        on && 'border-primary font-semibold text-foreground',
      )}
    >
      {children}
    </button>
  );
}

type OpenSheet = 'list' | 'details' | 'guidelines' | 'suggestions' | null;

/** On a narrow screen: a bar at the bottom, the list and the details in sheets. */
export function BottomBar({ suggestions }: { suggestions?: React.ReactNode }) {
  const { model } = useReader();
  const t = useTranslations('reader.panel');
  const active = useSignal(model.active);
  const selection = useSignal(model.selection);
  const request = useSignal(model.inspector);
  const guidelines = useSignal(model.guidelines) !== null;
  const wide = useMedia(WIDE);
  useSignal(model.store.version);
  const [chosen, setOpen] = useState<Exclude<OpenSheet, 'guidelines' | 'suggestions'>>(null);
  const head = active === null ? undefined : model.store.get(active);
  const suggesting = useSignal(model.suggesting) && suggestions !== undefined;
  const other = guidelines ? 'guidelines' : suggesting ? 'suggestions' : null;
  const open: OpenSheet = other !== null && !wide ? other : chosen;

  useEffect(() => {
    if (request && window.matchMedia('(max-width: 63.99rem)').matches) setOpen('details');
  }, [request]);

  // The codes come in a sheet of their own.
  useEffect(
    () =>
      model.palette.subscribe(() => {
        if (model.palette.get() !== null) setOpen(null);
      }),
    [model],
  );

  const hidden = selection !== null && model.selectedRange() !== null && model.canWrite;
  return (
    <div data-reader-part className="lg:hidden print:hidden">
      {hidden ? null : (
        <div className="fixed inset-x-0 bottom-0 z-20 flex items-center gap-2 border-t bg-popover px-3 py-2 pb-[max(0.5rem,env(safe-area-inset-bottom))] shadow-float">
          <Button
            aria-label={t('count', { count: model.store.order.all.length })}
            size="sm"
            className="pointer-coarse:h-11"
            onClick={() => setOpen('list')}
          >
            <List aria-hidden /> {model.store.order.all.length}
          </Button>
          {head ? (
            <button
              type="button"
              onClick={() => setOpen('details')}
              className="flex min-h-11 min-w-0 flex-1 items-center gap-2 rounded-md px-2 text-left"
            >
              <CodeMark codebook={model.codebook} codeKey={head.codeKey} />
              <span className="min-w-0 flex-1 truncate text-sm">
                <bdi>{shortened(quoteOf(head), 60) || model.codebook.nameOf(head.codeKey)}</bdi>
              </span>
              <span className="shrink-0 text-primary text-sm underline">{t('details')}</span>
            </button>
          ) : (
            <span className="min-w-0 flex-1 truncate text-muted-foreground text-sm">
              {model.canWrite ? t('selectToLabel') : t('tapHighlight')}
            </span>
          )}
          {suggestions === undefined ? null : (
            <Button
              size="sm"
              variant="ghost"
              aria-label={t('suggestions')}
              className="pointer-coarse:size-11"
              onClick={() => model.suggesting.set(true)}
            >
              <Sparkles aria-hidden />
            </Button>
          )}
          <Button
            size="sm"
            variant="ghost"
            aria-label={t('guidelines')}
            className="pointer-coarse:size-11"
            onClick={() => model.guidelines.set({ codeKey: head?.codeKey ?? null })}
          >
            <BookOpen aria-hidden />
          </Button>
          <Button
            size="sm"
            variant="ghost"
            aria-label={t('commands')}
            className="pointer-coarse:size-11"
            onClick={() => model.commanding.set(true)}
          >
            <Ellipsis aria-hidden />
          </Button>
        </div>
      )}
      <Sheet open={open === 'list'} onOpenChange={(next) => setOpen(next ? 'list' : null)}>
        <SheetContent side="bottom" className="h-[75dvh] gap-0 p-0" data-reader-part>
          <SheetTitle className="px-4 pt-4 text-base">{t('inArticle')}</SheetTitle>
          <SheetDescription className="sr-only">{t('listHint')}</SheetDescription>
          <FilterBar />
          <MarginList onChoose={() => setOpen(null)} />
        </SheetContent>
      </Sheet>
      <Sheet
        open={open === 'details' && head !== undefined}
        onOpenChange={(next) => setOpen(next ? 'details' : null)}
      >
        <SheetContent side="bottom" className="p-0" data-reader-part>
          <SheetTitle className="sr-only">{t('detailsTitle')}</SheetTitle>
          <SheetDescription className="sr-only">{t('detailsHint')}</SheetDescription>
          <Inspector />
        </SheetContent>
      </Sheet>
      <Sheet
        open={open === 'suggestions'}
        onOpenChange={(next) => {
          if (!next) model.suggesting.set(false);
        }}
      >
        <SheetContent side="bottom" className="flex h-[70dvh] flex-col gap-0 p-0" data-reader-part>
          <SheetTitle className="sr-only">{t('suggestions')}</SheetTitle>
          <SheetDescription className="sr-only">{t('suggestionsHint')}</SheetDescription>
          {suggestions}
        </SheetContent>
      </Sheet>
      <Sheet
        open={open === 'guidelines'}
        onOpenChange={(next) => {
          if (!next) model.guidelines.set(null);
        }}
      >
        <SheetContent side="bottom" className="h-[80dvh] gap-0 p-0" data-reader-part>
          <SheetTitle className="px-4 pt-4 pb-2 text-base">{t('guidelines')}</SheetTitle>
          <SheetDescription className="sr-only">{t('guidelinesHint')}</SheetDescription>
          <GuidelinesPanel />
        </SheetContent>
      </Sheet>
    </div>
  );
}
