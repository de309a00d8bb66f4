import { isUtf8 } from 'node:buffer';
import { parseUntrustedJson } from '@/lib/ingest/formats/json';
import type { Operation } from './operation';
import type { Problem } from './problem';

/** A JSON body is never longer, bytes; an attribution with a hundred parts is far shorter. */
const MAX_JSON_BYTES = 1024 * 1024;
/** A file that is imported in one request, bytes. Larger ones are uploaded on the page or by the command line. */
const MAX_FILE_BYTES = 8 * 1024 * 1024;
/** No body that is asked for here is nested deeper. */
const MAX_DEPTH = 32;

interface ReadBody {
  readonly bytes: Uint8Array;
  /** Undefined where the body is taken as bytes. */
  readonly json: unknown;
}

/** Reads the body that the operation asks for, up to its limit. */
export async function readBody(
  request: Request,
  operation: Pick<Operation, 'body' | 'rawBody' | 'mediaType'>,
): Promise<ReadBody | { readonly problem: Problem }> {
  const wantsBody = operation.body !== undefined || operation.rawBody !== undefined;
  if (!wantsBody) return { bytes: new Uint8Array(), json: undefined };
  const type = (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase();
  const isJson = type === 'application/json' || type === 'application/ld+json';
  if (operation.body !== undefined && !isJson) {
    const detail = 'Send JSON: “Content-Type: application/json”.';
    return { problem: { code: 'unsupported_media_type', detail } };
  }
  const most = operation.rawBody === undefined ? MAX_JSON_BYTES : MAX_FILE_BYTES;
  const bytes = await readUpTo(request, most);
  if (bytes === null) {
    return { problem: { code: 'too_large', detail: `At most ${most} bytes are read here.` } };
  }
  if (operation.body === undefined) return { bytes, json: undefined };
  if (!isUtf8(bytes))
    return { problem: { code: 'invalid_input', detail: 'The body is not UTF-8.' } };
  const json = parseUntrustedJson(Buffer.from(bytes).toString('utf8'), MAX_DEPTH);
  if (json.ok) return { bytes, json: json.value };
  return { problem: { code: 'invalid_input', detail: json.error.userMessage } };
}

/** The bytes of a body, or null when there are more. */
async function readUpTo(request: Request, most: number): Promise<Uint8Array | null> {
  if (Number(request.headers.get('content-length') ?? 0) > most) return null;
  const chunks: Uint8Array[] = [];
  let length = 0;
  if (request.body) {
    for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
      length += chunk.length;
      if (length > most) return null;
      chunks.push(chunk);
    }
  }
  return new Uint8Array(Buffer.concat(chunks));
}
