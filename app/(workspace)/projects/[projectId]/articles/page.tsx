import { FileText, SearchX } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { QueueFilters } from '@/components/articles/queue-filters';
import { nextHref, queueHref } from '@/components/articles/queue-href';
import { QueueKeys } from '@/components/articles/queue-keys';
import { QueueTable } from '@/components/articles/queue-table';
import { AssignSelected } from '@/components/assignments/assign-selected';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Kbd } from '@/components/ui/kbd';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { Pagination } from '@/components/ui/pagination';
import { getQueue } from '@/lib/articles/queries';
import { queueFilterSchema } from '@/lib/articles/schema';
import { getBlindness, getCoders } from '@/lib/assignments/queries';
import { can } from '@/lib/auth/roles';
import { requireMember } from '@/lib/auth/session';
import { say } from '@/lib/i18n/edge';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('articles');
  return { title: t('articles') };
}

interface Props {
  params: Promise<{ projectId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function ArticlesPage({ params, searchParams }: Props) {
  const t = await getTranslations('articles');
  const { role, actor } = await requireMember((await params).projectId);
  const { projectId } = actor;
  const asked = await searchParams;
  const filter = queueFilterSchema.parse(asked);
  const cursor = typeof asked.cursor === 'string' ? asked.cursor : undefined;
  const queue = await getQueue(actor, filter, cursor);
  if (!queue.ok) {
    return (
      <Page>
        <PageHeader title={t('articles')} />
        <Alert tone="danger">{await say(queue.error.userMessage)}</Alert>
      </Page>
    );
  }
  const page = queue.value;
  const toNext = can(role, 'annotations.write') ? nextHref(projectId, filter) : null;
  const mayAssign = can(role, 'assignments.manage');
  const [blindness, coders] = await Promise.all([
    getBlindness(
      actor,
      page.rows.map(({ articleId }) => articleId),
    ),
    mayAssign ? getCoders(actor) : null,
  ]);
  const mayImport = can(role, 'articles.import');
  const importing = (
    <Button asChild>
      <Link href={`/projects/${projectId}/imports`}>{t('importArticles')}</Link>
    </Button>
  );
  if (page.projectIsEmpty) {
    return (
      <Page>
        <PageHeader title={t('articles')} />
        <EmptyState
          icon={<FileText />}
          title={t('noArticlesYet')}
          description={mayImport ? t('emptyHelp') : t('emptyHelpReader')}
          action={mayImport ? importing : null}
        />
      </Page>
    );
  }
  return (
    <Page width="wide">
      <PageHeader
        title={t('articles')}
        description={t('queueHelp')}
        actions={
          <>
            {mayImport ? importing : null}
            {coders?.ok ? <AssignSelected projectId={projectId} coders={coders.value} /> : null}
            {toNext ? (
              <Button asChild variant="primary">
                <Link href={toNext} prefetch={false}>
                  {t('nextUnfinished')} <Kbd aria-hidden>n</Kbd>
                </Link>
              </Button>
            ) : null}
          </>
        }
      />
      <QueueKeys nextHref={toNext} />
      {asked.done === '1' ? (
        <Alert tone="success" role="status" className="mb-4">
          {t('nothingLeft')}
        </Alert>
      ) : null}
      <QueueFilters projectId={projectId} filter={filter} languages={page.languages} />
      {page.rows.length === 0 ? (
        <EmptyState
          icon={<SearchX />}
          title={t('noArticleFits')}
          description={t('noArticleFitsHelp')}
          action={
            <Button asChild>
              <Link href={queueHref(projectId, queueFilterSchema.parse({}))}>{t('showAll')}</Link>
            </Button>
          }
        />
      ) : (
        <>
          <QueueTable
            projectId={projectId}
            rows={page.rows}
            blindness={blindness.ok ? blindness.value : {}}
            selectable={mayAssign}
          />
          <Pagination
            summary={t(page.totalIsCapped ? 'summaryCapped' : 'summary', {
              shown: page.rows.length,
              total: page.total,
            })}
            previousHref={page.previous && queueHref(projectId, filter, page.previous)}
            nextHref={page.next && queueHref(projectId, filter, page.next)}
          />
        </>
      )}
    </Page>
  );
}
