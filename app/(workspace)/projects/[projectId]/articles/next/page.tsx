import { redirect } from 'next/navigation';
import { z } from 'zod';
import { queueParams } from '@/components/articles/queue-href';
import { getNextUnfinished } from '@/lib/articles/queries';
import { queueFilterSchema } from '@/lib/articles/schema';
import { getOwnWork } from '@/lib/assignments/queries';
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
  const own = await getOwnWork(actor);
  // What is assigned goes first. What a queue gives out is taken by a button, not by an address.
  if (own.ok && (own.value.open.length > 0 || own.value.hasQueue)) {
    const ids = own.value.open.map(({ articleId }) => articleId);
    const assigned = ids[(after === undefined ? -1 : ids.indexOf(after)) + 1];
    const base = `/projects/${actor.projectId}`;
    redirect(assigned ? `${base}/articles/${assigned}` : `${base}/assignments`);
  }
  const next = await getNextUnfinished(actor, filter, after);
  const queue = `/projects/${actor.projectId}/articles`;
  if (next.ok && next.value !== null) redirect(`${queue}/${next.value}`);
  redirect(`${queue}${queueParams(filter, { done: '1' })}`);
}
