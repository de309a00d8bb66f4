import { getActor } from '@/lib/auth/session';
import { say, toHttp } from '@/lib/i18n/edge';
import { getImport } from '@/lib/ingest/queries';

interface Context {
  params: Promise<{ projectId: string; importId: string }>;
}

/** How far an import has come. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { projectId, importId } = await params;
  const actor = await getActor(projectId);
  if (!actor.ok) return toHttp(actor.error);
  const found = await getImport(actor.value, importId);
  if (!found.ok) return toHttp(found.error);
  const { message } = found.value;
  const told = { ...found.value, message: message === null ? null : await say(message) };
  return Response.json(told, { headers: { 'cache-control': 'no-store' } });
}
