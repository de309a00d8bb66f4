import type { Line } from './lines';
import { concatBytes } from './read';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const LF = 0x0a;
const OPENING = new Set([0x5b, 0x7b]);
const CLOSING = new Set([0x5d, 0x7d]);
const isBlank = (byte: number) => byte === 0x20 || byte === 0x09 || byte === LF || byte === 0x0d;

/**
 * Cuts a JSON array, as a stream of UTF-8 bytes, into its items: each with the line on which it
 * begins. Holds at most `maxBytes` of one item; the rest of a longer one is passed over. Whether an
 * item is JSON is for whoever parses it; what is not closed at the end is given as it stands.
 */
export async function* splitJsonItems(
  stream: AsyncIterable<Uint8Array>,
  maxBytes: number,
): AsyncGenerator<Line> {
  let depth = 0;
  let inString = false;
  let escaped = false;
  let line = 1;
  let startLine = 1;
  let parts: Uint8Array[] = [];
  let length = 0;
  /** Where the present item begins in the chunk; -1 between items. */
  let start = -1;
  const add = (part: Uint8Array) => {
    length += part.length;
    if (length <= maxBytes) parts.push(part);
    else parts = [];
  };
  const take = (): Line => {
    const item = { line: startLine, bytes: length > maxBytes ? null : concatBytes(parts) };
    parts = [];
    length = 0;
    return item;
  };
  for await (const chunk of stream) {
    if (start > 0) start = 0;
    for (let at = 0; at < chunk.length; at += 1) {
      const byte = chunk[at] ?? 0;
      if (byte === LF) line += 1;
      if (inString) {
        if (escaped) escaped = false;
        else if (byte === BACKSLASH) escaped = true;
        else if (byte === QUOTE) inString = false;
        continue;
      }
      const ends = depth === 1 && (byte === COMMA || CLOSING.has(byte));
      if (ends && start >= 0) {
        add(chunk.subarray(start, at));
        start = -1;
        yield take();
      }
      if (depth >= 1 && start < 0 && !ends && !isBlank(byte)) {
        start = at;
        startLine = line;
      }
      if (byte === QUOTE) inString = true;
      else if (OPENING.has(byte)) depth += 1;
      else if (CLOSING.has(byte)) depth -= 1;
    }
    if (start >= 0) {
      add(chunk.subarray(start));
      start = 0;
    }
  }
  if (start >= 0) yield take();
}
