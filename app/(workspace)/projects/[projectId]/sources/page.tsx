import { Download, Megaphone } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { sourcesCsvHref } from '@/components/actors/href';
import { Naming, SourceTotals, WhoIsQuoted } from '@/components/actors/source-figures';
import { Section } from '@/components/dashboard/section';
import { FilterForm } from '@/components/register/filter-form';
import { Alert } from '@/components/ui/alert';
import { buttonClass } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { FailurePage } from '@/components/ui/failure-page';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { getSourcesReport } from '@/lib/actors/queries';
import { sourcesFilterSchema } from '@/lib/actors/schema';
import { requireMember } from '@/lib/auth/session';
import { say } from '@/lib/i18n/edge';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('actors'))('title') };
}

interface Props {
  params: Promise<{ projectId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Shown at first; the file has all. */
const SHOWN = 100;

/** Who is quoted, how often, how, by whom, and how openly sources are named. */
export default async function SourcesPage({ params, searchParams }: Props) {
  const t = await getTranslations('actors');
  const { actor } = await requireMember((await params).projectId);
  const { projectId } = actor;
  const filter = sourcesFilterSchema.parse(await searchParams);
  const found = await getSourcesReport(actor, filter);
  if (!found.ok) return <FailurePage message={await say(found.error.userMessage)} />;
  const report = found.value;
  const { stats } = report;
  const base = `/projects/${projectId}/sources`;
  return (
    <Page width="wide">
      <PageHeader
        title={t('title')}
        description={t('help')}
        actions={
          <>
            <Link href={`${base}/register`} className={buttonClass()}>
              {t('registerTitle')}
            </Link>
            <a href={sourcesCsvHref(projectId, filter)} download className={buttonClass()}>
              <Download aria-hidden /> {t('download')}
            </a>
          </>
        }
      />
      <FilterForm action={base} label={t('filter')} filter={filter} choices={report} />
      {report.isCapped ? <Alert tone="warning">{t('capped')}</Alert> : null}
      {stats.attributions === 0 ? (
        <EmptyState icon={<Megaphone />} title={t('none')} description={t('noneHelp')} />
      ) : (
        <>
          <SourceTotals {...{ projectId, filter, stats }} />
          <Section id="who" title={t('whoIsQuoted')} help={t('whoHelp')}>
            {stats.actors.length === 0 ? (
              <p className="text-muted-foreground text-sm">{t('nobodyNamed')}</p>
            ) : (
              <WhoIsQuoted {...{ projectId, filter }} actors={stats.actors.slice(0, SHOWN)} />
            )}
            {stats.actors.length > SHOWN ? (
              <p className="mt-2 text-muted-foreground text-sm">
                {t('more', { count: stats.actors.length - SHOWN })}
              </p>
            ) : null}
          </Section>
          <Naming {...{ projectId, filter, stats }} />
        </>
      )}
    </Page>
  );
}
