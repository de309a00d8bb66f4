import { Inbox } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { counted } from '@/components/review/words';
import { WorkList } from '@/components/review/work-list';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { EmptyState } from '@/components/ui/empty-state';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { Pagination } from '@/components/ui/pagination';
import { can } from '@/lib/auth/roles';
import { requireMember } from '@/lib/auth/session';
import { getPublishedCodebook } from '@/lib/codebook/queries';
import { WORK_VIEWS, type WorkFilter, type WorkPage, workFilterSchema } from '@/lib/review/schema';
import { getMyWork, WORK_PAGE_SIZE } from '@/lib/review/work-queries';

export const metadata: Metadata = { title: 'My work' };

interface Props {
  params: Promise<{ projectId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const VIEW_WORDS: Readonly<Record<WorkFilter['view'], string>> = {
  news: 'Everything reviewed',
  amended: 'Amended',
  rejected: 'Rejected',
  disputed: 'Disputed',
  accepted: 'Accepted',
  questions: 'Open questions',
};

export default async function MyWorkPage({ params, searchParams }: Props) {
  const { role, actor, user } = await requireMember((await params).projectId);
  const { projectId } = actor;
  const filter = workFilterSchema.parse(await searchParams);
  const [work, codebook] = await Promise.all([
    getMyWork(actor, filter),
    getPublishedCodebook(actor),
  ]);
  if (!work.ok || !codebook.ok) {
    const message = work.ok ? 'This project has no codebook yet.' : work.error.userMessage;
    return (
      <Page>
        <PageHeader title="My work" />
        <Alert tone="danger">{message}</Alert>
      </Page>
    );
  }
  const { items, counts, total, members } = work.value;
  const href = (to: Partial<WorkFilter>) => workHref(projectId, { ...filter, ...to });
  return (
    <Page>
      <PageHeader
        title="My work and what became of it"
        description={summary(counts)}
        actions={
          <Button asChild>
            <Link href={`/projects/${projectId}/articles`}>To the articles</Link>
          </Button>
        }
      />
      {counts.annotations === 0 ? (
        <EmptyState
          icon={<Inbox />}
          title="Nothing yet"
          description="Mark passages in an article and submit your coding: what reviewers say of it will stand here."
        />
      ) : (
        <>
          <nav aria-label="Outcomes" className="scroll-row mb-5 flex gap-1 border-b">
            {WORK_VIEWS.map((view) => (
              <Link
                key={view}
                href={href({ view, page: 1 })}
                aria-current={view === filter.view ? 'page' : undefined}
                className={cn(
                  '-mb-px whitespace-nowrap border-transparent border-b-2 px-3 py-2 font-medium text-muted-foreground text-sm hover:text-foreground focus-visible:outline-offset-[-2px]',
                  view === filter.view && 'border-primary text-foreground',
                )}
              >
                {VIEW_WORDS[view]}{' '}
                <span className="rounded-full bg-muted px-1.5 text-xs tabular">{counts[view]}</span>
              </Link>
            ))}
          </nav>
          {items.length === 0 ? (
            <EmptyState
              icon={<Inbox />}
              title={filter.view === 'news' ? 'No reviewer has been here yet' : 'None of these'}
              description={
                filter.view === 'news'
                  ? 'Decisions on your annotations, with their reasons, will stand here.'
                  : 'No annotation of yours stands so.'
              }
            />
          ) : (
            <WorkList
              // A page of its own: what was answered on another does not stay.
              key={`${filter.view}/${filter.page}`}
              {...{ projectId, items, members }}
              me={user.id}
              mayWrite={can(role, 'threads.write')}
              codebook={codebook.value.document}
            />
          )}
          <Pagination
            summary={counted(total, 'annotation')}
            previousHref={filter.page > 1 ? href({ page: filter.page - 1 }) : null}
            nextHref={filter.page * WORK_PAGE_SIZE < total ? href({ page: filter.page + 1 }) : null}
          />
        </>
      )}
    </Page>
  );
}

function summary(counts: WorkPage['counts']): string {
  const reviewed = counts.annotations - counts.unreviewed;
  return `${counted(counts.annotations, 'annotation')} by you, ${reviewed.toLocaleString('en')} reviewed. Each decision stands here with its reason; you can reply, and contest what you think wrong.`;
}

function workHref(projectId: string, { view, page }: WorkFilter): string {
  const params = new URLSearchParams();
  if (view !== 'news') params.set('view', view);
  if (page > 1) params.set('page', String(page));
  const query = params.toString();
  return `/projects/${projectId}/my-work${query ? `?${query}` : ''}`;
}
