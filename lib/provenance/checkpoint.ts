import { z } from 'zod';
import { err, ok, type Result } from '@/lib/result/result';

/**
 * A checkpoint as a file: which event a project's history ended with at a moment, and its hash. Kept
 * by somebody else, it holds the team to all that came before it. `at` is that event's time, UTC.
 */
export const checkpointFileSchema = z.strictObject({
  schema: z.literal('sourcemark.checkpoint/1'),
  project: z.strictObject({ id: z.uuid(), slug: z.string(), name: z.string() }),
  event: z.int().nonnegative(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  at: z.iso.datetime().nullable(),
});
export type CheckpointFile = z.output<typeof checkpointFileSchema>;

/** One line a member, so that a person can read it too. */
export function writeCheckpoint(checkpoint: CheckpointFile): string {
  return `${JSON.stringify(checkpoint, null, 2)}\n`;
}

/** Reads a checkpoint file. Error: `invalid_input`, with what is wrong with it. */
export function readCheckpoint(text: string): Result<CheckpointFile> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    return err('invalid_input', 'The checkpoint is not JSON.', { cause });
  }
  const parsed = checkpointFileSchema.safeParse(value);
  if (parsed.success) return ok(parsed.data);
  const issue = parsed.error.issues[0];
  const where = issue?.path.join('.') || 'the file';
  return err('invalid_input', `The checkpoint cannot be read: ${where}.`);
}
