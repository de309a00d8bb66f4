import { Scale } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { FinalList } from '@/components/adjudication/final-list';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { Pagination } from '@/components/ui/pagination';
import { FINAL_PAGE_SIZE, getOpenAppeals } from '@/lib/adjudication/final-queries';
import { requireMember } from '@/lib/auth/session';
import { getPublishedCodebook } from '@/lib/codebook/queries';
import { say } from '@/lib/i18n/edge';

interface Props {
  params: Promise<{ projectId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const addressSchema = z.object({ page: z.coerce.number().int().min(1).max(100_000).catch(1) });

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('adjudication');
  return { title: t('appeals') };
}

/** What coders object to, for those who adjudicate. */
export default async function AppealsPage({ params, searchParams }: Props) {
  const t = await getTranslations('adjudication');
  const { actor } = await requireMember((await params).projectId);
  const { projectId } = actor;
  const { page } = addressSchema.parse(await searchParams);
  const [appeals, codebook] = await Promise.all([
    getOpenAppeals(actor, page),
    getPublishedCodebook(actor),
  ]);
  const base = `/projects/${projectId}/review`;
  const header = (
    <PageHeader
      eyebrow={t('adjudication')}
      title={t('appeals')}
      description={t('appealsHelp')}
      actions={
        <Button asChild>
          <Link href={`${base}/adjudicate`}>{t('toTheList')}</Link>
        </Button>
      }
    />
  );
  if (!appeals.ok || !codebook.ok) {
    const failure = appeals.ok ? codebook : appeals;
    return (
      <Page>
        {header}
        <Alert tone="danger">{failure.ok ? null : await say(failure.error.userMessage)}</Alert>
      </Page>
    );
  }
  const { items, total, members } = appeals.value;
  return (
    <Page>
      {header}
      {items.length === 0 ? (
        <EmptyState icon={<Scale />} title={t('noAppeals')} description={t('noAppealsHelp')} />
      ) : (
        <FinalList
          {...{ projectId, items, members }}
          as="lead"
          codebook={codebook.value.document}
          mayWrite
        />
      )}
      <Pagination
        summary={t('decisionCount', { count: total })}
        previousHref={page > 1 ? `${base}/appeals?page=${page - 1}` : null}
        nextHref={page * FINAL_PAGE_SIZE < total ? `${base}/appeals?page=${page + 1}` : null}
      />
    </Page>
  );
}
