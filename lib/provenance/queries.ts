import { z } from 'zod';
import type { ProjectTx } from '@/lib/db/tx';
import { type ChainBreak, type Checkpoint, walkChain } from './chain';
import { EVENT_TYPES, type EventType } from './schema';

/** Events read at a time when the chain is walked. */
const WALK_PAGE = 5000;

/** What walking a project's history found. */
export interface Verification {
  /** Events that were found true, from the first on. */
  readonly events: number;
  /** Number and hash of the last true event; keep them elsewhere to prove the tail later. */
  readonly head: { readonly seq: number; readonly hash: string };
  readonly broken: { readonly seq: number; readonly reason: string } | null;
}

/**
 * Recomputes the hash chain of the project from its first event to its last, page by page, and
 * names the first event that is not as it was written. Run it in a snapshot.
 */
export async function verifyHistory(
  tx: ProjectTx,
  checkpoints: readonly Checkpoint[] = [],
): Promise<Verification> {
  const walk = walkChain(tx.projectId, checkpoints);
  let broken: ChainBreak | null = null;
  for (let after = 0n, more = true; more && !broken; ) {
    const rows = await chainRows(tx, after);
    for (const row of rows) {
      broken = walk.next(row);
      if (broken) break;
    }
    more = rows.length === WALK_PAGE;
    after = rows.at(-1)?.seq ?? after;
  }
  if (!broken) {
    const [head] = await tx.sql<{ seq: bigint; hash: string }>(
      `SELECT seq, encode(hash, 'hex') AS hash FROM chain_heads WHERE project_id = $1::uuid`,
      tx.projectId,
    );
    broken = walk.end(head ? { seq: BigInt(head.seq), hash: head.hash } : null);
  }
  return {
    events: Number(walk.count),
    head: { seq: Number(walk.count), hash: walk.hash },
    broken: broken && { seq: Number(broken.seq), reason: broken.reason },
  };
}

async function chainRows(tx: ProjectTx, after: bigint) {
  const rows = await tx.sql<{
    seq: bigint;
    id: string;
    type: string;
    actor: string | null;
    article: string | null;
    annotation: string | null;
    at: number;
    body: string;
    prev: string;
    hash: string;
  }>(
    `SELECT seq, id::text, type, actor_id::text AS actor, article_id::text AS article,
            annotation_id::text AS annotation, (extract(epoch FROM at) * 1000)::float8 AS at, body,
            encode(prev_hash, 'hex') AS prev, encode(hash, 'hex') AS hash
       FROM events WHERE project_id = $1::uuid AND seq > $2::bigint ORDER BY seq LIMIT $3::int`,
    tx.projectId,
    after,
    WALK_PAGE,
  );
  return rows.map((row) => ({
    seq: BigInt(row.seq),
    id: row.id,
    type: row.type,
    actorId: row.actor,
    articleId: row.article,
    annotationId: row.annotation,
    at: row.at,
    body: row.body,
    prevHash: row.prev,
    hash: row.hash,
  }));
}

/** Which events a history page shows. Empty members keep everything. */
export interface EventFilter {
  /** A member's id, or `operator` for the command line. */
  readonly person: string | null;
  /** A whole kind (`review.accepted`) or the thing (`review`). */
  readonly kind: string | null;
  readonly articleId: string | null;
  readonly annotationId: string | null;
  /** UTC; from this moment on. */
  readonly from: Date | null;
  /** UTC; before this moment. */
  readonly until: Date | null;
}

export const EVERY_EVENT: EventFilter = {
  person: null,
  kind: null,
  articleId: null,
  annotationId: null,
  from: null,
  until: null,
};

/** One line of the history, for reading. */
export interface EventLine {
  readonly seq: number;
  readonly type: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Null for the command line's operator. */
  readonly actorName: string | null;
  readonly articleId: string | null;
  readonly articleTitle: string | null;
  readonly annotationId: string | null;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly hash: string;
}

