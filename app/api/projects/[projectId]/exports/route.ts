import { getActor } from '@/lib/auth/session';
import { toHttp } from '@/lib/i18n/edge';
import { prepareDownload } from '@/lib/releases/download';
import { exportRequestSchema } from '@/lib/releases/schema';
import type { AppError } from '@/lib/result/app-error';
import { err } from '@/lib/result/result';
import { attachment } from '@/lib/text/file-names';

/** A form with every choice ticked is far smaller. */
const MAX_BODY_BYTES = 64 * 1024;

interface Context {
  params: Promise<{ projectId: string }>;
}

/** The export page's form: `format`, and `layer`, `code`, `coder`, `state`, each any number of times. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { projectId } = await params;
  const refuse = ({ error }: { error: AppError }) => refused(request, projectId, error);
  // Another site's form would not carry the session anyway (SameSite); this says so outright.
  if ((request.headers.get('sec-fetch-site') ?? 'same-origin') === 'cross-site') {
    return toHttp(err('forbidden', 'Exports are asked for from their own page.').error);
  }
  const actor = await getActor(projectId);
  if (!actor.ok) return refuse(actor);
  const length = Number(request.headers.get('content-length') ?? Number.NaN);
  if (!(length <= MAX_BODY_BYTES)) return refuse(err('invalid_input', 'The request is too large.'));
  const form = await request.formData().catch((cause: unknown) => {
    if (cause instanceof TypeError) return null;
    throw cause;
  });
  const all = (name: string) => form?.getAll(name) ?? [];
  const parsed = exportRequestSchema.safeParse({
    format: form?.get('format'),
    filter: {
      layers: all('layer'),
      codes: all('code'),
      coders: all('coder'),
      states: all('state'),
    },
  });
  if (!parsed.success) {
    return refuse(err('invalid_input', 'Choose a format and filters from the page.'));
  }
  const download = await prepareDownload(actor.value, parsed.data, request.signal);
  if (!download.ok) return refuse(download);
  return new Response(download.value.body, {
    headers: {
      'content-type': 'application/zip',
      'content-disposition': attachment(download.value.name),
      'cache-control': 'no-store',
    },
  });
}

/** A browser's form goes back to the page, which says why; a script gets JSON. */
async function refused(request: Request, projectId: string, error: AppError): Promise<Response> {
  if (!request.headers.get('accept')?.includes('text/html')) return toHttp(error);
  const page = `/projects/${encodeURIComponent(projectId)}/releases?problem=${error.code}`;
  return new Response(null, { status: 303, headers: { location: page } });
}
