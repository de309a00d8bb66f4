import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import { cn } from '@/components/ui/cn';
import type { ArticleProgress, OpenWork } from '@/lib/dashboard/schema';
import { annotationsHref, threadsHref } from './href';

const NO_FILTER = { publisher: null, from: null, to: null };

/** What waits for somebody, the most urgent first; and a plain sentence when nothing does. */
export function OpenWorkList({ projectId, open }: { projectId: string; open: OpenWork }) {
  const t = useTranslations('dashboard');
  const base = `/projects/${projectId}`;
  const items = [
    { key: 'overdue', count: open.overdueArticles, href: `${base}/assignments?view=overdue` },
    { key: 'appeals', count: open.appeals, href: `${base}/review/appeals` },
    {
      key: 'disputed',
      count: open.disputed,
      href: annotationsHref(projectId, NO_FILTER, { state: ['disputed'] }),
    },
    { key: 'threads', count: open.threads, href: threadsHref(projectId) },
    { key: 'toCompare', count: open.toCompare, href: `${base}/review/adjudicate` },
  ] as const;
  const waiting = items.filter(({ count }) => count > 0);
  if (waiting.length === 0) return <p className="text-sm">{t('open.nothing')}</p>;
  return (
    <ul className="flex flex-wrap gap-2">
      {waiting.map(({ key, count, href }) => (
        <li key={key}>
          <Link
            href={href}
            prefetch={false}
            className={cn(
              'inline-flex items-center rounded-full border px-3 py-1.5 text-sm tabular hover:border-primary hover:text-primary',
              key === 'overdue' && 'border-danger/40 bg-danger-soft text-danger',
            )}
          >
            {t(`open.${key}`, { count })}
          </Link>
        </li>
      ))}
    </ul>
  );
}

const STAGES = ['submitted', 'started', 'untouched'] as const;
const FILLS = {
  submitted: 'bg-success',
  started: 'bg-info',
  untouched: 'bg-muted-foreground/30',
} as const;

/** How far the articles are: a bar, and the same in words that lead to the articles. */
export function Progress({
  projectId,
  articles,
}: {
  projectId: string;
  articles: ArticleProgress;
}) {
  const t = useTranslations('dashboard');
  const format = useFormatter();
  const share = (n: number) => (articles.total === 0 ? 0 : n / articles.total);
  return (
    <div className="rounded-xl border bg-card p-4">
      <div aria-hidden className="flex h-3 overflow-hidden rounded-full bg-muted">
        {STAGES.map((stage) => (
          <span
            key={stage}
            className={FILLS[stage]}
            style={{ width: `${100 * share(articles[stage])}%` }}
          />
        ))}
      </div>
      <ul className="mt-3 flex flex-wrap gap-x-6 gap-y-2 text-sm">
        {STAGES.map((stage) => (
          <li key={stage} className="flex items-center gap-2">
            <span aria-hidden className={cn('size-2.5 rounded-full', FILLS[stage])} />
            <Link
              href={`/projects/${projectId}/articles?progress=${stage}`}
              prefetch={false}
              className="tabular underline underline-offset-4 hover:text-primary"
            >
              {t(`stages.${stage}`, { count: articles[stage] })}
            </Link>
            <span className="text-muted-foreground tabular">
              {format.number(share(articles[stage]), { style: 'percent' })}
            </span>
          </li>
        ))}
        <li className="ml-auto text-muted-foreground">
          {t('articleCount', { count: articles.total })}
        </li>
      </ul>
    </div>
  );
}
