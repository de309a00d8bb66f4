import { z } from 'zod';
import { getActor } from '@/lib/auth/session';
import { toHttp } from '@/lib/i18n/edge';
import { writeProvJson } from '@/lib/prov/json';
import { writeProvN } from '@/lib/prov/notation';
import { getProvenance } from '@/lib/prov/queries';
import { PROV_FORMATS, provScopeSchema } from '@/lib/prov/schema';
import { err } from '@/lib/result/result';
import { attachment } from '@/lib/text/file-names';

interface Context {
  params: Promise<{ projectId: string }>;
}

const FILES = {
  json: { type: 'application/json; charset=utf-8', extension: 'prov.json', write: writeProvJson },
  n: { type: 'text/provenance-notation; charset=utf-8', extension: 'provn', write: writeProvN },
} as const;

/** `?of=annotation|article|release|project&id=…&format=json|n`: a W3C PROV document as a file. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const actor = await getActor((await params).projectId);
  if (!actor.ok) return toHttp(actor.error);
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const scope = provScopeSchema.safeParse(query);
  const format = z.enum(PROV_FORMATS).safeParse(query.format ?? 'json');
  if (!scope.success || !format.success) {
    return toHttp(err('invalid_input', 'Say of what the provenance is wanted.').error);
  }
  const document = await getProvenance(actor.value, scope.data);
  if (!document.ok) return toHttp(document.error);
  const { type, extension, write } = FILES[format.data];
  const name = 'id' in scope.data ? `${scope.data.of}-${scope.data.id}` : 'project';
  return new Response(write(document.value), {
    headers: {
      'content-type': type,
      'content-disposition': attachment(`${name}.${extension}`),
      'cache-control': 'no-store',
    },
  });
}
