import { BookDashed } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { EmptyState } from '@/components/ui/empty-state';
import { daysOfMonth, monthTable, publisherTable, stateTable } from '@/lib/dashboard/rules';
import { type Dashboard, REVIEW_STATES } from '@/lib/dashboard/schema';
import { BarPlot } from './bar-plot';
import { CountTable } from './count-table';
import { annotationsHref } from './href';
import { Section } from './section';

interface Props {
  projectId: string;
  dashboard: Dashboard;
  /** Names of codes by key. */
  names: Readonly<Record<string, string>>;
}

/** The later of two days; null is no bound. */
const later = (a: string | null, b: string) => (a !== null && a > b ? a : b);
const earlier = (a: string | null, b: string) => (a !== null && a < b ? a : b);

/** What coders marked, by publisher and by month, and what review made of it. */
export function Frequencies({ projectId, dashboard, names }: Props) {
  const t = useTranslations('dashboard');
  const format = useFormatter();
  const { filter, coders } = dashboard;
  const codeName = (key: string) => names[key] ?? key;
  const coderName = (id: string) => coders.find((coder) => coder.id === id)?.name ?? id;
  const monthName = (month: string | null) =>
    month === null
      ? t('frequencies.noDate')
      : format.dateTime(new Date(`${month}-01T00:00:00Z`), {
          month: 'short',
          year: 'numeric',
          timeZone: 'UTC',
        });
  if (dashboard.annotations === 0) {
    return (
      <EmptyState
        icon={<BookDashed />}
        title={t('frequencies.none')}
        description={t('frequencies.noneHelp')}
      />
    );
  }
  const publishers = publisherTable(dashboard.byPublisher);
  const months = monthTable(dashboard.byMonth);
  const dated = months.columns.flatMap(({ name, total }) =>
    name === null ? [] : [{ name, total }],
  );
  const totals = dated.map(({ total }) => total);
  const monthFilter = (month: string | null) => {
    if (month === null) return { unsaid: 'date' as const, from: null, to: null };
    const { from, to } = daysOfMonth(month);
    return { from: later(filter.from, from), to: earlier(filter.to, to) };
  };
  return (
    <>
      <Section id="by-publisher" title={t('frequencies.title')} help={t('frequencies.help')}>
        <CountTable
          label={t('frequencies.title')}
          rowsAre={t('code')}
          table={publishers}
          nameOfRow={codeName}
          nameOfColumn={(name) => name ?? t('frequencies.noPublisher')}
          hrefOf={(code, column) =>
            annotationsHref(projectId, filter, {
              code: [code],
              ...(column === null
                ? {}
                : column.name === null
                  ? { unsaid: 'publisher' }
                  : { publisher: column.name }),
            })
          }
        />
        <More
          text={publishers.more > 0 ? t('frequencies.more', { count: publishers.more }) : null}
        />
      </Section>
      <Section id="by-month" title={t('frequencies.months')} help={t('frequencies.monthsHelp')}>
        {dated.length > 1 ? (
          <div className="mb-4">
            <BarPlot
              label={t('frequencies.plot', {
                months: dated.length,
                least: Math.min(...totals),
                most: Math.max(...totals),
              })}
              bars={dated
                .map(({ name, total }) => ({ name: monthName(name), value: total }))
                .reverse()}
            />
          </div>
        ) : null}
        <CountTable
          label={t('frequencies.months')}
          rowsAre={t('code')}
          table={months}
          nameOfRow={codeName}
          nameOfColumn={monthName}
          hrefOf={(code, column) =>
            annotationsHref(projectId, filter, {
              code: [code],
              ...(column === null ? {} : monthFilter(column.name)),
            })
          }
        />
        <More text={months.more > 0 ? t('frequencies.moreMonths', { count: months.more }) : null} />
      </Section>
      {(['byCoder', 'byCode'] as const).map((by) => (
        <Section key={by} id={`outcomes-${by}`} title={t(`outcomes.${by}`)}>
          <CountTable
            label={t(`outcomes.${by}`)}
            rowsAre={by === 'byCoder' ? t('coder') : t('code')}
            table={stateTable(
              by === 'byCoder' ? dashboard.outcomesByCoder : dashboard.outcomesByCode,
              REVIEW_STATES,
            )}
            nameOfRow={by === 'byCoder' ? coderName : codeName}
            nameOfColumn={(name) => stateName(name)}
            hrefOf={(row, column) =>
              annotationsHref(projectId, filter, {
                ...(by === 'byCoder' ? { coder: [row] } : { code: [row] }),
                state: REVIEW_STATES.filter((state) => state === column?.name),
              })
            }
          />
        </Section>
      ))}
    </>
  );

  function stateName(name: string | null): string {
    const state = REVIEW_STATES.find((one) => one === name);
    return state ? t(`states.${state}`) : '';
  }
}

function More({ text }: { text: string | null }) {
  return text === null ? null : <p className="mt-2 text-muted-foreground text-sm">{text}</p>;
}
