'use client';

import { memo, useEffect, useRef } from 'react';
import type { Paragraph } from '@/lib/text/paragraphs';
import { canPaint, HighlightPainter } from './dom/highlight-painter';
import { adoptHighlightStyles } from './dom/highlight-styles';
import { TextDom } from './dom/text-dom';
import type { PositionIndex } from './model/position-index';
import { useReader } from './reader-context';
import { usePointer } from './use-pointer';
import { useTextSelection } from './use-text-selection';

/** The text itself: plain text nodes that React makes once and nobody touches afterwards. */
const Paragraphs = memo(function Paragraphs({
  paragraphs,
  positions: { chunks, paragraphStarts },
}: {
  paragraphs: readonly Paragraph[];
  positions: PositionIndex;
}) {
  return paragraphs.map((paragraph) => {
    const first = paragraphStarts[paragraph.index] ?? 0;
    const own = chunks.slice(first, paragraphStarts[paragraph.index + 1]);
    // What is off screen is neither laid out nor painted, yet the browser's own search finds it.
    const className =
      'mb-[1.1em] whitespace-pre-wrap [content-visibility:auto] [contain-intrinsic-size:auto_9rem]';
    const only = own.length === 1 ? own[0] : undefined;
    if (only) {
      return (
        <p key={paragraph.index} data-chunk={only.index} className={className}>
          {only.text}
        </p>
      );
    }
    return (
      <p key={paragraph.index} className="mb-[1.1em] whitespace-pre-wrap">
        {own.map((chunk) => (
          <span key={chunk.index} data-chunk={chunk.index}>
            {chunk.text}
          </span>
        ))}
      </p>
    );
  });
});

/** The article's text with its highlights; takes the focus, and then shows a caret. */
export function ArticleText() {
  const { model, dom, layout, seen } = useReader();
  const ref = useRef<HTMLElement>(null);
  const { language, direction } = model.data.article;

  useEffect(() => {
    const root = ref.current;
    if (!root) return;
    const text = new TextDom(root, model.positions);
    const bump = () => layout.update((count) => count + 1);
    const offStyles = adoptHighlightStyles(model.codebook);
    const painter = canPaint() ? new HighlightPainter(model, text) : null;
    const offVisible = painter?.onVisibleChange(() => seen.set(painter.visibleChunks));
    const resize = new ResizeObserver(bump);
    resize.observe(root);
    dom.set(text);
    void document.fonts.ready.then(bump);
    return () => {
      dom.set(null);
      resize.disconnect();
      offVisible?.();
      painter?.dispose();
      offStyles();
    };
  }, [model, dom, layout, seen]);

  useTextSelection();
  usePointer();

  return (
    <article
      ref={ref}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: with the focus here the keys move a caret
      tabIndex={0}
      aria-label="Article text"
      aria-describedby="reader-keys-hint"
      lang={language ?? undefined}
      dir={direction}
      data-reader-text
      // Whoever comes by Tab sees at once where the caret is.
      onFocus={() => {
        if (model.selection.get() === null) model.selection.set({ anchor: 0, head: 0 });
      }}
      className="relative cursor-text font-serif text-[1.1875rem] leading-[1.8] outline-none [hyphens:manual] selection:bg-primary/25"
    >
      <Paragraphs paragraphs={model.paragraphs} positions={model.positions} />
    </article>
  );
}
