import { FileText, SearchX } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { QueueFilters } from '@/components/articles/queue-filters';
import { nextHref, queueHref } from '@/components/articles/queue-href';
import { QueueKeys } from '@/components/articles/queue-keys';
import { QueueTable } from '@/components/articles/queue-table';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Kbd } from '@/components/ui/kbd';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { Pagination } from '@/components/ui/pagination';
import { getQueue } from '@/lib/articles/queries';
import { type QueuePage, queueFilterSchema } from '@/lib/articles/schema';
import { can } from '@/lib/auth/roles';
import { requireMember } from '@/lib/auth/session';

export const metadata: Metadata = { title: 'Articles' };

interface Props {
  params: Promise<{ projectId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

function summary({ rows, total, totalIsCapped }: QueuePage): string {
  const all = totalIsCapped
    ? `more than ${total.toLocaleString('en')}`
    : total.toLocaleString('en');
  return `${rows.length} of ${all} articles`;
}

export default async function ArticlesPage({ params, searchParams }: Props) {
  const { role, actor } = await requireMember((await params).projectId);
  const { projectId } = actor;
  const asked = await searchParams;
  const filter = queueFilterSchema.parse(asked);
  const cursor = typeof asked.cursor === 'string' ? asked.cursor : undefined;
  const queue = await getQueue(actor, filter, cursor);
  if (!queue.ok) {
    return (
      <Page>
        <PageHeader title="Articles" />
        <Alert tone="danger">{queue.error.userMessage}</Alert>
      </Page>
    );
  }
  const page = queue.value;
  const toNext = can(role, 'annotations.write') ? nextHref(projectId, filter) : null;
  const mayImport = can(role, 'articles.import');
  const importing = (
    <Button asChild>
      <Link href={`/projects/${projectId}/imports`}>Import articles</Link>
    </Button>
  );
  if (page.projectIsEmpty) {
    return (
      <Page>
        <PageHeader title="Articles" />
        <EmptyState
          icon={<FileText />}
          title="No articles yet"
          description={
            mayImport
              ? 'Drop files or a folder on the imports page: plain text, web pages, JSONL, CSV, brat or PTC.'
              : 'A lead or an admin of the project imports them.'
          }
          action={mayImport ? importing : null}
        />
      </Page>
    );
  }
  return (
    <Page width="wide">
      <PageHeader
        title="Articles"
        description="What there is to code, and how far it is."
        actions={
          <>
            {mayImport ? importing : null}
            {toNext ? (
              <Button asChild variant="primary">
                <Link href={toNext} prefetch={false}>
                  Next unfinished <Kbd aria-hidden>n</Kbd>
                </Link>
              </Button>
            ) : null}
          </>
        }
      />
      <QueueKeys nextHref={toNext} />
      {asked.done === '1' ? (
        <Alert tone="success" role="status" className="mb-4">
          Nothing is left for you to code here: every article that fits is submitted.
        </Alert>
      ) : null}
      <QueueFilters projectId={projectId} filter={filter} languages={page.languages} />
      {page.rows.length === 0 ? (
        <EmptyState
          icon={<SearchX />}
          title="No article fits"
          description="Take a filter away, or search for fewer words."
          action={
            <Button asChild>
              <Link href={queueHref(projectId, queueFilterSchema.parse({}))}>Show all</Link>
            </Button>
          }
        />
      ) : (
        <>
          <QueueTable projectId={projectId} rows={page.rows} />
          <Pagination
            summary={summary(page)}
            previousHref={page.previous && queueHref(projectId, filter, page.previous)}
            nextHref={page.next && queueHref(projectId, filter, page.next)}
          />
        </>
      )}
    </Page>
  );
}
