import type { z } from 'zod';
import { openCoding } from '@/lib/annotations/in-coding';
import { writeMoves } from '@/lib/annotations/moves';
import { loadRelations } from '@/lib/annotations/relation-store';
import { checkOpen } from '@/lib/annotations/rules';
import { loadAnnotations, type StoredAnnotation } from '@/lib/annotations/store';
import type { Actor } from '@/lib/auth/actor';
import { can } from '@/lib/auth/roles';
import { inProject, type Me, type ProjectTx } from '@/lib/db/tx';
import { appendEvents, type NewEvent } from '@/lib/provenance/commands';
import { err, ok, type Result } from '@/lib/result/result';
import { type Fragment, validateFragments } from '@/lib/text/fragments';
import { createOffsetMap } from '@/lib/text/offsets';
import type { SettleReport, settleSchema, UndoCarryReport, undoCarrySchema } from './schema';
import {
  type CarryOverRow,
  findCarryOver,
  type ItemRow,
  readCoding,
  readItems,
  readLinks,
  readText,
  settleItemRow,
} from './store';
import { type Goal, type Going, writeAnnotations, writeLinks } from './write';

async function ownCarryOver(
  tx: ProjectTx,
  me: Me,
  by: Parameters<typeof findCarryOver>[1],
): Promise<Result<CarryOverRow & { readonly userId: string }>> {
  const carry = await findCarryOver(tx, by);
  if (!carry || me.userId === null) return err('not_found', 'This does not wait any more.');
  if (carry.coderId !== me.userId && !can(me.role, 'assignments.manage')) {
    return err('forbidden', 'This is the coding of somebody else.');
  }
  if (carry.undone) return err('conflict', 'This carrying over was taken back.');
  return ok({ ...carry, userId: me.userId });
}

/**
 * Works on a carry-over that the person may see and settle. Seen with their own eyes first (a blind
 * lead finds nothing); then written for its coder, whose rows the writer need not see.
 */
async function inCarryOver<T>(
  actor: Actor,
  by: Parameters<typeof findCarryOver>[1],
  work: (tx: ProjectTx, carry: CarryOverRow & { readonly userId: string }) => Promise<Result<T>>,
): Promise<Result<T>> {
  const seen = await inProject(actor, 'annotations.write', async (tx, me) => {
    const carry = await ownCarryOver(tx, me, by);
    return carry.ok ? ok(undefined) : carry;
  });
  if (!seen.ok) return seen;
  return inProject(
    actor,
    'annotations.write',
    async (tx, me) => {
      const carry = await ownCarryOver(tx, me, by);
      return carry.ok ? work(tx, carry.value) : carry;
    },
    { timeoutMs: 120_000, sight: 'whole' },
  );
}

/**
 * A person says what becomes of an annotation that was not sure: it goes where it was proposed, or
 * elsewhere, or it stays behind. What waited only for it (a composite, links) follows. Errors:
 * `not_found`, `forbidden`, `conflict` (settled already; its parts wait; the coding is submitted),
 * `invalid_input` (fragments), those of `inProject`.
 */
export function settleItem(
  actor: Actor,
  input: z.output<typeof settleSchema>,
): Promise<Result<SettleReport>> {
  return inCarryOver(actor, { itemId: input.itemId }, async (tx, carry) => {
    const items = await readItems(tx, carry.id);
    const item = items.find(({ id }) => id === input.itemId);
    if (item?.state !== 'waiting') return err('conflict', 'This does not wait any more.');
    const { userId } = carry;
    if (input.decision === 'drop') {
      await settleItemRow(tx, { id: item.id, state: 'dropped', annotationId: null }, userId);
      await appendEvents(tx, [dropped(carry, item, userId)]);
      return ok({
        written: [],
        waiting: items.filter(({ state }) => state === 'waiting').length - 1,
      });
    }
    return writeItem(tx, carry, items, item, input);
  });
}

function dropped(carry: CarryOverRow, item: ItemRow, actorId: string): NewEvent {
  return {
    type: 'annotation.carry_dropped',
    actorId,
    articleId: carry.articleId,
    annotationId: item.sourceId,
    payload: {
      carryOverId: carry.id,
      codingId: carry.codingId,
      verdict: item.verdict,
      from: { versionNo: carry.fromVersionNo, annotationId: item.sourceId },
      versionNo: carry.toVersionNo,
    },
  };
}

