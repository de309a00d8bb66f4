import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { AssertionsPage } from '@/components/claims/assertions-page';
import { FailurePage } from '@/components/ui/failure-page';
import { can } from '@/lib/auth/roles';
import { requireMember } from '@/lib/auth/session';
import { getClaimPage } from '@/lib/claims/queries';
import { assertionsSearchSchema } from '@/lib/claims/schema';
import { say } from '@/lib/i18n/edge';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('claims'))('claim') };
}

interface Props {
  params: Promise<{ projectId: string; claimId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** One claim of the register: verdicts, evidence, links, and where it is asserted. */
export default async function ClaimOfRegisterPage({ params, searchParams }: Props) {
  const { projectId, claimId } = await params;
  const { actor, role } = await requireMember(projectId);
  if (!z.uuid().safeParse(claimId).success) notFound();
  const { key: _, voice: __, page, ...filter } = assertionsSearchSchema.parse(await searchParams);
  const found = await getClaimPage(actor, { id: claimId }, filter, page);
  if (!found.ok && found.error.code === 'not_found') notFound();
  if (!found.ok) return <FailurePage message={await say(found.error.userMessage)} />;
  return (
    <AssertionsPage
      projectId={actor.projectId}
      found={found.value}
      by={null}
      mayWrite={can(role, 'annotations.write')}
      {...{ filter, page }}
    />
  );
}
