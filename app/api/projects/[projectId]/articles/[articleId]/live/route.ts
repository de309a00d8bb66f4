import { z } from 'zod';
import { getSession } from '@/lib/auth/session';
import { toHttp } from '@/lib/i18n/edge';
import { checkWatched } from '@/lib/presence/queries';
import { readLastEventId } from '@/lib/presence/rules';
import { liveSearchSchema } from '@/lib/presence/schema';
import { liveStream } from '@/lib/presence/stream';
import { err } from '@/lib/result/result';

interface Context {
  params: Promise<{ projectId: string; articleId: string }>;
}

/** Who else is in the article and what changes in it, as server-sent events. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { projectId, articleId } = await params;
  const session = await getSession(projectId);
  if (!session.ok) return toHttp(session.error);
  const { actor, sessionVersion } = session.value;
  const search = liveSearchSchema.safeParse(
    Object.fromEntries(new URL(request.url).searchParams.entries()),
  );
  if (!search.success || !z.uuid().safeParse(articleId).success) {
    return toHttp(err('invalid_input', 'The address of the live updates is wrong.').error);
  }
  const watched = { articleId, articleVersionId: search.data.version };
  const found = await checkWatched(actor, watched);
  if (!found.ok) return toHttp(found.error);
  const stream = liveStream({
    ...watched,
    actor,
    sessionVersion,
    // A page that comes back knows more than its address says.
    after: readLastEventId(request.headers.get('last-event-id')) ?? search.data.after,
    signal: request.signal,
  });
  return new Response(stream, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      // No transformation: compression would hold events back.
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    },
  });
}
