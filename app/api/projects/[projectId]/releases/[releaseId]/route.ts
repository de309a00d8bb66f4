import { getActor } from '@/lib/auth/session';
import { toHttp } from '@/lib/i18n/edge';
import { downloadRelease } from '@/lib/releases/frozen/files';
import { attachment } from '@/lib/text/file-names';

interface Context {
  params: Promise<{ projectId: string; releaseId: string }>;
}

/** A release as a ZIP. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { projectId, releaseId } = await params;
  const actor = await getActor(projectId);
  if (!actor.ok) return toHttp(actor.error);
  const download = await downloadRelease(actor.value, releaseId);
  if (!download.ok) return toHttp(download.error);
  return new Response(download.value.body, {
    headers: {
      'content-type': 'application/zip',
      'content-disposition': attachment(download.value.name),
      'cache-control': 'no-store',
    },
  });
}
