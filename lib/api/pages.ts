import { z } from 'zod';
import { err, ok, type Result } from '@/lib/result/result';

const MOST = 500;
const DEFAULT = 100;

/** `limit` and `cursor`, which each list has. */
export const pageQuery = {
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(MOST)
    .default(DEFAULT)
    .describe(`How many at most (1 to ${MOST})`),
  cursor: z.string().max(200).optional().describe('`next` of the page before'),
};

/** A page of a list: `next` is the cursor of the page after it, null on the last. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), next: z.string().nullable() });
}

/** A cursor for what comes after this key. It means nothing outside the interface. */
export function writeCursor(key: string): string {
  return Buffer.from(key, 'utf8').toString('base64url');
}

/** The key of a cursor, or null without one. Error: `invalid_input`. */
export function readCursor(
  cursor: string | undefined,
  shape: z.ZodType<string>,
): Result<string | null> {
  if (cursor === undefined) return ok(null);
  const key = shape.safeParse(Buffer.from(cursor, 'base64url').toString('utf8'));
  if (key.success) return ok(key.data);
  return err('invalid_input', 'This cursor is not one of this list.', { field: 'query.cursor' });
}

/** Cuts what was read with one more than asked for: the items, and the cursor after the last. */
export function cutPage<T>(
  rows: readonly T[],
  limit: number,
  keyOf: (row: T) => string,
): { items: readonly T[]; next: string | null } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return {
    items,
    next: rows.length > limit && last !== undefined ? writeCursor(keyOf(last)) : null,
  };
}
