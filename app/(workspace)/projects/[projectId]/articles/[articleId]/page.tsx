import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import type { ReaderData } from '@/components/reader/model/reader-data';
import { ReaderLive } from '@/components/reader/reader-live';
import { TrainingNotice } from '@/components/training/training-notice';
import { FailurePage } from '@/components/ui/failure-page';
import { getActorNames } from '@/lib/actors/queries';
import { packAnnotations } from '@/lib/annotations/packed';
import { getArticleAnnotations } from '@/lib/annotations/queries';
import { getArticle } from '@/lib/articles/queries';
import { getBlindness } from '@/lib/assignments/queries';
import { hiddenMode } from '@/lib/assignments/schema';
import { can } from '@/lib/auth/roles';
import { requireMember } from '@/lib/auth/session';
import { getCarriedMarks } from '@/lib/carryover/queries';
import { getPublishedCodebook } from '@/lib/codebook/queries';
import { say } from '@/lib/i18n/edge';
import { getLastEvent } from '@/lib/presence/queries';
import { getOwnKeys } from '@/lib/shortcuts/queries';
import { getTrainingOf } from '@/lib/training/queries';

interface Props {
  params: Promise<{ projectId: string; articleId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const addressSchema = z.object({
  /** An older version of the article; absent, the newest. */
  version: z.coerce.number().int().positive().optional().catch(undefined),
  /** The annotation to show first. */
  annotation: z.uuid().optional().catch(undefined),
});

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const t = await getTranslations('articles');
  const { projectId, articleId } = await params;
  const { actor } = await requireMember(projectId);
  if (!z.uuid().safeParse(articleId).success) notFound();
  const { version } = addressSchema.parse(await searchParams);
  const article = await getArticle(actor, articleId, version);
  return { title: article.ok ? article.value.title : t('article') };
}

/** One article: to read, and for those who may, to annotate. */
export default async function ArticlePage({ params, searchParams }: Props) {
  const { projectId, articleId } = await params;
  const { actor, user, role } = await requireMember(projectId);
  if (!z.uuid().safeParse(articleId).success) notFound();
  const { version, annotation } = addressSchema.parse(await searchParams);
  const [article, codebook, ownKeys, blindness, actorNames] = await Promise.all([
    getArticle(actor, articleId, version),
    getPublishedCodebook(actor),
    getOwnKeys(user.id),
    getBlindness(actor, [articleId]),
    getActorNames(actor),
  ]);
  if (!article.ok && article.error.code === 'not_found') notFound();
  if (!article.ok) return <FailurePage message={await say(article.error.userMessage)} />;
  if (!codebook.ok) return <FailurePage message={await say(codebook.error.userMessage)} />;
  const training = await getTrainingOf(actor, article.value.versionId);
  if (!training.ok) return <FailurePage message={await say(training.error.userMessage)} />;
  // Before the annotations: what happens in between is then told again, and nothing is missed.
  const lastEvent = await getLastEvent(actor);
  if (!lastEvent.ok) return <FailurePage message={await say(lastEvent.error.userMessage)} />;
  const annotations = await getArticleAnnotations(actor, article.value.versionId);
  if (!annotations.ok) return <FailurePage message={await say(annotations.error.userMessage)} />;
  // Only a later version can have annotations of an earlier one.
  const carried =
    article.value.versionNo > 1 ? await getCarriedMarks(actor, article.value.versionId) : undefined;
  const data: ReaderData = {
    projectId,
    article: article.value,
    codebook: codebook.value.document,
    codebookVersionNo: codebook.value.versionNo,
    me: { id: user.id, name: user.name },
    mayAnnotate: can(role, 'annotations.write') && training.value !== 'barred',
    annotations: packAnnotations(annotations.value),
    carried: carried?.ok ? carried.value : undefined,
    isTraining: training.value === 'training',
    blind: blindness.ok ? hiddenMode(blindness.value[articleId]) : undefined,
    nextHref: `/projects/${projectId}/articles/next?after=${articleId}`,
    actorNames: actorNames.ok ? actorNames.value : undefined,
    ownKeys,
    focusId: annotation ?? null,
  };
  const providersHref = can(role, 'suggestions.manage') ? `/projects/${projectId}/providers` : null;
  return (
    <>
      {training.value ? <TrainingNotice projectId={projectId} kind={training.value} /> : null}
      <ReaderLive
        key={article.value.versionId}
        data={data}
        lastEvent={lastEvent.value}
        providersHref={providersHref}
      />
    </>
  );
}