async function writeItem(
  tx: ProjectTx,
  carry: CarryOverRow & { readonly userId: string },
  items: readonly ItemRow[],
  item: ItemRow,
  { decision, fragments: given }: z.output<typeof settleSchema>,
): Promise<Result<SettleReport>> {
  const [coding, to] = [
    await openCoding(tx, carry.coderId, carry.toVersionId),
    await readText(tx, carry.articleId, carry.toVersionNo),
  ];
  if (!coding || !to) return err('not_found', 'This does not wait any more.');
  const open = checkOpen(coding.state);
  if (!open.ok) return open;
  const sources = await readSources(tx, items);
  const source = sources.get(item.sourceId);
  if (!source) return err('not_found', 'This does not wait any more.');
  const later = createOffsetMap(to.text);
  const fragments: readonly Fragment[] = decision === 'adjust' ? (given ?? []) : item.proposal;
  if (source.kind === 'span') {
    const fit = validateFragments(fragments, later.length);
    if (!fit.ok) return fit;
  }
  const parts = partsOf(source, items);
  if (!parts.ok) return parts;
  const goal: Goal = {
    coding,
    carryOverId: carry.id,
    fromVersionNo: carry.fromVersionNo,
    actorId: carry.userId,
    later,
    became: new Map(
      items.flatMap(({ sourceId, annotationId }) =>
        annotationId ? [[sourceId, annotationId]] : [],
      ),
    ),
  };
  const state = decision === 'adjust' ? 'adjusted' : 'confirmed';
  const going: Going = { source, fragments, verdict: item.verdict, score: item.score };
  const events: NewEvent[] = [];
  const written: string[] = [];
  const write = async (one: ItemRow, as: ItemRow['state'], what: Going): Promise<Result<void>> => {
    const made = await writeAnnotations(goal, [what]);
    if (!made.ok) return made;
    const annotationId = goal.became.get(one.sourceId) ?? null;
    await settleItemRow(tx, { id: one.id, state: as, annotationId }, carry.userId);
    if (annotationId) written.push(annotationId);
    events.push(...made.value);
    return ok(undefined);
  };
  const first = await write(item, state, going);
  if (!first.ok) return first;
  // What waited for nothing but this: composites that have all their parts now, the inner ones first.
  for (let more = true; more; ) {
    more = false;
    for (const one of items) {
      const holder = sources.get(one.sourceId);
      if (one.state !== 'waiting' || goal.became.has(one.sourceId) || !holder) continue;
      const { members } = holder.snapshot;
      const whole =
        members.length > 0 && members.every(({ annotationId }) => goal.became.has(annotationId));
      if (holder.kind !== 'composite' || !whole || holder.snapshot.fragments.length > 0) continue;
      const follow = { source: holder, fragments: [], verdict: one.verdict, score: one.score };
      const done = await write(one, 'confirmed', follow);
      if (!done.ok) return done;
      more = true;
    }
  }
  const all = new Set((await readCoding(tx, carry.fromCodingId)).map(({ id }) => id));
  const links = await writeLinks(goal, await readLinks(tx, carry.fromCodingId), all);
  if (!links.ok) return links;
  await appendEvents(tx, [...events, ...links.value]);
  const waiting = items.filter(({ state: was }) => was === 'waiting').length - written.length;
  return ok({ written, waiting });
}

/** The annotations as they were when they were carried over. */
async function readSources(
  tx: ProjectTx,
  items: readonly ItemRow[],
): Promise<Map<string, StoredAnnotation>> {
  const rows = await tx.sql<{ id: string; no: number }>(
    `SELECT annotation_id AS id, revision_no AS no FROM annotation_revisions
      WHERE project_id = $1::uuid AND id = ANY ($2::uuid[])`,
    tx.projectId,
    items.map(({ sourceRevisionId }) => sourceRevisionId),
  );
  return loadAnnotations(tx, rows);
}

/** A composite needs its parts settled, and one left in each role. */
function partsOf(source: StoredAnnotation, items: readonly ItemRow[]): Result<void> {
  const state = new Map(items.map((one) => [one.sourceId, one.state]));
  const { members } = source.snapshot;
  if (members.some(({ annotationId }) => state.get(annotationId) === 'waiting')) {
    return err('conflict', 'Its parts wait too: settle them first.');
  }
  for (const role of new Set(members.map((member) => member.role))) {
    const left = members.some(
      (member) =>
        member.role === role && !['dropped', undefined].includes(state.get(member.annotationId)),
    );
    if (!left) return err('conflict', 'A part that it needs was left behind: leave it behind too.');
  }
  return ok(undefined);
}

/**
 * Takes a carry-over back: what it wrote is deleted (a last revision says so), except what was changed
 * or reviewed since. Then the coding can be carried over anew. Errors: `not_found`, `forbidden`,
 * `conflict` (taken back already; submitted), those of `inProject`.
 */
