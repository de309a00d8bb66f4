import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '@/lib/auth/actor';
import { inProject, type ProjectTx } from '@/lib/db/tx';
import { appendEvent } from '@/lib/provenance/commands';
import { err, ok, type Result } from '@/lib/result/result';
import type { ImportTally } from './report';
import type { ImportKind, Rejection, RejectionKind } from './schema';
import { LOST_AFTER_SECONDS } from './upload-schema';

export type ImportEnd = 'finished' | 'failed' | 'cancelled';

/** The database's kinds are coarser: what an attribute or a note belongs to is an annotation. */
const STORED_KIND = {
  file: 'article',
  article: 'article',
  annotation: 'annotation',
  attribute: 'annotation',
  note: 'annotation',
  relation: 'relation',
} as const satisfies Record<RejectionKind, string>;

/** Opens an import: its row and its event. Errors: those of `inProject`. */
export function startImport(
  actor: Actor,
  sourceName: string,
  format: ImportKind,
): Promise<Result<string>> {
  return inProject(actor, 'articles.import', async (tx, me) => {
    const id = uuidv7();
    await tx.sql(
      `INSERT INTO imports (project_id, id, started_by, format, source_name)
       VALUES ($1::uuid, $2::uuid, $3::uuid, $4, $5)`,
      tx.projectId,
      id,
      me.userId,
      format,
      sourceName,
    );
    await appendEvent(tx, {
      type: 'import.started',
      actorId: me.userId,
      payload: { importId: id, source: sourceName, format },
    });
    return ok(id);
  });
}

/**
 * Writes down how far an import has come, with the rejections since the last time. `position` is
 * the number of the first of them. Answers whether the import goes on: false once cancelled.
 */
export function saveProgress(
  actor: Actor,
  importId: string,
  tally: ImportTally,
  rejections: readonly Rejection[],
  position: number,
): Promise<Result<boolean>> {
  return inProject(actor, 'articles.import', async (tx) => {
    await writeRejections(tx, importId, rejections, position);
    const rows = await tx.sql<{ state: string }>(
      `UPDATE imports SET counts = $3::jsonb, notices = $4::jsonb, updated_at = now()
        WHERE project_id = $1::uuid AND id = $2::uuid RETURNING state::text AS state`,
      tx.projectId,
      importId,
      JSON.stringify(tally.counts),
      JSON.stringify(tally.noticeList()),
    );
    return ok(rows[0]?.state === 'running');
  });
}

/**
 * Says that an import's process is alive; what it reads may fill no batch for a while. Answers whether
 * it goes on: false once cancelled.
 */
export async function beat(actor: Actor, importId: string): Promise<boolean> {
  const beaten = await inProject(actor, 'articles.import', async (tx) => {
    const rows = await tx.sql(
      `UPDATE imports SET updated_at = now()
        WHERE project_id = $1::uuid AND id = $2::uuid AND state = 'running' RETURNING id`,
      tx.projectId,
      importId,
    );
    return ok(rows.length > 0);
  });
  return beaten.ok && beaten.value;
}

/** Imports of one project that may run at the same time. */
const MAX_RUNNING = 3;

/** Fails with `rate_limited` while as many imports of the project run as may. */
export async function roomForImport(tx: ProjectTx): Promise<Result<void>> {
  const [row] = await tx.sql<{ n: number }>(
    `SELECT count(*)::int AS n FROM imports WHERE project_id = $1::uuid AND state = 'running'
        AND updated_at > now() - interval '${LOST_AFTER_SECONDS} seconds'`,
    tx.projectId,
  );
  if ((row?.n ?? 0) < MAX_RUNNING) return ok(undefined);
  return err('rate_limited', 'Three imports are running. Wait until one has ended.');
}

/** Closes an import with its event; one that is closed already stays as it is. */
export function endImport(
  actor: Actor,
  importId: string,
  end: ImportEnd,
  message: string | null,
  tally: ImportTally,
): Promise<Result<void>> {
  return inProject(actor, 'articles.import', async (tx, me) => {
    const changed = await tx.sql(
      `UPDATE imports SET state = $3::import_state, message = $4, updated_at = now(), finished_at = now()
        WHERE project_id = $1::uuid AND id = $2::uuid AND finished_at IS NULL RETURNING id`,
      tx.projectId,
      importId,
      end,
      message,
    );
    if (changed.length > 0) {
      const { articles, annotations, relations, files } = tally.counts;
      await appendEvent(tx, {
        type: 'import.finished',
        actorId: me.userId,
        payload: { importId, state: end, message, articles, annotations, relations, files },
      });
    }
    return ok(undefined);
  });
}

async function writeRejections(
  tx: ProjectTx,
  importId: string,
  rejections: readonly Rejection[],
  position: number,
): Promise<void> {
  if (rejections.length === 0) return;
  // Quoted file content may hold what the database cannot store.
  const storable = (text: string) =>
    text.replaceAll('\0', '\u2400').replace(/\p{Surrogate}/gu, '\ufffd');
  const rows = rejections.map(({ kind, file, line, reason }, index) => ({
    position: position + index,
    kind: STORED_KIND[kind],
    file: storable(file),
    line,
    reason: storable(reason),
  }));
  await tx.sql(
    `INSERT INTO import_rejections (project_id, import_id, position, kind, file, line, reason)
     SELECT $1::uuid, $2::uuid, r.position, r.kind::rejected_kind, r.file, r.line, r.reason
       FROM jsonb_to_recordset($3::jsonb) AS r (position int, kind text, file text, line int, reason text)`,
    tx.projectId,
    importId,
    JSON.stringify(rows),
  );
}
