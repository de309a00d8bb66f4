import { z } from 'zod';
import type { Actor } from '@/lib/auth/actor';
import { can } from '@/lib/auth/roles';
import { inProject, type ProjectTx } from '@/lib/db/tx';
import { ok, type Result } from '@/lib/result/result';
import type { CheckpointFile } from './checkpoint';
import { GENESIS_HASH } from './hash';
import {
  EVENT_TYPES,
  type EventChoices,
  type EventFilter,
  type EventLine,
  type EventPage,
} from './schema';

const payloadSchema = z.object({ payload: z.record(z.string(), z.unknown()) });

/**
 * A page of the project's history, newest first: the events before the one numbered `before` (from
 * the end when null) that the filter keeps.
 */
export function readHistory(
  actor: Actor,
  filter: EventFilter,
  before: number | null,
  limit = 50,
): Promise<Result<EventPage>> {
  return inProject(actor, 'history.read', async (tx, me) => {
    const page = await listEvents(tx, filter, { before }, limit);
    // Invited people's addresses are the admins' business, here as on the members page.
    if (can(me.role, 'members.manage')) return ok(page);
    return ok({ ...page, events: page.events.map(withoutAddress) });
  });
}

/**
 * The project's history forwards: the events after the one numbered `after` that the filter keeps, oldest
 * first, at most `limit`. Errors: those of `inProject`.
 */
export function readEventsAfter(
  actor: Actor,
  filter: EventFilter,
  after: number,
  limit: number,
): Promise<Result<readonly EventLine[]>> {
  return inProject(actor, 'history.read', async (tx) => {
    const { events } = await listEvents(tx, filter, { after }, limit);
    return ok(events.map(withoutAddress));
  });
}

function withoutAddress(event: EventLine): EventLine {
  if (!Object.hasOwn(event.payload, 'email')) return event;
  const { email: _, ...payload } = event.payload;
  return { ...event, payload };
}

/** The event that the project's history ends with now, to be kept elsewhere. */
export function getCheckpoint(actor: Actor): Promise<Result<CheckpointFile>> {
  return inProject(actor, 'history.read', async (tx) => {
    const [row] = await tx.sql<{
      slug: string;
      name: string;
      event: bigint | null;
      hash: string | null;
      at: Date | null;
    }>(
      `SELECT p.slug, p.name, h.seq AS event, encode(h.hash, 'hex') AS hash,
              (SELECT e.at FROM events e WHERE e.project_id = p.id AND e.seq = h.seq) AS at
         FROM projects p LEFT JOIN chain_heads h ON h.project_id = p.id WHERE p.id = $1::uuid`,
      tx.projectId,
    );
    if (!row) throw new Error(`project ${tx.projectId} is gone`);
    return ok({
      schema: 'sourcemark.checkpoint/1',
      project: { id: tx.projectId, slug: row.slug, name: row.name },
      event: Number(row.event ?? 0),
      hash: row.hash ?? GENESIS_HASH,
      at: row.at?.toISOString() ?? null,
    });
  });
}

/** What the history page offers to filter by. */
export function historyChoices(actor: Actor): Promise<Result<EventChoices>> {
  return inProject(actor, 'history.read', async (tx) => ok(await eventChoices(tx)));
}

async function listEvents(
  tx: ProjectTx,
  filter: EventFilter,
  from: { readonly before: number | null } | { readonly after: number },
  limit: number,
): Promise<EventPage> {
  const forwards = 'after' in from;
  const rows = await tx.sql<{
    seq: bigint;
    id: string;
    type: string;
    at: Date;
    actor_name: string | null;
    token_name: string | null;
    article_id: string | null;
    title: string | null;
    annotation_id: string | null;
    body: string;
    hash: string;
  }>(
    `SELECT e.seq, e.id::text, e.type, e.at, u.name AS actor_name,
            CASE WHEN position('"tokenId":' IN e.body) > 0 THEN (
              SELECT k.name FROM api_tokens k WHERE k.project_id = e.project_id
                 AND k.id = (e.body::jsonb ->> 'tokenId')::uuid) END AS token_name,
            e.article_id::text, v.title,
            e.annotation_id::text, e.body, encode(e.hash, 'hex') AS hash
       FROM events e
       LEFT JOIN users u ON u.id = e.actor_id
       LEFT JOIN LATERAL (
         SELECT title FROM article_versions v
          WHERE v.project_id = e.project_id AND v.article_id = e.article_id
          ORDER BY v.version_no DESC LIMIT 1) v ON true
      WHERE e.project_id = $1::uuid AND ($2::bigint IS NULL OR e.seq ${forwards ? '>' : '<'} $2::bigint)
        AND ($3::text IS NULL OR ($3::text = 'operator' AND e.actor_id IS NULL) OR e.actor_id::text = $3::text)
        AND ($4::text IS NULL OR e.type = $4::text OR split_part(e.type, '.', 1) = $4::text)
        AND ($5::uuid IS NULL OR e.article_id = $5::uuid)
        AND ($6::uuid IS NULL OR e.annotation_id = $6::uuid)
        AND ($7::timestamptz IS NULL OR e.at >= $7::timestamptz)
        AND ($8::timestamptz IS NULL OR e.at < $8::timestamptz)
        AND ($9::text IS NULL OR position('"' || $9::text || '"' IN e.body) > 0)
      ORDER BY e.seq ${forwards ? 'ASC' : 'DESC'} LIMIT $10::int`,
    tx.projectId,
    forwards ? from.after : from.before,
    filter.person,
    filter.kind,
    filter.articleId,
    filter.annotationId,
    filter.from,
    filter.until,
    filter.about,
    limit + 1,
  );
  const events = rows.slice(0, limit).map((row) => ({
    seq: Number(row.seq),
    id: row.id,
    type: row.type,
    at: row.at.toISOString(),
    actorName: row.actor_name,
    tokenName: row.token_name,
    articleId: row.article_id,
    articleTitle: row.title,
    annotationId: row.annotation_id,
    payload: payloadSchema.parse(JSON.parse(row.body)).payload,
    hash: row.hash,
  }));
  return { events, next: rows.length > limit ? (events.at(-1)?.seq ?? null) : null };
}

/** Members past and present; the latest 200 articles; every kind of event. */
async function eventChoices(tx: ProjectTx): Promise<EventChoices> {
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
