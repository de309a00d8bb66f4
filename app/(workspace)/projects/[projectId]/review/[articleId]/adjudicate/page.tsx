import { Scale } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { AdjudicationPage } from '@/components/adjudication/adjudication-page';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { FailurePage } from '@/components/ui/failure-page';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { getAdjudication } from '@/lib/adjudication/queries';
import { getArticle } from '@/lib/articles/queries';
import { requireMember } from '@/lib/auth/session';
import { getPublishedCodebook } from '@/lib/codebook/queries';
import { say } from '@/lib/i18n/edge';

interface Props {
  params: Promise<{ projectId: string; articleId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const addressSchema = z.object({
  /** The version of the article; absent, the newest. */
  version: z.coerce.number().int().positive().optional().catch(undefined),
  /** An annotation of the place to show first. */
  annotation: z.uuid().optional().catch(undefined),
});

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const t = await getTranslations('adjudication');
  const { projectId, articleId } = await params;
  const { actor } = await requireMember(projectId);
  if (!z.uuid().safeParse(articleId).success) notFound();
  const article = await getArticle(
    actor,
    articleId,
    addressSchema.parse(await searchParams).version,
  );
  return {
    title: article.ok ? t('adjudicateTitle', { title: article.value.title }) : t('adjudication'),
  };
}

/** One article's submitted codings, compared and made into gold. */
export default async function AdjudicateArticlePage({ params, searchParams }: Props) {
  const t = await getTranslations('adjudication');
  const { projectId, articleId } = await params;
  const { actor } = await requireMember(projectId);
  if (!z.uuid().safeParse(articleId).success) notFound();
  const { version, annotation } = addressSchema.parse(await searchParams);
  const [article, codebook] = await Promise.all([
    getArticle(actor, articleId, version),
    getPublishedCodebook(actor),
  ]);
  if (!article.ok && article.error.code === 'not_found') notFound();
  if (!article.ok) return <FailurePage message={await say(article.error.userMessage)} />;
  if (!codebook.ok) return <FailurePage message={await say(codebook.error.userMessage)} />;
  const view = await getAdjudication(actor, article.value.versionId);
  if (!view.ok) return <FailurePage message={await say(view.error.userMessage)} />;
  if (view.value.coders.length < 2 || view.value.items.length === 0) {
    return (
      <Page>
        <PageHeader
          eyebrow={t('adjudication')}
          title={
            <span lang={article.value.language ?? undefined} dir={article.value.direction}>
              {article.value.title}
            </span>
          }
        />
        <EmptyState
          icon={<Scale />}
          title={t('nothingToAdjudicate')}
          description={view.value.coders.length < 2 ? t('oneCodingHere') : t('noMarks')}
          action={
            <Button asChild>
              <Link href={`/projects/${projectId}/review/adjudicate`}>{t('toTheList')}</Link>
            </Button>
          }
        />
      </Page>
    );
  }
  return (
    <AdjudicationPage
      key={article.value.versionId}
      data={{
        projectId,
        article: article.value,
        codebook: codebook.value.document,
        view: view.value,
        focusId: annotation ?? null,
      }}
    />
  );
}
