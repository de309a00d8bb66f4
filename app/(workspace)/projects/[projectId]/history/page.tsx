import { History } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { EventList } from '@/components/history/event-list';
import { HistoryFilters } from '@/components/history/history-filters';
import { VerifyPanel } from '@/components/history/verify-panel';
import { Alert } from '@/components/ui/alert';
import { buttonClass } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { requireMember } from '@/lib/auth/session';
import { historyChoices, readHistory } from '@/lib/provenance/queries';
import { type HistorySearch, historySearchSchema } from '@/lib/provenance/schema';

export const metadata: Metadata = { title: 'History' };

const DAY_MS = 24 * 60 * 60 * 1000;

interface Props {
  params: Promise<{ projectId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function HistoryPage({ params, searchParams }: Props) {
  const { actor } = await requireMember((await params).projectId);
  const search = historySearchSchema.parse(await searchParams);
  const filter = {
    person: search.person,
    kind: search.kind,
    articleId: search.article,
    annotationId: null,
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
        title="History"
        description="Everything that was done in this project, by whom and when. Nothing here can be changed."
      />
      <VerifyPanel projectId={actor.projectId} />
      {problem && !problem.ok ? <Alert tone="danger">{problem.error.userMessage}</Alert> : null}
      {choices.ok ? (
        <HistoryFilters projectId={actor.projectId} search={search} choices={choices.value} />
      ) : null}
      {page.ok && page.value.events.length === 0 ? (
        <EmptyState
          icon={<History />}
          title="No events"
          description="Nothing in the history fits these filters."
        />
      ) : null}
      {page.ok ? (
        <EventList
          projectId={actor.projectId}
          events={page.value.events}
          people={new Map(choices.ok ? choices.value.people.map(({ id, name }) => [id, name]) : [])}
        />
      ) : null}
      {page.ok ? (
        <nav aria-label="Pages of the history" className="flex flex-wrap gap-2">
          {search.before ? (
            <Link href={hrefOf(actor.projectId, search, null)} className={buttonClass()}>
              Newest
            </Link>
          ) : null}
          {page.value.next ? (
            <Link
              href={hrefOf(actor.projectId, search, page.value.next)}
              rel="next"
              className={buttonClass()}
            >
              Older
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
