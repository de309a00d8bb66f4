import { CheckCheck } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { EmptyState } from '@/components/ui/empty-state';
import { FailurePage } from '@/components/ui/failure-page';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { Table, TableBody, TableCell, TableColumns, TableRow } from '@/components/ui/table';
import { requireMember } from '@/lib/auth/session';
import { listCarryOvers } from '@/lib/carryover/list-queries';
import { say } from '@/lib/i18n/edge';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('versions'))('changedPages') };
}

/** The articles that changed since somebody coded them. */
export default async function CarryOversPage({
  params,
}: {
  params: Promise<{ projectId: string }>;
}) {
  const { actor } = await requireMember((await params).projectId);
  const t = await getTranslations('versions');
  const found = await listCarryOvers(actor);
  if (!found.ok) return <FailurePage message={await say(found.error.userMessage)} />;
  return (
    <Page>
      <PageHeader title={t('changedPages')} description={t('changedPagesHelp')} />
      {found.value.length === 0 ? (
        <EmptyState
          icon={<CheckCheck />}
          title={t('nothingWaits')}
          description={t('changedPagesNone')}
        />
      ) : (
        <Table stacked label={t('changedPages')}>
          <TableColumns names={[t('article'), t('newest'), t('openHere'), t('waitingHere')]} />
          <TableBody>
            {found.value.map((line) => (
              <TableRow key={line.articleId}>
                <TableCell>
                  <Link
                    lang={line.language ?? undefined}
                    dir={line.direction}
                    className="font-serif text-primary underline underline-offset-4"
                    href={`/projects/${actor.projectId}/articles/${line.articleId}/carry-over`}
                  >
                    {line.title}
                  </Link>
                </TableCell>
                <TableCell label={t('newest')}>{t('version', { no: line.versionNo })}</TableCell>
                <TableCell label={t('openHere')} className="tabular">
                  {t('number', { count: line.open })}
                </TableCell>
                <TableCell label={t('waitingHere')} className="tabular">
                  {t('number', { count: line.waiting })}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </Page>
  );
}
