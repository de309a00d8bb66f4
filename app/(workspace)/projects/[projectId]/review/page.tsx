import { ListChecks, SearchX } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { AcceptColleague } from '@/components/review/accept-colleague';
import { ReviewFilters, reviewQueueHref } from '@/components/review/queue-filters';
import { ReviewQueueKeys } from '@/components/review/queue-keys';
import { ReviewQueueTable, reviewHref } from '@/components/review/queue-table';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { Pagination } from '@/components/ui/pagination';
import { can } from '@/lib/auth/roles';
import { requireMember } from '@/lib/auth/session';
import { getPublishedCodebook } from '@/lib/codebook/queries';
import { say } from '@/lib/i18n/edge';
import { getReviewQueue, REVIEW_PAGE_SIZE } from '@/lib/review/queue-queries';
import { reviewFilterSchema } from '@/lib/review/schema';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('review');
  return { title: t('review') };
}

interface Props {
  params: Promise<{ projectId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function ReviewQueuePage({ params, searchParams }: Props) {
  const t = await getTranslations('review');
  const { role, actor } = await requireMember((await params).projectId);
  const { projectId } = actor;
  const filter = reviewFilterSchema.parse(await searchParams);
  const [queue, codebook] = await Promise.all([
    getReviewQueue(actor, filter),
    getPublishedCodebook(actor),
  ]);
  if (!queue.ok) {
    return (
      <Page>
        <PageHeader title={t('review')} description={t('reviewHelp')} />
        <Alert tone="danger">{await say(queue.error.userMessage)}</Alert>
      </Page>
    );
  }
  const { rows, total, facets } = queue.value;
  const locale = await getLocale();
  const codes = codebook.ok ? codebook.value.document.codes : [];
  const codeNames = Object.fromEntries(
    codes.map((code) => [code.key, code.name[locale] ?? code.name.en]),
  );
  const submitted = facets.coders.length > 0;
  const [first] = rows;
  const coder = facets.coders.find(({ id }) => id === filter.coder);
  const last = filter.page * REVIEW_PAGE_SIZE >= total;
  return (
    <Page width="wide">
      <PageHeader
        title={t('review')}
        description={t('reviewHelp')}
        actions={
          <>
            {can(role, 'adjudication.decide') ? (
              <Button asChild>
                <Link href={`/projects/${projectId}/review/adjudicate`}>{t('adjudicate')}</Link>
              </Button>
            ) : null}
            {coder && can(role, 'review.decide') ? (
              <AcceptColleague key={coder.id} projectId={projectId} coder={coder} />
            ) : null}
            {first && can(role, 'review.decide') ? (
              <Button asChild variant="primary">
                <Link href={reviewHref(projectId, first)}>{t('startReviewing')}</Link>
              </Button>
            ) : null}
          </>
        }
      />
      <ReviewQueueKeys />
      {submitted ? (
        <ReviewFilters {...{ projectId, filter, facets, codeNames }} />
      ) : (
        <EmptyState
          icon={<ListChecks />}
          title={t('nothingYetToReview')}
          description={t('nothingYetToReviewHelp')}
          action={
            <Button asChild>
              <Link href={`/projects/${projectId}/my-work`}>{t('seeMyOwnWork')}</Link>
            </Button>
          }
        />
      )}
      {submitted && rows.length === 0 ? (
        <EmptyState
          icon={<SearchX />}
          title={filter.show === 'open' ? t('allReviewed') : t('noArticleFits')}
          description={filter.show === 'open' ? t('nothingOpen') : t('takeFilterAway')}
          action={
            <Button asChild>
              <Link href={`/projects/${projectId}/review?show=all`}>{t('showAllSubmitted')}</Link>
            </Button>
          }
        />
      ) : null}
      {rows.length > 0 ? (
        <>
          <ReviewQueueTable projectId={projectId} rows={rows} />
          <Pagination
            summary={t('articleCount', { count: total })}
            previousHref={
              filter.page > 1
                ? reviewQueueHref(projectId, { ...filter, page: filter.page - 1 })
                : null
            }
            nextHref={
              last ? null : reviewQueueHref(projectId, { ...filter, page: filter.page + 1 })
            }
          />
        </>
      ) : null}
    </Page>
  );
}
