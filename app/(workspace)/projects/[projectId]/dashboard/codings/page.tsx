import { FileStack } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { getFormatter, getTranslations } from 'next-intl/server';
import { CodingTable } from '@/components/dashboard/coding-table';
import { codingsHref } from '@/components/dashboard/href';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { Pagination } from '@/components/ui/pagination';
import { requireMember } from '@/lib/auth/session';
import { getCodings } from '@/lib/dashboard/list-queries';
import { type CodingsFilter, codingsFilterSchema, LIST_PAGE_SIZE } from '@/lib/dashboard/schema';
import { say } from '@/lib/i18n/edge';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('dashboard');
  return { title: t('codings.title') };
}

interface Props {
  params: Promise<{ projectId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** The codings that a figure of the dashboard counts. */
export default async function CodingsPage({ params, searchParams }: Props) {
  const { actor } = await requireMember((await params).projectId);
  const { projectId } = actor;
  const filter = codingsFilterSchema.parse(await searchParams);
  const [t, found] = await Promise.all([getTranslations('dashboard'), getCodings(actor, filter)]);
  const header = (description: string) => (
    <PageHeader
      eyebrow={t('title')}
      title={t('codings.title')}
      description={description}
      actions={
        <Button asChild>
          <Link href={`/projects/${projectId}/dashboard`}>{t('codings.back')}</Link>
        </Button>
      }
    />
  );
  if (!found.ok) {
    return (
      <Page>
        {header(t('codings.help'))}
        <Alert tone="danger">{await say(found.error.userMessage)}</Alert>
      </Page>
    );
  }
  const { lines, total, coderName } = found.value;
  const page = (number: number) => codingsHref(projectId, { ...filter, page: number });
  return (
    <Page width="wide">
      {header((await wording(filter, coderName)) || t('codings.help'))}
      {lines.length === 0 ? (
        <EmptyState
          icon={<FileStack />}
          title={t('codings.none')}
          description={t('codings.noneHelp')}
        />
      ) : (
        <>
          <CodingTable projectId={projectId} lines={lines} />
          <Pagination
            summary={t('codings.count', { count: total })}
            previousHref={filter.page > 1 ? page(filter.page - 1) : null}
            nextHref={filter.page * LIST_PAGE_SIZE < total ? page(filter.page + 1) : null}
          />
        </>
      )}
    </Page>
  );
}

/** What the filter asks for, in words. */
async function wording(filter: CodingsFilter, coderName: string | null): Promise<string> {
  const [t, format] = await Promise.all([getTranslations('dashboard'), getFormatter()]);
  const day = (text: string) =>
    format.dateTime(new Date(`${text}T00:00:00Z`), { dateStyle: 'medium', timeZone: 'UTC' });
  return [
    coderName,
    filter.state === 'in_progress' ? t('codings.inProgress') : null,
    filter.from && filter.to
      ? t('codings.between', { from: day(filter.from), to: day(filter.to) })
      : filter.state === 'submitted'
        ? t('codings.submitted')
        : null,
  ]
    .filter(Boolean)
    .join(' · ');
}
