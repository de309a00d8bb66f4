import { getActor } from '@/lib/auth/session';
import { toHttp } from '@/lib/i18n/edge';
import { addToUpload } from '@/lib/ingest/upload-commands';
import { MAX_PIECE_BYTES, uploadPieceSchema } from '@/lib/ingest/upload-schema';
import { err } from '@/lib/result/result';

interface Context {
  params: Promise<{ projectId: string; uploadId: string }>;
}

/** One piece of the announced bytes, to stand at `?offset=`. PUT: never sent by another site's form. */
export async function PUT(request: Request, { params }: Context): Promise<Response> {
  const { projectId, uploadId } = await params;
  const actor = await getActor(projectId);
  if (!actor.ok) return toHttp(actor.error);
  const offset = new URL(request.url).searchParams.get('offset');
  const parsed = uploadPieceSchema.safeParse({ uploadId, offset });
  const length = Number(request.headers.get('content-length') ?? Number.NaN);
  if (!parsed.success || !(length <= MAX_PIECE_BYTES)) {
    return toHttp(err('invalid_input', 'This is no piece of an upload.').error);
  }
  const piece = new Uint8Array(await request.arrayBuffer());
  const added = await addToUpload(actor.value, parsed.data.uploadId, parsed.data.offset, piece);
  return added.ok ? Response.json(added.value) : toHttp(added.error);
}
