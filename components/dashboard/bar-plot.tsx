import { useFormatter } from 'next-intl';

interface Props {
  /** What the picture shows, its range included: the table beside it has it all. */
  label: string;
  bars: readonly { readonly name: string; readonly value: number }[];
}

const WIDTH = 320;
const HEIGHT = 132;
const FOOT = 22;
const HEAD = 16;
/** So many names stand beside each other. */
const FEW = 5;

/** A column for each bar, from 0 up, with its number above it and its name below; of many every other name. */
export function BarPlot({ label, bars }: Props) {
  const format = useFormatter();
  const most = Math.max(1, ...bars.map(({ value }) => value));
  const step = WIDTH / Math.max(1, bars.length);
  const width = Math.min(36, step * 0.7);
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={label}
      className="block w-full max-w-md text-muted-foreground"
    >
      <line
        x1={0}
        x2={WIDTH}
        y1={HEIGHT - FOOT + 0.5}
        y2={HEIGHT - FOOT + 0.5}
        className="stroke-border"
      />
      {bars.map(({ name, value }, at) => {
        const x = at * step + step / 2;
        const height = (value / most) * (HEIGHT - FOOT - HEAD);
        return (
          <g key={name}>
            <rect
              x={x - width / 2}
              y={HEIGHT - FOOT - height}
              width={width}
              height={height}
              rx={2}
              className="fill-primary/75"
            />
            {value > 0 ? (
              <text
                x={x}
                y={HEIGHT - FOOT - height - 4}
                textAnchor="middle"
                fontSize={11}
                fill="currentColor"
              >
                {format.number(value)}
              </text>
            ) : null}
            {bars.length <= FEW || (bars.length - 1 - at) % 2 === 0 ? (
              <text x={x} y={HEIGHT - 6} textAnchor="middle" fontSize={10} fill="currentColor">
                {name}
              </text>
            ) : null}
          </g>
        );
      })}
    </svg>
  );
}
