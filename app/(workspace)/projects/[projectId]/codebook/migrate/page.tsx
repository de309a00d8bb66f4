import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { MigrationForm } from '@/components/codebook/migration/migration-form';
import { Alert } from '@/components/ui/alert';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { requireMember } from '@/lib/auth/session';
import { say } from '@/lib/i18n/edge';
import { getMigrationStart } from '@/lib/migration/queries';

interface Props {
  params: Promise<{ projectId: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('codebook'))('migrate') };
}

export default async function CodebookMigratePage({ params }: Props) {
  const { actor } = await requireMember((await params).projectId);
  const t = await getTranslations('codebook');
  const start = await getMigrationStart(actor);
  const back = (
    <Link href={`/projects/${actor.projectId}/codebook`} className="hover:underline">
      {t('title')}
    </Link>
  );
  return (
    <Page width="wide">
      <PageHeader
        title={t('migrate')}
        eyebrow={back}
        description={start.ok ? t('migrateText', { version: start.value.toVersionNo }) : undefined}
      />
      {start.ok ? (
        <MigrationForm projectId={actor.projectId} start={start.value} />
      ) : (
        <Alert tone="danger">{await say(start.error.userMessage)}</Alert>
      )}
    </Page>
  );
}
