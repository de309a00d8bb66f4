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
 * opens a cell at the cell's start. A record that is malformed, too long or never closed is reported
 * and reading goes on at the next line.
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

  const take = (): Taken | null => {
    const raw = withoutCr(concatBytes(parts));
    const ended = state;
    const started = firstLine;
    parts = [];
    const size = length;
    length = 0;
    state = State.FieldStart;
    firstLine = line;
    if (size > maxBytes) return { record: tooLong(started, maxBytes) };
    if (ended === State.Malformed) return { record: malformed(started), swallowed: raw };
    if (ended === State.Quoted) return { record: unclosed(started), swallowed: raw };
    if (raw.length === 0) return null;
    return { record: { ok: true, line: started, raw, cells: cut(raw, delimiterByte) } };
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
        yield* whole(take(), delimiter, maxBytes);
      } else {
        state = next(state, byte, delimiterByte);
      }
    }
    length += chunk.length - start;
    if (length <= maxBytes) parts.push(chunk.subarray(start));
    else parts = [];
  }
  if (length > 0) yield* whole(take(), delimiter, maxBytes);
}

/** A record, and for a bad one what it ran over. */
interface Taken {
  readonly record: CsvRecord;
  readonly swallowed?: Uint8Array;
}

/**
 * The record; after a bad one what it ran over is read again from its second line on, so that it
 * costs no others. What such a record runs over holds no cell that runs on further: twice is all.
 */
async function* whole(
  taken: Taken | null,
  delimiter: string,
  maxBytes: number,
): AsyncGenerator<CsvRecord> {
  if (!taken) return;
  const { record, swallowed } = taken;
  yield record;
  const end = swallowed?.indexOf(LF) ?? -1;
  if (!swallowed || end < 0) return;
  const rest = readCsvRecords(once(swallowed.subarray(end + 1)), delimiter, maxBytes);
  for await (const later of rest) yield { ...later, line: later.line + record.line };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
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

function unclosed(line: number): CsvRecord {
  return { ok: false, line, reason: 'A quote opens in this record and never closes.' };
}
