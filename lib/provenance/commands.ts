import canonicalize from 'canonicalize';
import { v7 as uuidv7 } from 'uuid';
import type { EventBody, EventType } from './schema';

/** The part of a transaction that appending needs; bulk loaders over plain `pg` have it too. */
interface EventTx {
  readonly projectId: string;
  /** The API token by which a program acts for the person. */
  readonly tokenId?: string | null;
  sql<Row>(text: string, ...params: string[]): Promise<Row[]>;
}

/** What happened, to what, by whom. */
export interface NewEvent {
  readonly type: EventType;
  /** Null for the command line's operator. */
  readonly actorId: string | null;
  readonly articleId?: string | null;
  readonly annotationId?: string | null;
  /** Plain JSON; `before` and `after` where something changed. */
  readonly payload: Readonly<Record<string, unknown>>;
  /** UTC; now when absent. */
  readonly at?: Date;
}

/**
 * Appends one event to the project's hash chain, in the caller's transaction, and returns its
 * number. The database numbers and chains it under a lock on the project's head, which is held
 * until the transaction ends: append last. Throws on a payload that is not JSON.
 */
export async function appendEvent(tx: EventTx, event: NewEvent): Promise<bigint> {
  const canonical = bodyOf(tx, event);
  const [row] = await tx.sql<{ seq: bigint | string }>(
    'SELECT append_event($1::uuid, $2) AS seq',
    tx.projectId,
    canonical,
  );
  if (!row) throw new Error('append_event answered nothing');
  return BigInt(row.seq);
}

/**
 * Appends many events in one statement, in their order; otherwise as `appendEvent`. For what writes
 * thousands at once.
 */
export async function appendEvents(tx: EventTx, events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return;
  await tx.sql(
    `SELECT append_event($1::uuid, x.body) FROM (
       SELECT b.body FROM jsonb_array_elements_text($2::jsonb) WITH ORDINALITY AS b (body, n)
        ORDER BY b.n OFFSET 0) x`,
    tx.projectId,
    JSON.stringify(events.map((event) => bodyOf(tx, event))),
  );
}

/** The event's body as it is hashed: canonical JSON. */
function bodyOf({ tokenId }: EventTx, event: NewEvent): string {
  const body: EventBody = {
    v: 1,
    id: uuidv7(),
    type: event.type,
    at: (event.at ?? new Date()).toISOString(),
    actorKind: event.actorId === null ? 'operator' : 'user',
    actorId: event.actorId,
    ...(tokenId ? { tokenId } : {}),
    articleId: event.articleId ?? null,
    annotationId: event.annotationId ?? null,
    payload: event.payload,
  };
  const canonical = canonicalize(body);
  if (canonical === undefined) throw new Error(`event ${event.type} is not JSON`);
  return canonical;
}
