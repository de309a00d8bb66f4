import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { BlindBadge } from '@/components/assignments/blind-badge';
import { Table, TableBody, TableCell, TableColumns, TableRow } from '@/components/ui/table';
import { formatDay, formatUtc } from '@/components/ui/time-format';
import type { QueueRow } from '@/lib/articles/schema';
import { type ArticleBlindness, hiddenMode } from '@/lib/assignments/schema';
import { CodingState } from './coding-state';
import { languageName } from './language-name';

interface Props {
  projectId: string;
  rows: readonly QueueRow[];
  /** By article. */
  blindness: Readonly<Record<string, ArticleBlindness>>;
  /** Leads select articles to assign them. */
  selectable: boolean;
}

/** The articles of one page of the queue. */
export function QueueTable({ projectId, rows, blindness, selectable }: Props) {
  const t = useTranslations('articles');
  const tAssign = useTranslations('assignments');
  const locale = useLocale();
  return (
    <Table stacked label={t('articles')}>
      <TableColumns
        names={[
          ...(selectable ? [tAssign('select')] : []),
          t('title'),
          t('publisher'),
          t('published'),
          t('language'),
          t('myCoding'),
          t('progress'),
        ]}
      />
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.versionId}>
            {selectable ? (
              <TableCell label={tAssign('select')} className="w-10">
                <input
                  type="checkbox"
                  data-select-article={row.articleId}
                  aria-label={tAssign('selectArticle', { title: row.title })}
                  className="size-4.5 accent-primary pointer-coarse:size-5.5"
                />
              </TableCell>
            ) : null}
            <TableCell className="min-w-64 max-sm:min-w-0">
              <Link
                href={`/projects/${projectId}/articles/${row.articleId}`}
                data-queue-link
                // Articles are long; fifty of them are not fetched on the chance of a visit.
                prefetch={false}
                lang={row.language ?? undefined}
                dir={row.direction}
                className="block font-medium font-serif text-base leading-snug hover:text-primary hover:underline"
              >
                {row.title}
              </Link>
            </TableCell>
            <TableCell label={t('publisher')}>{row.publisher ?? <Missing />}</TableCell>
            <TableCell label={t('published')} className="whitespace-nowrap tabular">
              <Published at={row.publishedAt} />
            </TableCell>
            <TableCell label={t('language')}>{languageName(row.language, locale, t)}</TableCell>
            <TableCell label={t('myCoding')}>
              <span className="flex flex-wrap gap-1">
                <CodingState state={row.myState} />
                <Blind blindness={blindness[row.articleId]} />
              </span>
            </TableCell>
            <TableCell label={t('progress')} className="tabular">
              <Work row={row} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function Blind({ blindness }: { blindness: ArticleBlindness | undefined }) {
  const mode = hiddenMode(blindness);
  return mode ? <BlindBadge mode={mode} /> : null;
}

function Missing() {
  const t = useTranslations('articles');
  return <span className="text-muted-foreground">{t('notKnown')}</span>;
}

function Published({ at }: { at: string | null }) {
  const locale = useLocale();
  if (at === null) return <Missing />;
  return (
    <time dateTime={at} title={formatUtc(new Date(at), locale)}>
      {formatDay(new Date(at), locale)}
    </time>
  );
}

function Work({ row }: { row: QueueRow }) {
  const t = useTranslations('articles');
  if (row.codersStarted === 0)
    return <span className="text-muted-foreground">{t('nobodyYet')}</span>;
  return (
    <div className="min-w-44 leading-snug max-sm:min-w-0 max-sm:flex-1">
      <p>{t('codersSubmitted', { submitted: row.codersSubmitted, started: row.codersStarted })}</p>
      <p className="text-muted-foreground text-xs">
        {t('annotationCount', { count: row.annotations })}
        {row.myAnnotations > 0 ? `, ${t('mine', { count: row.myAnnotations })}` : ''}
        {row.unreviewed > 0 ? ` · ${t('toReview', { count: row.unreviewed })}` : ''}
      </p>
    </div>
  );
}
