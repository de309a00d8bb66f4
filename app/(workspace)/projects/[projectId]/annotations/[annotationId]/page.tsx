import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { createCodebookView } from '@/components/reader/model/codebook-view';
import { AnnotationQuote } from '@/components/review/annotation-quote';
import { HistoryThreads } from '@/components/review/history-threads';
import { StateBadge } from '@/components/review/state-badge';
import { TimelineList } from '@/components/review/timeline-list';
import { counted } from '@/components/review/words';
import { Alert } from '@/components/ui/alert';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Card, CardContent } from '@/components/ui/card';
import { cn } from '@/components/ui/cn';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { can } from '@/lib/auth/roles';
import { requireMember } from '@/lib/auth/session';
import { getPublishedCodebook } from '@/lib/codebook/queries';
import { getAnnotationHistory } from '@/lib/review/history-queries';
import { mergeTimeline } from '@/lib/review/timeline';

export const metadata: Metadata = { title: 'History of an annotation' };

interface Props {
  params: Promise<{ projectId: string; annotationId: string }>;
}

export default async function AnnotationHistoryPage({ params }: Props) {
  const { projectId: asked, annotationId } = await params;
  const { role, actor, user } = await requireMember(asked);
  const { projectId } = actor;
  if (!z.uuid().safeParse(annotationId).success) notFound();
  const [history, published] = await Promise.all([
    getAnnotationHistory(actor, annotationId),
    getPublishedCodebook(actor),
  ]);
  if (!history.ok || !published.ok) {
    const error = history.ok ? null : history.error;
    if (error?.code === 'not_found') notFound();
    return (
      <Page>
        <PageHeader title="History of an annotation" />
        <Alert tone="danger">{error?.userMessage ?? 'This project has no codebook yet.'}</Alert>
      </Page>
    );
  }
  const { value } = history;
  const { article, revisions, decisions, threads, members } = value;
  const codebook = createCodebookView(published.value.document);
  const head = revisions.at(-1);
  if (!head) notFound();
  const entries = mergeTimeline(revisions, decisions, threads);
  const inText = `/projects/${projectId}/articles/${article.articleId}?version=${article.versionNo}&annotation=${value.id}`;
  const inReview = `/projects/${projectId}/review/${article.articleId}?version=${article.versionNo}&annotation=${value.id}`;
  const mine = value.coderId === user.id;
  return (
    <Page>
      <PageHeader
        eyebrow={
          <Link href={inText} className="underline underline-offset-4">
            <bdi lang={article.language ?? undefined}>{article.title}</bdi>
          </Link>
        }
        title="History of an annotation"
        description={`By ${mine ? 'you' : value.coderName}: ${counted(revisions.length, 'revision')}, ${counted(decisions.length, 'decision')}. Nothing here can be altered.`}
        actions={
          value.deleted ? null : (
            <>
              <Button asChild>
                <Link href={inText}>Show in the text</Link>
              </Button>
              {!mine && can(role, 'review.decide') ? (
                <Button asChild variant="primary">
                  <Link href={inReview}>Review</Link>
                </Button>
              ) : null}
            </>
          )
        }
      />
      <Card className="mb-8">
        <CardContent className="flex flex-wrap items-start justify-between gap-3">
          <AnnotationQuote
            codebook={codebook}
            revision={head}
            language={article.language}
            direction={article.direction}
            members={members}
          />
          {value.deleted ? <Badge tone="danger">deleted</Badge> : null}
          {value.deleted ? null : <StateBadge state={value.reviewState} />}
        </CardContent>
      </Card>
      <div className={cn('grid gap-8', threads.length > 0 && 'lg:grid-cols-[minmax(0,1fr)_20rem]')}>
        <section aria-label="What happened">
          <h2 className="mb-4 font-semibold text-lg">What happened</h2>
          <TimelineList entries={entries} history={value} codebook={codebook} />
        </section>
        {threads.length > 0 ? (
          <section aria-label="Threads">
            <h2 className="mb-4 font-semibold text-lg">Threads</h2>
            <HistoryThreads
              projectId={projectId}
              threads={threads}
              mayWrite={can(role, 'threads.write')}
            />
          </section>
        ) : null}
      </div>
    </Page>
  );
}
