import { ListChecks, SearchX } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { ReviewFilters, reviewQueueHref } from '@/components/review/queue-filters';
import { ReviewQueueKeys } from '@/components/review/queue-keys';
import { ReviewQueueTable, reviewHref } from '@/components/review/queue-table';
import { counted } from '@/components/review/words';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { Pagination } from '@/components/ui/pagination';
import { can } from '@/lib/auth/roles';
import { requireMember } from '@/lib/auth/session';
import { getPublishedCodebook } from '@/lib/codebook/queries';
import { getReviewQueue, REVIEW_PAGE_SIZE } from '@/lib/review/queue-queries';
import { reviewFilterSchema } from '@/lib/review/schema';

export const metadata: Metadata = { title: 'Review' };

interface Props {
  params: Promise<{ projectId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const DESCRIPTION = 'What your colleagues have submitted. Your own work is reviewed by others.';

export default async function ReviewQueuePage({ params, searchParams }: Props) {
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
        <PageHeader title="Review" description={DESCRIPTION} />
        <Alert tone="danger">{queue.error.userMessage}</Alert>
      </Page>
    );
  }
  const { rows, total, facets } = queue.value;
  const codes = codebook.ok ? codebook.value.document.codes : [];
  const codeNames = Object.fromEntries(codes.map((code) => [code.key, code.name.en]));
  const submitted = facets.coders.length > 0;
  const [first] = rows;
  const last = filter.page * REVIEW_PAGE_SIZE >= total;
  return (
    <Page width="wide">
      <PageHeader
        title="Review"
        description={DESCRIPTION}
        actions={
          first && can(role, 'review.decide') ? (
            <Button asChild variant="primary">
              <Link href={reviewHref(projectId, first)}>Start reviewing</Link>
            </Button>
          ) : null
        }
      />
      <ReviewQueueKeys />
      {submitted ? (
        <ReviewFilters {...{ projectId, filter, facets, codeNames }} />
      ) : (
        <EmptyState
          icon={<ListChecks />}
          title="Nothing to review yet"
          description="As soon as a colleague submits a coding, it stands here."
          action={
            <Button asChild>
              <Link href={`/projects/${projectId}/my-work`}>See my own work</Link>
            </Button>
          }
        />
      )}
      {submitted && rows.length === 0 ? (
        <EmptyState
          icon={<SearchX />}
          title={filter.show === 'open' ? 'All reviewed' : 'No article fits'}
          description={
            filter.show === 'open'
              ? 'Nothing that fits is open. What is done can still be looked at.'
              : 'Take a filter away.'
          }
          action={
            <Button asChild>
              <Link href={`/projects/${projectId}/review?show=all`}>Show all submitted</Link>
            </Button>
          }
        />
      ) : null}
      {rows.length > 0 ? (
        <>
          <ReviewQueueTable projectId={projectId} rows={rows} />
          <Pagination
            summary={counted(total, 'article')}
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
