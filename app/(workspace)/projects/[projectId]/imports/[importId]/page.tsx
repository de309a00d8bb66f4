import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { ImportHead, ReportLink } from '@/components/imports/import-card';
import { RejectionTable } from '@/components/imports/rejection-table';
import { storedWords } from '@/components/imports/words';
import { buttonClass } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { requireMember } from '@/lib/auth/session';
import { listRejections, REJECTIONS_PAGE } from '@/lib/ingest/queries';

export const metadata: Metadata = { title: 'What was refused' };

interface Props {
  params: Promise<{ projectId: string; importId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function ImportPage({ params, searchParams }: Props) {
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
        eyebrow={<Link href={base}>Imports</Link>}
        title="What was refused"
        description={storedWords(one)}
        actions={
          one.rejections > 0 ? (
            <ReportLink projectId={projectId} importId={one.id} name={one.sourceName} />
          ) : null
        }
      />
      <div className="mb-4">
        <ImportHead one={one} level={2} />
      </div>
      {rejections.length > 0 ? (
        <RejectionTable rejections={rejections} />
      ) : (
        <EmptyState title={one.rejections > 0 ? 'That was all' : 'Nothing was refused'} />
      )}
      <nav aria-label="Pages" className="mt-4 flex gap-2">
        {after >= 0 ? (
          <Link className={buttonClass('secondary', 'sm')} href={`${base}/${importId}`}>
            First page
          </Link>
        ) : null}
        {last && rejections.length === REJECTIONS_PAGE ? (
          <Link
            className={buttonClass('secondary', 'sm')}
            href={`${base}/${importId}?after=${last.position}`}
          >
            Next {REJECTIONS_PAGE}
          </Link>
        ) : null}
      </nav>
    </Page>
  );
}
