import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Card, CardContent } from '@/components/ui/card';
import { Progress } from '@/components/ui/progress';
import { Table, TableBody, TableCell, TableColumns, TableRow } from '@/components/ui/table';
import type { BoardDto } from '@/lib/assignments/schema';
import { boardHref } from './board-href';

/** How far the project is: articles given out, done, and coded by several. */
export function Totals({ totals }: { totals: BoardDto['totals'] }) {
  const t = useTranslations('assignments');
  const { articles, given, done, shared, sharedDone } = totals;
  const figures = [
    [t('given'), given, articles],
    [t('done'), done, given],
    [t('shared'), sharedDone, shared],
  ] as const;
  return (
    <div className="mb-6 grid gap-3 sm:grid-cols-3">
      {figures.map(([label, n, total]) => (
        <Card key={label}>
          <CardContent className="grid gap-1.5">
            <p className="text-muted-foreground text-sm">{label}</p>
            <p className="font-semibold text-lg tabular">{t('ofTotal', { n, total })}</p>
            <Progress label={label} value={n} max={Math.max(total, 1)} />
          </CardContent>
        </Card>
      ))}
    </div>
  );
}

/** What waits for each coder; a name leads to their articles. */
export function Load({ projectId, coders }: { projectId: string; coders: BoardDto['coders'] }) {
  const t = useTranslations('assignments');
  return (
    <Table stacked label={t('coders')}>
      <TableColumns
        names={[t('coder'), t('open'), t('started'), t('submitted'), t('late'), t('progress')]}
      />
      <TableBody>
        {coders.map((coder) => (
          <TableRow key={coder.id}>
            <TableCell>
              <Link
                href={boardHref(projectId, { view: 'all', coder: coder.id, page: 1 })}
                className="font-medium hover:text-primary hover:underline"
              >
                {coder.name}
              </Link>
            </TableCell>
            <TableCell label={t('open')} className="tabular">
              {coder.open}
            </TableCell>
            <TableCell label={t('started')} className="tabular">
              {coder.started}
            </TableCell>
            <TableCell label={t('submitted')} className="tabular">
              {coder.submitted}
            </TableCell>
            <TableCell label={t('late')} className="tabular">
              {coder.overdue}
            </TableCell>
            <TableCell label={t('progress')} className="min-w-32">
              <Progress
                label={t('progressOf', { name: coder.name })}
                value={coder.submitted}
                max={Math.max(coder.open + coder.submitted, 1)}
              />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
