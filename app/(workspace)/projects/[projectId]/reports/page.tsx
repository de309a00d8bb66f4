import { BookDashed, Quote } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { getFormatter, getLocale, getTranslations } from 'next-intl/server';
import { Totals } from '@/components/dashboard/totals';
import { FilterForm } from '@/components/register/filter-form';
import { CoOccurrence } from '@/components/reports/co-occurrence';
import { CodeTables } from '@/components/reports/code-tables';
import { Framing } from '@/components/reports/framing';
import { quotesHref } from '@/components/reports/href';
import { PrintButton } from '@/components/reports/print-button';
import { PrintedFilter } from '@/components/reports/printed-filter';
import { Alert } from '@/components/ui/alert';
import { buttonClass } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { FailurePage } from '@/components/ui/failure-page';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { requireMember } from '@/lib/auth/session';
import { readCodeNames } from '@/lib/codebook/code-names';
import { say } from '@/lib/i18n/edge';
import { codedFilterSchema } from '@/lib/register/filter';
import { getReports } from '@/lib/reports/queries';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('reports'))('title') };
}

interface Props {
  params: Promise<{ projectId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Codes by publisher and month, frames by voice, and codes on the same words. */
export default async function ReportsPage({ params, searchParams }: Props) {
  const t = await getTranslations('reports');
  const { actor, project } = await requireMember((await params).projectId);
  const { projectId } = actor;
  const filter = codedFilterSchema.parse(await searchParams);
  const [found, nameOf, format] = await Promise.all([
    getReports(actor, filter),
    readCodeNames(actor, await getLocale()),
    getFormatter(),
  ]);
  if (!found.ok) return <FailurePage message={await say(found.error.userMessage)} />;
  const report = found.value;
  return (
    <Page width="wide">
      <PageHeader
        title={t('title')}
        description={t('help')}
        actions={
          <span className="flex flex-wrap gap-2 print:hidden">
            <Link href={quotesHref(projectId, filter)} className={buttonClass()}>
              <Quote aria-hidden /> {t('quotes')}
            </Link>
            <PrintButton />
          </span>
        }
      />
      <PrintedFilter project={project.name} filter={filter} choices={report} />
      <FilterForm
        action={`/projects/${projectId}/reports`}
        label={t('filter')}
        filter={filter}
        choices={report}
      />
      {report.isCapped ? <Alert tone="warning">{t('capped')}</Alert> : null}
      {report.passages === 0 ? (
        <EmptyState icon={<BookDashed />} title={t('noneTitle')} description={t('noneHelp')} />
      ) : (
        <>
          <Totals
            totals={[
              {
                name: t('passages'),
                value: report.passages,
                href: quotesHref(projectId, filter),
              },
            ]}
            last={{ name: t('articlesCount'), value: format.number(report.articles) }}
          />
          <CodeTables {...{ projectId, filter, report, nameOf }} />
          <Framing {...{ projectId, filter, nameOf }} frames={report.framing} />
          <CoOccurrence {...{ projectId, filter, report, nameOf }} />
        </>
      )}
    </Page>
  );
}
