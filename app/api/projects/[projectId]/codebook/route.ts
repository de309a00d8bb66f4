import { z } from 'zod';
import { getActor } from '@/lib/auth/session';
import { importIntoDraft } from '@/lib/codebook/draft/commands';
import { EXPORT_FORMATS } from '@/lib/codebook/formats/format';
import { FILE_OF, MAX_CODEBOOK_BYTES, writeCodebook } from '@/lib/codebook/formats/read-file';
import { getPublishedCodebook } from '@/lib/codebook/queries';
import { say, toHttp } from '@/lib/i18n/edge';
import { err } from '@/lib/result/result';

interface Context {
  params: Promise<{ projectId: string }>;
}

const querySchema = z.object({
  format: z.enum(EXPORT_FORMATS),
  lang: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Z]{2})?$/)
    .catch('en'),
});

/** The version in force as a file: `?format=`, and `lang` for formats of one language. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const actor = await getActor((await params).projectId);
  if (!actor.ok) return toHttp(actor.error);
  const query = new URL(request.url).searchParams;
  const parsed = querySchema.safeParse({ format: query.get('format'), lang: query.get('lang') });
  if (!parsed.success) return toHttp(err('invalid_input', 'Choose a format.').error);
  const codebook = await getPublishedCodebook(actor.value);
  if (!codebook.ok) return toHttp(codebook.error);
  const { body } = writeCodebook(codebook.value.document, parsed.data.format, parsed.data.lang);
  const { name, mediaType } = FILE_OF[parsed.data.format];
  return new Response(body, {
    headers: {
      'content-type': `${mediaType}; charset=utf-8`,
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
    },
  });
}

/**
 * A form with `file` and `mode` (`add`, `replace`): reads a codebook file into the draft. Answers
 * `{draftId, revision, losses}`, or `{refused, faults: [{file, line, reason}]}`.
 */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  if ((request.headers.get('sec-fetch-site') ?? 'same-origin') === 'cross-site') {
    return toHttp(err('forbidden', 'Files are read from their own page.').error);
  }
  const actor = await getActor((await params).projectId);
  if (!actor.ok) return toHttp(actor.error);
  const length = Number(request.headers.get('content-length') ?? Number.NaN);
  if (!(length <= MAX_CODEBOOK_BYTES + 10_000)) {
    return toHttp(err('invalid_input', 'The file is larger than 4 MB.').error);
  }
  const form = await request.formData().catch((cause: unknown) => {
    if (cause instanceof TypeError) return null;
    throw cause;
  });
  const file = form?.get('file');
  if (!(file instanceof File)) {
    return toHttp(err('invalid_input', 'Choose a file.').error);
  }
  const read = await importIntoDraft(actor.value, {
    name: file.name.slice(0, 200) || 'file',
    bytes: new Uint8Array(await file.arrayBuffer()),
    format: null,
    mode: form?.get('mode') === 'replace' ? 'replace' : 'add',
  });
  const headers = { 'cache-control': 'no-store' };
  if (read.ok) return Response.json(read.value, { headers });
  if (read.error.code !== 'import_rejected') return toHttp(read.error);
  // A file that was read and found faulty is a report, as an import's rejected rows are.
  const { faults } = read.error.details as { faults: unknown };
  const refused = await say(read.error.userMessage);
  return Response.json({ refused, faults }, { headers });
}
