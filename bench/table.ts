import type { Measurement } from './types';

const HEADER = ['bench', 'what', 'measured', 'baseline in the same run', 'figure', 'goal', ''];

/** Whether the goal was reached; undefined where there is none. */
export function isReached({ figure, goal }: Measurement): boolean | undefined {
  if (!goal) return undefined;
  return goal.is === 'at least' ? figure >= goal.value : figure <= goal.value;
}

/** The measurements as a Markdown table, which also reads well in a terminal. */
export function toTable(measurements: readonly Measurement[]): string {
  const rows = [HEADER, ...measurements.map(toRow)];
  const widths = HEADER.map((_, column) =>
    Math.max(3, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]) =>
    `| ${widths.map((width, column) => (row[column] ?? '').padEnd(width)).join(' | ')} |`;
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  const [header, ...body] = rows.map(line);
  return [header, rule, ...body].join('\n');
}

function toRow(one: Measurement): string[] {
  const unit = one.unit === undefined ? '×' : ` ${one.unit}`;
  const sign = one.goal?.is === 'at least' ? '≥' : '≤';
  const reached = isReached(one);
  return [
    one.bench,
    one.what,
    one.measured,
    one.baseline,
    `${figure(one.figure)}${unit}`,
    one.goal ? `${sign} ${one.goal.value}${unit}` : '',
    reached === undefined ? '' : reached ? 'reached' : 'MISSED',
  ];
}

function figure(value: number): string {
  return value >= 100 ? String(Math.round(value)) : value.toPrecision(3);
}
