'use client';

import { List } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Sheet, SheetContent, SheetDescription, SheetTitle } from '@/components/ui/sheet';
import { CodeMark } from './code-mark';
import { FilterBar } from './filter-bar';
import { Inspector } from './inspector';
import { MarginList } from './margin-list';
import { quoteOf, shortened } from './model/describe';
import { useReader, useSignal } from './reader-context';

/** Beside the text: the list above, the active annotation's details below. */
export function SidePanel() {
  const { model } = useReader();
  const active = useSignal(model.active);
  return (
    <aside
      aria-label="Annotations"
      data-reader-part
      className="sticky top-(--shell-height) hidden h-[calc(100dvh-var(--shell-height))] flex-col border-l bg-card/40 lg:flex"
    >
      <FilterBar />
      <div className="flex min-h-0 flex-1 flex-col">
        <MarginList />
      </div>
      {active ? (
        <div className="max-h-[58%] shrink-0 overflow-y-auto border-t bg-card shadow-[0_-6px_16px_rgb(0_0_0/0.05)]">
          <Inspector />
        </div>
      ) : null}
    </aside>
  );
}

/** On a narrow screen: a bar at the bottom, the list and the details in sheets. */
export function BottomBar() {
  const { model } = useReader();
  const active = useSignal(model.active);
  const selection = useSignal(model.selection);
  const request = useSignal(model.inspector);
  useSignal(model.store.version);
  const [open, setOpen] = useState<'list' | 'details' | null>(null);
  const head = active === null ? undefined : model.store.get(active);

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
    <div data-reader-part className="lg:hidden">
      {hidden ? null : (
        <div className="fixed inset-x-0 bottom-0 z-20 flex items-center gap-2 border-t bg-popover px-3 py-2 pb-[max(0.5rem,env(safe-area-inset-bottom))] shadow-float">
          <Button size="sm" onClick={() => setOpen('list')}>
            <List aria-hidden /> {model.store.order.all.length}
            <span className="sr-only">annotations</span>
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
              <span className="shrink-0 text-primary text-sm underline">Details</span>
            </button>
          ) : (
            <span className="min-w-0 flex-1 truncate text-muted-foreground text-sm">
              {model.canWrite ? 'Select words to label them' : 'Tap a highlight'}
            </span>
          )}
        </div>
      )}
      <Sheet open={open === 'list'} onOpenChange={(next) => setOpen(next ? 'list' : null)}>
        <SheetContent side="bottom" className="h-[75dvh] gap-0 p-0" data-reader-part>
          <SheetTitle className="px-4 pt-4 text-base">Annotations in this article</SheetTitle>
          <SheetDescription className="sr-only">
            In text order; choose one to see it.
          </SheetDescription>
          <FilterBar />
          <MarginList onChoose={() => setOpen(null)} />
        </SheetContent>
      </Sheet>
      <Sheet
        open={open === 'details' && head !== undefined}
        onOpenChange={(next) => setOpen(next ? 'details' : null)}
      >
        <SheetContent side="bottom" className="p-0" data-reader-part>
          <SheetTitle className="sr-only">Details of the annotation</SheetTitle>
          <SheetDescription className="sr-only">Attributes, confidence, memo.</SheetDescription>
          <Inspector />
        </SheetContent>
      </Sheet>
    </div>
  );
}
