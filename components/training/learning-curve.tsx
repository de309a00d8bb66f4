import { useTranslations } from 'next-intl';
import type { AttemptLine } from '@/lib/training/schema';

const WIDTH = 160;
const HEIGHT = 48;
const EDGE = 6;

/** Somebody's scores one after the other, from 0 to 1, with the threshold as a dashed line. */
export function LearningCurve({
  name,
  attempts,
  threshold,
}: {
  name: string;
  attempts: readonly AttemptLine[];
  threshold: number;
}) {
  const t = useTranslations('training');
  const values = attempts.flatMap(({ value }) => (value === null ? [] : [Math.max(0, value)]));
  if (values.length < 2) return null;
  const x = (at: number) => EDGE + (at / (values.length - 1)) * (WIDTH - 2 * EDGE);
  const y = (value: number) => HEIGHT - EDGE - value * (HEIGHT - 2 * EDGE);
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={t('curve', {
        name,
        least: Math.min(...values),
        most: Math.max(...values),
        threshold,
      })}
      className="h-12 w-40 text-primary"
    >
      <line
        x1={0}
        x2={WIDTH}
        y1={y(threshold)}
        y2={y(threshold)}
        strokeDasharray="3 3"
        className="stroke-muted-foreground/60"
      />
      <polyline
        points={values.map((value, at) => `${x(at)},${y(value)}`).join(' ')}
        className="fill-none stroke-current"
        strokeWidth={1.75}
      />
      {values.map((value, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: attempts are only ever added
        <circle key={at} cx={x(at)} cy={y(value)} r={3} className="fill-current" />
      ))}
    </svg>
  );
}
