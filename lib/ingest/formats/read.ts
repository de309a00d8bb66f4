import { err, ok, type Result } from '@/lib/result/result';
import { type IngestRow, rejected, type SourceFile } from '../schema';

/** The last part of a `/`-separated path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Everything before the last `/`; empty for a file at the top. */
export function folderOf(path: string): string {
  const at = path.lastIndexOf('/');
  return at < 0 ? '' : path.slice(0, at);
}

/** The base name without its last extension. */
export function stemOf(path: string): string {
  const base = baseName(path);
  const dot = base.lastIndexOf('.');
  return dot <= 0 ? base : base.slice(0, dot);
}

/** The last extension in lower case, without the dot; empty when there is none. */
export function extensionOf(path: string): string {
  const base = baseName(path);
  const dot = base.lastIndexOf('.');
  return dot <= 0 ? '' : base.slice(dot + 1).toLowerCase();
}

/** Bytes that cannot be read to their end: broken, or made to fill the memory. Says why, in words. */
export class SourceFault extends Error {}

/** Puts chunks together. */
export function concatBytes(chunks: readonly Uint8Array[]): Uint8Array {
  const only = chunks[0];
  if (only && chunks.length === 1) return only;
  const whole = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

/** Reads a whole file. Fails with `import_rejected` when it has more than `maxBytes`, or is broken. */
export async function readWhole(file: SourceFile, maxBytes: number): Promise<Result<Uint8Array>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of file.stream()) {
      size += chunk.length;
      if (size > maxBytes) {
        return err('import_rejected', `The file is larger than ${formatBytes(maxBytes)}.`);
      }
      chunks.push(chunk);
    }
  } catch (cause) {
    if (!(cause instanceof SourceFault)) throw cause;
    return err('import_rejected', `The file cannot be read: ${cause.message}.`, { cause });
  }
  return ok(concatBytes(chunks));
}

/** Reads at most the first `maxBytes` bytes; of a broken file what stands before the fault. */
export async function readHead(file: SourceFile, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of file.stream()) {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= maxBytes) break;
    }
  } catch (cause) {
    // Whoever reads on meets it again.
    if (!(cause instanceof SourceFault)) throw cause;
  }
  return concatBytes(chunks).subarray(0, maxBytes);
}

/**
 * Decodes UTF-8. Fails with `import_rejected` on invalid bytes, naming where the first stands.
 * `keepBom` keeps a byte order mark as a character, for formats whose offsets count it.
 */
export function decodeUtf8(bytes: Uint8Array, keepBom = false): Result<string> {
  try {
    return ok(new TextDecoder('utf-8', { fatal: true, ignoreBOM: keepBom }).decode(bytes));
  } catch (cause) {
    const at = firstInvalidByte(bytes);
    return err('import_rejected', `The bytes are not valid UTF-8 (at byte ${at}).`, { cause });
  }
}

/** Reads a whole file as UTF-8; fails as `readWhole` and `decodeUtf8` do. */
export async function readText(
  file: SourceFile,
  maxBytes: number,
  keepBom = false,
): Promise<Result<{ readonly bytes: Uint8Array; readonly text: string }>> {
  const bytes = await readWhole(file, maxBytes);
  if (!bytes.ok) return bytes;
  const text = decodeUtf8(bytes.value, keepBom);
  return text.ok ? ok({ bytes: bytes.value, text: text.value }) : text;
}

/** A stream of which the first chunk was taken to look at it. */
export async function* rejoin(
  first: Uint8Array,
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield first;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

/** The rows of a file's reader, and in place of a fault of its bytes a refusal of the rest of it. */
export async function* untilFault(
  file: SourceFile,
  rows: AsyncIterable<IngestRow>,
): AsyncGenerator<IngestRow> {
  try {
    yield* rows;
  } catch (cause) {
    if (!(cause instanceof SourceFault)) throw cause;
    yield rejected(file.path, null, 'file', `The file cannot be read: ${cause.message}.`);
  }
}

/** Bytes in words, for messages. */
export function formatBytes(bytes: number): string {
  const megabytes = bytes / (1024 * 1024);
  return megabytes >= 1 ? `${Math.round(megabytes)} MB` : `${Math.round(bytes / 1024)} kB`;
}

/** Binary search by decoding prefixes in streaming mode, where a cut character is not an error. */
function firstInvalidByte(bytes: Uint8Array): number {
  let low = 0;
  let high = bytes.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isValidPrefix(bytes.subarray(0, middle + 1))) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isValidPrefix(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch (cause) {
    if (cause instanceof TypeError) return false;
    throw cause;
  }
}
