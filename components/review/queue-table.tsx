import { MessageCircle } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ArticleTitle } from '@/components/ui/article-title';
import { Badge } from '@/components/ui/badge';
import { Progress } from '@/components/ui/progress';
import { RelativeTime } from '@/components/ui/relative-time';
import { Table, TableBody, TableCell, TableColumns, TableRow } from '@/components/ui/table';
import type { ReviewRow } from '@/lib/review/schema';

/** The articles with colleagues' submitted work. */
export function ReviewQueueTable({
  projectId,
  rows,
}: {
  projectId: string;
  rows: readonly ReviewRow[];
}) {
  const t = useTranslations('review');
  return (
    <Table stacked label={t('articlesReview')}>
      <TableColumns
        names={[t('title'), t('codedBy'), t('toReview'), t('reviewed'), t('submitted')]}
      />
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.versionId}>
            <TableCell className="min-w-64 max-sm:min-w-0">
              <ArticleTitle href={reviewHref(projectId, row)} article={row} />
            </TableCell>
            <TableCell label={t('codedBy')}>
              <ul className="leading-snug">
                {row.coders.map((coder) => (
                  <li key={coder.id}>
                    {coder.name}{' '}
                    <span className="whitespace-nowrap text-muted-foreground text-xs tabular">
                      {t('openOfTotal', { open: coder.open, total: coder.total })}
                    </span>
                  </li>
                ))}
              </ul>
            </TableCell>
            <TableCell label={t('toReview')}>
              <Open row={row} />
            </TableCell>
            <TableCell label={t('reviewed')} className="tabular">
              <div className="w-28">
                <Progress
                  value={row.total - row.unreviewed}
                  max={Math.max(1, row.total)}
                  label={t('reviewedOf', {
                    reviewed: row.total - row.unreviewed,
                    total: row.total,
                  })}
                />
                <span aria-hidden className="text-muted-foreground text-xs">
                  {t('countOfTotal', { count: row.total - row.unreviewed, total: row.total })}
                </span>
              </div>
            </TableCell>
            <TableCell label={t('submitted')} className="whitespace-nowrap">
              <RelativeTime value={row.submittedAt} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

/** Where an article version is reviewed. */
export function reviewHref(
  projectId: string,
  { articleId, versionNo }: { readonly articleId: string; readonly versionNo: number },
): string {
  return `/projects/${projectId}/review/${articleId}?version=${versionNo}`;
}

function Open({ row }: { row: ReviewRow }) {
  const t = useTranslations('review');
  if (row.unreviewed + row.disputed + row.openThreads === 0) {
    return <Badge tone="success">{t('done')}</Badge>;
  }
  return (
    <div className="flex flex-wrap gap-1">
      {row.unreviewed > 0 ? (
        <Badge tone="primary">{t('notReviewedCount', { unreviewed: row.unreviewed })}</Badge>
      ) : null}
      {row.disputed > 0 ? (
        <Badge tone="warning">{t('disputedCount', { disputed: row.disputed })}</Badge>
      ) : null}
      {row.openThreads > 0 ? (
        <Badge>
          <MessageCircle aria-hidden /> {t('openThreads', { count: row.openThreads })}
        </Badge>
      ) : null}
    </div>
  );
}
