import { type Cell, csvRecord } from '@/lib/text/csv-cells';
import type { Dashboard } from './schema';

const HEADER = ['figure', 'row', 'column', 'count'] as const;

/**
 * All figures of a dashboard, one a row: which, of what, and the number. Coders by name, codes by
 * key; an article that names no publisher, or no date, has an empty column. RFC 4180.
 */
export function dashboardCsv(dashboard: Dashboard): string {
  const { open, articles, coders, weeks } = dashboard;
  const nameOf = (id: string) => coders.find((coder) => coder.id === id)?.name ?? id;
  const records: Cell[][] = [
    [...HEADER],
    ...Object.entries(open).map(([name, count]) => ['open', name, null, count]),
    ...Object.entries(articles).map(([name, count]) => ['articles', name, null, count]),
    ...coders.flatMap((coder) => [
      ['coder', coder.name, 'open', coder.open],
      ['coder', coder.name, 'in_progress', coder.inProgress],
      ['coder', coder.name, 'submitted', coder.submitted],
      ...weeks.map((week, at) => ['pace', coder.name, week, coder.weeks[at] ?? 0]),
    ]),
    ...dashboard.byPublisher.map(({ row, column, count }) => ['publisher', row, column, count]),
    ...dashboard.byMonth.map(({ row, column, count }) => ['month', row, column, count]),
    ...dashboard.outcomesByCode.map(({ row, column, count }) => ['code', row, column, count]),
    ...dashboard.outcomesByCoder.map(({ row, column, count }) => [
      'review',
      nameOf(row),
      column,
      count,
    ]),
  ];
  return records.map(csvRecord).join('');
}
