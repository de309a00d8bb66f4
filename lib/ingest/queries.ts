import { z } from 'zod';
import type { Actor } from '@/lib/auth/actor';
import { inProject, type ProjectTx } from '@/lib/db/tx';
import { err, ok, type Result } from '@/lib/result/result';
import { csvRecord } from '@/lib/text/csv-cells';
import { type ImportCounts, type ImportReport, ImportTally } from './report';
import {
  type ImportDto,
  type ImportRejectionDto,
  type ImportStateName,
  JOB_LOST_AFTER,
  LOST_AFTER_SECONDS,
} from './upload-schema';

export const IMPORTS_SHOWN = 50;
export const REJECTIONS_PAGE = 100;
const REPORT_PAGE = 2000;
const INTERRUPTED =
  'It was interrupted. Import the same files again: what is stored stays, the rest is added.';

interface ImportRow {
  readonly id: string;
  readonly source_name: string;
  readonly format: string;
  readonly state: ImportStateName;
  readonly stale: boolean;
  readonly counts: Partial<ImportCounts>;
  readonly notices: ImportReport['notices'];
  readonly message: string | null;
  readonly starter: string | null;
  readonly started_at: Date;
  readonly finished_at: Date | null;
  readonly waiting: boolean;
  readonly retry_at: Date | null;
  readonly rejections: number;
}

const SELECT = `SELECT i.id::text AS id, i.source_name, i.format, i.state::text AS state,
    (i.state = 'running' AND coalesce(i.retry_at, i.updated_at) < now() - CASE WHEN i.source IS NULL
       THEN interval '${LOST_AFTER_SECONDS} seconds' ELSE interval '${JOB_LOST_AFTER}' END) AS stale,
    (i.source IS NOT NULL AND i.attempts = 0) AS waiting, i.retry_at,
    i.counts, i.notices, i.message, u.name AS starter, i.started_at, i.finished_at,
    (SELECT count(*)::int FROM import_rejections r
      WHERE r.project_id = i.project_id AND r.import_id = i.id) AS rejections
  FROM imports i LEFT JOIN users u ON u.id = i.started_by WHERE i.project_id = $1::uuid`;

/** The project's latest imports, newest first. Errors: those of `inProject`. */
export function listImports(actor: Actor): Promise<Result<ImportDto[]>> {
  return inProject(actor, 'project.read', async (tx) => {
    const rows = await tx.sql<ImportRow>(
      `${SELECT} ORDER BY i.started_at DESC, i.id DESC LIMIT ${IMPORTS_SHOWN}`,
      tx.projectId,
    );
    return ok(rows.map(toDto));
  });
}

/** One import. Error `not_found`, those of `inProject`. */
export function getImport(actor: Actor, importId: string): Promise<Result<ImportDto>> {
  return inProject(actor, 'project.read', (tx) => findImport(tx, importId));
}

async function findImport(tx: ProjectTx, importId: string): Promise<Result<ImportDto>> {
  const gone = err('not_found', 'There is no such import.');
  if (!z.uuid().safeParse(importId).success) return gone;
  const [row] = await tx.sql<ImportRow>(`${SELECT} AND i.id = $2::uuid`, tx.projectId, importId);
  return row ? ok(toDto(row)) : gone;
}

/** One page of what an import refused, in the order of the files. `after` is the last position seen. */
export function listRejections(
  actor: Actor,
  importId: string,
  after: number,
  limit = REJECTIONS_PAGE,
): Promise<Result<{ import: ImportDto; rejections: ImportRejectionDto[] }>> {
  return inProject(actor, 'project.read', async (tx) => {
    const found = await findImport(tx, importId);
    if (!found.ok) return found;
    const rejections = await tx.sql<ImportRejectionDto>(
      `SELECT position, kind::text AS kind, file, line, reason FROM import_rejections
        WHERE project_id = $1::uuid AND import_id = $2::uuid AND position > $3::int
        ORDER BY position LIMIT $4::int`,
      tx.projectId,
      importId,
      after,
      limit,
    );
    return ok({ import: found.value, rejections });
  });
}

/**
 * Everything that an import refused, as CSV, page by page: file, line, kind, reason. Cells that a
 * spreadsheet would run as a formula are guarded. Errors as `listRejections`.
 */
export async function rejectionReport(
  actor: Actor,
  importId: string,
): Promise<Result<{ name: string; body: ReadableStream<Uint8Array> }>> {
  const first = await listRejections(actor, importId, -1, REPORT_PAGE);
  if (!first.ok) return first;
  const encoder = new TextEncoder();
  let page: readonly ImportRejectionDto[] = first.value.rejections;
  let started = false;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (!started) {
        started = true;
        controller.enqueue(encoder.encode(csvRecord(['file', 'line', 'kind', 'reason'])));
      }
      const lines = page.map(({ file, line, kind, reason }) =>
        csvRecord([file, line, kind, reason]),
      );
      if (lines.length > 0) controller.enqueue(encoder.encode(lines.join('')));
      const last = page[page.length - 1];
      if (page.length < REPORT_PAGE || !last) {
        controller.close();
        return;
      }
      const next = await listRejections(actor, importId, last.position, REPORT_PAGE);
      if (!next.ok) controller.error(new Error(next.error.userMessage));
      else page = next.value.rejections;
    },
  });
  return ok({ name: `refused-${importId.slice(0, 8)}.csv`, body });
}

function toDto(row: ImportRow): ImportDto {
  return {
    id: row.id,
    sourceName: row.source_name,
    format: row.format,
    state: row.stale ? 'failed' : row.state,
    // A row whose import has stored nothing yet has no counts.
    counts: { ...new ImportTally().counts, ...row.counts },
    notices: row.notices,
    message: row.stale ? INTERRUPTED : row.message,
    startedBy: row.starter,
    startedAt: row.started_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
    waiting: row.waiting && row.state === 'running',
    retryAt: row.retry_at?.toISOString() ?? null,
    rejections: row.rejections,
  };
}
