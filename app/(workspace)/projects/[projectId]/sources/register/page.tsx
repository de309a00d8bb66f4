import { UserRound } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { RegisterTable } from '@/components/actors/register-table';
import { buttonClass } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { FailurePage } from '@/components/ui/failure-page';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { getRegister } from '@/lib/actors/queries';
import { can } from '@/lib/auth/roles';
import { requireMember } from '@/lib/auth/session';
import { say } from '@/lib/i18n/edge';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('actors'))('registerTitle') };
}

interface Props {
  params: Promise<{ projectId: string }>;
}

/** Everybody in the register, with all their names. */
export default async function RegisterPage({ params }: Props) {
  const t = await getTranslations('actors');
  const { actor, role } = await requireMember((await params).projectId);
  const { projectId } = actor;
  const found = await getRegister(actor);
  if (!found.ok) return <FailurePage message={await say(found.error.userMessage)} />;
  return (
    <Page width="wide">
      <PageHeader
        title={t('registerTitle')}
        description={t('registerHelp')}
        actions={
          <Link href={`/projects/${projectId}/sources`} className={buttonClass()}>
            {t('title')}
          </Link>
        }
      />
      {found.value.length === 0 ? (
        <EmptyState
          icon={<UserRound />}
          title={t('registerEmpty')}
          description={t('registerEmptyHelp')}
        />
      ) : null}
      <RegisterTable
        projectId={projectId}
        actors={found.value}
        mayWrite={can(role, 'annotations.write')}
      />
    </Page>
  );
}
