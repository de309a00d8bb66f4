import { useFormatter, useTranslations } from 'next-intl';
import { Figure } from '@/components/dashboard/figure';
import { Table, TableBody, TableCell, TableColumns, TableRow } from '@/components/ui/table';
import type { CodedFilter } from '@/lib/register/filter';
import type { PairCount, ReportsDto } from '@/lib/reports/schema';
import { quotesHref, reportCsvHref } from './href';
import { ReportSection } from './report-section';

interface Props {
  readonly projectId: string;
  readonly filter: CodedFilter;
  readonly report: ReportsDto;
  readonly nameOf: (code: string) => string;
}

/** Codes in the square, and pairs in the list; the file has all. */
const MOST_IN_MATRIX = 12;
const MOST_IN_LIST = 40;

/** Which codes stand on the same words: as a square, darker for more, and as a list. */
export function CoOccurrence({ projectId, filter, report, nameOf }: Props) {
  const t = useTranslations('reports');
  const format = useFormatter();
  const { codes, pairs } = report;
  const met = new Set(pairs.flatMap(({ one, other }) => [one, other]));
  const square = codes
    .map(({ code }) => code)
    .filter((code) => met.has(code))
    .slice(0, MOST_IN_MATRIX);
  const of = (a: string, b: string): PairCount | undefined =>
    pairs.find(({ one, other }) => (one === a && other === b) || (one === b && other === a));
  const hrefOf = (code: string, other: string) =>
    quotesHref(projectId, filter, { code, with: other });
  return (
    <ReportSection
      id="pairs"
      title={t('pairs')}
      help={t('pairsHelp')}
      csvHref={reportCsvHref(projectId, filter, 'cooccurrence')}
    >
      {pairs.length === 0 ? (
        <p className="text-muted-foreground text-sm">{t('noPairs')}</p>
      ) : (
        <div className="grid gap-4">
          <Table label={t('matrix')}>
            <TableColumns names={[t('code'), ...square.map(nameOf)]} />
            <TableBody>
              {square.map((row) => (
                <TableRow key={row}>
                  <th scope="row" className="px-3 py-2 text-left font-medium">
                    {nameOf(row)}
                  </th>
                  {square.map((column) => {
                    const pair = of(row, column);
                    return (
                      <TableCell key={column} className={shadeOf(pair?.coefficient ?? 0)}>
                        {row === column ? (
                          <span aria-hidden className="text-muted-foreground">
                            ·
                          </span>
                        ) : (
                          <Figure
                            value={pair?.overlaps ?? 0}
                            of={t('pairOf', { one: nameOf(row), other: nameOf(column) })}
                            href={hrefOf(row, column)}
                          />
                        )}
                      </TableCell>
                    );
                  })}
                </TableRow>
              ))}
            </TableBody>
          </Table>
          <Table label={t('pairsTable')}>
            <TableColumns
              names={[t('code'), t('otherCode'), t('overlaps'), t('articles'), t('coefficient')]}
            />
            <TableBody>
              {pairs.slice(0, MOST_IN_LIST).map(({ one, other, ...pair }) => (
                <TableRow key={`${one} ${other}`}>
                  <th scope="row" className="px-3 py-2 text-left font-medium">
                    {nameOf(one)}
                  </th>
                  <TableCell>{nameOf(other)}</TableCell>
                  <TableCell>
                    <Figure
                      value={pair.overlaps}
                      of={t('pairOf', { one: nameOf(one), other: nameOf(other) })}
                      href={hrefOf(one, other)}
                    />
                  </TableCell>
                  <TableCell className="tabular">{format.number(pair.articles)}</TableCell>
                  <TableCell className="tabular">
                    {format.number(pair.coefficient, { maximumFractionDigits: 3 })}
                  </TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
          {pairs.length > MOST_IN_LIST ? (
            <p className="text-muted-foreground text-sm">
              {t('morePairs', { count: pairs.length - MOST_IN_LIST })}
            </p>
          ) : null}
        </div>
      )}
    </ReportSection>
  );
}

/** Never so dark that the number is hard to read. */
function shadeOf(coefficient: number): string {
  if (coefficient === 0) return '';
  if (coefficient < 0.05) return 'bg-primary/5';
  if (coefficient < 0.15) return 'bg-primary/10';
  if (coefficient < 0.3) return 'bg-primary/15';
  return 'bg-primary/20';
}
