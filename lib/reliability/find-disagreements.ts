import { type Disagreement, findDisagreements } from '@/lib/agreement/disagreements';
import type { CoderWork } from '@/lib/agreement/study';
import type { Fragment } from '@/lib/text/fragments';
import { createOffsetMap, type OffsetMap } from '@/lib/text/offsets';
import type { LoadedStudy } from './load-study';
import type { CoderDto, DisagreementDto, DisagreementsDto, SideDto, Which } from './schema';

/** Characters shown before and after the words in question. */
const AROUND = 90;

interface Side {
  readonly coder: CoderDto;
  readonly work: CoderWork;
  readonly ids: readonly string[];
}

/** The disagreements of the pairs, code, article or month asked for, article by article. */
export function findInStudy(loaded: LoadedStudy, which: Which, limit: number): DisagreementsDto {
  const pair = which.pair?.split('~') ?? null;
  const shown: DisagreementDto[] = [];
  let total = 0;
  loaded.articles.forEach((article, at) => {
    if (which.ofArticle !== undefined && article.id !== which.ofArticle) return;
    if (which.ofMonth !== undefined && article.month !== which.ofMonth) return;
    const sides: Side[] = loaded.coders.flatMap((coder, index) => {
      const work = loaded.study.articles[at]?.coders[index];
      const ids = loaded.spanIds[at]?.[index] ?? [];
      return work && (pair === null || pair.includes(coder.id)) ? [{ coder, work, ids }] : [];
    });
    const map = createOffsetMap(article.text);
    sides.forEach((one, i) => {
      for (const other of sides.slice(i + 1)) {
        for (const found of findDisagreements(one.work.spans, other.work.spans)) {
          if (!concerns(found, one, other, loaded.study.codes, which.ofCode)) continue;
          total += 1;
          if (shown.length >= limit) continue;
          const { id, title, language, direction } = article;
          shown.push({
            kind: found.kind,
            article: { id, title, language, direction },
            ...inWords(found, one, other, loaded.study.codes, map),
          });
        }
      }
    });
  });
  return { shown, total };
}

function concerns(
  { one, other }: Disagreement,
  first: Side,
  second: Side,
  codes: readonly string[],
  code: string | undefined,
): boolean {
  if (code === undefined) return true;
  const of = (side: Side, at: number | null) =>
    at === null ? undefined : codes[side.work.spans[at]?.code ?? -1];
  return of(first, one) === code || of(second, other) === code;
}

function inWords(
  { one, other }: Disagreement,
  first: Side,
  second: Side,
  codes: readonly string[],
  map: OffsetMap,
): Pick<DisagreementDto, 'at' | 'context' | 'one' | 'other'> {
  const fragmentsOf = (side: Side, at: number | null) =>
    at === null ? [] : (side.work.spans[at]?.fragments ?? []);
  const all = [...fragmentsOf(first, one), ...fragmentsOf(second, other)];
  const begins = Math.min(...all.map((fragment) => fragment.start));
  const last = Math.max(...all.map((fragment) => fragment.end));
  const start = Math.max(0, begins - AROUND);
  const end = Math.min(map.length, last + AROUND);
  const from = map.toUtf16(start);
  const marks = (fragments: readonly Fragment[]) =>
    fragments.map(
      (fragment) => [map.toUtf16(fragment.start) - from, map.toUtf16(fragment.end) - from] as const,
    );
  const sideOf = (side: Side, at: number | null): SideDto => ({
    coder: side.coder,
    code: at === null ? null : (codes[side.work.spans[at]?.code ?? -1] ?? null),
    annotationId: at === null ? null : (side.ids[at] ?? null),
    marks: marks(fragmentsOf(side, at)),
  });
  return {
    at: [begins, last],
    context: map.slice(start, end),
    one: sideOf(first, one),
    other: sideOf(second, other),
  };
}
