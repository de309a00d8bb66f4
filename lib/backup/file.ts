import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { z } from 'zod';

/**
 * A backup is one gzip file of lines:
 *
 *     {"format":"sourcemark-backup","version":1,…}      header
 *     {"table":"users","columns":["id",…]}              then the rows in COPY's text format,
 *     \.                                                ended as COPY ends them; next table …
 *     {"tables":[{"table":"users","rows":2,"sha256":"…"},…]}   trailer: what must have been read
 *
 * COPY's text format escapes newlines and backslashes, so a row is one line and `\.` is no row.
 */
export const headerSchema = z.object({
  format: z.literal('sourcemark-backup'),
  version: z.literal(1),
  createdAt: z.iso.datetime(),
  migrations: z.array(z.string()),
});
export type Header = z.infer<typeof headerSchema>;

export const tableSchema = z.object({ table: z.string(), columns: z.array(z.string()).min(1) });

/** How many rows a table had, and the SHA-256 of their lines. */
const tallySchema = z.object({ table: z.string(), rows: z.number().int(), sha256: z.string() });
export type Tally = z.infer<typeof tallySchema>;
export const trailerSchema = z.object({ tables: z.array(tallySchema) });

const NEWLINE = 10;
const TERMINATOR = Buffer.from('\\.\n');
/** Rows are handed on in pieces of about this many bytes. */
const PIECE = 64 * 1024;

/** Counts and hashes rows as they pass. */
export class Tallier {
  private readonly hash = createHash('sha256');
  private rows = 0;

  constructor(private readonly table: string) {}

  add(chunk: Buffer): void {
    this.hash.update(chunk);
    for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, at + 1)) {
      this.rows += 1;
    }
  }

  result(): Tally {
    return { table: this.table, rows: this.rows, sha256: this.hash.digest('hex') };
  }
}

/** Reads a backup line by line, in flat memory. */
export class BackupReader {
  private readonly lines: AsyncGenerator<Buffer>;

  constructor(file: string) {
    this.lines = splitLines(inflate(file));
  }

  /** The next line that is JSON, unchecked. Throws at the end of the file. */
  async json(): Promise<unknown> {
    const { value, done } = await this.lines.next();
    if (done) throw new Error('The file ends too early.');
    return JSON.parse((value as Buffer).toString('utf8'));
  }

  /** The rows of a table, up to their end, in pieces of whole lines. */
  async *rows(): AsyncGenerator<Buffer> {
    let piece: Buffer[] = [];
    let size = 0;
    for (;;) {
      const { value, done } = await this.lines.next();
      if (done) throw new Error('The file ends within a table.');
      const line = value as Buffer;
      if (line.equals(TERMINATOR)) break;
      piece.push(line);
      size += line.length;
      if (size >= PIECE) {
        yield Buffer.concat(piece);
        piece = [];
        size = 0;
      }
    }
    if (size > 0) yield Buffer.concat(piece);
  }

  async close(): Promise<void> {
    await this.lines.return(undefined);
  }
}

/**
 * The bytes of a gzip file. Opened when the first are asked for: a file that is no gzip, or no file,
 * fails its reader then, not the process before anybody reads.
 */
async function* inflate(file: string): AsyncGenerator<Buffer> {
  const gunzip = createGunzip();
  // What goes wrong ends `gunzip` with the same error, which its reader gets.
  pipeline(createReadStream(file), gunzip).catch(() => undefined);
  yield* gunzip;
}

async function* splitLines(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let parts: Buffer[] = [];
  for await (const chunk of source) {
    let from = 0;
    for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, from)) {
      const end = chunk.subarray(from, at + 1);
      yield parts.length === 0 ? end : Buffer.concat([...parts, end]);
      parts = [];
      from = at + 1;
    }
    if (from < chunk.length) parts.push(chunk.subarray(from));
  }
  if (parts.length > 0) throw new Error('The file ends within a line.');
}
