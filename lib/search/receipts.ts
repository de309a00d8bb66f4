import type { ProjectTx } from '@/lib/db/tx';
import { err, ok, type Result } from '@/lib/result/result';

/** Who repeats what. */
interface Once {
  readonly userId: string;
  readonly key: string;
  readonly command: string;
}

/**
 * Runs `work` once per idempotency key: a repeat waits for the first one and answers the same. Error
 * besides the work's own: `conflict` when the key was used for another command.
 */
export async function oncePerKey<T>(
  tx: ProjectTx,
  { userId, key, command }: Once,
  work: () => Promise<Result<{ readonly value: T; finish(): Promise<void> }>>,
): Promise<Result<T>> {
  await tx.sql(
    `SELECT pg_advisory_xact_lock(hashtextextended('receipt/' || $1 || '/' || $2 || '/' || $3, 0)) IS NULL AS locked`,
    tx.projectId,
    userId,
    key,
  );
  const [receipt] = await tx.sql<{ command: string; result: T }>(
    `SELECT command, result FROM receipts
      WHERE project_id = $1::uuid AND user_id = $2::uuid AND key = $3`,
    tx.projectId,
    userId,
    key,
  );
  if (receipt && receipt.command !== command) {
    return err('conflict', 'This idempotency key was used for something else.', {
      field: 'idempotencyKey',
    });
  }
  if (receipt) return ok(receipt.result);
  const done = await work();
  if (!done.ok) return done;
  await tx.sql(
    `INSERT INTO receipts (project_id, user_id, key, command, result)
     VALUES ($1::uuid, $2::uuid, $3, $4, $5::jsonb)`,
    tx.projectId,
    userId,
    key,
    command,
    JSON.stringify(done.value.value),
  );
  // Last: the project's chain is locked from the first event to the end of the transaction.
  await done.value.finish();
  return ok(done.value.value);
}
