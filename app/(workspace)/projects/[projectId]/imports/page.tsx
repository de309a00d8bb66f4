import { Inbox } from 'lucide-react';
import type { Metadata } from 'next';
import { ImportCard } from '@/components/imports/import-card';
import { ImportForm } from '@/components/imports/import-form';
import { RunningImport } from '@/components/imports/running-import';
import { Alert } from '@/components/ui/alert';
import { EmptyState } from '@/components/ui/empty-state';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { can } from '@/lib/auth/roles';
import { requireMember } from '@/lib/auth/session';
import { listImports } from '@/lib/ingest/queries';

export const metadata: Metadata = { title: 'Imports' };

interface Props {
  params: Promise<{ projectId: string }>;
}

export default async function ImportsPage({ params }: Props) {
  const { role, actor } = await requireMember((await params).projectId);
  const { projectId } = actor;
  const mayImport = can(role, 'articles.import');
  const imports = await listImports(actor);
  return (
    <Page>
      <PageHeader
        title="Imports"
        description="Articles, and the codings that come with them, from files."
      />
      {mayImport ? (
        <ImportForm projectId={projectId} />
      ) : (
        <Alert>A lead or an admin of the project imports files.</Alert>
      )}
      <section aria-labelledby="earlier-imports" className="mt-10">
        <h2 id="earlier-imports" className="mb-3 font-semibold text-base">
          Earlier imports
        </h2>
        {imports.ok ? null : <Alert tone="danger">{imports.error.userMessage}</Alert>}
        {imports.ok && imports.value.length === 0 ? (
          <EmptyState
            icon={<Inbox />}
            title="Nothing has been imported yet"
            description="What each import stored, and what it refused and why, will stand here."
          />
        ) : null}
        {imports.ok ? (
          <div className="grid gap-3">
            {imports.value.map((one) =>
              one.state === 'running' && mayImport ? (
                <RunningImport key={one.id} projectId={projectId} first={one} />
              ) : (
                <ImportCard key={one.id} projectId={projectId} one={one} />
              ),
            )}
          </div>
        ) : null}
      </section>
    </Page>
  );
}
