import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { ProjectTx } from '@/lib/db/tx';
import type { Move } from './moves';

/** One step of an operation, as its row stores it. `beforeNo` is null for what it created. */
const operationChangeSchema = z.object({
  kind: z.enum(['annotation', 'relation']),
  id: z.uuid(),
  beforeNo: z.int().positive().nullable(),
  afterNo: z.int().positive(),
});
const operationChangesSchema = z.array(operationChangeSchema);
export type OperationChange = z.infer<typeof operationChangeSchema>;

export interface Operation {
  readonly id: string;
  readonly label: string;
  readonly changes: readonly OperationChange[];
}

/** The coding whose log it is. */
interface Log {
  readonly tx: ProjectTx;
  readonly codingId: string;
}

/** Adds an operation to the coding's log; what was undone before can no longer be redone. */
export async function recordOperation(
  { tx, codingId, userId }: Log & { readonly userId: string },
  { label, moves }: { readonly label: string; readonly moves: readonly Move[] },
): Promise<string> {
  const id = uuidv7();
  const changes: OperationChange[] = moves.map(({ type, id: changed, before }) => ({
    kind: type,
    id: changed,
    beforeNo: before?.headNo ?? null,
    afterNo: (before?.headNo ?? 0) + 1,
  }));
  await tx.sql(
    `WITH gone AS (
       UPDATE operations SET state = 'discarded'
        WHERE project_id = $1::uuid AND coding_id = $3::uuid AND state = 'undone')
     INSERT INTO operations (project_id, id, coding_id, user_id, position, label, changes)
     SELECT $1::uuid, $2::uuid, $3::uuid, $4::uuid, coalesce(max(position), 0) + 1, $5, $6::jsonb
       FROM operations WHERE project_id = $1::uuid AND coding_id = $3::uuid`,
    tx.projectId,
    id,
    codingId,
    userId,
    label,
    JSON.stringify(changes),
  );
  return id;
}

/** The operation that undo (the last done) or redo (the first undone) would replay. */
export async function nextOperation(
  { tx, codingId }: Log,
  direction: 'undo' | 'redo',
): Promise<Operation | null> {
  const order = direction === 'undo' ? 'DESC' : 'ASC';
  const [row] = await tx.sql<{ id: string; label: string; changes: unknown }>(
    `SELECT id, label, changes FROM operations
      WHERE project_id = $1::uuid AND coding_id = $2::uuid AND state = $3::operation_state
      ORDER BY position ${order} LIMIT 1`,
    tx.projectId,
    codingId,
    direction === 'undo' ? 'done' : 'undone',
  );
  return row ? { ...row, changes: operationChangesSchema.parse(row.changes) } : null;
}

/** An operation of the coding's log by its id; null for one of another coding. */
export async function readOperation(
  { tx, codingId }: Log,
  operationId: string,
): Promise<Operation | null> {
  const [row] = await tx.sql<{ id: string; label: string; changes: unknown }>(
    `SELECT id, label, changes FROM operations
      WHERE project_id = $1::uuid AND coding_id = $2::uuid AND id = $3::uuid`,
    tx.projectId,
    codingId,
    operationId,
  );
  return row ? { ...row, changes: operationChangesSchema.parse(row.changes) } : null;
}

/** Marks an operation as undone or done again. */
export async function markOperation(
  { tx }: Log,
  operationId: string,
  state: 'undone' | 'done',
): Promise<void> {
  await tx.sql(
    `UPDATE operations SET state = $3::operation_state
      WHERE project_id = $1::uuid AND id = $2::uuid`,
    tx.projectId,
    operationId,
    state,
  );
}
