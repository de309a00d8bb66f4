import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { WaitingList } from '@/components/codebook/migration/waiting-list';
import { Alert } from '@/components/ui/alert';
import { EmptyState } from '@/components/ui/empty-state';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { requireMember } from '@/lib/auth/session';
import { say } from '@/lib/i18n/edge';
import { listPersonItems } from '@/lib/migration/queries';

interface Props {
  params: Promise<{ projectId: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('codebook'))('waiting') };
}

export default async function CodebookWaitingPage({ params }: Props) {
  const { actor } = await requireMember((await params).projectId);
  const t = await getTranslations('codebook');
  const found = await listPersonItems(actor);
  const back = (
    <Link href={`/projects/${actor.projectId}/codebook`} className="hover:underline">
      {t('title')}
    </Link>
  );
  return (
    <Page width="wide">
      <PageHeader title={t('waiting')} eyebrow={back} description={t('waitingText')} />
      {found.ok ? null : <Alert tone="danger">{await say(found.error.userMessage)}</Alert>}
      {found.ok && found.value.items.length === 0 ? (
        <EmptyState title={t('nothingWaits')} description={t('nothingWaitsText')} />
      ) : null}
      {found.ok && found.value.items.length > 0 ? (
        <>
          <p className="mb-3 text-muted-foreground text-sm">
            {t('waitingCount', { shown: found.value.items.length, total: found.value.total })}
          </p>
          <WaitingList projectId={actor.projectId} items={found.value.items} />
        </>
      ) : null}
    </Page>
  );
}
