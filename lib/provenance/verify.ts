import type { Actor } from '@/lib/auth/actor';
import { inProject, type ProjectTx } from '@/lib/db/tx';
import { ok, type Result } from '@/lib/result/result';
import { type ChainBreak, type Checkpoint, walkChain } from './chain';
import type { Verification } from './schema';
import { findUnrecorded } from './unrecorded';

/** Events read at a time when the chain is walked. */
const WALK_PAGE = 5000;

/** A history may be long; the limit only ends a walk that hangs. */
const TIMEOUT_MS = 60 * 60 * 1000;

/**
 * Walks the project's whole history in one snapshot (see {@link walkHistory}). A broken history is
 * an answer, not an error.
 */
export function verifyHistory(
  actor: Actor,
  checkpoints: readonly Checkpoint[] = [],
): Promise<Result<Verification>> {
  return inProject(actor, 'history.read', async (tx) => ok(await walkHistory(tx, checkpoints)), {
    snapshot: true,
    // The chain is whole or broken for everyone; nothing of its events is shown.
    sight: 'whole',
    timeoutMs: TIMEOUT_MS,
  });
}

/**
 * Recomputes the hash chain of the project from its first event to its last, page by page, and
 * names the first event that is not as it was written. Then asks the other way round, whether there
 * is work that no event tells of.
 */
async function walkHistory(
  tx: ProjectTx,
  checkpoints: readonly Checkpoint[],
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
    unrecorded: broken ? [] : await findUnrecorded(tx),
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
