import { getActor } from '@/lib/auth/session';
import { toHttp } from '@/lib/i18n/edge';
import { writeCheckpoint } from '@/lib/provenance/checkpoint';
import { getCheckpoint } from '@/lib/provenance/queries';

interface Context {
  params: Promise<{ projectId: string }>;
}

/** The event that the project's history ends with, as a file to be kept elsewhere. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const actor = await getActor((await params).projectId);
  if (!actor.ok) return toHttp(actor.error);
  const checkpoint = await getCheckpoint(actor.value);
  if (!checkpoint.ok) return toHttp(checkpoint.error);
  const { project, event } = checkpoint.value;
  return new Response(writeCheckpoint(checkpoint.value), {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="checkpoint-${project.slug}-${event}.json"`,
      'cache-control': 'no-store',
    },
  });
}
