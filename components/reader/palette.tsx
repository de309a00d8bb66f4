'use client';

import { Command } from 'cmdk';
import { Plus, X } from 'lucide-react';
import { useLayoutEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { Kbd } from '@/components/ui/kbd';
import { CodeMark } from './code-mark';
import { quoteOf, shortened } from './model/describe';
import { useMedia, useReader, useSignal, WIDE } from './reader-context';

const WIDTH = 560;
const GAP = 10;

interface Place {
  readonly left: number;
  readonly top: number;
  /** The panel hangs above its place. */
  readonly above: boolean;
}

/** Where the panel fits: below the selection's last line, else above its first. */
function usePlace(open: boolean): Place | null {
  const { model, dom, layout } = useReader();
  const selection = useSignal(model.selection);
  const active = useSignal(model.active);
  const mode = useSignal(model.palette);
  const tick = useSignal(layout);
  const [place, setPlace] = useState<Place | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the geometry depends on the layout
  useLayoutEffect(() => {
    const text = dom.get();
    if (!open || !text) return setPlace(null);
    const width = text.root.clientWidth;
    const range = mode === null ? model.selectedRange() : active && model.extentOf(active);
    const boxes = range && mode !== 'article' ? text.boxes(range) : [];
    const first = boxes[0];
    const last = boxes[boxes.length - 1];
    if (!first || !last) return setPlace({ left: 0, top: 0, above: false });
    const origin = text.root.getBoundingClientRect();
    const bottom = origin.top + last.top + last.height;
    const above = window.innerHeight - bottom < 340 && origin.top + first.top > 380;
    const box = above ? first : last;
    const left = Math.max(-24, Math.min(box.left, width - WIDTH + 24));
    setPlace({
      left,
      top: above ? first.top - GAP : last.top + last.height + GAP,
      above,
    });
  }, [open, model, dom, selection, active, mode, tick]);
  return place;
}

/** The codes of the codebook at the selection: one letter labels, `/` searches. */
export function Palette() {
  const { model, dom } = useReader();
  const selection = useSignal(model.selection);
  const selecting = useSignal(model.selecting);
  const mode = useSignal(model.palette);
  const rebounding = useSignal(model.rebounding);
  useSignal(model.coding);
  const wide = useMedia(WIDE);
  const hasRange = selection !== null && model.selectedRange() !== null;
  const open = model.canWrite && !rebounding && (mode !== null || (hasRange && !selecting));
  const place = usePlace(open);
  if (!open || !place) return null;

  const close = () => {
    if (mode) model.palette.set(null);
    else if (selection) model.selection.set({ anchor: selection.head, head: selection.head });
    dom.get()?.root.focus({ preventScroll: true });
  };
  return (
    <section
      aria-label="Codes"
      data-reader-part
      dir="ltr"
      className={cn(
        'z-30 animate-fade-in border bg-popover text-popover-foreground shadow-float',
        wide
          ? 'absolute rounded-xl'
          : 'fixed inset-x-0 bottom-0 max-h-[52dvh] overflow-hidden rounded-t-xl pb-[env(safe-area-inset-bottom)]',
        wide && place.above && '-translate-y-full',
      )}
      style={wide ? { left: place.left, top: place.top, width: WIDTH } : undefined}
    >
      <PaletteBody key={mode ?? 'selection'} onClose={close} />
    </section>
  );
}

const PROMPTS = {
  selection: 'Press a letter to label, or search',
  recode: 'Change the code: press a letter, or search',
  article: 'Label the article: press a letter, or search',
} as const;

function PaletteBody({ onClose }: { onClose: () => void }) {
  const { model, editor, dom } = useReader();
  const mode = useSignal(model.palette);
  const wide = useMedia(WIDE);
  const activeHead = model.activeHead();
  const target = mode === 'article' || activeHead?.kind === 'article' ? 'article' : 'span';
  const codes = model.codebook.codesFor(mode === null ? 'span' : target);
  const [value, setValue] = useState(codes[0]?.key ?? '');
  const input = useRef<HTMLInputElement>(null);
  const shown = model.codebook.code(value);
  const layers = model.codebook.document.layers;

  const choose = (codeKey: string) => {
    if (mode === 'recode') editor.recode(codeKey);
    else if (mode === 'article') editor.labelArticle(codeKey);
    else editor.label(codeKey);
    // The field goes away with the palette; the keys go on in the text.
    dom.get()?.root.focus({ preventScroll: true });
  };
  return (
    <Command
      value={value}
      onValueChange={setValue}
      label="Codes"
      loop
      // Taking the press away from the page keeps the selection, and on a phone its handles.
      onMouseDown={(event) => {
        if (!(event.target instanceof HTMLInputElement)) event.preventDefault();
      }}
      className="grid grid-cols-[minmax(0,1fr)] lg:grid-cols-[minmax(0,1fr)_13rem]"
    >
      <div className="min-w-0 lg:border-r">
        <div className="flex items-center gap-2 border-b px-3 py-1.5">
          <Kbd aria-hidden className="pointer-coarse:hidden">
            /
          </Kbd>
          <Command.Input
            ref={input}
            data-code-search
            aria-label="Search codes"
            placeholder={wide ? PROMPTS[mode ?? 'selection'] : 'Search codes'}
            onKeyDown={(event) => {
              if (event.key === 'Escape') {
                event.preventDefault();
                onClose();
              }
            }}
            className="h-7 min-w-0 flex-1 bg-transparent text-sm outline-none placeholder:text-muted-foreground"
          />
          <Button variant="ghost" size="icon-sm" aria-label="Close" onClick={onClose}>
            <X aria-hidden />
          </Button>
        </div>
        <Command.List
          tabIndex={0}
          aria-label="Codes"
          className="max-h-[40dvh] overflow-y-auto overscroll-contain p-1.5 lg:max-h-72"
        >
          <Command.Empty className="px-2 py-4 text-muted-foreground text-sm">
            No code has that name.
          </Command.Empty>
          {mode === null && activeHead?.kind === 'span' && model.isEditable(activeHead) ? (
            <Command.Item
              value="add to current annotation"
              onSelect={() => editor.addSelection()}
              className="mb-1 flex cursor-pointer items-center gap-2 rounded px-1.5 py-1 text-sm data-[selected=true]:bg-accent"
            >
              <Plus aria-hidden className="size-4 shrink-0" />
              <span className="min-w-0 flex-1 truncate">
                Add to {model.codebook.nameOf(activeHead.codeKey)} “
                {shortened(quoteOf(activeHead), 28)}”
              </span>
              <Kbd className="pointer-coarse:hidden">+</Kbd>
            </Command.Item>
          ) : null}
          {layers.map((layer) => {
            const own = codes.filter((code) => code.layer === layer.key);
            return own.length === 0 ? null : (
              <Command.Group
                key={layer.key}
                heading={layer.name.en}
                className="[&_[cmdk-group-heading]]:px-1.5 [&_[cmdk-group-heading]]:pt-1.5 [&_[cmdk-group-heading]]:pb-0.5 [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-muted-foreground [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-items]]:grid [&_[cmdk-group-items]]:grid-cols-2"
              >
                {own.map((code) => (
                  <Command.Item
                    key={code.key}
                    value={code.key}
                    keywords={[code.name.en, code.name.fr]}
                    onSelect={() => choose(code.key)}
                    className="flex min-w-0 cursor-pointer items-center gap-2 rounded px-1.5 py-1 text-sm data-[selected=true]:bg-accent pointer-coarse:min-h-10"
                  >
                    <CodeMark codebook={model.codebook} codeKey={code.key} />
                    <span className="min-w-0 flex-1 truncate">{code.name.en}</span>
                    {code.shortcut ? (
                      <Kbd className="pointer-coarse:hidden">{code.shortcut}</Kbd>
                    ) : null}
                  </Command.Item>
                ))}
              </Command.Group>
            );
          })}
        </Command.List>
      </div>
      {shown ? (
        <section
          aria-label="Definition"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
          tabIndex={0}
          className="hidden max-h-82 content-start gap-2 overflow-y-auto p-3 text-[0.8125rem] lg:grid"
        >
          <p className="flex items-center gap-2 font-semibold text-sm">
            <CodeMark codebook={model.codebook} codeKey={shown.key} />
            {shown.name.en}
          </p>
          <p className="text-muted-foreground leading-snug">{shown.definition.en}</p>
          {shown.include[0] ? (
            <p className="leading-snug">
              <span className="font-medium text-success">Include. </span>
              {shown.include[0].en}
            </p>
          ) : null}
          {shown.exclude[0] ? (
            <p className="leading-snug">
              <span className="font-medium text-danger">Exclude. </span>
              {shown.exclude[0].en}
            </p>
          ) : null}
        </section>
      ) : null}
    </Command>
  );
}
