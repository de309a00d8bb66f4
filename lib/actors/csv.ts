import { type Cell, csvRecord } from '@/lib/text/csv-cells';
import type { SourceStats } from './schema';

const HEADER = [
  'figure',
  'name',
  'kind',
  'in_register',
  'quotes',
  'direct',
  'articles',
  'publishers',
  'anonymous',
];

/** The figures of a sources report, one a row. RFC 4180. */
export function sourcesCsv({
  attributions,
  absent,
  anonymous,
  actors,
  byPublisher,
  byMonth,
}: SourceStats): string {
  const records: Cell[][] = [
    HEADER,
    ['all', null, null, null, attributions, null, null, null, anonymous],
    ['absent', null, null, null, absent, null, null, null, null],
    ...actors.map((one) => [
      'actor',
      one.name,
      one.kind,
      one.actorId === null ? 'no' : 'yes',
      one.quotes,
      one.direct,
      one.articles,
      one.publishers,
      null,
    ]),
    ...byPublisher.map((one) => [
      'publisher',
      one.name,
      null,
      null,
      one.attributions,
      null,
      null,
      null,
      one.anonymous,
    ]),
    ...byMonth.map((one) => [
      'month',
      one.name,
      null,
      null,
      one.attributions,
      null,
      null,
      null,
      one.anonymous,
    ]),
  ];
  return records.map(csvRecord).join('');
}
