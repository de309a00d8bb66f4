import { MessagesSquare } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { threadsHref } from '@/components/dashboard/href';
import { ThreadList } from '@/components/dashboard/thread-list';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { Pagination } from '@/components/ui/pagination';
import { requireMember } from '@/lib/auth/session';
import { getOpenThreads } from '@/lib/dashboard/list-queries';
import { LIST_PAGE_SIZE, threadsFilterSchema } from '@/lib/dashboard/schema';
import { say } from '@/lib/i18n/edge';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('dashboard');
  return { title: t('threads.title') };
}

interface Props {
  params: Promise<{ projectId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** What is still being talked about, for those who lead the project. */
export default async function ThreadsPage({ params, searchParams }: Props) {
  const { actor } = await requireMember((await params).projectId);
  const { projectId } = actor;
  const { page } = threadsFilterSchema.parse(await searchParams);
  const [t, found] = await Promise.all([getTranslations('dashboard'), getOpenThreads(actor, page)]);
  const header = (
    <PageHeader
      eyebrow={t('title')}
      title={t('threads.title')}
      description={t('threads.help')}
      actions={
        <Button asChild>
          <Link href={`/projects/${projectId}/dashboard`}>{t('codings.back')}</Link>
        </Button>
      }
    />
  );
  if (!found.ok) {
    return (
      <Page>
        {header}
        <Alert tone="danger">{await say(found.error.userMessage)}</Alert>
      </Page>
    );
  }
  const { lines, total } = found.value;
  return (
    <Page>
      {header}
      {lines.length === 0 ? (
        <EmptyState
          icon={<MessagesSquare />}
          title={t('threads.none')}
          description={t('threads.noneHelp')}
        />
      ) : (
        <>
          <ThreadList projectId={projectId} lines={lines} />
          <Pagination
            summary={t('threads.count', { count: total })}
            previousHref={page > 1 ? threadsHref(projectId, page - 1) : null}
            nextHref={page * LIST_PAGE_SIZE < total ? threadsHref(projectId, page + 1) : null}
          />
        </>
      )}
    </Page>
  );
}
