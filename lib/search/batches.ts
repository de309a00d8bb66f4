import { z } from 'zod';
import type { ProjectTx } from '@/lib/db/tx';
import type { LastBatch } from './schema';

const operationsSchema = z.array(
  z.object({ codingId: z.uuid(), articleVersionId: z.uuid(), operationId: z.uuid() }),
);
export type BatchOperation = z.infer<typeof operationsSchema>[number];

/** One act that labelled many places. */
interface Batch {
  readonly id: string;
  readonly codeKey: string;
  readonly operations: readonly BatchOperation[];
  readonly undone: boolean;
}

export async function keepBatch(
  tx: ProjectTx,
  userId: string,
  batch: Pick<Batch, 'id' | 'codeKey' | 'operations'>,
): Promise<void> {
  await tx.sql(
    `INSERT INTO label_batches (project_id, id, user_id, label, operations)
     VALUES ($1::uuid, $2::uuid, $3::uuid, $4, $5::jsonb)`,
    tx.projectId,
    batch.id,
    userId,
    batch.codeKey,
    JSON.stringify(batch.operations),
  );
}

/** The person's own batch, locked until the transaction ends; null for anyone else's. */
export async function lockBatch(
  tx: ProjectTx,
  userId: string,
  batchId: string,
): Promise<Batch | null> {
  const [row] = await tx.sql<{ label: string; operations: unknown; undone: boolean }>(
    `SELECT label, operations, undone_at IS NOT NULL AS undone FROM label_batches
      WHERE project_id = $1::uuid AND id = $2::uuid AND user_id = $3::uuid FOR UPDATE`,
    tx.projectId,
    batchId,
    userId,
  );
  if (!row) return null;
  const operations = operationsSchema.parse(row.operations);
  return { id: batchId, codeKey: row.label, operations, undone: row.undone };
}

export async function markUndone(tx: ProjectTx, batchId: string): Promise<void> {
  await tx.sql(
    `UPDATE label_batches SET undone_at = now() WHERE project_id = $1::uuid AND id = $2::uuid`,
    tx.projectId,
    batchId,
  );
}

/** The person's latest batch of the last day that was not taken back. */
export async function readLastBatch(tx: ProjectTx, userId: string): Promise<LastBatch | null> {
  const [row] = await tx.sql<{ id: string; label: string; created: number; at: Date }>(
    `SELECT b.id, b.label, b.created_at AS at,
            (SELECT coalesce(sum(jsonb_array_length(o.changes)), 0)::int FROM operations o
              WHERE o.project_id = b.project_id AND o.id IN (
                SELECT (x ->> 'operationId')::uuid FROM jsonb_array_elements(b.operations) x)) AS created
       FROM label_batches b
      WHERE b.project_id = $1::uuid AND b.user_id = $2::uuid AND b.undone_at IS NULL
        AND b.created_at > now() - interval '1 day'
      ORDER BY b.id DESC LIMIT 1`,
    tx.projectId,
    userId,
  );
  if (!row) return null;
  return { batchId: row.id, codeKey: row.label, created: row.created, at: row.at.toISOString() };
}
