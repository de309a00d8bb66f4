import { z } from 'zod';
import type { ImportCounts, ImportReport } from './report';

/**
 * How far an import is stored: so many rows of what its readers give, in their order; or the addresses
 * of a list that are done, since fetching them again would give something else.
 */
export const checkpointSchema = z.strictObject({
  rows: z.int().nonnegative(),
  done: z.array(z.string()),
});
export type Checkpoint = z.infer<typeof checkpointSchema>;

/** What an attempt that goes on starts with. */
export interface Resumed extends Checkpoint {
  readonly counts: ImportCounts;
  readonly notices: ImportReport['notices'];
  /** Rejections written down. */
  readonly rejections: number;
}

/** One attempt of a job at an import. */
export interface ImportAttempt {
  /** 1 for the first. Whoever finds another number in the row has been overtaken. */
  readonly number: number;
  /** Null where nothing was stored before. */
  readonly resumed: Resumed | null;
  readonly signal: AbortSignal;
}
