import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '@/lib/auth/actor';
import { inProject, type Me, type ProjectTx } from '@/lib/db/tx';
import { queueJob } from '@/lib/jobs/queue';
import { appendEvent } from '@/lib/provenance/commands';
import { err, ok, type Result } from '@/lib/result/result';
import type { BulkTx } from './bulk-tx';
import type { Checkpoint } from './checkpoint';
import type { ImportSource } from './import-source';
import type { ImportTally } from './report';
import type { ImportKind, Rejection, RejectionKind } from './schema';
import { JOB_LOST_AFTER, LOST_AFTER_SECONDS } from './upload-schema';

export type ImportEnd = 'finished' | 'failed' | 'cancelled';

/** The database's kinds are coarser: what an attribute or a note belongs to is an annotation. */
const STORED_KIND = {
  file: 'article',
  article: 'article',
  annotation: 'annotation',
  attribute: 'annotation',
  note: 'annotation',
  past: 'annotation',
  relation: 'relation',
} as const satisfies Record<RejectionKind, string>;

/** Opens an import that this process runs: its row and its event. Errors: those of `inProject`. */
export function startImport(
  actor: Actor,
  sourceName: string,
  format: ImportKind,
): Promise<Result<string>> {
  return inProject(actor, 'articles.import', async (tx, me) =>
    ok(await insertImport(tx, me, { sourceName, format, source: null })),
  );
}

/** Writes an import's row and its event; answers its id. */
export async function insertImport(
  tx: ProjectTx,
  me: Me,
  about: { sourceName: string; format: ImportKind; source: ImportSource | null },
): Promise<string> {
  const { sourceName, format, source } = about;
  const id = uuidv7();
  await tx.sql(
    `INSERT INTO imports (project_id, id, started_by, format, source_name, source)
     VALUES ($1::uuid, $2::uuid, $3::uuid, $4, $5, $6::jsonb)`,
    tx.projectId,
    id,
    me.userId,
    format,
    sourceName,
    source === null ? null : JSON.stringify(source),
  );
  await appendEvent(tx, {
    type: 'import.started',
    actorId: me.userId,
    payload: { importId: id, source: sourceName, format },
  });
  return id;
}

/** As `insertImport`, with the job that runs it in the same name. */
export async function queueImport(
  tx: ProjectTx,
  me: Me,
  about: { sourceName: string; format: ImportKind; source: ImportSource },
): Promise<string> {
  const importId = await insertImport(tx, me, about);
  const who: Record<string, string> = me.userId === null ? {} : { userId: me.userId };
  await queueJob(tx, 'import', { projectId: tx.projectId, importId, ...who });
  return importId;
}

/** An attempt that was believed dead lives, and finds that another one has gone on with its import. */
export class Overtaken extends Error {
  constructor(importId: string) {
    super(`import ${importId} was taken over by another worker`);
  }
}

/** How far an import is, to be written down. */
interface Progress {
  readonly tally: ImportTally;
  readonly checkpoint: Checkpoint;
  /** The number of the attempt; 0 where no job runs it. */
  readonly attempt: number;
  /** Those since the last time; `position` is the number of the first. */
  readonly rejections: readonly Rejection[];
  readonly position: number;
}

/**
 * Writes down how far an import has come, in the transaction of what it has stored. Answers whether it
 * goes on: false once cancelled. Throws `Overtaken` when another attempt has taken it over.
 */
export async function saveProgress(
  tx: BulkTx,
  importId: string,
  { tally, checkpoint, attempt, rejections, position }: Progress,
): Promise<boolean> {
  await writeRejections(tx, importId, rejections, position);
  const rows = await tx.sql<{ state: string }>(
    `UPDATE imports SET counts = $3::jsonb, notices = $4::jsonb, checkpoint = $5::jsonb, updated_at = now()
      WHERE project_id = $1::uuid AND id = $2::uuid AND attempts = $6::int RETURNING state::text AS state`,
    tx.projectId,
    importId,
    JSON.stringify(tally.counts),
    JSON.stringify(tally.noticeList()),
    JSON.stringify(checkpoint),
    attempt,
  );
  const [row] = rows;
  if (!row) throw new Overtaken(importId);
  return row.state === 'running';
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
    // What feeds bring comes by itself, and keeps nobody waiting.
    `SELECT count(*)::int AS n FROM imports WHERE project_id = $1::uuid AND state = 'running'
        AND source ->> 'followed' IS NULL
        AND updated_at > now() - CASE WHEN source IS NULL
          THEN interval '${LOST_AFTER_SECONDS} seconds' ELSE interval '${JOB_LOST_AFTER}' END`,
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
      `UPDATE imports SET state = $3::import_state, message = $4, retry_at = NULL,
              updated_at = now(), finished_at = now()
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
  tx: BulkTx,
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
