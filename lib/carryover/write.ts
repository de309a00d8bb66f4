import { v7 as uuidv7 } from 'uuid';
import type { OpenCoding } from '@/lib/annotations/in-coding';
import { type Move, writeMoves } from '@/lib/annotations/moves';
import type { Snapshot } from '@/lib/annotations/snapshot';
import type { StoredAnnotation, StoredRelation } from '@/lib/annotations/store';
import type { NewEvent } from '@/lib/provenance/commands';
import { ok, type Result } from '@/lib/result/result';
import type { Fragment } from '@/lib/text/fragments';
import type { OffsetMap } from '@/lib/text/offsets';
import { inLayers } from './rules';
import type { Verdict } from './schema';

/** One annotation that goes over, and where to. */
export interface Going {
  readonly source: StoredAnnotation;
  readonly fragments: readonly Fragment[];
  readonly verdict: Verdict;
  readonly score: number;
}

/** Where annotations are written, and what came before them. */
export interface Goal {
  /** The coder's coding of the later version. */
  readonly coding: OpenCoding;
  readonly carryOverId: string;
  readonly fromVersionNo: number;
  /** Who acts: the coder or a lead. */
  readonly actorId: string;
  readonly later: OffsetMap;
  /** What each annotation of the earlier coding has become. Added to. */
  readonly became: Map<string, string>;
}

/**
 * Writes annotations onto the later version as new ones, parts before what holds them, and gives the
 * events to append. They are the coder's: she said so of these words. Who carried them over stands in
 * the carry-over and in the events. Errors: those of `writeMoves`.
 */
export async function writeAnnotations(
  goal: Goal,
  going: readonly Going[],
): Promise<Result<NewEvent[]>> {
  const events: NewEvent[] = [];
  const items = going.map((one) => ({
    id: one.source.id,
    kind: one.source.kind,
    fragments: one.fragments,
    members: one.source.snapshot.members,
    one,
  }));
  for (const layer of inLayers(items)) {
    const moves = layer.map(({ id, one }): Extract<Move, { type: 'annotation' }> => {
      const madeId = uuidv7();
      goal.became.set(id, madeId);
      const { kind } = one.source;
      return {
        type: 'annotation',
        id: madeId,
        kind,
        before: null,
        after: laterSnapshot(goal, one),
      };
    });
    const written = await writeMoves(goal.coding, moves);
    if (!written.ok) return written;
    for (const [index, { one }] of layer.entries()) {
      const move = moves[index];
      if (move) events.push(eventOf(goal, one, move.id, move.after));
    }
  }
  return ok(events);
}

function laterSnapshot(goal: Goal, { source, fragments }: Going): Snapshot {
  return {
    ...source.snapshot,
    deleted: false,
    fragments: fragments.map(({ start, end }) => ({
      start,
      end,
      quote: goal.later.slice(start, end),
    })),
    members: source.snapshot.members.flatMap(({ role, annotationId }) => {
      const became = goal.became.get(annotationId);
      return became === undefined ? [] : [{ role, annotationId: became }];
    }),
  };
}

function eventOf(
  goal: Goal,
  { source, verdict, score }: Going,
  id: string,
  after: Snapshot,
): NewEvent {
  return {
    type: 'annotation.carried_over',
    actorId: goal.actorId,
    articleId: goal.coding.articleId,
    annotationId: id,
    payload: {
      codingId: goal.coding.codingId,
      articleVersionId: goal.coding.articleVersionId,
      carryOverId: goal.carryOverId,
      kind: source.kind,
      verdict,
      score,
      from: {
        versionNo: goal.fromVersionNo,
        annotationId: source.id,
        revisionNo: source.revisionNo,
      },
      revisionNo: 1,
      before: null,
      after,
    },
  };
}

/**
 * Writes the links whose two ends are there now and that did not go over yet. An end in another
 * coding or article stays what it is. Answers how many, and the events.
 */
export async function writeLinks(
  goal: Goal,
  links: readonly StoredRelation[],
  sourceIds: ReadonlySet<string>,
): Promise<Result<NewEvent[]>> {
  const { tx } = goal.coding;
  const rows = await tx.sql<{ id: string }>(
    `SELECT source_id AS id FROM carry_over_relations
      WHERE project_id = $1::uuid AND carry_over_id = $2::uuid`,
    tx.projectId,
    goal.carryOverId,
  );
  const done = new Set(rows.map(({ id }) => id));
  const end = (id: string) => (sourceIds.has(id) ? goal.became.get(id) : id);
  const ready = links.flatMap((link) => {
    const from = end(link.snapshot.fromAnnotationId);
    const to = end(link.snapshot.toAnnotationId);
    if (done.has(link.id) || from === undefined || to === undefined) return [];
    const after = { ...link.snapshot, fromAnnotationId: from, toAnnotationId: to };
    return [{ link, move: { type: 'relation', id: uuidv7(), before: null, after } as const }];
  });
  if (ready.length === 0) return ok([]);
  const written = await writeMoves(
    goal.coding,
    ready.map(({ move }) => move),
  );
  if (!written.ok) return written;
  await tx.sql(
    `INSERT INTO carry_over_relations (project_id, carry_over_id, coding_id, source_id, relation_id)
     SELECT $1::uuid, $2::uuid, $3::uuid, source, made
       FROM jsonb_to_recordset($4::jsonb) AS x (source uuid, made uuid)`,
    tx.projectId,
    goal.carryOverId,
    goal.coding.codingId,
    JSON.stringify(ready.map(({ link, move }) => ({ source: link.id, made: move.id }))),
  );
  return ok(
    ready.map(({ link, move }) => ({
      type: 'relation.created' as const,
      actorId: goal.actorId,
      articleId: goal.coding.articleId,
      payload: {
        codingId: goal.coding.codingId,
        articleVersionId: goal.coding.articleVersionId,
        relationId: move.id,
        revisionNo: 1,
        before: null,
        after: move.after,
        origin: { carryOverId: goal.carryOverId, relationId: link.id },
      },
    })),
  );
}
