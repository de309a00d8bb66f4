import { ListChecks } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import type { ReaderData } from '@/components/reader/model/reader-data';
import { ReviewPage } from '@/components/review/text/review-page';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { FailurePage } from '@/components/ui/failure-page';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { packAnnotations } from '@/lib/annotations/packed';
import { getArticleAnnotations } from '@/lib/annotations/queries';
import type { ArticleAnnotationsDto } from '@/lib/annotations/schema';
import { getArticle } from '@/lib/articles/queries';
import { can } from '@/lib/auth/roles';
import { requireMember } from '@/lib/auth/session';
import { getPublishedCodebook } from '@/lib/codebook/queries';
import { say } from '@/lib/i18n/edge';
import { getArticleReview } from '@/lib/review/queue-queries';

interface Props {
  params: Promise<{ projectId: string; articleId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const addressSchema = z.object({
  /** The version of the article; absent, the newest. */
  version: z.coerce.number().int().positive().optional().catch(undefined),
  /** The annotation to show first. */
  annotation: z.uuid().optional().catch(undefined),
});

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const t = await getTranslations('review');
  const { projectId, articleId } = await params;
  const { actor } = await requireMember(projectId);
  if (!z.uuid().safeParse(articleId).success) notFound();
  const { version } = addressSchema.parse(await searchParams);
  const article = await getArticle(actor, articleId, version);
  return { title: article.ok ? t('reviewTitle', { title: article.value.title }) : t('review') };
}

/** One article's submitted annotations by colleagues, to decide on one after another. */
export default async function ArticleReviewPage({ params, searchParams }: Props) {
  const t = await getTranslations('review');
  const { projectId, articleId } = await params;
  const { actor, user, role } = await requireMember(projectId);
  if (!z.uuid().safeParse(articleId).success) notFound();
  const { version, annotation } = addressSchema.parse(await searchParams);
  const [article, codebook] = await Promise.all([
    getArticle(actor, articleId, version),
    getPublishedCodebook(actor),
  ]);
  if (!article.ok && article.error.code === 'not_found') notFound();
  if (!article.ok) return <FailurePage message={await say(article.error.userMessage)} />;
  if (!codebook.ok) return <FailurePage message={await say(codebook.error.userMessage)} />;
  const { versionId } = article.value;
  const [annotations, review] = await Promise.all([
    getArticleAnnotations(actor, versionId),
    getArticleReview(actor, versionId),
  ]);
  if (!annotations.ok) return <FailurePage message={await say(annotations.error.userMessage)} />;
  if (!review.ok) return <FailurePage message={await say(review.error.userMessage)} />;
  const submitted = submittedByOthers(annotations.value, user.id);
  if (submitted.annotations.length === 0) {
    return (
      <Page>
        <PageHeader
          eyebrow={t('review')}
          title={
            <span lang={article.value.language ?? undefined} dir={article.value.direction}>
              {article.value.title}
            </span>
          }
        />
        <EmptyState
          icon={<ListChecks />}
          title={t('nothingReviewHere')}
          description={t('noColleagueHasSubmittedAnnotations')}
          action={
            <Button asChild>
              <Link href={`/projects/${projectId}/review`}>{t('toTheReviewQueue')}</Link>
            </Button>
          }
        />
      </Page>
    );
  }
  const data: ReaderData = {
    projectId,
    article: article.value,
    codebook: codebook.value.document,
    codebookVersionNo: codebook.value.versionNo,
    ownKeys: {},
    me: { id: user.id, name: user.name },
    mayAnnotate: false,
    annotations: packAnnotations(submitted),
    nextHref: null,
    focusId: annotation ?? null,
  };
  return (
    <ReviewPage
      key={versionId}
      data={data}
      review={review.value}
      mayDecide={can(role, 'review.decide')}
    />
  );
}

/** What colleagues have submitted; work in progress is nobody else's yet. */
function submittedByOthers(all: ArticleAnnotationsDto, userId: string): ArticleAnnotationsDto {
  const codings = all.codings.filter(
    (coding) => coding.state === 'submitted' && coding.coderId !== userId,
  );
  const ids = new Set(codings.map(({ id }) => id));
  return {
    annotations: all.annotations.filter(({ codingId }) => ids.has(codingId)),
    relations: all.relations.filter(({ codingId }) => ids.has(codingId)),
    codings,
    undo: { undo: null, redo: null },
  };
}
