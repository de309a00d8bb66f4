import { Scale } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { AdjudicationQueue } from '@/components/adjudication/queue-table';
import { TwoPersonRule } from '@/components/adjudication/two-person-rule';
import { ReviewQueueKeys } from '@/components/review/queue-keys';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { Pagination } from '@/components/ui/pagination';
import { getAdjudicationQueue, QUEUE_PAGE_SIZE } from '@/lib/adjudication/report-queries';
import { can } from '@/lib/auth/roles';
import { requireMember } from '@/lib/auth/session';
import { say } from '@/lib/i18n/edge';

interface Props {
  params: Promise<{ projectId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const addressSchema = z.object({ page: z.coerce.number().int().min(1).max(100_000).catch(1) });

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('adjudication');
  return { title: t('adjudication') };
}

/** The texts that several people have coded, with how far their adjudication is. */
export default async function AdjudicationQueuePage({ params, searchParams }: Props) {
  const t = await getTranslations('adjudication');
  const { role, actor } = await requireMember((await params).projectId);
  const { projectId } = actor;
  const { page } = addressSchema.parse(await searchParams);
  const queue = await getAdjudicationQueue(actor, page);
  const base = `/projects/${projectId}/review`;
  return (
    <Page width="wide">
      <PageHeader
        title={t('adjudication')}
        description={t('adjudicationHelp')}
        actions={
          <>
            <Button asChild>
              <Link href={`${base}/appeals`}>{t('appeals')}</Link>
            </Button>
            <Button asChild>
              <Link href={`${base}/causes`}>{t('causesReport')}</Link>
            </Button>
            <Button asChild>
              <Link href={base}>{t('toReview')}</Link>
            </Button>
          </>
        }
      />
      {queue.ok ? (
        <>
          {can(role, 'project.settings') ? (
            <TwoPersonRule projectId={projectId} on={queue.value.twoPersons} />
          ) : null}
          {queue.value.rows.length === 0 ? (
            <EmptyState
              icon={<Scale />}
              title={t('nothingToAdjudicate')}
              description={t('nothingToAdjudicateHelp')}
            />
          ) : (
            <>
              <ReviewQueueKeys />
              <AdjudicationQueue projectId={projectId} rows={queue.value.rows} />
              <Pagination
                summary={t('articleCount', { count: queue.value.total })}
                previousHref={page > 1 ? `${base}/adjudicate?page=${page - 1}` : null}
                nextHref={
                  page * QUEUE_PAGE_SIZE < queue.value.total
                    ? `${base}/adjudicate?page=${page + 1}`
                    : null
                }
              />
            </>
          )}
        </>
      ) : (
        <Alert tone="danger">{await say(queue.error.userMessage)}</Alert>
      )}
    </Page>
  );
}
