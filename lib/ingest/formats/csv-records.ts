import { concatBytes, formatBytes } from './read';

/** A record of a CSV file, or why it cannot be read. */
export type CsvRecord =
  | {
      readonly ok: true;
      /** 1-based line on which the record begins. */
      readonly line: number;
      /** The record as it stood, without its line end. */
      readonly raw: Uint8Array;
      readonly cells: readonly Uint8Array[];
    }
  | { readonly ok: false; readonly line: number; readonly reason: string };

const LF = 0x0a;
const CR = 0x0d;
const QUOTE = 0x22;
const CANDIDATES = [',', ';', '\t', '|'] as const;

enum State {
  FieldStart,
  Unquoted,
  Quoted,
  /** A quote inside a quoted cell: the first of two, or the end of the cell. */
  QuoteInQuoted,
  /** Something behind a closing quote. */
  Malformed,
}

/**
 * Reads RFC 4180 records (LF or CRLF, quoted line breaks, doubled quotes) from bytes in UTF-8 or
 * any charset that keeps ASCII, holding one record of at most `maxBytes` at a time. A quote only
 * opens a cell at the cell's start. A record that is malformed or too long is reported and reading
 * goes on at the next line.
 */
export async function* readCsvRecords(
  stream: AsyncIterable<Uint8Array>,
  delimiter: string,
  maxBytes: number,
): AsyncGenerator<CsvRecord> {
  const delimiterByte = delimiter.charCodeAt(0);
  let state = State.FieldStart;
  let line = 1;
  let firstLine = 1;
  let parts: Uint8Array[] = [];
  let length = 0;

  const take = (): CsvRecord | null => {
    const raw = withoutCr(concatBytes(parts));
    const ended = state;
    const started = firstLine;
    parts = [];
    const size = length;
    length = 0;
    state = State.FieldStart;
    firstLine = line;
    if (size > maxBytes) return tooLong(started, maxBytes);
    if (ended === State.Malformed) return malformed(started);
    return raw.length === 0
      ? null
      : { ok: true, line: started, raw, cells: cut(raw, delimiterByte) };
  };

  for await (const chunk of stream) {
    let start = 0;
    for (let at = 0; at < chunk.length; at += 1) {
      const byte = chunk[at] ?? 0;
      if (byte === LF) line += 1;
      // Past the limit quotes no longer count: the next line break ends the record.
      const overLimit = length + (at - start) > maxBytes;
      if (byte === LF && (overLimit || state !== State.Quoted)) {
        if (!overLimit) parts.push(chunk.subarray(start, at));
        length += at - start;
        start = at + 1;
        const record = take();
        if (record) yield record;
      } else {
        state = next(state, byte, delimiterByte);
      }
    }
    length += chunk.length - start;
    if (length <= maxBytes) parts.push(chunk.subarray(start));
    else parts = [];
  }
  if (state === State.Quoted) {
    yield {
      ok: false,
      line: firstLine,
      reason: `A quote opens here and never closes: lines ${firstLine} to ${line} were not read.`,
    };
  } else if (length > 0) {
    const record = take();
    if (record) yield record;
  }
}

/** The delimiter of a header line: the candidate that stands there most often outside quotes. */
export function detectDelimiter(head: Uint8Array): string {
  const end = head.indexOf(LF);
  const line = new TextDecoder('latin1')
    .decode(end < 0 ? head : head.subarray(0, end))
    .replace(/"[^"]*"/g, '');
  let best: string = CANDIDATES[0];
  for (const candidate of CANDIDATES) {
    if (line.split(candidate).length > line.split(best).length) best = candidate;
  }
  return best;
}

function next(state: State, byte: number, delimiter: number): State {
  switch (state) {
    case State.FieldStart:
      if (byte === QUOTE) return State.Quoted;
      return byte === delimiter ? State.FieldStart : State.Unquoted;
    case State.Unquoted:
      return byte === delimiter ? State.FieldStart : State.Unquoted;
    case State.Quoted:
      return byte === QUOTE ? State.QuoteInQuoted : State.Quoted;
    case State.QuoteInQuoted:
      if (byte === QUOTE) return State.Quoted;
      if (byte === delimiter) return State.FieldStart;
      return byte === CR ? State.QuoteInQuoted : State.Malformed;
    case State.Malformed:
      return State.Malformed;
  }
}

function cut(raw: Uint8Array, delimiter: number): Uint8Array[] {
  const cells: Uint8Array[] = [];
  let state = State.FieldStart;
  let start = 0;
  for (let at = 0; at < raw.length; at += 1) {
    const byte = raw[at] ?? 0;
    if (byte === delimiter && state !== State.Quoted) {
      cells.push(unquote(raw.subarray(start, at)));
      start = at + 1;
    }
    state = next(state, byte, delimiter);
  }
  cells.push(unquote(raw.subarray(start)));
  return cells;
}

function unquote(cell: Uint8Array): Uint8Array {
  if (cell[0] !== QUOTE) return cell;
  const inner = cell.subarray(1, -1);
  if (inner.indexOf(QUOTE) < 0) return inner;
  const out = new Uint8Array(inner.length);
  let size = 0;
  for (let at = 0; at < inner.length; at += 1) {
    out[size++] = inner[at] ?? 0;
    if (inner[at] === QUOTE) at += 1;
  }
  return out.subarray(0, size);
}

function withoutCr(bytes: Uint8Array): Uint8Array {
  return bytes[bytes.length - 1] === CR ? bytes.subarray(0, -1) : bytes;
}

function tooLong(line: number, maxBytes: number): CsvRecord {
  return { ok: false, line, reason: `The record is longer than ${formatBytes(maxBytes)}.` };
}

function malformed(line: number): CsvRecord {
  return { ok: false, line, reason: 'Something stands behind a closing quote in this record.' };
}
