import { v7 as uuidv7 } from 'uuid';
import { codebookInUse } from '@/lib/annotations/codebook-in-use';
import { memberSpans, newAnnotation } from '@/lib/annotations/commands/create';
import { holderIds, holdingPlaces, relationIdsAt } from '@/lib/annotations/commands/holders';
import type { AnnotationMove, RelationMove } from '@/lib/annotations/moves';
import { loadRelations } from '@/lib/annotations/relation-store';
import { checkFragments, checkHolders, checkMembers, usableCode } from '@/lib/annotations/rules';
import type { Attributes, AttributionMember, Fragment } from '@/lib/annotations/schema';
import type { Snapshot } from '@/lib/annotations/snapshot';
import {
  loadAnnotations,
  readQuotes,
  type StoredAnnotation,
  withQuotes,
} from '@/lib/annotations/store';
import { err, ok, type Result } from '@/lib/result/result';
import type { OpenGold } from './in-gold';
import type { AdjudicationItem, Cause } from './schema';
import type { PlannedDecision } from './store';

/** What the adjudicator changes of what a coder says. */
export interface GoldPatch {
  readonly codeKey?: string | undefined;
  readonly fragments?: readonly Fragment[] | undefined;
  readonly attributes?: Attributes | undefined;
}

export interface Reasons {
  readonly cause: Cause | null;
  readonly note: string | null;
}

const NO_REASONS: Reasons = { cause: null, note: null };

/** The decisions of one command, gathered before any is written. */
export class Plan {
  readonly decisions: PlannedDecision[] = [];
  /** Gold that is about to stand, by item. */
  private readonly planned = new Map<string, string>();
  private readonly itemOf = new Map<string, AdjudicationItem>();
  private readonly alive: ReadonlySet<string>;
  /** Gold by the item that it goes on with: where coders changed one place into two, one of them. */
  private readonly owners = new Map<string, string>();
  /** Items being planned, so that attributions in a circle, which the database refuses, end. */
  private readonly open = new Set<string>();

  constructor(
    private readonly gold: OpenGold,
    /** Whether passages that nobody has decided about may be taken along with their attribution. */
    private readonly mayTakeAlong: (item: AdjudicationItem) => boolean,
  ) {
    const { items, gold: heads, goldRelations } = gold.comparison;
    for (const item of items) {
      for (const { unitId } of item.voices) if (unitId) this.itemOf.set(unitId, item);
    }
    for (const { key, state, decision } of items) {
      if (!decision?.goldId) continue;
      if (state !== 'changed' || !this.owners.has(decision.goldId)) {
        this.owners.set(decision.goldId, key);
      }
    }
    this.alive = new Set([...heads, ...goldRelations].map(({ id }) => id));
  }

  /**
   * Puts what one coder's annotation or link says into the gold, changed by the patch. An
   * attribution brings along the passages that nobody has decided about, as that coder has them.
   * Errors: `invalid_input`, `not_found`, `conflict`.
   */
  async take(
    item: AdjudicationItem,
    unitId: string,
    kind: 'take' | 'merge' | 'write' | 'auto',
    reasons: Reasons,
    patch: GoldPatch = {},
  ): Promise<Result<string>> {
    const { tx } = this.gold.coding;
    this.open.add(item.key);
    const move =
      item.kind === 'relation'
        ? await this.linkMove(item, unitId, kind, patch)
        : await this.annotationMove(
            item,
            (await loadAnnotations(tx, [{ id: unitId, no: null }])).get(unitId),
            kind,
            patch,
          );
    if (!move.ok) return move;
    this.decisions.push({ item, kind, ...reasons, move: move.value });
    this.planned.set(item.key, move.value.id);
    return ok(move.value.id);
  }

