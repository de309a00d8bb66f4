import { type Cell, csvRecord } from '@/lib/text/csv-cells';
import type { ClaimStats, GroupCount } from './schema';

const HEADER = [
  'figure',
  'name',
  'in_register',
  'assertions',
  'outlet',
  'quoted_source',
  'claims',
  'articles',
  'publishers',
  'first',
  'last',
  'verdict',
];

/** The figures of a claims report, one a row. RFC 4180. */
export function claimsCsv({
  assertions,
  outlet,
  quoted,
  claims,
  byPublisher,
  byMonth,
}: ClaimStats): string {
  const group =
    (figure: string) =>
    (one: GroupCount): Cell[] => [
      figure,
      one.name,
      null,
      one.assertions,
      one.outlet,
      one.quoted,
      one.claims,
      null,
      null,
      null,
      null,
      null,
    ];
  const records: Cell[][] = [
    HEADER,
    ['all', null, null, assertions, outlet, quoted, claims.length, null, null, null, null, null],
    ...claims.map((one) => [
      'claim',
      one.name,
      one.claimId === null ? 'no' : 'yes',
      one.assertions,
      one.outlet,
      one.quoted,
      null,
      one.articles,
      one.publishers,
      one.first,
      one.last,
      one.verdict,
    ]),
    ...byPublisher.map(group('publisher')),
    ...byMonth.map(group('month')),
  ];
  return records.map(csvRecord).join('');
}
