import { useFormatter, useTranslations } from 'next-intl';
import { BarPlot } from '@/components/dashboard/bar-plot';
import { Figure } from '@/components/dashboard/figure';
import { Section } from '@/components/dashboard/section';
import { Totals } from '@/components/dashboard/totals';
import { EntryName } from '@/components/register/entry-name';
import { narrowToMonth, narrowToPublisher } from '@/components/register/narrow';
import { useMonthName } from '@/components/register/use-month-name';
import { Table, TableBody, TableCell, TableColumns, TableRow } from '@/components/ui/table';
import type { ActorCount, NamingCount, SourceStats, SourcesFilter } from '@/lib/actors/schema';
import { namingHref, quotesHref } from './href';
import { useKindName } from './use-kind-name';

interface Props {
  readonly projectId: string;
  readonly filter: SourcesFilter;
  readonly stats: SourceStats;
}

/** How many attributions, and how openly their sources are named. */
export function SourceTotals({ projectId, filter, stats }: Props) {
  const t = useTranslations('actors');
  const format = useFormatter();
  const share = stats.told === 0 ? null : stats.anonymous / stats.told;
  const totals = [
    [t('attributions'), stats.attributions, 'all'],
    [t('anonymous'), stats.anonymous, 'anonymous'],
    [t('absent'), stats.absent, 'absent'],
  ] as const;
  return (
    <Totals
      totals={totals.map(([name, value, naming]) => ({
        name,
        value,
        href: namingHref(projectId, filter, naming),
      }))}
      last={{
        name: t('anonymousShare'),
        value:
          share === null
            ? '—'
            : format.number(share, { style: 'percent', maximumFractionDigits: 1 }),
        note: t('ofTold', { count: stats.told }),
      }}
    />
  );
}

/** Who is quoted, the most quoted first. */
export function WhoIsQuoted({
  projectId,
  filter,
  actors,
}: Omit<Props, 'stats'> & { actors: readonly ActorCount[] }) {
  const t = useTranslations('actors');
  const format = useFormatter();
  const kindName = useKindName();
  const columns = [
    t('who'),
    t('kind'),
    t('quotes'),
    t('directShare'),
    t('articles'),
    t('publishers'),
  ];
  return (
    <Table label={t('tableOf', { title: t('whoIsQuoted') })}>
      <TableColumns names={columns} />
      <TableBody>
        {actors.map((one) => {
          const href = quotesHref(projectId, filter, one);
          return (
            <TableRow key={one.actorId ?? one.key}>
              <th scope="row" className="px-3 py-2 text-left font-medium">
                <EntryName
                  name={one.name}
                  href={href}
                  notInRegister={one.actorId === null ? t('notInRegister') : null}
                />
              </th>
              <TableCell>{kindName(one.kind)}</TableCell>
              <TableCell>
                <Figure value={one.quotes} of={`${one.name}, ${t('quotes')}`} href={href} />
              </TableCell>
              <TableCell className="tabular">
                {format.number(one.direct / one.quotes, { style: 'percent' })}
              </TableCell>
              <TableCell className="tabular">{format.number(one.articles)}</TableCell>
              <TableCell className="tabular">{format.number(one.publishers)}</TableCell>
            </TableRow>
          );
        })}
      </TableBody>
    </Table>
  );
}

/**
 * Attributions by publisher and by month, with a plot of the months; how openly their sources are
 * named, or, of somebody's quotes (`by`), how many they are.
 */
export function Naming({
  projectId,
  filter,
  stats,
  by,
}: Props & { by?: { readonly actorId: string | null; readonly key: string } }) {
  const t = useTranslations('actors');
  const monthName = useMonthName();
  const dated = stats.byMonth.flatMap(({ name, ...rest }) =>
    name === null ? [] : [{ name, ...rest }],
  );
  const hrefOf = (narrowed: SourcesFilter, naming: 'all' | 'anonymous') =>
    by ? quotesHref(projectId, narrowed, by) : namingHref(projectId, narrowed, naming);
  return (
    <>
      <Section id="by-publisher" title={t('byPublisher')}>
        <NamingTable
          label={t('byPublisher')}
          rowsAre={t('publisher')}
          rows={stats.byPublisher}
          isOneActor={by !== undefined}
          nameOf={(name) => name ?? t('noPublisher')}
          hrefOf={(name, naming) => hrefOf(narrowToPublisher(filter, name), naming)}
        />
      </Section>
      <Section id="by-month" title={t('byMonth')}>
        {dated.length > 1 ? (
          <div className="mb-4">
            <BarPlot
              label={t('plot', { count: dated.length })}
              bars={dated.slice(-12).map(({ name, attributions }) => ({
                name: monthName(name),
                value: attributions,
              }))}
            />
          </div>
        ) : null}
        <NamingTable
          label={t('byMonth')}
          rowsAre={t('month')}
          rows={stats.byMonth}
          isOneActor={by !== undefined}
          nameOf={(name) => (name === null ? t('noDate') : monthName(name))}
          hrefOf={(name, naming) => hrefOf(narrowToMonth(filter, name), naming)}
        />
      </Section>
    </>
  );
}

interface NamingTableProps {
  readonly label: string;
  readonly rowsAre: string;
  readonly rows: readonly NamingCount[];
  readonly isOneActor: boolean;
  nameOf(name: string | null): string;
  hrefOf(name: string | null, naming: 'all' | 'anonymous'): string;
}

function NamingTable({ label, rowsAre, rows, isOneActor, nameOf, hrefOf }: NamingTableProps) {
  const t = useTranslations('actors');
  const format = useFormatter();
  const columns = isOneActor
    ? [rowsAre, t('quotes')]
    : [rowsAre, t('attributions'), t('anonymous'), t('share')];
  return (
    <Table label={t('tableOf', { title: label })}>
      <TableColumns names={columns} />
      <TableBody>
        {rows.map(({ name, attributions, anonymous, told }) => (
          <TableRow key={name ?? ''}>
            <th scope="row" className="px-3 py-2 text-left font-medium">
              {nameOf(name)}
            </th>
            <TableCell>
              <Figure
                value={attributions}
                of={`${nameOf(name)}, ${columns[1]}`}
                href={hrefOf(name, 'all')}
              />
            </TableCell>
            {isOneActor ? null : (
              <>
                <TableCell>
                  <Figure
                    value={anonymous}
                    of={`${nameOf(name)}, ${t('anonymous')}`}
                    href={hrefOf(name, 'anonymous')}
                  />
                </TableCell>
                <TableCell className="tabular">
                  {told === 0 ? '—' : format.number(anonymous / told, { style: 'percent' })}
                </TableCell>
              </>
            )}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
