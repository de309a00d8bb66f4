import { z } from 'zod';
import { GENESIS_HASH, hashEvent } from './hash';

/** One stored event as the chain sees it. Hashes are hex. */
export interface ChainRow {
  readonly seq: bigint;
  readonly id: string;
  readonly type: string;
  readonly actorId: string | null;
  readonly articleId: string | null;
  readonly annotationId: string | null;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly body: string;
  readonly prevHash: string;
  readonly hash: string;
}

/** The end of the chain as the database keeps it apart from the events. */
export interface ChainHeadRow {
  readonly seq: bigint;
  readonly hash: string;
}

/** Where a history stops being true. */
export interface ChainBreak {
  /** Number of the first event that is wrong, missing or too much. */
  readonly seq: bigint;
  readonly reason: string;
}

/** A number and hash noted outside the database, e.g. from a manifest. */
export interface Checkpoint {
  readonly seq: bigint;
  readonly hash: string;
}

/** Walks a chain row by row; remembers one event. */
export interface ChainWalk {
  readonly count: bigint;
  readonly hash: string;
  /** Takes the next row in the order of numbers; the first break ends the walk. */
  next(row: ChainRow): ChainBreak | null;
  /** After the last row: compares with the kept head, to show a cut or grown tail. */
  end(head: ChainHeadRow | null): ChainBreak | null;
}

const bodySchema = z.object({
  id: z.string(),
  type: z.string(),
  at: z.iso.datetime(),
  actorId: z.string().nullable(),
  articleId: z.string().nullable(),
  annotationId: z.string().nullable(),
});

/**
 * Starts the walk of a project's chain: every number once and none left out, each event's hash as
 * its own body gives it, each link to the hash before, and each searchable column as the body says.
 * Checkpoints are hashes that the chain must have at their numbers.
 */
export function walkChain(projectId: string, checkpoints: readonly Checkpoint[] = []): ChainWalk {
  const expected = new Map(checkpoints.map(({ seq, hash }) => [seq, hash.toLowerCase()]));
  let seq = 0n;
  let hash = GENESIS_HASH;

  const fault = (row: ChainRow): ChainBreak | null => {
    const wanted = seq + 1n;
    if (row.seq > wanted) return { seq: wanted, reason: 'the event is missing' };
    if (row.seq < wanted) return { seq: row.seq, reason: 'the event’s number is out of order' };
    if (row.hash !== hashEvent(projectId, row.seq, row.prevHash, row.body)) {
      return { seq: row.seq, reason: 'the event’s hash is not that of its content' };
    }
    if (row.prevHash !== hash) {
      return { seq: row.seq, reason: 'the event does not follow from the one before it' };
    }
    const column = differingColumn(row);
    if (column) return { seq: row.seq, reason: `the event’s ${column} is not what its body says` };
    const noted = expected.get(row.seq);
    if (noted !== undefined && noted !== row.hash) {
      return { seq: row.seq, reason: 'the event’s hash is not the one that was noted elsewhere' };
    }
    return null;
  };

  return {
    get count() {
      return seq;
    },
    get hash() {
      return hash;
    },
    next(row) {
      const broken = fault(row);
      if (broken) return broken;
      seq = row.seq;
      hash = row.hash;
      return null;
    },
    end(head) {
      const kept = head ?? { seq: 0n, hash: GENESIS_HASH };
      if (kept.seq > seq) return { seq: seq + 1n, reason: 'the event is missing' };
      if (kept.seq < seq) {
        return { seq: kept.seq + 1n, reason: 'the event is beyond the end of the history' };
      }
      if (kept.hash !== hash) {
        return { seq, reason: 'the event is not the one that the history ends with' };
      }
      for (const [noted] of expected) {
        if (noted > seq)
          return { seq: noted, reason: 'the event that was noted elsewhere is missing' };
        if (noted === 0n && expected.get(noted) !== GENESIS_HASH) {
          return { seq: noted, reason: 'the noted beginning is not this history’s' };
        }
      }
      return null;
    },
  };
}

/** The name of the first column that differs from the event's body; null when all agree. */
function differingColumn(row: ChainRow): string | null {
  let parsed: ReturnType<typeof bodySchema.safeParse>;
  try {
    parsed = bodySchema.safeParse(JSON.parse(row.body));
  } catch (error) {
    if (error instanceof SyntaxError) return 'body';
    throw error;
  }
  if (!parsed.success) return 'body';
  const body = parsed.data;
  if (body.id !== row.id) return 'id';
  if (body.type !== row.type) return 'kind';
  if (body.actorId !== row.actorId) return 'author';
  if (body.articleId !== row.articleId) return 'article';
  if (body.annotationId !== row.annotationId) return 'annotation';
  if (Date.parse(body.at) !== row.at) return 'time';
  return null;
}