  /** Leaves the place without gold; what an earlier decision made there goes. Error: `conflict`. */
  async reject(item: AdjudicationItem, reasons: Reasons): Promise<Result<void>> {
    const goldId = this.standingGold(item);
    if (goldId === null) {
      this.decisions.push({ item, kind: 'reject', ...reasons, move: null });
      return ok(undefined);
    }
    const gone = await this.removal(item, goldId);
    if (!gone.ok) return gone;
    this.decisions.push({ item, kind: 'reject', ...reasons, move: gone.value });
    return ok(undefined);
  }

  /** The step that deletes gold, refused while an attribution or a link of the gold needs it. */
  async removal(
    { kind }: Pick<AdjudicationItem, 'kind'>,
    goldId: string,
  ): Promise<Result<AnnotationMove | RelationMove>> {
    const { coding } = this.gold;
    if (kind === 'relation') {
      const before = (await loadRelations(coding.tx, [{ id: goldId, no: null }])).get(goldId);
      if (!before) throw new Error(`gold link ${goldId} has no revision`);
      return ok({
        type: 'relation',
        id: goldId,
        before,
        after: { ...before.snapshot, deleted: true },
      });
    }
    if ((await holderIds(coding, goldId)).length > 0) {
      return err('conflict', 'An attribution of the gold joins this: decide about that one first.');
    }
    if ((await relationIdsAt(coding, goldId)).length > 0) {
      return err('conflict', 'A link of the gold leads here: decide about that one first.');
    }
    const before = await this.stored(goldId);
    const after = { ...before.snapshot, deleted: true };
    return ok({ type: 'annotation', id: goldId, kind: before.kind, before, after });
  }

  private async annotationMove(
    item: AdjudicationItem,
    source: StoredAnnotation | undefined,
    kind: PlannedDecision['kind'],
    patch: GoldPatch,
  ): Promise<Result<AnnotationMove>> {
    if (!source) return err('not_found', 'There is no such annotation.');
    const members = await this.goldMembers(source);
    if (!members.ok) return members;
    const goldId = this.standingGold(item);
    const before = goldId === null ? null : await this.stored(goldId);
    const id = goldId ?? uuidv7();
    const after = await this.snapshot(source, members.value, kind, patch, id);
    if (!after.ok) return after;
    if (before && !before.snapshot.deleted && before.snapshot.codeKey !== after.value.codeKey) {
      const held = await this.checkHeld(id, after.value.codeKey, source);
      if (!held.ok) return held;
    }
    return ok({ type: 'annotation', id, kind: source.kind, before, after: after.value });
  }

  private async snapshot(
    { kind, snapshot }: StoredAnnotation,
    members: readonly AttributionMember[],
    how: PlannedDecision['kind'],
    patch: GoldPatch,
    id: string,
  ): Promise<Result<Snapshot>> {
    const { coding } = this.gold;
    const newSpans = this.decisions.flatMap(({ move }) =>
      move?.type === 'annotation' ? [move] : [],
    );
    const fragments = patch.fragments ?? snapshot.fragments;
    if (how === 'write') {
      const codebook = await codebookInUse(coding.tx);
      if (!codebook.ok) return codebook;
      const made = await newAnnotation(coding, codebook.value, {
        ...{ id, kind, fragments, members, newSpans },
        codeKey: patch.codeKey ?? snapshot.codeKey,
        attributes: patch.attributes ?? snapshot.attributes,
      });
      return made.ok ? ok(made.value.after) : made;
    }
    const copy = { ...snapshot, members, confidence: null, memo: null, deleted: false };
    if (patch.fragments) {
      const place = await readQuotes(coding.tx, coding.articleVersionId, fragments);
      if (!place) return err('not_found', 'There is no such article.');
      const fit = checkFragments(kind, fragments, place.length);
      return fit.ok ? ok({ ...copy, fragments: withQuotes(fragments, place.quotes) }) : fit;
    }
    if (members.length === 0) return ok(copy);
    const codebook = await codebookInUse(coding.tx);
    if (!codebook.ok) return codebook;
    const code = usableCode(codebook.value, snapshot.codeKey, kind, snapshot.codeKey);
    if (!code.ok) return code;
    const spans = await memberSpans(coding, members, newSpans);
    const joined = checkMembers(code.value, coding.codingId, members, spans, snapshot.attributes);
    return joined.ok ? ok(copy) : joined;
  }

