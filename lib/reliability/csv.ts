import type { Score } from '@/lib/agreement/score';
import { type Cell, csvRecord } from '@/lib/text/csv-cells';
import type { AgreementDto } from './schema';

const HEADER = [
  'measure',
  'unit',
  'of',
  'name',
  'other',
  'value',
  'reason',
  'observed',
  'expected',
  'low',
  'high',
  'n',
] as const;

/** All figures of an agreement, one a row: the whole, pairs, codes, articles, months. RFC 4180. */
export function agreementCsv(dto: AgreementDto): string {
  const { measure, unit } = dto.question;
  const row = (
    of: string,
    name: string,
    score: Score,
    rest: { other?: string; low?: number; high?: number; n?: number } = {},
  ): Cell[] => [
    measure,
    unit,
    of,
    name,
    rest.other ?? null,
    score.value,
    score.reason,
    score.observed,
    score.expected,
    rest.low ?? null,
    rest.high ?? null,
    rest.n ?? null,
  ];
  const nameOf = (id: string) => dto.coders.find((coder) => coder.id === id)?.name ?? id;
  const { interval } = dto;
  return [
    [...HEADER],
    row('all', '', dto.score, {
      n: dto.units,
      ...(interval ? { low: interval.low, high: interval.high } : {}),
    }),
    ...dto.pairs.map((pair) =>
      row('pair', nameOf(pair.one), pair.score, { other: nameOf(pair.other), n: pair.units }),
    ),
    ...dto.perCode.map(({ code, score, units }) => row('code', code, score, { n: units })),
    ...dto.perArticle.map(({ name, score }) => row('article', name, score)),
    ...dto.perMonth.map(({ month, score, articles }) =>
      row('month', month, score, { n: articles }),
    ),
  ]
    .map(csvRecord)
    .join('');
}
