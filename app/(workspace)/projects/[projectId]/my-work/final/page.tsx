import { Scale } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { FinalList } from '@/components/adjudication/final-list';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { EmptyState } from '@/components/ui/empty-state';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { Pagination } from '@/components/ui/pagination';
import { FINAL_PAGE_SIZE, getMyFinal } from '@/lib/adjudication/final-queries';
import { type FinalFilter, finalFilterSchema } from '@/lib/adjudication/schema';
import { can } from '@/lib/auth/roles';
import { requireMember } from '@/lib/auth/session';
import { getPublishedCodebook } from '@/lib/codebook/queries';
import { say } from '@/lib/i18n/edge';

interface Props {
  params: Promise<{ projectId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('adjudication');
  return { title: t('mineAndFinal') };
}

/** What adjudication made of the person's submitted work, with the reasons; appeals start here. */
export default async function MyFinalPage({ params, searchParams }: Props) {
  const t = await getTranslations('adjudication');
  const { role, actor } = await requireMember((await params).projectId);
  const { projectId } = actor;
  const filter = finalFilterSchema.parse(await searchParams);
  const [final, codebook] = await Promise.all([
    getMyFinal(actor, filter),
    getPublishedCodebook(actor),
  ]);
  const base = `/projects/${projectId}/my-work`;
  const href = ({ show, page }: FinalFilter) => `${base}/final?show=${show}&page=${page}`;
  const header = (
    <PageHeader
      title={t('mineAndFinal')}
      description={t('mineAndFinalHelp')}
      actions={
        <Button asChild>
          <Link href={base}>{t('toMyWork')}</Link>
        </Button>
      }
    />
  );
  if (!final.ok || !codebook.ok) {
    const failure = final.ok ? codebook : final;
    return (
      <Page>
        {header}
        <Alert tone="danger">{failure.ok ? null : await say(failure.error.userMessage)}</Alert>
      </Page>
    );
  }
  const { items, total, members } = final.value;
  const differs = filter.show === 'differs';
  return (
    <Page>
      {header}
      <nav aria-label={t('mineAndFinal')} className="scroll-row mb-5 flex gap-1 border-b">
        {(['differs', 'all'] as const).map((show) => (
          <Link
            key={show}
            href={href({ show, page: 1 })}
            aria-current={show === filter.show ? 'page' : undefined}
            className={cn(
              '-mb-px whitespace-nowrap border-transparent border-b-2 px-3 py-2 font-medium text-muted-foreground text-sm hover:text-foreground',
              show === filter.show && 'border-primary text-foreground',
            )}
          >
            {show === 'differs' ? t('showDiffers') : t('showAll')}
          </Link>
        ))}
      </nav>
      {items.length === 0 ? (
        <EmptyState
          icon={<Scale />}
          title={differs ? t('nothingDiffers') : t('nothingFinal')}
          description={differs ? t('nothingDiffersHelp') : t('nothingFinalHelp')}
        />
      ) : (
        <FinalList
          {...{ projectId, items, members }}
          as="coder"
          codebook={codebook.value.document}
          mayWrite={can(role, 'annotations.write')}
        />
      )}
      <Pagination
        summary={t('decisionCount', { count: total })}
        previousHref={filter.page > 1 ? href({ ...filter, page: filter.page - 1 }) : null}
        nextHref={
          filter.page * FINAL_PAGE_SIZE < total ? href({ ...filter, page: filter.page + 1 }) : null
        }
      />
    </Page>
  );
}
