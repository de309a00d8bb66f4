import type { Actor } from '@/lib/auth/actor';
import { inProject, type ProjectTx } from '@/lib/db/tx';
import { appendEvent } from '@/lib/provenance/commands';
import { ok, type Result } from '@/lib/result/result';
import { type Checkpoint, checkpointSchema, type Resumed } from './checkpoint';
import { type ImportCounts, type ImportReport, ImportTally } from './report';

/** An import that a worker has taken up. */
export interface OpenImport {
  readonly id: string;
  readonly sourceName: string;
  /** Of the shape of `importSourceSchema`. */
  readonly source: unknown;
  /** Which attempt this is; 1 for the first. */
  readonly number: number;
  readonly resumed: Resumed | null;
}

interface Row {
  readonly source_name: string;
  readonly source: unknown;
  readonly attempts: number;
  readonly checkpoint: unknown;
  readonly counts: Partial<ImportCounts>;
  readonly notices: ImportReport['notices'];
  readonly rejections: number;
}

/**
 * Takes an import up, as the next attempt; null when it is not running, having been cancelled. An
 * earlier attempt that still runs somewhere finds itself overtaken at its next batch.
 */
export function beginAttempt(actor: Actor, importId: string): Promise<Result<OpenImport | null>> {
  return inProject(actor, 'articles.import', async (tx) => {
    const [row] = await tx.sql<Row>(
      `UPDATE imports SET attempts = attempts + 1, retry_at = NULL, message = NULL, updated_at = now()
        WHERE project_id = $1::uuid AND id = $2::uuid AND state = 'running'
        RETURNING source_name, source, attempts, checkpoint, counts, notices,
          (SELECT count(*)::int FROM import_rejections r
            WHERE r.project_id = imports.project_id AND r.import_id = imports.id) AS rejections`,
      tx.projectId,
      importId,
    );
    if (!row) return ok(null);
    const { source_name: sourceName, source, attempts: number } = row;
    return ok({ id: importId, sourceName, source, number, resumed: resumedOf(row) });
  });
}

function resumedOf({ checkpoint, counts, notices, rejections }: Row): Resumed | null {
  if (checkpoint === null) return null;
  const place: Checkpoint = checkpointSchema.parse(checkpoint);
  return { ...place, counts: { ...new ImportTally().counts, ...counts }, notices, rejections };
}

const AGAIN = 'It broke off and is tried again.';
const GIVEN_UP = 'It broke off each time it was tried: see the log. What is stored stays.';

/** Writes down that an attempt broke off, and when the next is; without one the import has failed. */
export function noteBreak(
  actor: Actor,
  importId: string,
  nextTryAt: Date | null,
): Promise<Result<void>> {
  return inProject(actor, 'articles.import', async (tx, me) => {
    const changed = await tx.sql<{ counts: Partial<ImportCounts> }>(
      `UPDATE imports SET message = $3, retry_at = $4::timestamptz, updated_at = now(),
          state = CASE WHEN $4::timestamptz IS NULL THEN 'failed' ELSE state END,
          finished_at = CASE WHEN $4::timestamptz IS NULL THEN now() END
        WHERE project_id = $1::uuid AND id = $2::uuid AND state = 'running' RETURNING counts`,
      tx.projectId,
      importId,
      nextTryAt === null ? GIVEN_UP : AGAIN,
      nextTryAt,
    );
    const [row] = changed;
    if (row && nextTryAt === null) {
      const { articles, annotations, relations, files } = row.counts;
      const counts = { articles, annotations, relations, files };
      await appendEvent(tx, {
        type: 'import.finished',
        actorId: me.userId,
        payload: { importId, state: 'failed', message: GIVEN_UP, ...counts },
      });
    }
    return ok(undefined);
  });
}

/** The upload that an import reads; null when it reads none. */
export async function findUpload(tx: ProjectTx, importId: string): Promise<string | null> {
  const [row] = await tx.sql<{ upload: string | null }>(
    `SELECT source ->> 'uploadId' AS upload FROM imports WHERE project_id = $1::uuid AND id = $2::uuid`,
    tx.projectId,
    importId,
  );
  return row?.upload ?? null;
}
