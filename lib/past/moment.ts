import type { ProjectTx } from '@/lib/db/tx';
import { err, ok, type Result } from '@/lib/result/result';
import type { LaterEvent } from './rules';
import type { Asked, Moment } from './schema';

/** Finds a moment of the project's history. Error: `not_found` for an event that is yet to come. */
export async function findMoment(tx: ProjectTx, asked: Asked): Promise<Result<Moment>> {
  const [end] = await tx.sql<{ head: bigint; at: bigint | null }>(
    `SELECT coalesce((SELECT seq FROM chain_heads WHERE project_id = $1::uuid), 0) AS head,
            (SELECT max(seq) FROM events WHERE project_id = $1::uuid AND at <= $2::timestamptz) AS at`,
    tx.projectId,
    'at' in asked ? asked.at : null,
  );
  const head = Number(end?.head ?? 0);
  const event = 'event' in asked ? asked.event : Number(end?.at ?? 0);
  if (event > head) {
    return err('not_found', `The history ends with event ${head}.`, { field: 'event' });
  }
  if (event === 0) return ok({ event, first: 0, at: null, type: null, actorName: null, head });
  const [row] = await tx.sql<{
    event: bigint;
    first: bigint;
    at: Date;
    type: string;
    actorName: string | null;
  }>(
    `SELECT e.seq AS event, w.first, e.at, e.type, u.name AS "actorName"
       FROM (SELECT coalesce(max(w.seq), $2::bigint) AS last, coalesce(min(w.seq), $2::bigint) AS first
               FROM events o JOIN events w ON w.project_id = o.project_id AND w.written_in = o.written_in
              WHERE o.project_id = $1::uuid AND o.seq = $2::bigint) w
       JOIN events e ON e.project_id = $1::uuid AND e.seq = w.last
       LEFT JOIN users u ON u.id = e.actor_id`,
    tx.projectId,
    event,
  );
  if (!row) return err('not_found', 'There is no such event that you may see.', { field: 'event' });
  return ok({
    ...row,
    event: Number(row.event),
    first: Number(row.first),
    at: row.at.toISOString(),
    head,
  });
}

/**
 * Whether a row was there by a moment, in SQL: some event of its transaction is not later. `row` is
 * the alias of a row with `project_id` and `written_in`, `time` its column of when it was made, and
 * the parameters numbered `$event` and `$at` are the moment's. Rows that were stored before
 * transactions were noted go by their times.
 */
export function wasThere(row: string, time: string, event: number, at: number): string {
  return `CASE WHEN ${row}.written_in IS NULL THEN ${row}.${time} <= $${at}::timestamptz
    ELSE EXISTS (SELECT 1 FROM events e WHERE e.project_id = ${row}.project_id
      AND e.written_in = ${row}.written_in AND e.seq <= $${event}::bigint) END`;
}

/** The events of some kinds after a moment, oldest first. */
export async function eventsSince(
  tx: ProjectTx,
  { event }: Moment,
  kinds: readonly string[],
  articleId: string | null = null,
): Promise<LaterEvent[]> {
  const rows = await tx.sql<{ type: string; body: string }>(
    `SELECT type, body FROM events
      WHERE project_id = $1::uuid AND seq > $2::bigint AND split_part(type, '.', 1) = ANY ($3)
        AND ($4::uuid IS NULL OR article_id = $4::uuid)
      ORDER BY seq`,
    tx.projectId,
    event,
    kinds,
    articleId,
  );
  return rows.map(({ type, body }) => ({ type, payload: JSON.parse(body).payload }));
}
