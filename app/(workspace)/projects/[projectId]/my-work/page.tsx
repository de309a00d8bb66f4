import { Inbox } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
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
import { say } from '@/lib/i18n/edge';
import { WORK_VIEWS, type WorkFilter, workFilterSchema } from '@/lib/review/schema';
import { getMyWork, WORK_PAGE_SIZE } from '@/lib/review/work-queries';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('review');
  return { title: t('myWork') };
}

interface Props {
  params: Promise<{ projectId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function MyWorkPage({ params, searchParams }: Props) {
  const t = await getTranslations('review');
  const tv = await getTranslations('versions');
  const { role, actor, user } = await requireMember((await params).projectId);
  const { projectId } = actor;
  const filter = workFilterSchema.parse(await searchParams);
  const [work, codebook] = await Promise.all([
    getMyWork(actor, filter),
    getPublishedCodebook(actor),
  ]);
  if (!work.ok || !codebook.ok) {
    const message = work.ok ? t('noCodebook') : await say(work.error.userMessage);
    return (
      <Page>
        <PageHeader title={t('myWork')} />
        <Alert tone="danger">{message}</Alert>
      </Page>
    );
  }
  const { items, counts, total, members } = work.value;
  const href = (to: Partial<WorkFilter>) => workHref(projectId, { ...filter, ...to });
  return (
    <Page>
      <PageHeader
        title={t('myWorkTitle')}
        description={t('workSummary', {
          annotations: counts.annotations,
          reviewed: counts.annotations - counts.unreviewed,
        })}
        actions={
          <>
            <Button asChild>
              <Link href={`/projects/${projectId}/carry-over`}>{tv('changedPages')}</Link>
            </Button>
            <Button asChild>
              <Link href={`/projects/${projectId}/my-work/final`}>{t('mineAndFinal')}</Link>
            </Button>
            <Button asChild>
              <Link href={`/projects/${projectId}/articles`}>{t('toTheArticles')}</Link>
            </Button>
          </>
        }
      />
      {counts.annotations === 0 ? (
        <EmptyState icon={<Inbox />} title={t('nothingYet')} description={t('nothingYetHelp')} />
      ) : (
        <>
          <nav aria-label={t('outcomes')} className="scroll-row mb-5 flex gap-1 border-b">
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
                {t(`views.${view}`)}{' '}
                <span className="rounded-full bg-muted px-1.5 text-xs tabular">{counts[view]}</span>
              </Link>
            ))}
          </nav>
          {items.length === 0 ? (
            <EmptyState
              icon={<Inbox />}
              title={filter.view === 'news' ? t('noReviewer') : t('noneOfThese')}
              description={filter.view === 'news' ? t('noReviewerHelp') : t('noneOfTheseHelp')}
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
            summary={t('annotationCount', { count: total })}
            previousHref={filter.page > 1 ? href({ page: filter.page - 1 }) : null}
            nextHref={filter.page * WORK_PAGE_SIZE < total ? href({ page: filter.page + 1 }) : null}
          />
        </>
      )}
    </Page>
  );
}

function workHref(projectId: string, { view, page }: WorkFilter): string {
  const params = new URLSearchParams();
  if (view !== 'news') params.set('view', view);
  if (page > 1) params.set('page', String(page));
  const query = params.toString();
  return `/projects/${projectId}/my-work${query ? `?${query}` : ''}`;
}
