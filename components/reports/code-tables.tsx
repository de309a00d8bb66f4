import { useTranslations } from 'next-intl';
import { BarPlot } from '@/components/dashboard/bar-plot';
import { CountTable } from '@/components/dashboard/count-table';
import { narrowToMonth, narrowToPublisher } from '@/components/register/narrow';
import { useMonthName } from '@/components/register/use-month-name';
import { monthTable, publisherTable } from '@/lib/dashboard/rules';
import type { CodedFilter } from '@/lib/register/filter';
import type { ReportsDto } from '@/lib/reports/schema';
import { quotesHref, reportCsvHref } from './href';
import { ReportSection } from './report-section';

interface Props {
  readonly projectId: string;
  readonly filter: CodedFilter;
  readonly report: ReportsDto;
  readonly nameOf: (code: string) => string;
}

/** Codes by publisher and by month, with a plot of the months. */
export function CodeTables({ projectId, filter, report, nameOf }: Props) {
  const t = useTranslations('reports');
  const monthName = useMonthName();
  const publishers = publisherTable(report.byPublisher);
  const months = monthTable(report.byMonth);
  const dated = months.columns.flatMap(({ name, total }) =>
    name === null ? [] : [{ name: monthName(name), value: total }],
  );
  return (
    <>
      <ReportSection
        id="publishers"
        title={t('byPublisher')}
        csvHref={reportCsvHref(projectId, filter, 'publishers')}
      >
        <CountTable
          label={t('tableOf', { title: t('byPublisher') })}
          rowsAre={t('code')}
          table={publishers}
          nameOfRow={nameOf}
          nameOfColumn={(name) => name ?? t('noPublisher')}
          hrefOf={(code, column) =>
            quotesHref(
              projectId,
              column === null ? filter : narrowToPublisher(filter, column.name),
              { code },
            )
          }
        />
        <More count={publishers.more} />
      </ReportSection>
      <ReportSection
        id="months"
        title={t('byMonth')}
        csvHref={reportCsvHref(projectId, filter, 'months')}
      >
        {dated.length > 1 ? (
          <div className="mb-4">
            <BarPlot
              label={t('monthsPlot', { count: dated.length })}
              bars={dated.slice(0, 12).toReversed()}
            />
          </div>
        ) : null}
        <CountTable
          label={t('tableOf', { title: t('byMonth') })}
          rowsAre={t('code')}
          table={months}
          nameOfRow={nameOf}
          nameOfColumn={(name) => (name === null ? t('noDate') : monthName(name))}
          hrefOf={(code, column) =>
            quotesHref(projectId, column === null ? filter : narrowToMonth(filter, column.name), {
              code,
            })
          }
        />
        <More count={months.more} />
      </ReportSection>
    </>
  );
}

function More({ count }: { count: number }) {
  const t = useTranslations('reports');
  return count > 0 ? (
    <p className="mt-2 text-muted-foreground text-sm">{t('moreColumns', { count })}</p>
  ) : null;
}
