import { Scale } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { CaseList, CauseTable } from '@/components/adjudication/cause-report';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { getCauseReport } from '@/lib/adjudication/report-queries';
import { causeFilterSchema } from '@/lib/adjudication/schema';
import { requireMember } from '@/lib/auth/session';
import { getPublishedCodebook } from '@/lib/codebook/queries';
import { say } from '@/lib/i18n/edge';

interface Props {
  params: Promise<{ projectId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('adjudication');
  return { title: t('causesReport') };
}

/** Where the codebook fails: causes of disagreements by code, each number with its places. */
export default async function CausesPage({ params, searchParams }: Props) {
  const t = await getTranslations('adjudication');
  const { actor } = await requireMember((await params).projectId);
  const { projectId } = actor;
  const filter = causeFilterSchema.parse(await searchParams);
  const [report, codebook, locale] = await Promise.all([
    getCauseReport(actor, filter),
    getPublishedCodebook(actor),
    getLocale(),
  ]);
  const codes = codebook.ok ? codebook.value.document.codes : [];
  const names = Object.fromEntries(codes.map(({ key, name }) => [key, name[locale] ?? name.en]));
  return (
    <Page width="wide">
      <PageHeader
        eyebrow={t('adjudication')}
        title={t('causesReport')}
        description={t('causesHelp')}
        actions={
          <Button asChild>
            <Link href={`/projects/${projectId}/review/adjudicate`}>{t('toTheList')}</Link>
          </Button>
        }
      />
      {!report.ok ? <Alert tone="danger">{await say(report.error.userMessage)}</Alert> : null}
      {report.ok && report.value.cells.length === 0 ? (
        <EmptyState icon={<Scale />} title={t('noCauses')} description={t('noCausesHelp')} />
      ) : null}
      {report.ok && report.value.cells.length > 0 ? (
        <>
          <CauseTable {...{ projectId, filter, names }} cells={report.value.cells} />
          <CaseList {...{ projectId, filter, names }} cases={report.value.cases} />
        </>
      ) : null}
    </Page>
  );
}
