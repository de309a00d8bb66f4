import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { ImportHead, ReportLink } from '@/components/imports/import-card';
import { RejectionTable } from '@/components/imports/rejection-table';
import { storedWords } from '@/components/imports/words';
import { buttonClass } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { requireMember } from '@/lib/auth/session';
import { say } from '@/lib/i18n/edge';
import { listRejections, REJECTIONS_PAGE } from '@/lib/ingest/queries';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('imports');
  return { title: t('whatWasRefused') };
}

interface Props {
  params: Promise<{ projectId: string; importId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function ImportPage({ params, searchParams }: Props) {
  const t = await getTranslations('imports');
  const { projectId, importId } = await params;
  const { actor } = await requireMember(projectId);
  const given = (await searchParams).after;
  const after = typeof given === 'string' && /^\d{1,9}$/.test(given) ? Number(given) : -1;
  const found = await listRejections(actor, importId, after);
  if (!found.ok) notFound();
  const { import: one, rejections } = found.value;
  const base = `/projects/${projectId}/imports`;
  const last = rejections[rejections.length - 1];
  return (
    <Page>
      <PageHeader
        eyebrow={<Link href={base}>{t('imports')}</Link>}
        title={t('whatWasRefused')}
        description={storedWords(one, t, await getLocale())}
        actions={
          <>
            <Link
              href={`/projects/${projectId}/history?about=${one.id}`}
              prefetch={false}
              className={buttonClass()}
            >
              {t('historyOfImport')}
            </Link>
            {one.rejections > 0 ? (
              <ReportLink projectId={projectId} importId={one.id} name={one.sourceName} />
            ) : null}
          </>
        }
      />
      <div className="mb-4">
        <ImportHead one={one} level={2} />
      </div>
      {rejections.length > 0 ? (
        <RejectionTable
          rejections={
            await Promise.all(
              rejections.map(async (one) => ({ ...one, reason: await say(one.reason) })),
            )
          }
        />
      ) : (
        <EmptyState title={one.rejections > 0 ? t('wasAll') : t('nothingWasRefused')} />
      )}
      <nav aria-label={t('pages')} className="mt-4 flex gap-2">
        {after >= 0 ? (
          <Link className={buttonClass('secondary', 'sm')} href={`${base}/${importId}`}>
            {t('firstPage')}
          </Link>
        ) : null}
        {last && rejections.length === REJECTIONS_PAGE ? (
          <Link
            className={buttonClass('secondary', 'sm')}
            href={`${base}/${importId}?after=${last.position}`}
          >
            {t('nextCount', { count: REJECTIONS_PAGE })}
          </Link>
        ) : null}
      </nav>
    </Page>
  );
}
