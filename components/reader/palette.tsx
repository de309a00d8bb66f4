'use client';

import { Command } from 'cmdk';
import { BookOpen, Lock, Plus, RotateCcw, X } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useLayoutEffect, useRef, useState } from 'react';
import { KeyCaps } from '@/components/shortcuts/key-caps';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { Kbd } from '@/components/ui/kbd';
import type { AnnotationDto } from '@/lib/annotations/schema';
import { CodeMark } from './code-mark';
import { Guideline } from './guideline';
import { codeScore } from './model/code-search';
import { quoteOf, shortened } from './model/describe';
import type { ReaderModel } from './model/reader-model';
import { useMedia, useReader, useSignal, WIDE } from './reader-context';

const WIDTH = 680;
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
  const t = useTranslations('reader.palette');
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
      aria-label={t('codes')}
      data-reader-part
      data-palette
      dir="ltr"
      className={cn(
        'z-30 animate-fade-in border bg-popover text-popover-foreground shadow-float',
        wide
          ? 'absolute rounded-xl'
          : 'fixed inset-x-0 bottom-0 flex max-h-[52dvh] flex-col overflow-hidden rounded-t-xl pb-[env(safe-area-inset-bottom)]',
        wide && place.above && '-translate-y-full',
      )}
      style={wide ? { left: place.left, top: place.top, width: WIDTH } : undefined}
    >
      <PaletteBody key={mode ?? 'selection'} onClose={close} />
    </section>
  );
}

function PaletteBody({ onClose }: { onClose: () => void }) {
  const { model, editor, dom } = useReader();
  const t = useTranslations('reader.palette');
  const mode = useSignal(model.palette);
  const locked = useSignal(model.locked);
  const lastCode = useSignal(model.lastCode);
  const wide = useMedia(WIDE);
  const activeHead = model.activeHead();
  const { codebook } = model;
  const target = mode === 'article' || activeHead?.kind === 'article' ? 'article' : 'span';
  const codes = codebook.codesFor(mode === null ? 'span' : target);
  const [value, setValue] = useState(codes[0]?.key ?? '');
  const input = useRef<HTMLInputElement>(null);
  const shown = codebook.code(value);
  const again = mode === null ? (locked ?? lastCode) : null;

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
      label={t('codes')}
      loop
      filter={(key, query) => {
        const code = codebook.code(key);
        return code ? codeScore(code, query, codebook) : 0;
      }}
      // Taking the press away from the page keeps the selection, and on a phone its handles.
      onMouseDown={(event) => {
        if (!(event.target instanceof HTMLInputElement)) event.preventDefault();
      }}
      className="grid min-h-0 grid-cols-[minmax(0,1fr)] lg:grid-cols-[minmax(0,1fr)_15rem]"
    >
      <div className="flex min-h-0 min-w-0 flex-col lg:border-r">
        <div className="flex items-center gap-2 border-b px-3 py-1.5">
          <Kbd aria-hidden className="pointer-coarse:hidden">
            /
          </Kbd>
          <Command.Input
            ref={input}
            data-code-search
            aria-label={t('search')}
            placeholder={wide ? t(`prompt.${mode ?? 'selection'}`) : t('search')}
            onKeyDown={(event) => {
              if (event.key === 'Escape') {
                event.preventDefault();
                onClose();
              }
            }}
            className="h-7 min-w-0 flex-1 bg-transparent text-sm outline-none placeholder:text-muted-foreground pointer-coarse:h-11 pointer-coarse:text-base"
          />
          {wide ? null : (
            <Button
              variant="ghost"
              size="icon-sm"
              aria-label={t('guidelines')}
              onClick={() => model.guidelines.set({ codeKey: null })}
              className="pointer-coarse:size-11"
            >
              <BookOpen aria-hidden />
            </Button>
          )}
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label={t('close')}
            onClick={onClose}
            className="pointer-coarse:size-11"
          >
            <X aria-hidden />
          </Button>
        </div>
        {again !== null || (mode === null && isAddable(model, activeHead)) ? (
          <div className="flex flex-wrap gap-1.5 border-b px-2 py-1.5">
            {again === null ? null : (
              <Button size="sm" onClick={() => choose(again)} className={QUICK_CLASS}>
                {locked === again ? (
                  <Lock aria-label={t('locked')} />
                ) : (
                  <RotateCcw aria-label={t('again')} />
                )}
                <span className="truncate">{codebook.nameOf(again)}</span>
                <KeyCaps chord="Enter" className="pointer-coarse:hidden" />
              </Button>
            )}
            {mode === null && activeHead && isAddable(model, activeHead) ? (
              <Button size="sm" onClick={() => editor.addSelection()} className={QUICK_CLASS}>
                <Plus aria-hidden />
                <span className="truncate">
                  {t('addTo', { code: codebook.nameOf(activeHead.codeKey) })}{' '}
                  <bdi>“{shortened(quoteOf(activeHead), 24)}”</bdi>
                </span>
                <Kbd className="pointer-coarse:hidden">+</Kbd>
              </Button>
            ) : null}
          </div>
        ) : null}
        <Command.List
          tabIndex={0}
          aria-label={t('codes')}
          className="max-h-[40dvh] overflow-y-auto overscroll-contain p-1.5 lg:max-h-72"
        >
          <Command.Empty className="px-2 py-4 text-muted-foreground text-sm">
            {t('none')}
          </Command.Empty>
          {codebook.document.layers.map((layer) => {
            const own = codes.filter((code) => code.layer === layer.key);
            return own.length === 0 ? null : (
              <Command.Group
                key={layer.key}
                heading={codebook.say(layer.name)}
                className="[&_[cmdk-group-heading]]:px-1.5 [&_[cmdk-group-heading]]:pt-1.5 [&_[cmdk-group-heading]]:pb-0.5 [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-muted-foreground [&_[cmdk-group-heading]]:text-xs sm:[&_[cmdk-group-items]]:grid sm:[&_[cmdk-group-items]]:grid-cols-2"
              >
                {own.map((code) => (
                  <Command.Item
                    key={code.key}
                    value={code.key}
                    onSelect={() => choose(code.key)}
                    className="flex min-w-0 cursor-pointer items-center gap-2 rounded px-1.5 py-1 text-sm data-[selected=true]:bg-accent pointer-coarse:min-h-11"
                  >
                    <CodeMark codebook={codebook} codeKey={code.key} />
                    <span className="min-w-0 flex-1 truncate">{codebook.say(code.name)}</span>
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
      {shown && wide ? (
        <section
          aria-label={t('guideline')}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
          tabIndex={0}
          data-palette-guideline={shown.key}
          className="grid max-h-82 content-start gap-2 overflow-y-auto p-3"
        >
          <p className="flex items-center gap-2 font-semibold text-sm">
            <CodeMark codebook={codebook} codeKey={shown.key} />
            <span className="min-w-0 flex-1">{codebook.say(shown.name)}</span>
          </p>
          <Guideline code={shown} codebook={codebook} />
          <Link
            href={`/projects/${model.data.projectId}/codebook#code-${shown.key}`}
            target="_blank"
            className="rounded text-primary text-xs underline underline-offset-4"
          >
            {t('inCodebook')}
          </Link>
        </section>
      ) : null}
    </Command>
  );
}

const QUICK_CLASS = 'min-w-0 max-w-full pointer-coarse:h-11';

/** Whether the selection may be added to the active annotation as a further fragment. */
function isAddable(model: ReaderModel, head: AnnotationDto | undefined): boolean {
  return head?.kind === 'span' && model.isEditable(head);
}