export function undoCarryOver(
  actor: Actor,
  { carryOverId }: z.output<typeof undoCarrySchema>,
): Promise<Result<UndoCarryReport>> {
  return inCarryOver(actor, { id: carryOverId }, async (tx, carry) => {
    const { userId, coderId, toVersionId } = carry;
    const coding = await openCoding(tx, coderId, toVersionId);
    if (!coding) return err('not_found', 'This carrying over was taken back.');
    const open = checkOpen(coding.state);
    if (!open.ok) return open;
    const links = await madeLinks(tx, carryOverId);
    const gone = await untouched(tx, carry, new Set(links.map(({ id }) => id)));
    const events: NewEvent[] = [];
    const about = { actorId: userId, articleId: carry.articleId };
    const told = (before: unknown, after: unknown) => ({
      codingId: coding.codingId,
      articleVersionId: toVersionId,
      revisionNo: 2,
      before,
      after,
      origin: { carryOverId, undone: true },
    });
    const relationMoves = links.map((before) => ({
      type: 'relation' as const,
      id: before.id,
      before,
      after: { ...before.snapshot, deleted: true },
    }));
    const annotationMoves = gone.removed.map((before) => ({
      type: 'annotation' as const,
      id: before.id,
      kind: before.kind,
      before,
      after: { ...before.snapshot, deleted: true },
    }));
    const composites = annotationMoves.filter(({ kind }) => kind === 'composite');
    const spans = annotationMoves.filter(({ kind }) => kind !== 'composite');
    // The other way round than they were written: links, what holds, what is held.
    for (const group of [relationMoves, composites, spans]) {
      const written = await writeMoves(coding, group);
      if (!written.ok) return written;
    }
    for (const { id, before, after } of relationMoves) {
      const payload = { ...told(before.snapshot, after), relationId: id };
      events.push({ type: 'relation.deleted', ...about, payload });
    }
    for (const { id, kind, before, after } of annotationMoves) {
      const payload = { ...told(before.snapshot, after), kind };
      events.push({ type: 'annotation.deleted', ...about, annotationId: id, payload });
    }
    await tx.sql(
      `UPDATE carry_overs SET undone_by = $3::uuid, undone_at = now()
          WHERE project_id = $1::uuid AND id = $2::uuid`,
      tx.projectId,
      carryOverId,
      userId,
    );
    const counts = { removed: gone.removed.length, kept: gone.kept };
    await appendEvents(tx, [
      ...events,
      {
        type: 'coding.carry_undone',
        ...about,
        payload: { carryOverId, codingId: coding.codingId, coderId, ...counts },
      },
    ]);
    return ok(counts);
  });
}

/** The links that the carry-over made and that stand as it made them. */
async function madeLinks(tx: ProjectTx, carryOverId: string) {
  const rows = await tx.sql<{ id: string }>(
    `SELECT l.id FROM carry_over_relations c JOIN relations l ON l.project_id = c.project_id AND l.id = c.relation_id
      WHERE c.project_id = $1::uuid AND c.carry_over_id = $2::uuid AND NOT l.deleted AND l.head_no = 1`,
    tx.projectId,
    carryOverId,
  );
  const links = await loadRelations(
    tx,
    rows.map(({ id }) => ({ id, no: null })),
  );
  return [...links.values()];
}

/** What the carry-over wrote and nobody changed, reviewed, discussed or built upon since. */
async function untouched(
  tx: ProjectTx,
  { id, codingId }: CarryOverRow,
  goneLinks: ReadonlySet<string>,
): Promise<{ readonly removed: StoredAnnotation[]; readonly kept: number }> {
  const rows = await tx.sql<{ id: string; touched: boolean }>(
    `SELECT a.id, a.head_no > 1 OR a.review_state <> 'unreviewed' OR EXISTS (
              SELECT 1 FROM threads t WHERE t.project_id = a.project_id AND t.annotation_id = a.id) AS touched
       FROM carry_over_items i JOIN annotations a ON a.project_id = i.project_id AND a.id = i.annotation_id
      WHERE i.project_id = $1::uuid AND i.carry_over_id = $2::uuid AND NOT a.deleted`,
    tx.projectId,
    id,
  );
  const removable = new Set(rows.filter(({ touched }) => !touched).map((row) => row.id));
  const standing = await readCoding(tx, codingId);
  for (const { id: link, snapshot } of await readLinks(tx, codingId)) {
    if (goneLinks.has(link)) continue;
    removable.delete(snapshot.fromAnnotationId);
    removable.delete(snapshot.toAnnotationId);
  }
  // What a composite that stays holds stays with it.
  for (let again = true; again; ) {
    again = false;
    for (const one of standing) {
      if (removable.has(one.id)) continue;
      for (const { annotationId } of one.snapshot.members) {
        if (removable.delete(annotationId)) again = true;
      }
    }
  }
  return {
    removed: standing.filter((one) => removable.has(one.id)),
    kept: rows.length - removable.size,
  };
}
