import { attributesOf, checkAttributes, findCode } from '@/lib/codebook/rules';
import type {
  AttributeValue,
  AttributeValues,
  CodebookCode,
  CodebookDocument,
  Target,
} from '@/lib/codebook/schema';
import type { AttributeStep, CodeStep, MigrationPlan, PersonReason } from './schema';

/** An annotation's head, as far as a migration looks at it. */
export interface MigratingAnnotation {
  readonly id: string;
  readonly kind: Target;
  readonly codeKey: string;
  /** The codebook version of its head. */
  readonly versionId: string;
  readonly attributes: AttributeValues;
  readonly members: readonly { readonly role: string; readonly annotationId: string }[];
}

export interface MigratingRelation {
  readonly id: string;
  readonly typeKey: string;
  /** The codebook version of its type. */
  readonly versionId: string;
  readonly from: string;
  readonly to: string;
}

export type Outcome =
  /** Its head stands in the target version already. */
  | { readonly kind: 'stay' }
  | {
      readonly kind: 'move';
      readonly codeKey: string;
      readonly attributes: AttributeValues;
      readonly keepsReview: boolean;
      readonly step: CodeStep['kind'];
      /** Values that the plan lets go. */
      readonly letGo: number;
    }
  | { readonly kind: 'person'; readonly reason: PersonReason; readonly about: string };

/** What a plan is carried out against. */
export interface Ground {
  readonly plan: MigrationPlan;
  readonly to: { readonly versionId: string; readonly document: CodebookDocument };
  /** Older versions' documents by id. */
  readonly older: ReadonlyMap<string, CodebookDocument>;
}

const person = (reason: PersonReason, about = ''): Outcome => ({ kind: 'person', reason, about });

function stepFor(plan: MigrationPlan, key: string): CodeStep | undefined {
  return plan.codes.find((step) =>
    step.kind === 'merge' ? step.from.includes(key) : step.from === key,
  );
}

/** The code that a step leads to; a reason when that is for a person to say. */
function goalOf(step: CodeStep, given: MigratingAnnotation): string | PersonReason {
  switch (step.kind) {
    case 'keep':
      return step.from;
    case 'rename':
    case 'merge':
      return step.to;
    case 'retire':
      return step.to ?? 'retired';
    case 'split': {
      if (step.attribute === null) return 'split';
      const value = given.attributes[step.attribute];
      return step.cases.find((one) => one.value === value)?.to ?? 'split_no_case';
    }
  }
}

function mappedValue(
  step: AttributeStep | undefined,
  value: AttributeValue,
): AttributeValue | null {
  if (step === undefined) return value;
  const one = (text: string): string | null => {
    const found = step.values.find((item) => item.from === text);
    return found === undefined ? text : found.to;
  };
  if (typeof value === 'string') return one(value);
  if (!Array.isArray(value)) return value;
  const kept = value.map(one).filter((text) => text !== null);
  return kept.length === 0 && value.length > 0 ? null : [...new Set(kept)];
}

const REASONS: ReadonlySet<string> = new Set(['retired', 'split', 'split_no_case']);

/**
 * What becomes of one annotation, looked at alone. A value that fits nowhere is never dropped
 * unasked: the annotation goes to a person.
 */
export function migrateOne(ground: Ground, given: MigratingAnnotation): Outcome {
  const { plan, to, older } = ground;
  if (given.versionId === to.versionId) return { kind: 'stay' };
  const before = older.get(given.versionId);
  if (before === undefined) return { kind: 'stay' };
  const step = stepFor(plan, given.codeKey) ?? identityStep(before, to.document, given.codeKey);
  if (step === undefined) return person('no_step');
  const goal = goalOf(step, given);
  if (REASONS.has(goal)) return person(goal as PersonReason);
  const code = findCode(to.document, goal);
  if (code === undefined || code.retired) return person('no_step', goal);
  if (!code.targets.includes(given.kind)) return person('target_unfit', goal);
  const values = carried(ground, code, given);
  if ('reason' in values) return person('attribute_unfit', values.about);
  const same = goal === given.codeKey && sameValues(values.attributes, given.attributes);
  const keepsReview = same && step.kind === 'keep' && step.review === 'keep';
  return { kind: 'move', codeKey: goal, step: step.kind, keepsReview, ...values };
}

function carried(
  { plan, to }: Ground,
  code: CodebookCode,
  given: MigratingAnnotation,
):
  | { readonly attributes: AttributeValues; readonly letGo: number }
  | { readonly reason: 'attribute_unfit'; readonly about: string } {
  const attributes: AttributeValues = {};
  let letGo = 0;
  for (const [key, value] of Object.entries(given.attributes)) {
    const step = plan.attributes.find((one) => one.code === given.codeKey && one.attribute === key);
    const goal = step === undefined ? key : step.to;
    const now = goal === null ? null : mappedValue(step, value);
    if (goal === null || now === null) {
      letGo += 1;
      continue;
    }
    const clash = Object.hasOwn(attributes, goal);
    if (clash || !checkAttributes(to.document, code, { [goal]: now }).ok) {
      return { reason: 'attribute_unfit', about: key };
    }
    attributes[goal] = now;
  }
  return { attributes, letGo };
}

function sameValues(a: AttributeValues, b: AttributeValues): boolean {
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => JSON.stringify(a[key]) === JSON.stringify(b[key]))
  );
}

/** How much of a code's meaning differs between two versions. */
export function codeState(
  before: CodebookDocument,
  now: CodebookDocument,
  key: string,
): 'same' | 'wording' | 'meaning' | 'retired' | 'gone' {
  const [old, fresh] = [findCode(before, key), findCode(now, key)];
  if (fresh === undefined) return 'gone';
  if (fresh.retired) return 'retired';
  if (old === undefined) return 'meaning';
  const meaning = (code: CodebookCode, document: CodebookDocument) =>
    JSON.stringify({
      layer: code.layer,
      definition: sorted(code.definition),
      include: code.include.map(sorted),
      exclude: code.exclude.map(sorted),
      targets: [...code.targets].sort(),
      roles: code.roles.map(({ role, codes, min, max }) => [role, [...codes].sort(), min, max]),
      attributes: attributesOf(document, code)
        .map(({ key: name, kind, options, required, definition }) => [
          name,
          kind,
          options.map(({ value }) => value),
          required,
          sorted(definition),
        ])
        .sort(),
    });
  if (meaning(old, before) !== meaning(fresh, now)) return 'meaning';
  return JSON.stringify(sorted(old.name)) === JSON.stringify(sorted(fresh.name))
    ? 'same'
    : 'wording';
}

function sorted(texts: Readonly<Record<string, string>>): [string, string][] {
  return Object.entries(texts).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** A code with the same key and meaning needs no step. */
function identityStep(
  before: CodebookDocument,
  now: CodebookDocument,
  key: string,
): CodeStep | undefined {
  return codeState(before, now, key) === 'same'
    ? { kind: 'keep', from: key, review: 'keep' }
    : undefined;
}
