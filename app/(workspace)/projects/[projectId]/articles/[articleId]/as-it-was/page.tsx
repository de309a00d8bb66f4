import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { MomentBar } from '@/components/past/moment-bar';
import { PastReader } from '@/components/past/past-reader';
import type { ReaderData } from '@/components/reader/model/reader-data';
import { FailurePage } from '@/components/ui/failure-page';
import { packAnnotations } from '@/lib/annotations/packed';
import { getArticle } from '@/lib/articles/queries';
import { requireMember } from '@/lib/auth/session';
import { getCodebookVersion, getPublishedCodebook } from '@/lib/codebook/queries';
import { say } from '@/lib/i18n/edge';
import { getPastArticle } from '@/lib/past/queries';
import { pastSearchSchema, readAsked } from '@/lib/past/schema';
import { getOwnKeys } from '@/lib/shortcuts/queries';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('past'))('title') };
}

interface Props {
  params: Promise<{ projectId: string; articleId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** An article with what stood in it at a moment of the project's history. */
export default async function PastArticlePage({ params, searchParams }: Props) {
  const { projectId, articleId } = await params;
  const { actor, user } = await requireMember(projectId);
  if (!z.uuid().safeParse(articleId).success) notFound();
  const asked = readAsked(pastSearchSchema.parse(await searchParams));
  const past = await getPastArticle(actor, articleId, asked);
  if (!past.ok) return <FailurePage message={await say(past.error.userMessage)} />;
  const { moment, versionNo, annotations, codebookVersionId } = past.value;
  const [article, codebook, ownKeys] = await Promise.all([
    getArticle(actor, articleId, versionNo),
    codebookVersionId ? getCodebookVersion(actor, codebookVersionId) : getPublishedCodebook(actor),
    getOwnKeys(user.id),
  ]);
  if (!article.ok) return <FailurePage message={await say(article.error.userMessage)} />;
  if (!codebook.ok) return <FailurePage message={await say(codebook.error.userMessage)} />;
  const data: ReaderData = {
    projectId: actor.projectId,
    article: article.value,
    codebook: codebook.value.document,
    codebookVersionNo: codebook.value.versionNo,
    me: { id: user.id, name: user.name },
    mayAnnotate: false,
    annotations: packAnnotations(annotations),
    nextHref: null,
    ownKeys,
    focusId: null,
  };
  const here = `/projects/${actor.projectId}/articles/${articleId}`;
  return (
    <>
      <MomentBar href={`${here}/as-it-was`} nowHref={here} moment={moment} />
      <PastReader key={`${article.value.versionId} ${moment.event}`} data={data} />
    </>
  );
}
