import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/components/ui/table';
import { useScoreWords } from './names';
import { type PlotRow, ScorePlot } from './score-plot';

interface Row extends PlotRow {
  /** The disagreements behind the figure. */
  readonly href: string;
  /** How many units, spans or articles. */
  readonly count: number | null;
}

interface Props {
  title: string;
  help?: string;
  nameHead: string;
  countHead?: string;
  rows: readonly Row[];
  current: string | null;
}

/** Figures by name: a picture with its table beside it. Each figure leads to what is behind it. */
export function ScoreSection({ title, help, nameHead, countHead, rows, current }: Props) {
  const t = useTranslations('agreement');
  const format = useFormatter();
  const words = useScoreWords();
  if (rows.length === 0) return null;
  return (
    <section className="mb-8">
      <h2 className="mb-1 font-semibold text-lg">{title}</h2>
      {help ? <p className="mb-2 text-muted-foreground text-sm">{help}</p> : null}
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <Table label={title}>
          <TableHeader>
            <TableRow>
              <TableHead>{nameHead}</TableHead>
              {countHead ? <TableHead className="text-right">{countHead}</TableHead> : null}
              <TableHead className="text-right">{t('table.value')}</TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {rows.map(({ key, name, score, href, count }) => {
              const { text, why } = words(score);
              return (
                <TableRow key={key} data-selected={key === current}>
                  <TableHead scope="row" className="whitespace-normal text-foreground text-sm">
                    <span dir="auto">{name}</span>
                    {why ? (
                      <span className="block font-normal text-muted-foreground">{why}</span>
                    ) : null}
                  </TableHead>
                  {countHead ? (
                    <TableCell className="text-right tabular">
                      {count === null ? null : format.number(count)}
                    </TableCell>
                  ) : null}
                  <TableCell className="text-right tabular">
                    <Link
                      href={href}
                      aria-label={`${name}: ${text}`}
                      className="text-primary underline underline-offset-4"
                    >
                      {text}
                    </Link>
                  </TableCell>
                </TableRow>
              );
            })}
          </TableBody>
        </Table>
        <ScorePlot title={title} rows={rows} />
      </div>
    </section>
  );
}
