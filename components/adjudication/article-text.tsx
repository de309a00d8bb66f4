'use client';

import { useEffect, useMemo, useRef } from 'react';
import { codeStyle } from '@/components/reader/code-mark';
import type { AdjudicationItem } from '@/lib/adjudication/schema';
import type { ArticleDto } from '@/lib/articles/schema';
import type { CanonicaliserId } from '@/lib/text/canonicalise';
import type { OffsetMap } from '@/lib/text/offsets';
import { splitParagraphs } from '@/lib/text/paragraphs';
import { type Mark, MarkedText } from './marked-text';
import type { Board, Lookups } from './model';
import type { Adjudication } from './use-adjudication';

/** With more places than this, only the one in focus is drawn over the whole text. */
const MOST_MARKS = 1_500;

const STATE_CLASS: Readonly<Record<AdjudicationItem['state'], string>> = {
  open: 'bg-warning-soft underline decoration-2 decoration-dotted decoration-warning underline-offset-4',
  changed:
    'bg-warning-soft underline decoration-2 decoration-wavy decoration-warning underline-offset-4',
  agreed: 'bg-transparent underline decoration-dotted decoration-success underline-offset-4',
  provisional: 'bg-transparent underline decoration-dashed decoration-info underline-offset-4',
  final: 'bg-transparent underline decoration-success underline-offset-4',
};

/** The article with every place where something is said, merged; the one in focus in its colour. */
export function AdjudicatedText({
  article,
  text,
  adjudication,
  lookups,
}: {
  article: ArticleDto;
  text: OffsetMap;
  adjudication: Adjudication;
  lookups: Lookups;
}) {
  const root = useRef<HTMLDivElement>(null);
  const { board, active } = adjudication;
  const paragraphs = useMemo(
    () => splitParagraphs(article.text, article.canonicaliser as CanonicaliserId),
    [article.text, article.canonicaliser],
  );
  const marks = useMemo(() => marksOf(board, active, lookups), [board, active, lookups]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another place in focus is what scrolls.
  useEffect(() => {
    const mark = root.current?.querySelector('mark.is-active');
    mark?.scrollIntoView({ block: 'center', behavior: 'instant' });
  }, [active?.key]);
  return (
    <div
      ref={root}
      lang={article.language ?? undefined}
      dir={article.direction}
      className="grid gap-4 font-serif text-[1.0625rem] leading-relaxed"
    >
      {paragraphs.map(({ index, start, end }) => (
        <p key={index}>
          <MarkedText
            text={text}
            from={start}
            to={end}
            marks={marks.filter(({ fragments }) =>
              fragments.some((one) => one.start < end && one.end > start),
            )}
          />
        </p>
      ))}
    </div>
  );
}

function marksOf(
  { items, gold }: Board,
  active: AdjudicationItem | undefined,
  { heads, relations, codebook }: Lookups,
): Mark[] {
  const others = items.length > MOST_MARKS ? [] : items;
  const marks: Mark[] = others.flatMap((item) => {
    if (item.kind !== 'span' || item.key === active?.key) return [];
    const { decision, state } = item;
    // Left out of the gold: plain text again.
    if (decision && !decision.goldId && state !== 'changed') return [];
    const head = gold.get(decision?.goldId ?? '') ?? heads.get(item.readings[0]?.unitId ?? '');
    if (!head) return [];
    const { fragments } = head;
    return [{ id: item.key, fragments, style: {}, className: STATE_CLASS[state] }];
  });
  const units = (active?.voices ?? []).flatMap(({ unitId }) => unitId ?? []);
  const spans = units.flatMap((id) => {
    const link = relations.get(id);
    const ends = link ? [link.fromAnnotationId, link.toAnnotationId] : [id];
    return ends.flatMap((end) => [
      end,
      ...(heads.get(end)?.members ?? []).map((one) => one.annotationId),
    ]);
  });
  for (const id of new Set(spans)) {
    const head = heads.get(id);
    if (!head || head.fragments.length === 0) continue;
    marks.push({
      id,
      fragments: head.fragments,
      style: codeStyle(codebook, head.codeKey),
      className:
        'is-active bg-[color-mix(in_srgb,var(--code)_22%,transparent)] outline outline-1 outline-(--code)',
    });
  }
  return marks;
}
