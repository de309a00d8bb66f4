import { useFormatter, useTranslations } from 'next-intl';
import type { Score } from '@/lib/agreement/score';

export interface PlotRow {
  readonly key: string;
  readonly name: string;
  readonly score: Score;
}

const ROW = 34;
/** Characters of a name that fit above its line. */
const LONGEST_NAME = 48;
const LEFT = 8;
const WIDTH = 320;
const THRESHOLDS = [0.667, 0.8];

/**
 * A dot for each figure, row by row as in the table beside it, on an axis from 0 (or the lowest) to
 * 1. Figures without a value have no dot. The picture's words tell its range; the table has it all.
 */
export function ScorePlot({ title, rows }: { title: string; rows: readonly PlotRow[] }) {
  const t = useTranslations('agreement');
  const format = useFormatter();
  const values = rows.flatMap(({ score }) => (score.value === null ? [] : [score.value]));
  if (values.length === 0) return null;
  const low = Math.min(...values);
  const from = Math.max(-1, Math.min(0, Math.floor(low * 10) / 10));
  const x = (value: number) =>
    LEFT + ((Math.max(from, value) - from) / (1 - from)) * (WIDTH - 2 * LEFT);
  const height = rows.length * ROW + 28;
  const ticks = from < 0 ? [from, 0, 0.5, 1] : [0, 0.5, 1];
  const three = (value: number) => format.number(value, { maximumFractionDigits: 3 });
  const words = t('table.plot', {
    title,
    count: values.length,
    low: three(low),
    high: three(Math.max(...values)),
  });
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${height}`}
      role="img"
      aria-label={words}
      className="block w-full max-w-md text-muted-foreground"
    >
      {THRESHOLDS.map((at) => (
        <line
          key={at}
          x1={x(at)}
          x2={x(at)}
          y1={0}
          y2={height - 22}
          className="stroke-border"
          strokeDasharray="3 3"
        />
      ))}
      {ticks.map((at) => (
        <g key={at}>
          <line x1={x(at)} x2={x(at)} y1={0} y2={height - 22} className="stroke-border" />
          <text
            x={x(at)}
            y={height - 6}
            textAnchor={at === 1 ? 'end' : at === from ? 'start' : 'middle'}
            fontSize={11}
            fill="currentColor"
          >
            {format.number(at)}
          </text>
        </g>
      ))}
      {rows.map(({ key, name, score }, row) => {
        const y = row * ROW + 23;
        if (score.value === null) return null;
        return (
          <g key={key}>
            <text x={x(Math.max(from, 0))} y={y - 9} fontSize={11} fill="currentColor">
              {name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name}
            </text>
            <line
              x1={x(Math.max(from, 0))}
              x2={x(score.value)}
              y1={y}
              y2={y}
              className="stroke-primary/40"
              strokeWidth={3}
            />
            <circle cx={x(score.value)} cy={y} r={5} className="fill-primary" />
          </g>
        );
      })}
    </svg>
  );
}
