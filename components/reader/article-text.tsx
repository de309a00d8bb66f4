'use client';

import { useTranslations } from 'next-intl';
import { memo, startTransition, useEffect, useRef, useState } from 'react';
import { BlockWatcher } from './dom/block-watcher';
import { canPaint, HighlightPainter } from './dom/highlight-painter';
import { adoptHighlightStyles } from './dom/highlight-styles';
import { TextDom } from './dom/text-dom';
import { markPainted } from './dom/timing';
import { type Block, blocksWithin } from './model/blocks';
import type { ReaderModel } from './model/reader-model';
import { useReader } from './reader-context';
import { Placeholder, TextBlock } from './text-block';
import { usePointer } from './use-pointer';
import { useTextSelection } from './use-text-selection';

/**
 * What the server sends as HTML: some screens, so that one reads at once. The rest is made in the
 * browser from the text that comes along as data, which so is not sent twice. Code points.
 */
const SENT_AS_HTML = 24_000;

const Blocks = memo(function Blocks({
  blocks,
  model,
}: {
  blocks: readonly Block[];
  model: ReaderModel;
}) {
  return blocks.map((block) => (
    <TextBlock key={block.index} block={block} positions={model.positions} />
  ));
});

/** The article's text with its highlights; takes the focus, and then shows a caret. */
export function ArticleText() {
  const { model, dom, layout, seen } = useReader();
  const t = useTranslations('reader');
  const ref = useRef<HTMLElement>(null);
  const { language, direction } = model.data.article;
  const [first] = useState(() => blocksWithin(model.blocks, SENT_AS_HTML));
  const [whole, setWhole] = useState(first === model.blocks.length);

  useEffect(() => startTransition(() => setWhole(true)), []);

  useEffect(() => {
    const root = ref.current;
    if (!root) return;
    const text = new TextDom(root, model.positions);
    const bump = () => {
      text.forgetBoxes();
      layout.update((count) => count + 1);
    };
    const offStyles = adoptHighlightStyles(model.codebook);
    const watcher = new BlockWatcher(model.blocks);
    const painter = canPaint() ? new HighlightPainter(model, text, watcher) : null;
    const offVisible = watcher.onChange(() => {
      // What comes into view gets its true height, and moves what stands below.
      text.forgetBoxes();
      seen.set(watcher.visibleChunks);
    });
    const timePainted = () => {
      if (model.mounted.get() && watcher.visibleChunks.length > 0) markPainted();
    };
    const offTimed = [watcher.onChange(timePainted), model.mounted.subscribe(timePainted)];
    const takeIn = () => {
      text.takeIn();
      watcher.watch(root);
    };
    takeIn();
    const offMounted = model.mounted.subscribe(takeIn);
    const resize = new ResizeObserver(bump);
    resize.observe(root);
    dom.set(text);
    void document.fonts.ready.then(bump);
    return () => {
      dom.set(null);
      resize.disconnect();
      for (const off of offTimed) off();
      offMounted();
      offVisible();
      painter?.dispose();
      watcher.dispose();
      offStyles();
    };
  }, [model, dom, layout, seen]);

  // What was made later is taken in where it stands.
  useEffect(() => {
    if (whole) model.mounted.set(true);
  }, [whole, model]);

  useTextSelection();
  usePointer();

  return (
    <article
      ref={ref}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: with the focus here the keys move a caret
      tabIndex={0}
      aria-label={t('articleText')}
      aria-describedby="reader-keys-hint"
      aria-busy={!whole}
      lang={language ?? undefined}
      dir={direction}
      data-reader-text
      // Whoever comes by Tab sees at once where the caret is.
      onFocus={() => {
        if (model.selection.get() === null) model.selection.set({ anchor: 0, head: 0 });
      }}
      className="relative cursor-text font-serif text-[1.1875rem] leading-[1.8] outline-none [hyphens:manual] selection:bg-primary/25"
    >
      <Blocks blocks={model.blocks.slice(0, first)} model={model} />
      {whole ? (
        <Blocks blocks={model.blocks.slice(first)} model={model} />
      ) : (
        <Placeholder blocks={model.blocks.slice(first)} />
      )}
    </article>
  );
}
