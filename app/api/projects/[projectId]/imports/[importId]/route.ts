import { getActor } from '@/lib/auth/session';
import { getImport } from '@/lib/ingest/queries';
import { toHttp } from '@/lib/result/to-http';

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
  return Response.json(found.value, { headers: { 'cache-control': 'no-store' } });
}
