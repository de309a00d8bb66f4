import { useTranslations } from 'next-intl';
import { ArticleTitle } from '@/components/ui/article-title';
import { Badge } from '@/components/ui/badge';
import { Progress } from '@/components/ui/progress';
import { Table, TableBody, TableCell, TableColumns, TableRow } from '@/components/ui/table';
import type { QueueRow } from '@/lib/adjudication/schema';

/** Where an article version is adjudicated. */
export function adjudicateHref(
  projectId: string,
  { articleId, versionNo }: { readonly articleId: string; readonly versionNo: number },
): string {
  return `/projects/${projectId}/review/${articleId}/adjudicate?version=${versionNo}`;
}

/** The texts that several people have coded. */
export function AdjudicationQueue({
  projectId,
  rows,
}: {
  projectId: string;
  rows: readonly QueueRow[];
}) {
  const t = useTranslations('adjudication');
  return (
    <Table stacked label={t('articles')}>
      <TableColumns names={[t('title'), t('coders'), t('open'), t('places_')]} />
      <TableBody>
        {rows.map((row) => {
          const { total, open, agreed, provisional } = row.counts;
          const done = total - open - agreed;
          return (
            <TableRow key={row.versionId}>
              <TableCell className="min-w-64 max-sm:min-w-0">
                <ArticleTitle href={adjudicateHref(projectId, row)} article={row} />
              </TableCell>
              <TableCell label={t('coders')}>{row.coders.join(', ')}</TableCell>
              <TableCell label={t('open')}>
                <div className="flex flex-wrap gap-1">
                  {open > 0 ? (
                    <Badge tone="warning">{t('openCount', { count: open })}</Badge>
                  ) : null}
                  {agreed > 0 ? <Badge>{t('agreedCount', { count: agreed })}</Badge> : null}
                  {provisional > 0 ? (
                    <Badge tone="info">{t('provisionalCount', { count: provisional })}</Badge>
                  ) : null}
                  {open + agreed + provisional === 0 ? (
                    <Badge tone="success">{t('done')}</Badge>
                  ) : null}
                </div>
              </TableCell>
              <TableCell label={t('places_')}>
                <div className="w-28">
                  <Progress
                    value={done}
                    max={Math.max(1, total)}
                    label={t('progress', { done, total })}
                  />
                  <span aria-hidden className="text-muted-foreground text-xs tabular">
                    {done} / {total}
                  </span>
                </div>
              </TableCell>
            </TableRow>
          );
        })}
      </TableBody>
    </Table>
  );
}
