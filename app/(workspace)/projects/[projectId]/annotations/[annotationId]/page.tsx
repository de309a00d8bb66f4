import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { createCodebookView } from '@/components/reader/model/codebook-view';
import { AnnotationQuote } from '@/components/review/annotation-quote';
import { HistoryThreads } from '@/components/review/history-threads';
import { StateBadge } from '@/components/review/state-badge';
import { TimelineList } from '@/components/review/timeline-list';
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
import { say } from '@/lib/i18n/edge';
import { getAnnotationHistory } from '@/lib/review/history-queries';
import { mergeTimeline } from '@/lib/review/timeline';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('history');
  return { title: t('historyOfAnnotation') };
}

interface Props {
  params: Promise<{ projectId: string; annotationId: string }>;
}

export default async function AnnotationHistoryPage({ params }: Props) {
  const t = await getTranslations('history');
  const tprov = await getTranslations('prov');
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
        <PageHeader title={t('historyOfAnnotation')} />
        <Alert tone="danger">{error ? await say(error.userMessage) : t('noCodebook')}</Alert>
      </Page>
    );
  }
  const { value } = history;
  const { article, revisions, decisions, threads, members } = value;
  const codebook = createCodebookView(published.value.document, await getLocale());
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
        title={t('historyOfAnnotation')}
        description={t(mine ? 'byYou' : 'byOne', {
          ...(mine ? {} : { name: value.coderName }),
          revisions: revisions.length,
          decisions: decisions.length,
        })}
        actions={
          <>
            <Button asChild>
              <Link
                href={`/projects/${projectId}/provenance?of=annotation&id=${value.id}`}
                prefetch={false}
              >
                {tprov('title')}
              </Link>
            </Button>
            {value.deleted ? null : (
              <Button asChild>
                <Link href={inText}>{t('showInText')}</Link>
              </Button>
            )}
            {!value.deleted && !mine && can(role, 'review.decide') ? (
              <Button asChild variant="primary">
                <Link href={inReview}>{t('review')}</Link>
              </Button>
            ) : null}
          </>
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
          {value.deleted ? <Badge tone="danger">{t('deleted')}</Badge> : null}
          {value.deleted ? null : <StateBadge state={value.reviewState} />}
        </CardContent>
      </Card>
      <div className={cn('grid gap-8', threads.length > 0 && 'lg:grid-cols-[minmax(0,1fr)_20rem]')}>
        <section aria-label={t('whatHappened')}>
          <h2 className="mb-4 font-semibold text-lg">{t('whatHappened')}</h2>
          <TimelineList entries={entries} history={value} codebook={codebook} />
        </section>
        {threads.length > 0 ? (
          <section aria-label={t('threads')}>
            <h2 className="mb-4 font-semibold text-lg">{t('threads')}</h2>
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
