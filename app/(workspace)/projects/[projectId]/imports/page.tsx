import { Inbox, Rss } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { FeedCard } from '@/components/feeds/feed-card';
import { FeedForm } from '@/components/feeds/feed-form';
import { ImportCard } from '@/components/imports/import-card';
import { ImportForm } from '@/components/imports/import-form';
import { RunningImport } from '@/components/imports/running-import';
import { WebForm } from '@/components/imports/web-form';
import { Alert } from '@/components/ui/alert';
import { EmptyState } from '@/components/ui/empty-state';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { can } from '@/lib/auth/roles';
import { requireMember } from '@/lib/auth/session';
import { listFeeds } from '@/lib/feeds/queries';
import { say } from '@/lib/i18n/edge';
import { listImports } from '@/lib/ingest/queries';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('imports');
  return { title: t('imports') };
}

interface Props {
  params: Promise<{ projectId: string }>;
}

export default async function ImportsPage({ params }: Props) {
  const t = await getTranslations('imports');
  const tf = await getTranslations('feeds');
  const { role, actor } = await requireMember((await params).projectId);
  const { projectId } = actor;
  const mayImport = can(role, 'articles.import');
  const imports = await listImports(actor);
  const feeds = await listFeeds(actor);
  const watched = await Promise.all(
    (feeds.ok ? feeds.value : []).map(async (feed) => ({
      ...feed,
      problem: feed.problem === null ? null : await say(feed.problem),
    })),
  );
  const shown = imports.ok
    ? await Promise.all(
        imports.value.map(async (one) => ({
          ...one,
          message: one.message === null ? null : await say(one.message),
        })),
      )
    : [];
  return (
    <Page>
      <PageHeader title={t('imports')} description={t('importsHelp')} />
      {mayImport ? (
        <div className="grid gap-6">
          <ImportForm projectId={projectId} />
          <WebForm projectId={projectId} />
        </div>
      ) : (
        <Alert>{t('importsHelpReader')}</Alert>
      )}
      <section aria-labelledby="feeds" className="mt-10 grid gap-3">
        <h2 id="feeds" className="font-semibold text-base">
          {tf('title')}
        </h2>
        {mayImport ? <FeedForm projectId={projectId} /> : null}
        {feeds.ok ? null : <Alert tone="danger">{await say(feeds.error.userMessage)}</Alert>}
        {feeds.ok && feeds.value.length === 0 ? (
          <EmptyState icon={<Rss />} title={tf('none')} description={tf('noneHelp')} />
        ) : null}
        {watched.map((feed) => (
          <FeedCard key={feed.id} projectId={projectId} feed={feed} mayChange={mayImport} />
        ))}
      </section>
      <section aria-labelledby="earlier-imports" className="mt-10">
        <h2 id="earlier-imports" className="mb-3 font-semibold text-base">
          {t('earlierImports')}
        </h2>
        {imports.ok ? null : <Alert tone="danger">{await say(imports.error.userMessage)}</Alert>}
        {imports.ok && imports.value.length === 0 ? (
          <EmptyState icon={<Inbox />} title={t('noImports')} description={t('noImportsHelp')} />
        ) : null}
        {imports.ok ? (
          <div className="grid gap-3">
            {shown.map((one) =>
              one.state === 'running' && mayImport ? (
                <RunningImport key={one.id} projectId={projectId} first={one} />
              ) : (
                <ImportCard key={one.id} projectId={projectId} one={one} />
              ),
            )}
          </div>
        ) : null}
      </section>
    </Page>
  );
}
