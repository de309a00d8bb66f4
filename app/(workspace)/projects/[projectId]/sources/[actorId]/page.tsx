import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { QuotesPage } from '@/components/actors/quotes-page';
import { FailurePage } from '@/components/ui/failure-page';
import { getActorPage } from '@/lib/actors/queries';
import { quotesSearchSchema } from '@/lib/actors/schema';
import { can } from '@/lib/auth/roles';
import { requireMember } from '@/lib/auth/session';
import { say } from '@/lib/i18n/edge';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('actors'))('actor') };
}

interface Props {
  params: Promise<{ projectId: string; actorId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** One actor of the register: names, quotes, how often and where. */
export default async function ActorOfRegisterPage({ params, searchParams }: Props) {
  const { projectId, actorId } = await params;
  const { actor, role } = await requireMember(projectId);
  if (!z.uuid().safeParse(actorId).success) notFound();
  const { key: _, naming: __, page, ...filter } = quotesSearchSchema.parse(await searchParams);
  const found = await getActorPage(actor, { id: actorId }, filter, page);
  if (!found.ok && found.error.code === 'not_found') notFound();
  if (!found.ok) return <FailurePage message={await say(found.error.userMessage)} />;
  return (
    <QuotesPage
      projectId={actor.projectId}
      found={found.value}
      by={null}
      mayWrite={can(role, 'annotations.write')}
      {...{ filter, page }}
    />
  );
}
