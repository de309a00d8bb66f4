import { type Move, writeMoves } from '@/lib/annotations/moves';
import { loadRelations } from '@/lib/annotations/relation-store';
import { loadAnnotations } from '@/lib/annotations/store';
import type { Actor } from '@/lib/auth/actor';
import { inProject } from '@/lib/db/tx';
import { appendEvent } from '@/lib/provenance/commands';
import { err, ok, type Result } from '@/lib/result/result';
import { type GoldEffect, type OpenGold, writeGold } from './in-gold';
import { Plan } from './planning';
import type { StoredDecision } from './reads';
import { mergeFragments } from './rules/overlap';
import { mayConfirm } from './rules/standing';
import type {
  AboutDecision,
  AdjudicationInput,
  AdjudicationItem,
  AdjudicationOutcome,
  MergeBoundaries,
  RejectOutright,
  TakeOne,
  TwoPerson,
  WriteNew,
} from './schema';
import { writeAbout, writeDecisions } from './store';

// Every decision may fail with: `stale_version` (a coder or another adjudicator changed the place
// since it was seen), `not_found`, `conflict`, `invalid_input`, and what `writeGold` says.

/** Takes what one coder says into the gold; an attribution with its undecided passages. */
export function takeOne(actor: Actor, input: TakeOne): Promise<Result<AdjudicationOutcome>> {
  return decide(actor, 'adjudication.take', input, (item, plan) => {
    const unitId = voiceOf(item, input.coderId);
    return unitId ? plan.take(item, unitId, 'take', input) : nothingThere();
  });
}

/** Takes one passage of what the coders marked: all of it, or what they have in common. */
export function mergeBoundaries(
  actor: Actor,
  input: MergeBoundaries,
): Promise<Result<AdjudicationOutcome>> {
  return decide(actor, 'adjudication.merge', input, async (item, plan, { comparison }) => {
    const unitId = voiceOf(item, input.coderId);
    if (!unitId) return nothingThere();
    if (item.kind !== 'span')
      return err('invalid_input', 'Only passages have boundaries to merge.');
    const said = new Set(item.voices.flatMap((voice) => voice.unitId ?? []));
    const passages = comparison.annotations.filter(({ id }) => said.has(id));
    const fragments = mergeFragments(
      passages.map((one) => one.fragments),
      input.mode,
    );
    if (fragments.length === 0) {
      return err('invalid_input', 'There is no text that all of them marked.');
    }
    return plan.take(item, unitId, 'merge', input, { fragments });
  });
}

/** Writes what none of the coders said, beginning with what one of them has. */
export function writeNew(actor: Actor, input: WriteNew): Promise<Result<AdjudicationOutcome>> {
  return decide(actor, 'adjudication.write', input, (item, plan) => {
    const unitId = voiceOf(item, input.coderId);
    const { codeKey, fragments, attributes } = input;
    return unitId
      ? plan.take(item, unitId, 'write', input, { codeKey, fragments, attributes })
      : nothingThere();
  });
}

/** Says that nothing should be annotated at this place. */
export function rejectOutright(
  actor: Actor,
  input: RejectOutright,
): Promise<Result<AdjudicationOutcome>> {
  return decide(actor, 'adjudication.reject', input, (item, plan) => plan.reject(item, input));
}

/**
 * Takes everything into the gold that all coders say alike and nobody has decided about. What rests
 * on a place where they differ (an attribution with a disputed passage) waits. Error: `conflict`
 * when fewer than two codings are submitted.
 */
