import { getActor } from '@/lib/auth/session';
import { toHttp } from '@/lib/i18n/edge';
import { openUpload } from '@/lib/ingest/upload-commands';
import { openUploadSchema } from '@/lib/ingest/upload-schema';
import { err } from '@/lib/result/result';

/** Twenty thousand names fit. */
const MAX_BODY_BYTES = 8 * 1024 * 1024;

interface Context {
  params: Promise<{ projectId: string }>;
}

/** Announces the files of an import; their bytes follow to `uploads/{uploadId}`. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const actor = await getActor((await params).projectId);
  if (!actor.ok) return toHttp(actor.error);
  // A form of another site cannot send this type without asking first (CORS).
  const isJson = request.headers.get('content-type')?.startsWith('application/json');
  const length = Number(request.headers.get('content-length') ?? Number.NaN);
  if (!isJson || !(length <= MAX_BODY_BYTES)) {
    return toHttp(err('invalid_input', 'The request is too large or not JSON.').error);
  }
  const body: unknown = await request.json().catch((cause: unknown) => {
    if (cause instanceof SyntaxError) return null;
    throw cause;
  });
  const parsed = openUploadSchema.safeParse(body);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return toHttp(
      err('invalid_input', issue?.message ?? 'The files cannot be taken.', {
        field: issue?.path.join('.'),
      }).error,
    );
  }
  const opened = await openUpload(actor.value, parsed.data);
  return opened.ok ? Response.json(opened.value, { status: 201 }) : toHttp(opened.error);
}
