import { useFormatter, useTranslations } from 'next-intl';
import { Table, TableBody, TableCell, TableColumns, TableRow } from '@/components/ui/table';
import { endOfWeek, weeksLeft } from '@/lib/dashboard/rules';
import type { Dashboard } from '@/lib/dashboard/schema';
import { BarPlot } from './bar-plot';
import { Figure } from './figure';
import { codingsHref } from './href';

/** Who handed in how much in each of the last weeks, and when the rest would be done at that pace. */
export function Pace({
  projectId,
  coders,
  weeks,
}: Pick<Dashboard, 'coders' | 'weeks'> & { projectId: string }) {
  const t = useTranslations('dashboard');
  const format = useFormatter();
  const dayOf = (day: string) =>
    format.dateTime(new Date(`${day}T00:00:00Z`), {
      day: 'numeric',
      month: 'short',
      timeZone: 'UTC',
    });
  const sums = weeks.map((_, at) => coders.reduce((sum, coder) => sum + (coder.weeks[at] ?? 0), 0));
  return (
    <div className="grid gap-4">
      <BarPlot
        label={t('pace.plot', {
          weeks: weeks.length,
          least: Math.min(...sums),
          most: Math.max(...sums),
        })}
        bars={weeks.map((week, at) => ({ name: dayOf(week), value: sums[at] ?? 0 }))}
      />
      <Table label={t('pace.title')}>
        <TableColumns
          names={[
            t('coder'),
            t('pace.open'),
            t('pace.left'),
            t('pace.inProgress'),
            t('pace.submitted'),
            ...weeks.map((week) => t('pace.week', { day: dayOf(week) })).reverse(),
          ]}
        />
        <TableBody>
          {coders.map((coder) => {
            const left = weeksLeft(coder.open, coder.weeks);
            return (
              <TableRow key={coder.id}>
                <th scope="row" className="whitespace-nowrap px-3 py-2 text-left font-medium">
                  {coder.name}
                </th>
                <TableCell>
                  <Figure
                    value={coder.open}
                    of={`${coder.name}, ${t('pace.open')}`}
                    href={`/projects/${projectId}/assignments?view=open&coder=${coder.id}`}
                  />
                </TableCell>
                <TableCell className="whitespace-nowrap tabular">
                  {left === null ? t('pace.nobodyKnows') : t('pace.weeksLeft', { count: left })}
                </TableCell>
                <TableCell>
                  <Figure
                    value={coder.inProgress}
                    of={`${coder.name}, ${t('pace.inProgress')}`}
                    href={codingsHref(projectId, { coder: coder.id, state: 'in_progress' })}
                  />
                </TableCell>
                <TableCell>
                  <Figure
                    value={coder.submitted}
                    of={`${coder.name}, ${t('pace.submitted')}`}
                    href={codingsHref(projectId, { coder: coder.id, state: 'submitted' })}
                  />
                </TableCell>
                {weeks
                  .map((week, at) => (
                    <TableCell key={week}>
                      <Figure
                        value={coder.weeks[at] ?? 0}
                        of={`${coder.name}, ${t('pace.week', { day: dayOf(week) })}`}
                        href={codingsHref(projectId, {
                          coder: coder.id,
                          state: 'submitted',
                          from: week,
                          to: endOfWeek(week),
                        })}
                      />
                    </TableCell>
                  ))
                  .reverse()}
              </TableRow>
            );
          })}
        </TableBody>
      </Table>
    </div>
  );
}