export function autoMerge(
  actor: Actor,
  input: AdjudicationInput,
): Promise<Result<AdjudicationOutcome>> {
  return writeGold(actor, 'adjudication.auto', input, async (gold) => {
    const enough = enoughCodings(gold);
    if (!enough.ok) return enough;
    const plan = new Plan(gold, ({ state }) => state === 'agreed');
    for (const item of gold.comparison.items) {
      const unitId = item.readings[0]?.unitId;
      if (item.state !== 'agreed' || !unitId) continue;
      if (plan.decisions.some((decided) => decided.item.key === item.key)) continue;
      const taken = await plan.take(item, unitId, 'auto', { cause: null, note: null });
      if (!taken.ok && taken.error.code !== 'conflict') return taken;
    }
    return carryOut(gold, plan, null);
  });
}

/**
 * Takes a decision back: the gold says again what the decision before it said, or nothing. Anybody
 * who adjudicates may. Errors: `conflict` when it is taken back already, decided again since, or
 * other gold rests on it.
 */
export function undoDecision(
  actor: Actor,
  input: AboutDecision,
): Promise<Result<AdjudicationOutcome>> {
  return writeGold(actor, 'adjudication.undo', input, async (gold) => {
    const { decisions } = gold.comparison;
    const at = decisions.findIndex(({ id }) => id === input.decisionId);
    const decision = decisions[at];
    if (!decision) return err('not_found', 'There is no such decision.');
    if (decision.undone) return err('conflict', 'This decision has been taken back already.');
    const shares = (other: StoredDecision) =>
      !other.undone && other.sourceIds.some((id) => decision.sourceIds.includes(id));
    if (decisions.slice(at + 1).some(shares)) {
      return err('conflict', 'This has been decided again since: take that back first.');
    }
    const move = await wayBack(gold, decision, decisions.slice(0, at).findLast(shares));
    if (!move.ok) return move;
    const written = await writeMoves(gold.coding, move.value ? [move.value] : []);
    if (!written.ok) return written;
    await writeAbout(gold, 'undo', decision.id, decision.basis);
    return ok(aboutEffect(gold, 'adjudication.undone', decision, move.value));
  });
}

/** A second person's yes, where the project asks for one. Errors: `forbidden`, `conflict`. */
export function confirmDecision(
  actor: Actor,
  input: AboutDecision,
): Promise<Result<AdjudicationOutcome>> {
  return writeGold(actor, 'adjudication.confirm', input, async (gold) => {
    const { decisions, items, coders } = gold.comparison;
    const decision = decisions.find(({ id }) => id === input.decisionId);
    const item = items.find((one) => one.decision?.id === input.decisionId);
    if (!decision || !item) return err('not_found', 'There is no such decision.');
    const coderIds = coders.map(({ id }) => id);
    const allowed = mayConfirm(decision, item.state, coderIds, gold.coding.userId);
    if (!allowed.ok) return allowed;
    await writeAbout(gold, 'confirm', decision.id, decision.basis);
    return ok(aboutEffect(gold, 'adjudication.confirmed', decision, null));
  });
}

/** Whether a second adjudicator must confirm each decision before it is final. */
export function setTwoPersonRule(
  actor: Actor,
  { on }: TwoPerson,
): Promise<Result<{ on: boolean }>> {
  return inProject(actor, 'project.settings', async (tx, { userId }) => {
    const changed = await tx.sql(
      `UPDATE projects SET two_person_adjudication = $2
        WHERE id = $1::uuid AND two_person_adjudication <> $2 RETURNING 1 AS changed`,
      tx.projectId,
      on,
    );
    if (changed.length > 0) {
      await appendEvent(tx, {
        type: 'project.changed',
        actorId: userId,
        payload: { before: { twoPersonAdjudication: !on }, after: { twoPersonAdjudication: on } },
      });
    }
    return ok({ on });
  });
}

type Decision = AdjudicationInput & { readonly itemKey: string; readonly basis: string };