export interface EventPage {
  readonly events: readonly EventLine[];
  /** Pass as `before` for the next, older page; null at the beginning of the history. */
  readonly next: number | null;
}

const payloadSchema = z.object({ payload: z.record(z.string(), z.unknown()) });

/** A page of events, newest first, before the event numbered `before` (all when null). */
export async function listEvents(
  tx: ProjectTx,
  filter: EventFilter,
  before: number | null,
  limit: number,
): Promise<EventPage> {
  const rows = await tx.sql<{
    seq: bigint;
    type: string;
    at: Date;
    actor_name: string | null;
    article_id: string | null;
    title: string | null;
    annotation_id: string | null;
    body: string;
    hash: string;
  }>(
    `SELECT e.seq, e.type, e.at, u.name AS actor_name, e.article_id::text, v.title,
            e.annotation_id::text, e.body, encode(e.hash, 'hex') AS hash
       FROM events e
       LEFT JOIN users u ON u.id = e.actor_id
       LEFT JOIN LATERAL (
         SELECT title FROM article_versions v
          WHERE v.project_id = e.project_id AND v.article_id = e.article_id
          ORDER BY v.version_no DESC LIMIT 1) v ON true
      WHERE e.project_id = $1::uuid AND ($2::bigint IS NULL OR e.seq < $2::bigint)
        AND ($3::text IS NULL OR ($3::text = 'operator' AND e.actor_id IS NULL) OR e.actor_id::text = $3::text)
        AND ($4::text IS NULL OR e.type = $4::text OR split_part(e.type, '.', 1) = $4::text)
        AND ($5::uuid IS NULL OR e.article_id = $5::uuid)
        AND ($6::uuid IS NULL OR e.annotation_id = $6::uuid)
        AND ($7::timestamptz IS NULL OR e.at >= $7::timestamptz)
        AND ($8::timestamptz IS NULL OR e.at < $8::timestamptz)
      ORDER BY e.seq DESC LIMIT $9::int`,
    tx.projectId,
    before,
    filter.person,
    filter.kind,
    filter.articleId,
    filter.annotationId,
    filter.from,
    filter.until,
    limit + 1,
  );
  const events = rows.slice(0, limit).map((row) => ({
    seq: Number(row.seq),
    type: row.type,
    at: row.at.toISOString(),
    actorName: row.actor_name,
    articleId: row.article_id,
    articleTitle: row.title,
    annotationId: row.annotation_id,
    payload: payloadSchema.parse(JSON.parse(row.body)).payload,
    hash: row.hash,
  }));
  return { events, next: rows.length > limit ? (events.at(-1)?.seq ?? null) : null };
}

/** What the history page offers to filter by. */
export interface EventChoices {
  readonly people: readonly { id: string; name: string }[];
  readonly articles: readonly { id: string; title: string }[];
  readonly kinds: readonly EventType[];
}

/** Members past and present; the latest 200 articles; every kind of event. */
export async function eventChoices(tx: ProjectTx): Promise<EventChoices> {
  const people = await tx.sql<{ id: string; name: string }>(
    `SELECT u.id::text, u.name FROM members m JOIN users u ON u.id = m.user_id
      WHERE m.project_id = $1::uuid ORDER BY u.name, u.id`,
    tx.projectId,
  );
  const articles = await tx.sql<{ id: string; title: string }>(
    `SELECT id, title FROM (
       SELECT DISTINCT ON (t.id) t.id::text, v.title FROM (
         SELECT id FROM articles WHERE project_id = $1::uuid ORDER BY id DESC LIMIT 200) t
       JOIN article_versions v ON v.project_id = $1::uuid AND v.article_id = t.id
       ORDER BY t.id, v.version_no DESC) x ORDER BY title`,
    tx.projectId,
  );
  return { people, articles, kinds: EVENT_TYPES };
}
