import { findCode } from '@/lib/codebook/rules';
import type { CodebookDocument } from '@/lib/codebook/schema';
import {
  type Ground,
  type MigratingAnnotation,
  type MigratingRelation,
  migrateOne,
  type Outcome,
} from './rules';
import type { PersonReason } from './schema';

/** What becomes of a relation. */
export type RelationOutcome =
  | { readonly kind: 'stay' }
  | { readonly kind: 'move'; readonly typeKey: string }
  | { readonly kind: 'person'; readonly reason: 'relation_type'; readonly about: string };

export interface CodingOutcome {
  readonly annotations: ReadonlyMap<string, Outcome>;
  readonly relations: ReadonlyMap<string, RelationOutcome>;
}

/**
 * What becomes of one coding as a whole. Annotations that hang together go together: a composite
 * whose members would no longer fit its roles, a member that the composite left behind could not
 * hold, an annotation whose new code a relation of it does not allow, all go to a person, so that no
 * state arises that the codebook forbids. `elsewhere` gives the code keys of ends in other codings,
 * as they will be.
 */
export function migrateCoding(
  ground: Ground,
  annotations: readonly MigratingAnnotation[],
  relations: readonly MigratingRelation[],
  elsewhere: ReadonlyMap<string, string> = new Map(),
): CodingOutcome {
  const byId = new Map(annotations.map((one) => [one.id, one]));
  const outcomes = new Map(annotations.map((one) => [one.id, migrateOne(ground, one)]));
  const keyNow = (id: string) => byId.get(id)?.codeKey ?? elsewhere.get(id);
  const keyThen = (id: string) => {
    const outcome = outcomes.get(id);
    return outcome?.kind === 'move' ? outcome.codeKey : keyNow(id);
  };
  const changes = (id: string) => outcomes.get(id)?.kind === 'move' && keyThen(id) !== keyNow(id);
  // Each round only turns moves into waits, so it ends.
  for (let again = true; again; ) {
    again = false;
    const wait = (id: string, reason: PersonReason, about: string) => {
      if (outcomes.get(id)?.kind !== 'move') return;
      outcomes.set(id, { kind: 'person', reason, about });
      again = true;
    };
    for (const one of annotations) {
      if (one.members.length === 0) continue;
      const outcome = outcomes.get(one.id);
      const moving = outcome?.kind === 'move';
      const document = moving ? ground.to.document : documentOf(ground, one.versionId);
      const roles = findCode(document, moving ? outcome.codeKey : one.codeKey)?.roles ?? [];
      for (const { role, annotationId } of one.members) {
        const allowed = roles.find((item) => item.role === role)?.codes ?? [];
        if (allowed.includes(keyThen(annotationId) ?? '')) continue;
        if (moving) wait(one.id, 'member', role);
        else if (changes(annotationId)) wait(annotationId, 'holder', one.codeKey);
      }
    }
    for (const relation of relations) {
      const [from, to] = [keyThen(relation.from) ?? '', keyThen(relation.to) ?? ''];
      if (relationGoal(ground, relation, from, to) !== null) continue;
      if (heldByOldType(ground, relation, from, to)) continue;
      for (const id of [relation.from, relation.to]) {
        if (changes(id)) wait(id, 'relation', relation.typeKey);
      }
    }
  }
  return {
    annotations: outcomes,
    relations: new Map(
      relations.map((relation) => {
        const [from, to] = [keyThen(relation.from) ?? '', keyThen(relation.to) ?? ''];
        return [relation.id, migrateRelation(ground, relation, from, to)];
      }),
    ),
  };
}

function documentOf(ground: Ground, versionId: string): CodebookDocument {
  return ground.older.get(versionId) ?? ground.to.document;
}

/** The type that the relation can have in the target version between those codes; null: none. */
function relationGoal(
  { plan, to }: Ground,
  relation: MigratingRelation,
  from: string,
  goal: string,
): string | null {
  const step = plan.relations.find((one) => one.from === relation.typeKey);
  const key = step === undefined ? relation.typeKey : step.to;
  const type = to.document.relationTypes.find((one) => one.key === key);
  return type?.from.includes(from) && type.to.includes(goal) ? type.key : null;
}

/** Whether a relation that stays behind may still join those codes. */
function heldByOldType(
  ground: Ground,
  relation: MigratingRelation,
  from: string,
  to: string,
): boolean {
  const { relationTypes } = documentOf(ground, relation.versionId);
  const type = relationTypes.find((one) => one.key === relation.typeKey);
  return type?.from.includes(from) === true && type.to.includes(to);
}

/** What becomes of a relation between codes as they will be. */
export function migrateRelation(
  ground: Ground,
  relation: MigratingRelation,
  from: string,
  to: string,
): RelationOutcome {
  if (!ground.older.has(relation.versionId)) return { kind: 'stay' };
  const typeKey = relationGoal(ground, relation, from, to);
  return typeKey === null
    ? { kind: 'person', reason: 'relation_type', about: relation.typeKey }
    : { kind: 'move', typeKey };
}