function decide(
  actor: Actor,
  command: string,
  input: Decision,
  work: (item: AdjudicationItem, plan: Plan, gold: OpenGold) => Promise<Result<unknown>>,
): Promise<Result<AdjudicationOutcome>> {
  return writeGold(actor, command, input, async (gold) => {
    const enough = enoughCodings(gold);
    if (!enough.ok) return enough;
    const item = gold.comparison.items.find(({ key }) => key === input.itemKey);
    if (!item || item.basis !== input.basis) {
      return err('stale_version', 'The codings have changed here since you saw them.');
    }
    const plan = new Plan(gold, ({ decision }) => decision === null);
    const done = await work(item, plan, gold);
    if (!done.ok) return done;
    return carryOut(
      gold,
      plan,
      plan.decisions.flatMap((one) => unitsOf(one.item)),
    );
  });
}

async function carryOut(
  gold: OpenGold,
  { decisions }: Plan,
  touched: readonly string[] | null,
): Promise<Result<GoldEffect>> {
  const events = await writeDecisions(gold, decisions);
  if (!events.ok) return events;
  return ok({
    touched,
    goldIds: decisions.flatMap(({ move }) => move?.id ?? []),
    events: events.value,
  });
}

/** The step that makes the gold say what the decision before said; null: nothing to change. */
async function wayBack(
  gold: OpenGold,
  decision: StoredDecision,
  before: StoredDecision | undefined,
): Promise<Result<Move | null>> {
  const { tx } = gold.coding;
  const isLink = gold.comparison.goldRelations.some(({ id }) => id === decision.goldId);
  if (!before?.goldId || before.goldRevisionNo === null) {
    if (!decision.goldId) return ok(null);
    const plan = new Plan(gold, () => false);
    return plan.removal({ kind: isLink ? 'relation' : 'span' }, decision.goldId);
  }
  const now = { id: before.goldId, no: null };
  const then = { id: before.goldId, no: before.goldRevisionNo };
  const standing = (await loadAnnotations(tx, [now])).get(now.id);
  const said = (await loadAnnotations(tx, [then])).get(then.id)?.snapshot;
  if (standing && said) {
    const alive = new Set(gold.comparison.gold.map(({ id }) => id));
    const members = said.members.filter(({ annotationId }) => alive.has(annotationId));
    const { id, kind } = standing;
    return ok({ type: 'annotation', id, kind, before: standing, after: { ...said, members } });
  }
  const standingLink = (await loadRelations(tx, [now])).get(now.id);
  const saidLink = (await loadRelations(tx, [then])).get(then.id)?.snapshot;
  if (!standingLink || !saidLink) throw new Error(`gold ${before.goldId} has no revision`);
  return ok({ type: 'relation', id: standingLink.id, before: standingLink, after: saidLink });
}

function aboutEffect(
  { coding }: OpenGold,
  type: 'adjudication.undone' | 'adjudication.confirmed',
  decision: StoredDecision,
  move: Move | null,
): GoldEffect {
  const { articleId, articleVersionId } = coding;
  const payload = {
    ...{ decisionId: decision.id, articleVersionId, kind: decision.kind },
    ...(move ? { before: move.before?.snapshot ?? null, after: move.after } : {}),
  };
  const annotationId = move?.type === 'annotation' ? move.id : null;
  return {
    touched: decision.sourceIds,
    goldIds: [...new Set([decision.goldId, move?.id].flatMap((id) => id ?? []))],
    events: [{ type, articleId, annotationId, payload }],
  };
}

function enoughCodings({ comparison }: OpenGold): Result<void> {
  if (comparison.coders.length >= 2) return ok(undefined);
  return err('conflict', 'Fewer than two codings of this text are submitted.');
}

function voiceOf({ voices }: AdjudicationItem, coderId: string): string | null {
  return voices.find((voice) => voice.coderId === coderId)?.unitId ?? null;
}

async function nothingThere(): Promise<Extract<Result<never>, { ok: false }>> {
  return err('invalid_input', 'This coder has nothing here to take.', { field: 'coderId' });
}

function unitsOf({ voices }: AdjudicationItem): string[] {
  return voices.flatMap(({ unitId }) => unitId ?? []);
}
