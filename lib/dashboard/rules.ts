import { type Cell, MOST_MONTHS, MOST_PUBLISHERS, WEEKS } from './schema';

const DAY_MS = 86_400_000;

/** UTC day of a moment, YYYY-MM-DD. */
function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** The Mondays (UTC, YYYY-MM-DD) that the last weeks began with, this week's last. */
export function weeksUntil(now: Date, count = WEEKS): string[] {
  const today = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate());
  // Weeks begin on Monday, as in ISO 8601; getUTCDay counts from Sunday.
  const monday = today - ((now.getUTCDay() + 6) % 7) * DAY_MS;
  return Array.from({ length: count }, (_, at) => dayOf(monday - (count - 1 - at) * 7 * DAY_MS));
}

/** The last day (UTC) of the week that begins with a day. */
export function endOfWeek(monday: string): string {
  return dayOf(Date.parse(`${monday}T00:00:00Z`) + 6 * DAY_MS);
}

/** The first and the last day of a month (YYYY-MM). */
export function daysOfMonth(month: string): { readonly from: string; readonly to: string } {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return { from: `${month}-01`, to: dayOf(Date.UTC(year, number, 0)) };
}

/** Weeks that the pace is taken from. */
const RECENT_WEEKS = 4;

/**
 * Weeks until what is open is handed in, at the mean pace of the last four weeks. Null when nothing
 * was handed in in them: then nobody can tell.
 */
export function weeksLeft(open: number, weeks: readonly number[]): number | null {
  if (open === 0) return 0;
  const recent = weeks.slice(-RECENT_WEEKS);
  const done = recent.reduce((sum, n) => sum + n, 0);
  return done === 0 ? null : Math.ceil(open / (done / recent.length));
}

/** A table of counts with its margins, the largest rows and columns first. */
export interface CountTable {
  readonly rows: readonly { readonly name: string; readonly total: number }[];
  readonly columns: readonly { readonly name: string | null; readonly total: number }[];
  /** Columns that were left out. */
  readonly more: number;
  count(row: string, column: string | null): number;
}

function totals<Name>(cells: readonly Cell[], of: (cell: Cell) => Name) {
  const found = new Map<Name, number>();
  for (const cell of cells) found.set(of(cell), (found.get(of(cell)) ?? 0) + cell.count);
  return [...found].map(([name, total]) => ({ name, total }));
}

function tableOf(
  cells: readonly Cell[],
  order: (
    a: { name: string | null; total: number },
    b: { name: string | null; total: number },
  ) => number,
  most: number,
): CountTable {
  const columns = totals(cells, ({ column }) => column).sort(order);
  const counts = new Map(
    cells.map(({ row, column, count }) => [JSON.stringify([row, column]), count]),
  );
  return {
    rows: totals(cells, ({ row }) => row).sort(
      (a, b) => b.total - a.total || (a.name < b.name ? -1 : 1),
    ),
    columns: columns.slice(0, most),
    more: Math.max(0, columns.length - most),
    count: (row, column) => counts.get(JSON.stringify([row, column])) ?? 0,
  };
}

/** Publishers with the most annotations first; articles that name none last. */
export function publisherTable(cells: readonly Cell[]): CountTable {
  return tableOf(
    cells,
    (a, b) =>
      Number(a.name === null) - Number(b.name === null) ||
      b.total - a.total ||
      ((a.name ?? '') < (b.name ?? '') ? -1 : 1),
    MOST_PUBLISHERS,
  );
}

/** The latest months first; articles without a date last. */
export function monthTable(cells: readonly Cell[]): CountTable {
  return tableOf(
    cells,
    (a, b) =>
      Number(a.name === null) - Number(b.name === null) ||
      ((a.name ?? '') < (b.name ?? '') ? 1 : -1),
    MOST_MONTHS,
  );
}

/** Rows by size; the columns as they are asked for, so that a state without any still stands there. */
export function stateTable(cells: readonly Cell[], states: readonly string[]): CountTable {
  const place = (name: string | null) => states.indexOf(name ?? '');
  const table = tableOf(cells, (a, b) => place(a.name) - place(b.name), states.length);
  const known = new Map(table.columns.map(({ name, total }) => [name, total]));
  return { ...table, columns: states.map((name) => ({ name, total: known.get(name) ?? 0 })) };
}
