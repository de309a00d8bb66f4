import { z } from 'zod';

/** Where a page of articles begins: beyond this one. */
export interface ArticleCursor {
  readonly rank: number;
  /** A timestamp in PostgreSQL's words; may be an infinity. */
  readonly at: string;
  readonly id: string;
}

const articleSchema = z.tuple([
  z.number(),
  z.string().regex(/^(-?infinity|\d{4,6}-[\d :.+-]+)$/),
  z.uuid(),
]);

/** A cursor as it stands in an address (base64url). */
export function writeCursor({ rank, at, id }: ArticleCursor): string {
  return Buffer.from(JSON.stringify([rank, at, id]), 'utf8').toString('base64url');
}

/** Reads a cursor from an address; null for anything that is none. */
export function readCursor(written: string | undefined): ArticleCursor | null {
  if (written === undefined || written.length > 500) return null;
  try {
    const parsed = articleSchema.safeParse(
      JSON.parse(Buffer.from(written, 'base64url').toString('utf8')),
    );
    if (!parsed.success) return null;
    const [rank, at, id] = parsed.data;
    return { rank, at, id };
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
