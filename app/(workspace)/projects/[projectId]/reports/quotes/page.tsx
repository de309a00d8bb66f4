import { Download, Quote } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { FilterForm } from '@/components/register/filter-form';
import { quotesHref, reportCsvHref, reportsHref } from '@/components/reports/href';
import { PrintButton } from '@/components/reports/print-button';
import { PrintedFilter } from '@/components/reports/printed-filter';
import { QuoteGroups } from '@/components/reports/quote-groups';
import { QuotesFields } from '@/components/reports/quotes-fields';
import { buttonClass } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { FailurePage } from '@/components/ui/failure-page';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { Pagination } from '@/components/ui/pagination';
import { requireMember } from '@/lib/auth/session';
import { readCodeNames } from '@/lib/codebook/code-names';
import { say } from '@/lib/i18n/edge';
import { codedFilterSchema } from '@/lib/register/filter';
import { getQuotesReport } from '@/lib/reports/queries';
import { QUOTES_PAGE, quotesFilterSchema } from '@/lib/reports/schema';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('reports'))('quotesTitle') };
}

interface Props {
  params: Promise<{ projectId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const pageSchema = z.coerce.number().int().min(1).max(1_000_000).catch(1);

/** What was marked, word by word, put together by code, actor or publisher. */
export default async function QuotesPage({ params, searchParams }: Props) {
  const t = await getTranslations('reports');
  const { actor, project } = await requireMember((await params).projectId);
  const { projectId } = actor;
  const asked = await searchParams;
  const filter = quotesFilterSchema.parse(asked);
  const page = pageSchema.parse(asked.page);
  const [found, nameOf] = await Promise.all([
    getQuotesReport(actor, filter, page),
    readCodeNames(actor, await getLocale()),
  ]);
  if (!found.ok) return <FailurePage message={await say(found.error.userMessage)} />;
  const report = found.value;
  const { code, with: other, actor: name, voice, by, ...rest } = filter;
  const coded = codedFilterSchema.parse(rest);
  const also = { code, with: other, actor: name, voice, by };
  const from = (page - 1) * QUOTES_PAGE;
  const voiceName = { outlet: t('outlet'), quoted_source: t('quoted') };
  const nameOfGroup = (group: string | null) => {
    if (group === null) return t(by === 'publisher' ? 'noPublisher' : 'noActor');
    return by === 'code' ? nameOf(group) : group;
  };
  return (
    <Page width="wide">
      <PageHeader
        title={t('quotesTitle')}
        description={t('quotesHelp')}
        actions={
          <span className="flex flex-wrap gap-2 print:hidden">
            <Link href={reportsHref(projectId, coded)} className={buttonClass()}>
              {t('back')}
            </Link>
            <a href={reportCsvHref(projectId, filter, 'quotes')} download className={buttonClass()}>
              <Download aria-hidden /> {t('csv')}
            </a>
            <PrintButton />
          </span>
        }
      />
      <PrintedFilter
        project={project.name}
        filter={coded}
        choices={report}
        more={[
          ...(code === null ? [] : [nameOf(code)]),
          ...(other === null ? [] : [nameOf(other)]),
          ...(name === null ? [] : [name]),
          ...(voice === null ? [] : [voiceName[voice]]),
        ]}
      />
      <FilterForm
        action={`/projects/${projectId}/reports/quotes`}
        label={t('filter')}
        filter={filter}
        choices={report}
        isNarrowed={Object.values({ ...filter, by: null }).some((value) => value !== null)}
        more={<QuotesFields filter={filter} report={report} nameOf={nameOf} />}
      />
      {report.total === 0 ? (
        <EmptyState icon={<Quote />} title={t('noQuotes')} description={t('noQuotesHelp')} />
      ) : (
        <>
          <QuoteGroups
            projectId={projectId}
            groups={report.groups}
            nameOfGroup={nameOfGroup}
            nameOfCode={nameOf}
          />
          <Pagination
            className="print:hidden"
            previousHref={page > 1 ? quotesHref(projectId, coded, also, page - 1) : null}
            nextHref={
              from + QUOTES_PAGE < report.total
                ? quotesHref(projectId, coded, also, page + 1)
                : null
            }
            summary={t('range', {
              from: Math.min(from + 1, report.total),
              to: Math.min(from + QUOTES_PAGE, report.total),
              total: report.total,
            })}
          />
        </>
      )}
    </Page>
  );
}