  private async goldMembers({ snapshot }: StoredAnnotation): Promise<Result<AttributionMember[]>> {
    const members: AttributionMember[] = [];
    for (const { role, annotationId } of snapshot.members) {
      const gold = await this.goldFor(annotationId);
      if (!gold.ok) return gold;
      members.push({ role, annotationId: gold.value });
    }
    return ok(members);
  }

  private async linkMove(
    item: AdjudicationItem,
    unitId: string,
    kind: PlannedDecision['kind'],
    patch: GoldPatch,
  ): Promise<Result<RelationMove>> {
    if (kind === 'merge' || patch.codeKey || patch.fragments) {
      return err('invalid_input', 'A link has no passage of its own: take one, or reject it.');
    }
    const { tx } = this.gold.coding;
    const source = (await loadRelations(tx, [{ id: unitId, no: null }])).get(unitId);
    if (!source) return err('not_found', 'There is no such link.');
    const from = await this.goldFor(source.snapshot.fromAnnotationId);
    if (!from.ok) return from;
    const to = await this.goldFor(source.snapshot.toAnnotationId);
    if (!to.ok) return to;
    const goldId = this.standingGold(item);
    const before =
      goldId === null ? null : (await loadRelations(tx, [{ id: goldId, no: null }])).get(goldId);
    return ok({
      type: 'relation',
      id: goldId ?? uuidv7(),
      before: before ?? null,
      after: {
        ...source.snapshot,
        fromAnnotationId: from.value,
        toAnnotationId: to.value,
        attributes: patch.attributes ?? source.snapshot.attributes,
        memo: null,
        deleted: false,
      },
    });
  }

  /** The gold of a coder's annotation; another article's annotation is itself. */
  private async goldFor(annotationId: string): Promise<Result<string>> {
    const item = this.itemOf.get(annotationId);
    if (!item) return ok(annotationId);
    const planned = this.planned.get(item.key) ?? this.aliveGold(item);
    if (planned) return ok(planned);
    if (item.decision?.kind === 'reject' && item.state !== 'changed') {
      return err('conflict', 'A passage of it was rejected: decide about that passage first.');
    }
    if (this.open.has(item.key) || !this.mayTakeAlong(item)) {
      return err(
        'conflict',
        'A passage of it is not decided yet: decide about that passage first.',
      );
    }
    return this.take(
      item,
      annotationId,
      item.differences.length === 0 ? 'auto' : 'take',
      NO_REASONS,
    );
  }

  /** Gold that an earlier decision made here, deleted or not: its identity goes on. */
  private standingGold({ key, decision }: AdjudicationItem): string | null {
    const id = decision?.goldId ?? null;
    return id !== null && this.owners.get(id) === key ? id : null;
  }

  private aliveGold(item: AdjudicationItem): string | null {
    const id = this.standingGold(item);
    return id !== null && this.alive.has(id) ? id : null;
  }

  private async checkHeld(
    id: string,
    codeKey: string,
    source: StoredAnnotation,
  ): Promise<Result<void>> {
    const { coding } = this.gold;
    const codebook = await codebookInUse(coding.tx);
    if (!codebook.ok) return codebook;
    const code = usableCode(codebook.value, codeKey, source.kind, codeKey);
    return code.ok ? checkHolders(code.value, await holdingPlaces(coding, id)) : code;
  }

  private async stored(id: string): Promise<StoredAnnotation> {
    const found = (await loadAnnotations(this.gold.coding.tx, [{ id, no: null }])).get(id);
    if (!found) throw new Error(`gold ${id} has no revision`);
    return found;
  }
}
