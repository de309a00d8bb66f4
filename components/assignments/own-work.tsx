import { Inbox } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ArticleTitle } from '@/components/ui/article-title';
import { EmptyState } from '@/components/ui/empty-state';
import { Table, TableBody, TableCell, TableColumns, TableRow } from '@/components/ui/table';
import type { OwnWork } from '@/lib/assignments/schema';
import { BlindBadge } from './blind-badge';
import { DueDay } from './due-day';
import { StateBadge } from './state-badge';

/** What the person is to code, the most urgent first. */
export function OwnWorkList({ projectId, work }: { projectId: string; work: OwnWork }) {
  const t = useTranslations('assignments');
  if (work.open.length === 0) {
    return (
      <EmptyState
        icon={<Inbox />}
        title={t('nothingForMe')}
        description={work.hasQueue ? t('nothingForMeQueue') : t('nothingForMeHelp')}
      />
    );
  }
  return (
    <Table stacked label={t('myArticles')}>
      <TableColumns names={[t('article'), t('state'), t('due')]} />
      <TableBody>
        {work.open.map((row) => (
          <TableRow key={row.articleId}>
            <TableCell className="min-w-64 max-sm:min-w-0">
              <ArticleTitle
                href={`/projects/${projectId}/articles/${row.articleId}`}
                article={row}
              />
            </TableCell>
            <TableCell label={t('state')}>
              <span className="flex flex-wrap gap-1">
                <StateBadge state={row.state} />
                {row.blind === 'open' ? null : <BlindBadge mode={row.blind} />}
              </span>
            </TableCell>
            <TableCell label={t('due')}>
              <DueDay dueOn={row.dueOn} overdue={row.overdue} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
