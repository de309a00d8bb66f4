import type { CSSProperties } from 'react';
import { Fragment as Piece } from 'react';
import { cn } from '@/components/ui/cn';
import type { Fragment } from '@/lib/text/fragments';
import type { OffsetMap } from '@/lib/text/offsets';
import { segmentSpans } from '@/lib/text/segments';

/** A passage to be drawn. */
export interface Mark {
  readonly id: string;
  readonly fragments: readonly Fragment[];
  readonly style: CSSProperties;
  readonly className: string;
}

/**
 * A stretch of the text with marks over it, cut into flat runs. `from` and `to` in code points. What
 * a mark says stands beside the text: here it is drawn only.
 */
export function MarkedText({
  text,
  from,
  to,
  marks,
}: {
  text: OffsetMap;
  from: number;
  to: number;
  marks: readonly Mark[];
}) {
  const byId = new Map(marks.map((mark) => [mark.id, mark]));
  return segmentSpans(marks, { from, to }).map(({ start, end, ids }) => {
    const words = text.slice(start, end);
    if (ids.length === 0) return <Piece key={start}>{words}</Piece>;
    const here = ids.flatMap((id) => byId.get(id) ?? []);
    return (
      <mark
        key={start}
        data-marks={ids.length}
        className={cn('rounded-[2px] text-inherit', ...here.map(({ className }) => className))}
        style={Object.assign({}, ...here.map(({ style }) => style))}
      >
        {words}
      </mark>
    );
  });
}
