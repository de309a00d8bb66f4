import { z } from 'zod';
import { getActor } from '@/lib/auth/session';
import { getCaptureBytes } from '@/lib/captures/queries';
import { toHttp } from '@/lib/i18n/edge';
import { err } from '@/lib/result/result';
import { attachment } from '@/lib/text/file-names';

interface Context {
  params: Promise<{ projectId: string; captureId: string }>;
}

/** The bytes of a capture as they came in: to be kept, never to be shown. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { projectId, captureId } = await params;
  const actor = await getActor(projectId);
  if (!actor.ok) return toHttp(actor.error);
  if (!z.uuid().safeParse(captureId).success) {
    return toHttp(err('not_found', 'There is no such capture.').error);
  }
  const capture = await getCaptureBytes(actor.value, captureId);
  if (!capture.ok) return toHttp(capture.error);
  const { bytes, name, sha256 } = capture.value;
  return new Response(new Uint8Array(bytes), {
    headers: {
      // Whatever it was: a browser must not take a stranger's page for one of ours.
      'content-type': 'application/octet-stream',
      'content-disposition': attachment(name),
      'repr-digest': `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`,
      'cache-control': 'no-store',
    },
  });
}
