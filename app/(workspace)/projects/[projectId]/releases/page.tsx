import { FileDown } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { ExportForm } from '@/components/releases/export-form';
import { PastExports } from '@/components/releases/past-exports';
import { PROBLEM_WORDS } from '@/components/releases/words';
import { Alert } from '@/components/ui/alert';
import { buttonClass } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { can } from '@/lib/auth/roles';
import { requireMember } from '@/lib/auth/session';
import { loadExportPage } from '@/lib/releases/queries';
import { APP_ERROR_CODES } from '@/lib/result/app-error';

export const metadata: Metadata = { title: 'Exports' };

interface Props {
  params: Promise<{ projectId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function ExportsPage({ params, searchParams }: Props) {
  const { role, actor } = await requireMember((await params).projectId);
  const { problem } = await searchParams;
  const code = APP_ERROR_CODES.find((one) => one === problem);
  const loaded = await loadExportPage(actor);
  return (
    <Page>
      <PageHeader
        title="Exports"
        description="The project’s articles and annotations as files, as they stand at this moment."
      />
      {code ? (
        <Alert tone="danger" role="alert" className="mb-6">
          {PROBLEM_WORDS[code] ?? 'The export could not be made.'}
        </Alert>
      ) : null}
      {loaded.ok ? (
        <Content
          loaded={loaded.value}
          projectId={actor.projectId}
          imports={can(role, 'articles.import')}
        />
      ) : (
        <Alert tone="danger">{loaded.error.userMessage}</Alert>
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
  if ((preview.counts.articles ?? 0) === 0) {
    return (
      <EmptyState
        icon={<FileDown />}
        title="Nothing to export yet"
        description="The project has no articles. Once some are loaded, they can be downloaded here with their annotations."
        action={
          imports ? (
            <Link href={`/projects/${projectId}/imports`} className={buttonClass('primary')}>
              Import articles
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
