import { History } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { useLocale } from 'next-intl';
import { z } from 'zod';
import { createCodebookView } from '@/components/reader/model/codebook-view';
import { ArticleEvents } from '@/components/review/article-events';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Card, CardContent } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { Pagination } from '@/components/ui/pagination';
import { formatUtc } from '@/components/ui/time-format';
import { requireMember } from '@/lib/auth/session';
import { getPublishedCodebook } from '@/lib/codebook/queries';
import { getArticleHistory } from '@/lib/review/history-queries';
import type { ArticleOrigin } from '@/lib/review/schema';

export const metadata: Metadata = { title: 'History of an article' };

interface Props {
  params: Promise<{ projectId: string; articleId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const beforeSchema = z.coerce.number().int().positive().nullable().catch(null);

export default async function ArticleHistoryPage({ params, searchParams }: Props) {
  const { projectId: asked, articleId } = await params;
  const { actor } = await requireMember(asked);
  const { projectId } = actor;
  if (!z.uuid().safeParse(articleId).success) notFound();
  const { before: from } = await searchParams;
  const before = from === undefined ? null : beforeSchema.parse(from);
  const [history, published] = await Promise.all([
    getArticleHistory(actor, articleId, before),
    getPublishedCodebook(actor),
  ]);
  if (!history.ok || !published.ok) {
    const error = history.ok ? null : history.error;
    if (error?.code === 'not_found') notFound();
    return (
      <Page>
        <PageHeader title="History of an article" />
        <Alert tone="danger">{error?.userMessage ?? 'This project has no codebook yet.'}</Alert>
      </Page>
    );
  }
  const { value } = history;
  const here = `/projects/${projectId}/articles/${articleId}`;
  return (
    <Page>
      <PageHeader
        eyebrow="History of an article"
        title={
          <span lang={value.language ?? undefined} dir={value.direction}>
            {value.title}
          </span>
        }
        description="Who did what to the article and its annotations, newest first. Nothing here can be altered."
        actions={
          <Button asChild>
            <Link href={here}>Read the article</Link>
          </Button>
        }
      />
      <section aria-labelledby="origins" className="mb-8">
        <h2 id="origins" className="mb-3 font-semibold text-lg">
          Where the text comes from
        </h2>
        <div className="grid gap-3">
          {value.origins.map((origin) => (
            <Origin key={origin.versionNo} origin={origin} href={here} />
          ))}
        </div>
      </section>
      <section aria-labelledby="events">
        <h2 id="events" className="mb-3 font-semibold text-lg">
          What happened
        </h2>
        {value.events.length === 0 ? (
          <EmptyState
            icon={<History />}
            title="Nothing has happened yet"
            description="The first annotation of the article will stand here."
          />
        ) : (
          <ArticleEvents
            projectId={projectId}
            history={value}
            codebook={createCodebookView(published.value.document)}
          />
        )}
        <Pagination
          previousHref={before === null ? null : `${here}/history`}
          nextHref={value.next === null ? null : `${here}/history?before=${value.next}`}
          label="Older and newer events"
        />
      </section>
    </Page>
  );
}

function Origin({ origin, href }: { origin: ArticleOrigin; href: string }) {
  const locale = useLocale();
  const { versionNo, storedAt, format, sourceName, importedBy, textSha256 } = origin;
  const facts: [string, React.ReactNode][] = [
    ['Imported', formatUtc(new Date(storedAt), locale)],
    ['By', importedBy ?? 'the command line'],
    ['From', sourceName],
    ['Format', format ?? 'not known'],
  ];
  return (
    <Card>
      <CardContent className="grid gap-2 text-sm">
        <p className="font-medium">
          <Link href={`${href}?version=${versionNo}`} className="underline underline-offset-4">
            Version {versionNo}
          </Link>
        </p>
        <dl className="grid gap-x-6 gap-y-1 sm:grid-cols-2">
          {facts.map(([name, value]) => (
            <div key={name} className="flex gap-2">
              <dt className="w-20 shrink-0 text-muted-foreground">{name}</dt>
              <dd className="min-w-0 break-words tabular">{value}</dd>
            </div>
          ))}
        </dl>
        <p className="break-all font-mono text-muted-foreground text-xs">sha256 {textSha256}</p>
      </CardContent>
    </Card>
  );
}
