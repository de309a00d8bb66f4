import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { AssertionsPage } from '@/components/claims/assertions-page';
import { FailurePage } from '@/components/ui/failure-page';
import { can } from '@/lib/auth/roles';
import { requireMember } from '@/lib/auth/session';
import { getClaimPage } from '@/lib/claims/queries';
import { assertionsSearchSchema } from '@/lib/claims/schema';
import { say } from '@/lib/i18n/edge';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('claims'))('assertions') };
}

interface Props {
  params: Promise<{ projectId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** What is asserted in one wording that is in no entry, or in some voice. */
export default async function AssertionListPage({ params, searchParams }: Props) {
  const { actor, role } = await requireMember((await params).projectId);
  const { key, voice, page, ...filter } = assertionsSearchSchema.parse(await searchParams);
  const by = key === null ? { voice } : { key };
  const found = await getClaimPage(actor, by, filter, page);
  if (!found.ok && found.error.code === 'not_found') notFound();
  if (!found.ok) return <FailurePage message={await say(found.error.userMessage)} />;
  return (
    <AssertionsPage
      projectId={actor.projectId}
      found={found.value}
      mayWrite={can(role, 'annotations.write')}
      {...{ filter, page, by }}
    />
  );
}
