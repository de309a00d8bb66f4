import type { Excerpt } from '@/lib/carryover/schema';
import { createOffsetMap } from '@/lib/text/offsets';

interface Props {
  excerpt: Excerpt;
  language: string | null;
  direction: 'ltr' | 'rtl';
}

/** A passage marked in the text around it. */
export function PassageExcerpt({ excerpt, language, direction }: Props) {
  const map = createOffsetMap(excerpt.text);
  const parts: React.ReactNode[] = [];
  let at = 0;
  for (const { start, end } of excerpt.fragments) {
    const [from, to] = [start - excerpt.offset, end - excerpt.offset];
    parts.push(map.slice(at, from));
    parts.push(
      <mark
        key={start}
        className="rounded-sm border-(--code) border-b-2 bg-[color-mix(in_srgb,var(--code)_18%,transparent)] text-foreground"
      >
        {map.slice(from, to)}
      </mark>,
    );
    at = to;
  }
  parts.push(map.slice(at, map.length));
  return (
    <p
      lang={language ?? undefined}
      dir={direction}
      className="whitespace-pre-wrap text-pretty font-serif text-[0.9375rem] text-muted-foreground leading-relaxed"
    >
      {excerpt.offset > 0 ? '… ' : null}
      {parts}
      {excerpt.goesOn ? ' …' : null}
    </p>
  );
}
