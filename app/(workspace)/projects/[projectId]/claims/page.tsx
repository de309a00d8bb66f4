import { BadgeCheck, Download } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ClaimGroups, ClaimTable, ClaimTotals } from '@/components/claims/claim-figures';
import { claimsCsvHref } from '@/components/claims/href';
import { NewClaim } from '@/components/claims/new-claim';
import { Section } from '@/components/dashboard/section';
import { FilterForm } from '@/components/register/filter-form';
import { Alert } from '@/components/ui/alert';
import { buttonClass } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { FailurePage } from '@/components/ui/failure-page';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { can } from '@/lib/auth/roles';
import { requireMember } from '@/lib/auth/session';
import { getClaimsReport } from '@/lib/claims/queries';
import { say } from '@/lib/i18n/edge';
import { codedFilterSchema } from '@/lib/register/filter';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('claims'))('title') };
}

interface Props {
  params: Promise<{ projectId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Shown at first; the file has all. */
const SHOWN = 100;

/** What is claimed, how often, where and in whose voice, and what the project holds of it. */
export default async function ClaimsPage({ params, searchParams }: Props) {
  const t = await getTranslations('claims');
  const { actor, role } = await requireMember((await params).projectId);
  const { projectId } = actor;
  const filter = codedFilterSchema.parse(await searchParams);
  const found = await getClaimsReport(actor, filter);
  if (!found.ok) return <FailurePage message={await say(found.error.userMessage)} />;
  const report = found.value;
  const { stats } = report;
  const base = `/projects/${projectId}/claims`;
  return (
    <Page width="wide">
      <PageHeader
        title={t('title')}
        description={t('help')}
        actions={
          <a href={claimsCsvHref(projectId, filter)} download className={buttonClass()}>
            <Download aria-hidden /> {t('download')}
          </a>
        }
      />
      <FilterForm action={base} label={t('filter')} filter={filter} choices={report} />
      {report.isCapped ? <Alert tone="warning">{t('capped')}</Alert> : null}
      {stats.claims.length === 0 ? (
        <EmptyState icon={<BadgeCheck />} title={t('none')} description={t('noneHelp')} />
      ) : (
        <>
          <ClaimTotals {...{ projectId, filter, report }} />
          <Section id="what" title={t('whatIsClaimed')} help={t('whatHelp')}>
            <ClaimTable {...{ projectId, filter }} claims={stats.claims.slice(0, SHOWN)} />
            {stats.claims.length > SHOWN ? (
              <p className="mt-2 text-muted-foreground text-sm">
                {t('more', { count: stats.claims.length - SHOWN })}
              </p>
            ) : null}
          </Section>
        </>
      )}
      {can(role, 'annotations.write') ? <NewClaim projectId={projectId} /> : null}
      {stats.assertions > 0 ? <ClaimGroups {...{ projectId, filter, stats }} /> : null}
    </Page>
  );
}
