import { Readable, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import { err, ok, type Result } from '@/lib/result/result';

type Expander = Transform;

const EXPANDERS: Readonly<Record<string, () => Expander>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/** What is asked of servers, in the terms of `Accept-Encoding`. */
export const ACCEPTED_ENCODINGS = 'gzip, deflate, br';
/** No server compresses more often; each time multiplies what a few bytes can become. */
const MAX_TIMES = 2;
const MEGABYTE = 1024 * 1024;

/**
 * Undoes an HTTP `Content-Encoding` (gzip, deflate, br, or two of them), giving at most `maxBytes`.
 * Fails with `import_rejected` beyond that, on broken bytes, and on other encodings.
 */
export async function decodeContent(
  bytes: Uint8Array,
  encoding: string | null,
  maxBytes: number,
): Promise<Result<Uint8Array>> {
  const applied = (encoding ?? '')
    .toLowerCase()
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '' && one !== 'identity');
  if (applied.length > MAX_TIMES) return err('import_rejected', 'It is compressed over and over.');
  let decoded = bytes;
  for (const name of applied.reverse()) {
    const expander = Object.hasOwn(EXPANDERS, name) ? EXPANDERS[name] : undefined;
    if (!expander) return err('import_rejected', `Its encoding “${name.slice(0, 40)}” is unknown.`);
    // Some servers send deflate without its zlib frame, whose first byte says method 8.
    const bare = name === 'deflate' && ((decoded[0] ?? 0) & 0x0f) !== 8;
    const expanded = await expand(decoded, bare ? createInflateRaw() : expander(), maxBytes);
    if (!expanded.ok) return expanded;
    decoded = expanded.value;
  }
  return ok(decoded);
}

async function expand(
  bytes: Uint8Array,
  expander: Expander,
  maxBytes: number,
): Promise<Result<Uint8Array>> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    const source = Readable.from([Buffer.from(bytes)], { objectMode: false });
    for await (const piece of source.pipe(expander)) {
      const chunk = Buffer.from(piece);
      size += chunk.length;
      if (size > maxBytes) {
        const limit = Math.round(maxBytes / MEGABYTE);
        return err('import_rejected', `It expands to more than ${limit} MB.`);
      }
      chunks.push(chunk);
    }
  } catch (cause) {
    if (!isCompressionFault(cause)) throw cause;
    return err('import_rejected', 'Its compressed bytes are broken.', { cause });
  } finally {
    expander.destroy();
  }
  return ok(Buffer.concat(chunks));
}

/** zlib's codes are `Z_…`, Brotli's `ERR__ERROR_…` and `ERR_BROTLI_…`. */
export function isCompressionFault(cause: unknown): boolean {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return /^Z_|^ERR_(?:_ERROR_|BROTLI|PADDING)/.test(code);
}
