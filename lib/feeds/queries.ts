import type { Actor } from '@/lib/auth/actor';
import { inProject } from '@/lib/db/tx';
import { ok, type Result } from '@/lib/result/result';
import type { FeedDto, FeedState } from './schema';

interface Row {
  readonly id: string;
  readonly url: string;
  readonly title: string | null;
  readonly interval_minutes: number;
  readonly state: FeedState;
  readonly watcher: string | null;
  readonly checked_at: Date | null;
  readonly found_at: Date | null;
  readonly next_check_at: Date;
  readonly checking: boolean;
  readonly pages: number;
  readonly problem: string | null;
}

/** The feeds that the project watches or has paused, by their names. Errors: those of `inProject`. */
export function listFeeds(actor: Actor): Promise<Result<FeedDto[]>> {
  return inProject(actor, 'project.read', async (tx) => {
    const rows = await tx.sql<Row>(
      `SELECT f.id::text AS id, f.url, f.title, f.interval_minutes, f.state, u.name AS watcher,
          f.checked_at, f.found_at, f.next_check_at, f.problem,
          (f.state = 'watched' AND (f.checked_at IS NULL OR f.next_check_at <= now())) AS checking,
          (SELECT count(*)::int FROM feed_items i
            WHERE i.project_id = f.project_id AND i.feed_id = f.id) AS pages
         FROM feeds f LEFT JOIN users u ON u.id = f.watched_by
        WHERE f.project_id = $1::uuid AND f.state <> 'removed'
        ORDER BY lower(coalesce(f.title, f.url)), f.id`,
      tx.projectId,
    );
    return ok(rows.map(toDto));
  });
}

function toDto(row: Row): FeedDto {
  return {
    id: row.id,
    url: row.url,
    title: row.title,
    intervalMinutes: row.interval_minutes,
    state: row.state,
    watchedBy: row.watcher,
    checkedAt: row.checked_at?.toISOString() ?? null,
    foundAt: row.found_at?.toISOString() ?? null,
    nextCheckAt: row.state === 'watched' ? row.next_check_at.toISOString() : null,
    checking: row.checking,
    pages: row.pages,
    problem: row.problem,
  };
}
