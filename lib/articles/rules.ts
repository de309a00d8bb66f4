import { z } from 'zod';
import type { QueueSort } from './schema';

/**
 * A stretch of the queue that one index order covers. `key` is the SQL of the sort key beside the
 * version's id (null: the id alone); all SQL here is ours, nothing comes from the address.
 */
export interface QueueSegment {
  readonly where: string;
  readonly key: { readonly sql: string; readonly type: 'timestamptz' | 'text' } | null;
  readonly descending: boolean;
}

const dated = { sql: 'v.published_at', type: 'timestamptz' } as const;

/** The segments of each order, first to last: dated before undated. */
export const QUEUE_SEGMENTS: Readonly<Record<QueueSort, readonly QueueSegment[]>> = {
  newest: [
    { where: 'v.published_at IS NOT NULL', key: dated, descending: true },
    { where: 'v.published_at IS NULL', key: null, descending: true },
  ],
  oldest: [
    { where: 'v.published_at IS NOT NULL', key: dated, descending: false },
    { where: 'v.published_at IS NULL', key: null, descending: false },
  ],
  title: [{ where: 'true', key: { sql: 'v.title_key', type: 'text' }, descending: false }],
  added: [{ where: 'true', key: null, descending: true }],
};

/** Where a page begins: after or before this row of this segment. */
export interface QueueCursor {
  readonly direction: 'after' | 'before';
  readonly segment: number;
  /** The row's sort key as text; null where the segment has none. */
  readonly key: string | null;
  readonly id: string;
}

const cursorSchema = z.tuple([
  z.enum(['after', 'before']),
  z.int().min(0).max(1),
  z.string().max(20_000).nullable(),
  z.uuid(),
]);

/** A cursor as it stands in an address (base64url). */
export function writeCursor({ direction, segment, key, id }: QueueCursor): string {
  return Buffer.from(JSON.stringify([direction, segment, key, id]), 'utf8').toString('base64url');
}

/** Reads a cursor from an address; null for anything that is not one of this order. */
export function readCursor(sort: QueueSort, written: string | undefined): QueueCursor | null {
  if (written === undefined || written.length > 40_000) return null;
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(written, 'base64url').toString('utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
  const parsed = cursorSchema.safeParse(value);
  if (!parsed.success) return null;
  const [direction, segment, key, id] = parsed.data;
  const found = QUEUE_SEGMENTS[sort][segment];
  if (found === undefined || (found.key === null) !== (key === null)) return null;
  if (found.key?.type === 'timestamptz' && !/^\d{4,6}-[\d :.+-]+$/.test(key ?? '')) return null;
  return { direction, segment, key, id };
}

/** A pattern for `ILIKE` that finds the words anywhere, with `%`, `_` and `\` standing for themselves. */
export function likePattern(words: string): string {
  return `%${words.replace(/[\\%_]/g, '\\$&')}%`;
}

const TRIGRAM = /[\p{L}\p{N}]{3}/u;

/** Whether the index on titles, which knows groups of three characters, can narrow a search down. */
export function isIndexable(words: string): boolean {
  return TRIGRAM.test(words);
}
