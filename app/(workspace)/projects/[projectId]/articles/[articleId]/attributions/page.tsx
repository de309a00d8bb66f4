import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { AttributionsPage } from '@/components/attributions/attributions-page';
import type { ReaderData } from '@/components/reader/model/reader-data';
import { FailurePage } from '@/components/ui/failure-page';
import { packAnnotations } from '@/lib/annotations/packed';
import { getArticleAnnotations } from '@/lib/annotations/queries';
import { getArticle } from '@/lib/articles/queries';
import { can } from '@/lib/auth/roles';
import { requireMember } from '@/lib/auth/session';
import { getPublishedCodebook } from '@/lib/codebook/queries';
import { say } from '@/lib/i18n/edge';

interface Props {
  params: Promise<{ projectId: string; articleId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** An older version of the article; absent, the newest. */
const versionSchema = z.coerce.number().int().positive().optional().catch(undefined);

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('attribution');
  return { title: t('title') };
}

/** Who says what in one article, as a table to work in, to print and to take along. */
export default async function ArticleAttributionsPage({ params, searchParams }: Props) {
  const { projectId: asked, articleId } = await params;
  const { actor, user, role } = await requireMember(asked);
  const { projectId } = actor;
  if (!z.uuid().safeParse(articleId).success) notFound();
  const version = versionSchema.parse((await searchParams).version);
  const [article, codebook] = await Promise.all([
    getArticle(actor, articleId, version),
    getPublishedCodebook(actor),
  ]);
  if (!article.ok && article.error.code === 'not_found') notFound();
  if (!article.ok) return <FailurePage message={await say(article.error.userMessage)} />;
  if (!codebook.ok) return <FailurePage message={await say(codebook.error.userMessage)} />;
  const annotations = await getArticleAnnotations(actor, article.value.versionId);
  if (!annotations.ok) return <FailurePage message={await say(annotations.error.userMessage)} />;
  const data: ReaderData = {
    projectId,
    article: article.value,
    codebook: codebook.value.document,
    codebookVersionNo: codebook.value.versionNo,
    me: { id: user.id, name: user.name },
    mayAnnotate: can(role, 'annotations.write'),
    annotations: packAnnotations(annotations.value),
    nextHref: null,
    ownKeys: {},
    focusId: null,
  };
  return <AttributionsPage key={article.value.versionId} data={data} />;
}
