import { FileDown } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { getLocale, getTranslations } from 'next-intl/server';
import { ExportForm } from '@/components/releases/export-form';
import { PastExports } from '@/components/releases/past-exports';
import { ReleaseCard } from '@/components/releases/release-card';
import { Alert } from '@/components/ui/alert';
import { buttonClass } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { can } from '@/lib/auth/roles';
import { requireMember } from '@/lib/auth/session';
import { say } from '@/lib/i18n/edge';
import { listReleases } from '@/lib/releases/frozen/queries';
import { loadExportPage } from '@/lib/releases/queries';
import { APP_ERROR_CODES, type AppErrorCode } from '@/lib/result/app-error';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('releases');
  return { title: t('datasets') };
}

/** Refusals of a download that have words of their own here. */
const PROBLEMS = [
  'invalid_input',
  'not_signed_in',
  'forbidden',
  'rate_limited',
  'unavailable',
] as const satisfies readonly AppErrorCode[];

interface Props {
  params: Promise<{ projectId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function ExportsPage({ params, searchParams }: Props) {
  const t = await getTranslations('releases');
  const { role, actor } = await requireMember((await params).projectId);
  const { problem } = await searchParams;
  const known = PROBLEMS.find((one) => one === problem);
  const code = APP_ERROR_CODES.find((one) => one === problem);
  const loaded = await loadExportPage(actor, await getLocale());
  const releases = await listReleases(actor);
  const shown = await Promise.all(
    (releases.ok ? releases.value : []).map(async (one) => ({
      ...one,
      message: one.message === null ? null : await say(one.message),
    })),
  );
  const mayRelease = can(role, 'datasets.release');
  return (
    <Page>
      <PageHeader title={t('datasets')} description={t('datasetsHelp')} />
      {code ? (
        <Alert tone="danger" role="alert" className="mb-6">
          {known ? t(`problems.${known}`) : t('failed')}
        </Alert>
      ) : null}
      {releases.ok && (releases.value.length > 0 || mayRelease) ? (
        <section aria-labelledby="releases" className="mb-10 grid gap-3">
          <div className="flex flex-wrap items-center justify-between gap-2">
            <h2 id="releases" className="font-semibold text-lg">
              {t('releases')}
            </h2>
            {mayRelease ? (
              <Link
                href={`/projects/${actor.projectId}/releases/new`}
                className={buttonClass('primary')}
              >
                {t('newRelease')}
              </Link>
            ) : null}
          </div>
          {releases.value.length === 0 ? (
            <p className="text-muted-foreground text-sm">{t('noReleases')}</p>
          ) : null}
          {shown.map((release) => (
            <ReleaseCard
              key={release.id}
              projectId={actor.projectId}
              release={release}
              mayChange={mayRelease}
            />
          ))}
        </section>
      ) : null}
      <h2 className="mb-3 font-semibold text-lg">{t('exportNow')}</h2>
      {loaded.ok ? (
        <Content
          loaded={loaded.value}
          projectId={actor.projectId}
          imports={can(role, 'articles.import')}
        />
      ) : (
        <Alert tone="danger">{await say(loaded.error.userMessage)}</Alert>
      )}
    </Page>
  );
}

type Loaded = Extract<Awaited<ReturnType<typeof loadExportPage>>, { ok: true }>['value'];

function Content({
  loaded: { choices, preview, past },
  projectId,
  imports,
}: {
  loaded: Loaded;
  projectId: string;
  imports: boolean;
}) {
  const t = useTranslations('releases');
  if ((preview.counts.articles ?? 0) === 0) {
    return (
      <EmptyState
        icon={<FileDown />}
        title={t('nothingYet')}
        description={t('nothingYetHelp')}
        action={
          imports ? (
            <Link href={`/projects/${projectId}/imports`} className={buttonClass('primary')}>
              {t('importArticles')}
            </Link>
          ) : undefined
        }
      />
    );
  }
  const coders = new Map(choices.coders.map(({ id, name }) => [id, name]));
  return (
    <>
      <ExportForm projectId={projectId} choices={choices} preview={preview} />
      {past.length > 0 ? <PastExports past={past} coders={coders} /> : null}
    </>
  );
}
