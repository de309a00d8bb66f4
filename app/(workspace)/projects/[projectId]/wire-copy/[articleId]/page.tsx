import { Newspaper } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { Section } from '@/components/dashboard/section';
import { buttonClass } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { FailurePage } from '@/components/ui/failure-page';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { VersionDiff } from '@/components/versions/version-diff';
import { LabelForm } from '@/components/wirecopy/label-form';
import { TwinTable } from '@/components/wirecopy/twin-table';
import { can } from '@/lib/auth/roles';
import { requireMember } from '@/lib/auth/session';
import { say } from '@/lib/i18n/edge';
import { getArticleTwins, getWordsBeside } from '@/lib/wirecopy/queries';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('wirecopy'))('title') };
}

interface Props {
  params: Promise<{ projectId: string; articleId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const addressSchema = z.object({ with: z.uuid().nullable().catch(null).default(null) });

/** An article among those that share its words, and word by word beside one of them. */
export default async function ArticleTwinsPage({ params, searchParams }: Props) {
  const { projectId: asked, articleId } = await params;
  const { actor, role } = await requireMember(asked);
  if (!z.uuid().safeParse(articleId).success) notFound();
  const t = await getTranslations('wirecopy');
  const found = await getArticleTwins(actor, articleId);
  if (!found.ok && found.error.code === 'not_found') notFound();
  if (!found.ok) return <FailurePage message={await say(found.error.userMessage)} />;
  const { article, twins, suggested } = found.value;
  const { projectId } = actor;
  const chosen = addressSchema.parse(await searchParams).with ?? twins[0]?.articleId;
  const beside = chosen ? await getWordsBeside(actor, articleId, chosen) : null;
  return (
    <Page width="wide">
      <PageHeader
        eyebrow={t('title')}
        title={article.title}
        description={[
          article.agency
            ? t('credits', { agency: article.agency, words: article.agencyWords ?? '' })
            : '',
          t('suggested', { label: t(`labels.${suggested}`) }),
        ]
          .join(' ')
          .trim()}
        actions={
          <>
            <Link href={`/projects/${projectId}/articles/${articleId}`} className={buttonClass()}>
              {t('read')}
            </Link>
            <Link href={`/projects/${projectId}/wire-copy`} className={buttonClass()}>
              {t('backToAll')}
            </Link>
          </>
        }
      />
      {can(role, 'annotations.write') ? (
        <LabelForm {...{ projectId, articleId }} label={article.label} />
      ) : article.label ? (
        <p>{`${t('yours')}: ${t(`labels.${article.label}`)}`}</p>
      ) : null}
      {twins.length === 0 ? (
        <EmptyState icon={<Newspaper />} title={t('noTwins')} description={t('noTwinsHelp')} />
      ) : (
        <Section id="twins" title={t('twins')} help={t('twinsHelp')}>
          <TwinTable {...{ projectId, articleId, twins }} />
        </Section>
      )}
      {beside?.ok ? (
        <Section id="words" title={t('compared')}>
          <p className="mb-2 text-muted-foreground text-sm">
            {beside.value.from} → {beside.value.to}
          </p>
          <VersionDiff {...beside.value} />
        </Section>
      ) : null}
    </Page>
  );
}
