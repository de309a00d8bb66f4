import { inflateRawSync } from 'node:zlib';
import { isValidElement } from 'react';

/**
 * Everything that an answer holds, as text: JSON values, responses with the files of a zip, and
 * what a page hands to its components, its asynchronous components run.
 */
export async function tell(answer: unknown): Promise<string> {
  if (answer instanceof Response) return tellResponse(answer);
  const parts: string[] = [];
  await walk(answer, parts, new Set());
  return parts.join('\n');
}

async function tellResponse(response: Response): Promise<string> {
  const type = response.headers.get('content-type') ?? '';
  if (type.startsWith('text/event-stream')) {
    await response.body?.cancel();
    return '';
  }
  const head = JSON.stringify([...response.headers]);
  const bytes = Buffer.from(await response.arrayBuffer());
  return bytes.subarray(0, 2).toString('latin1') === 'PK'
    ? `${head}\n${unzip(bytes)}`
    : `${head}\n${bytes.toString('utf8')}`;
}

async function walk(value: unknown, parts: string[], seen: Set<object>): Promise<void> {
  if (value === null || value === undefined || typeof value === 'function') return;
  if (typeof value !== 'object') {
    parts.push(String(value));
    return;
  }
  if (seen.has(value)) return;
  seen.add(value);
  if (value instanceof Date) {
    parts.push(value.toISOString());
    return;
  }
  if (value instanceof Promise) return walk(await value, parts, seen);
  if (isValidElement(value)) {
    const { type, props } = value;
    if (typeof type === 'function' && type.constructor.name === 'AsyncFunction') {
      await walk(await (type as (props: unknown) => unknown)(props), parts, seen);
    }
    return walk(props, parts, seen);
  }
  if (value instanceof Map) return walk([...value], parts, seen);
  if (value instanceof Set) return walk([...value], parts, seen);
  for (const [key, inner] of Object.entries(value)) {
    if (!Array.isArray(value)) parts.push(key);
    await walk(inner, parts, seen);
  }
}

/** Names and contents of a zip's files, by its central directory (APPNOTE 4.3.12). */
function unzip(bytes: Buffer): string {
  const end = bytes.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  let at = bytes.readUInt32LE(end + 16);
  const files: string[] = [];
  for (let n = bytes.readUInt16LE(end + 10); n > 0; n -= 1) {
    const [method, size] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20)];
    const [name, extra, comment] = [28, 30, 32].map((field) => bytes.readUInt16LE(at + field));
    const local = bytes.readUInt32LE(at + 42);
    files.push(bytes.subarray(at + 46, at + 46 + (name ?? 0)).toString('utf8'));
    const data = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const packed = bytes.subarray(data, data + size);
    files.push((method === 0 ? packed : inflateRawSync(packed)).toString('utf8'));
    at += 46 + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return files.join('\n');
}
