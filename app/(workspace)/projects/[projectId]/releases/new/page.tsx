import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { ReleaseForm } from '@/components/releases/release-form';
import { FailurePage } from '@/components/ui/failure-page';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { can } from '@/lib/auth/roles';
import { requireMember } from '@/lib/auth/session';
import { say } from '@/lib/i18n/edge';
import { listPublishers, listReleases } from '@/lib/releases/frozen/queries';
import { loadExportPage } from '@/lib/releases/queries';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('releases'))('newRelease') };
}

interface Props {
  params: Promise<{ projectId: string }>;
}

/** Chooses what a release is to hold. */
export default async function NewReleasePage({ params }: Props) {
  const t = await getTranslations('releases');
  const { role, actor } = await requireMember((await params).projectId);
  if (!can(role, 'datasets.release')) return <FailurePage message={t('onlyLeads')} />;
  const loaded = await loadExportPage(actor, await getLocale());
  if (!loaded.ok) return <FailurePage message={await say(loaded.error.userMessage)} />;
  const publishers = await listPublishers(actor);
  const releases = await listReleases(actor);
  const no = (releases.ok ? (releases.value[0]?.no ?? 0) : 0) + 1;
  return (
    <Page>
      <PageHeader title={t('newRelease')} description={t('newReleaseHelp')} />
      <ReleaseForm
        projectId={actor.projectId}
        choices={loaded.value.choices}
        preview={loaded.value.preview}
        publishers={publishers.ok ? publishers.value : []}
        suggested={t('suggestedName', { no })}
      />
    </Page>
  );
}
