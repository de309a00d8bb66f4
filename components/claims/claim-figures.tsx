import { useFormatter, useTranslations } from 'next-intl';
import { BarPlot } from '@/components/dashboard/bar-plot';
import { Figure } from '@/components/dashboard/figure';
import { Section } from '@/components/dashboard/section';
import { Totals } from '@/components/dashboard/totals';
import { EntryName } from '@/components/register/entry-name';
import { narrowToMonth, narrowToPublisher } from '@/components/register/narrow';
import { useMonthName } from '@/components/register/use-month-name';
import { Table, TableBody, TableCell, TableColumns, TableRow } from '@/components/ui/table';
import type { ClaimCount, ClaimStats, ClaimsReport, GroupCount } from '@/lib/claims/schema';
import type { CodedFilter } from '@/lib/register/filter';
import { assertionsHref, voiceHref } from './href';

interface Props {
  readonly projectId: string;
  readonly filter: CodedFilter;
}

/** How much is claimed, in whose voice, and how much of it has been judged. */
export function ClaimTotals({ projectId, filter, report }: Props & { report: ClaimsReport }) {
  const t = useTranslations('claims');
  const format = useFormatter();
  const { stats, judged } = report;
  const totals = [
    [t('assertions'), stats.assertions, 'all'],
    [t('outlet'), stats.outlet, 'outlet'],
    [t('quoted'), stats.quoted, 'quoted_source'],
  ] as const;
  return (
    <Totals
      totals={totals.map(([name, value, voice]) => ({
        name,
        value,
        href: voiceHref(projectId, filter, voice),
      }))}
      last={{ name: t('judged'), value: format.number(judged) }}
    />
  );
}

/** What is claimed, the most asserted first. */
export function ClaimTable({
  projectId,
  filter,
  claims,
}: Props & { claims: readonly ClaimCount[] }) {
  const t = useTranslations('claims');
  const format = useFormatter();
  const columns = [
    t('claim'),
    t('assertions'),
    t('articles'),
    t('publishers'),
    t('first'),
    t('last'),
    t('verdict'),
  ];
  return (
    <Table label={t('tableOf', { title: t('whatIsClaimed') })}>
      <TableColumns names={columns} />
      <TableBody>
        {claims.map((one) => {
          const href = assertionsHref(projectId, filter, one);
          return (
            <TableRow key={one.claimId ?? one.key}>
              <th scope="row" className="min-w-64 px-3 py-2 text-left font-medium">
                <EntryName
                  name={one.name}
                  href={href}
                  notInRegister={one.claimId === null ? t('notInRegister') : null}
                />
              </th>
              <TableCell>
                <Figure value={one.assertions} of={`${one.name}, ${t('assertions')}`} href={href} />
              </TableCell>
              <TableCell className="tabular">{format.number(one.articles)}</TableCell>
              <TableCell className="tabular">{format.number(one.publishers)}</TableCell>
              <TableCell className="tabular whitespace-nowrap">{one.first}</TableCell>
              <TableCell className="tabular whitespace-nowrap">{one.last}</TableCell>
              <TableCell>{one.verdict}</TableCell>
            </TableRow>
          );
        })}
      </TableBody>
    </Table>
  );
}

interface GroupsProps extends Props {
  readonly stats: ClaimStats;
  /** Only what is asserted of one claim. */
  readonly of?: { readonly claimId: string | null; readonly key: string };
}

/** Assertions by publisher and by month, with a plot of the months. */
export function ClaimGroups({ projectId, filter, stats, of }: GroupsProps) {
  const t = useTranslations('claims');
  const monthName = useMonthName();
  const dated = stats.byMonth.flatMap(({ name, assertions }) =>
    name === null ? [] : [{ name: monthName(name), value: assertions }],
  );
  const hrefOf = (narrowed: CodedFilter, voice: 'all' | 'outlet' | 'quoted_source') =>
    of ? assertionsHref(projectId, narrowed, of) : voiceHref(projectId, narrowed, voice);
  return (
    <>
      <Section id="by-publisher" title={t('byPublisher')}>
        <GroupTable
          label={t('tableOf', { title: t('byPublisher') })}
          rowsAre={t('publisher')}
          rows={stats.byPublisher}
          isOneClaim={of !== undefined}
          nameOf={(name) => name ?? t('noPublisher')}
          hrefOf={(name, voice) => hrefOf(narrowToPublisher(filter, name), voice)}
        />
      </Section>
      <Section id="by-month" title={t('byMonth')}>
        {dated.length > 1 ? (
          <div className="mb-4">
            <BarPlot label={t('plot', { count: dated.length })} bars={dated.slice(-12)} />
          </div>
        ) : null}
        <GroupTable
          label={t('tableOf', { title: t('byMonth') })}
          rowsAre={t('month')}
          rows={stats.byMonth}
          isOneClaim={of !== undefined}
          nameOf={(name) => (name === null ? t('noDate') : monthName(name))}
          hrefOf={(name, voice) => hrefOf(narrowToMonth(filter, name), voice)}
        />
      </Section>
    </>
  );
}

interface GroupTableProps {
  readonly label: string;
  readonly rowsAre: string;
  readonly rows: readonly GroupCount[];
  readonly isOneClaim: boolean;
  readonly nameOf: (name: string | null) => string;
  readonly hrefOf: (name: string | null, voice: 'all' | 'outlet' | 'quoted_source') => string;
}

function GroupTable({ label, rowsAre, rows, isOneClaim, nameOf, hrefOf }: GroupTableProps) {
  const t = useTranslations('claims');
  const format = useFormatter();
  const columns = isOneClaim
    ? [rowsAre, t('assertions')]
    : [rowsAre, t('assertions'), t('outlet'), t('quoted'), t('claims')];
  return (
    <Table label={label}>
      <TableColumns names={columns} />
      <TableBody>
        {rows.map(({ name, assertions, outlet, quoted, claims }) => {
          const figure = (
            value: number,
            what: string,
            voice: 'all' | 'outlet' | 'quoted_source',
          ) => (
            <TableCell>
              <Figure value={value} of={`${nameOf(name)}, ${what}`} href={hrefOf(name, voice)} />
            </TableCell>
          );
          return (
            <TableRow key={name ?? ''}>
              <th scope="row" className="px-3 py-2 text-left font-medium">
                {nameOf(name)}
              </th>
              {figure(assertions, t('assertions'), 'all')}
              {isOneClaim ? null : (
                <>
                  {figure(outlet, t('outlet'), 'outlet')}
                  {figure(quoted, t('quoted'), 'quoted_source')}
                  <TableCell className="tabular">{format.number(claims)}</TableCell>
                </>
              )}
            </TableRow>
          );
        })}
      </TableBody>
    </Table>
  );
}
