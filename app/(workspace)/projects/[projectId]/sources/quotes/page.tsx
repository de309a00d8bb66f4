import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { QuotesPage } from '@/components/actors/quotes-page';
import { FailurePage } from '@/components/ui/failure-page';
import { getActorPage } from '@/lib/actors/queries';
import { quotesSearchSchema } from '@/lib/actors/schema';
import { can } from '@/lib/auth/roles';
import { requireMember } from '@/lib/auth/session';
import { say } from '@/lib/i18n/edge';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('actors'))('title') };
}

interface Props {
  params: Promise<{ projectId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Quotes under a name that is not in the register, or by how their sources are named. */
export default async function QuotesOfPage({ params, searchParams }: Props) {
  const { actor, role } = await requireMember((await params).projectId);
  const { key, naming, page, ...filter } = quotesSearchSchema.parse(await searchParams);
  const by = key === null ? { naming } : { key };
  const found = await getActorPage(actor, by, filter, page);
  if (!found.ok && found.error.code === 'not_found') notFound();
  if (!found.ok) return <FailurePage message={await say(found.error.userMessage)} />;
  return (
    <QuotesPage
      projectId={actor.projectId}
      found={found.value}
      mayWrite={can(role, 'annotations.write')}
      {...{ filter, page, by }}
    />
  );
}
