import { History } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { EventList } from '@/components/history/event-list';
import { HistoryFilters } from '@/components/history/history-filters';
import { VerifyPanel } from '@/components/history/verify-panel';
import { Alert } from '@/components/ui/alert';
import { buttonClass } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { requireMember } from '@/lib/auth/session';
import { say } from '@/lib/i18n/edge';
import { historyChoices, readHistory } from '@/lib/provenance/queries';
import { type HistorySearch, historySearchSchema } from '@/lib/provenance/schema';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('history');
  return { title: t('history') };
}

const DAY_MS = 24 * 60 * 60 * 1000;

interface Props {
  params: Promise<{ projectId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function HistoryPage({ params, searchParams }: Props) {
  const t = await getTranslations('history');
  const tp = await getTranslations('past');
  const tprov = await getTranslations('prov');
  const { actor } = await requireMember((await params).projectId);
  const search = historySearchSchema.parse(await searchParams);
  const filter = {
    person: search.person,
    kind: search.kind,
    articleId: search.article,
    annotationId: null,
    about: search.about,
    from: search.from ? new Date(search.from) : null,
    until: search.to ? new Date(Date.parse(search.to) + DAY_MS) : null,
  };
  const [page, choices] = await Promise.all([
    readHistory(actor, filter, search.before),
    historyChoices(actor),
  ]);
  const problem = [page, choices].find(({ ok }) => !ok);
  return (
    <Page>
      <PageHeader
        title={t('history')}
        description={t('historyHelp')}
        actions={
          <>
            <Link
              href={`/projects/${actor.projectId}/history/as-it-was`}
              prefetch={false}
              className={buttonClass()}
            >
              {tp('lookBack')}
            </Link>
            <Link
              href={`/projects/${actor.projectId}/provenance`}
              prefetch={false}
              className={buttonClass()}
            >
              {tprov('title')}
            </Link>
          </>
        }
      />
      <VerifyPanel projectId={actor.projectId} />
      {problem && !problem.ok ? (
        <Alert tone="danger">{await say(problem.error.userMessage)}</Alert>
      ) : null}
      {choices.ok ? (
        <HistoryFilters projectId={actor.projectId} search={search} choices={choices.value} />
      ) : null}
      {page.ok && page.value.events.length === 0 ? (
        <EmptyState icon={<History />} title={t('noEvents')} description={t('noEventsHelp')} />
      ) : null}
      {page.ok ? (
        <EventList
          projectId={actor.projectId}
          events={page.value.events}
          people={new Map(choices.ok ? choices.value.people.map(({ id, name }) => [id, name]) : [])}
        />
      ) : null}
      {page.ok ? (
        <nav aria-label={t('pagesOfHistory')} className="flex flex-wrap gap-2">
          {search.before ? (
            <Link href={hrefOf(actor.projectId, search, null)} className={buttonClass()}>
              {t('newest')}
            </Link>
          ) : null}
          {page.value.next ? (
            <Link
              href={hrefOf(actor.projectId, search, page.value.next)}
              rel="next"
              className={buttonClass()}
            >
              {t('older')}
            </Link>
          ) : null}
        </nav>
      ) : null}
    </Page>
  );
}

function hrefOf(projectId: string, search: HistorySearch, before: number | null): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries({ ...search, before })) {
    if (value !== null) query.set(key, String(value));
  }
  const text = query.toString();
  return `/projects/${projectId}/history${text ? `?${text}` : ''}`;
}
