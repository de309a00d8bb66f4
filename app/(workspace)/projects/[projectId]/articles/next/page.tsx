import { redirect } from 'next/navigation';
import { z } from 'zod';
import { queueParams } from '@/components/articles/queue-href';
import { getNextUnfinished } from '@/lib/articles/queries';
import { queueFilterSchema } from '@/lib/articles/schema';
import { requireMember } from '@/lib/auth/session';

interface Props {
  params: Promise<{ projectId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Leads to the next article to code, after `?after=` (an article's id) when it is given. */
export default async function NextArticlePage({ params, searchParams }: Props) {
  const { actor } = await requireMember((await params).projectId);
  const asked = await searchParams;
  const filter = queueFilterSchema.parse(asked);
  const after = z.uuid().optional().catch(undefined).parse(asked.after);
  const next = await getNextUnfinished(actor, filter, after);
  const queue = `/projects/${actor.projectId}/articles`;
  if (next.ok && next.value !== null) redirect(`${queue}/${next.value}`);
  redirect(`${queue}${queueParams(filter, { done: '1' })}`);
}
