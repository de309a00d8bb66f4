import { attributesOf, checkAttributes } from '@/lib/codebook/rules';
import type {
  CodebookAttribute,
  CodebookCode,
  CodebookRelationType,
  CompositeRole,
} from '@/lib/codebook/schema';
import { err, ok, type Result } from '@/lib/result/result';
import { type Fragment, validateFragments } from '@/lib/text/fragments';
import { NESTED } from './nesting';
import type { Attributes, AttributionMember, CodingDto } from './schema';

/** What the decisions need of a code. */
export interface RuleCode
  extends Pick<CodebookCode, 'key' | 'layer' | 'name' | 'targets' | 'retired'> {
  readonly roles: readonly Pick<CompositeRole, 'role' | 'codes' | 'max'>[];
}
/** What the decisions need of a relation type; `from` and `to` are code keys. */
export type RuleRelationType = Pick<CodebookRelationType, 'key' | 'name' | 'from' | 'to'>;
/** The parts of a codebook version that decide what an annotation may say. */
export interface RuleCodebook {
  readonly codes: ReadonlyMap<string, RuleCode>;
  readonly attributes: CodebookAttribute[];
}

export type AnnotationKind = 'span' | 'article' | 'composite';
export type CodingState = CodingDto['state'];
export type CodingMove = 'start' | 'submit' | 'reopen';

/**
 * The code with that key, if a new annotation of that kind may carry it. Retired codes are refused
 * unless the annotation has the code already (`current`). Error: `invalid_input` on `codeKey`.
 */
export function usableCode(
  codebook: RuleCodebook,
  key: string,
  kind: AnnotationKind,
  current?: string,
): Result<RuleCode> {
  const code = codebook.codes.get(key);
  if (!code) return refuse('codeKey', `The codebook has no code “${key}”.`);
  if (code.retired && key !== current) {
    return refuse('codeKey', `The code “${code.name.en}” is retired.`);
  }
  if (!code.targets.includes(kind)) {
    return refuse('codeKey', `The code “${code.name.en}” does not mark ${KIND_NAMES[kind]}.`);
  }
  return ok(code);
}

const KIND_NAMES: Record<AnnotationKind, string> = {
  span: 'a passage',
  article: 'a whole article',
  composite: 'a group of passages',
};

/**
 * Whether the fragments fit the kind and the text (`length` in code points): a span needs some, an
 * article label has none, a composite may have its own or not. Error: `invalid_input`.
 */
export function checkFragments(
  kind: AnnotationKind,
  fragments: readonly Fragment[],
  length: number,
): Result<void> {
  if (kind === 'article' && fragments.length > 0) {
    return refuse('fragments', 'A label of the whole article has no passage.');
  }
  if (kind !== 'span' && fragments.length === 0) return ok(undefined);
  return validateFragments(fragments, length);
}

/** Whether the values fit the code; required ones may still be missing. Error: `invalid_input`. */
export function checkValues(
  codebook: RuleCodebook,
  code: RuleCode,
  values: Attributes,
): Result<Attributes> {
  return checkAttributes(codebook, code, values);
}

/** The values that make sense under another code too: kept when an annotation changes its code. */
export function carryValues(
  codebook: RuleCodebook,
  code: RuleCode,
  values: Attributes,
): Attributes {
  const known = new Set(attributesOf(codebook, code).map((attribute) => attribute.key));
  return Object.fromEntries(
    Object.entries(values).filter(
      ([key, value]) => known.has(key) && checkAttributes(codebook, code, { [key]: value }).ok,
    ),
  );
}

/** How the default codebook's attribution says that nobody is named or implied as source. */
const ABSENCE = { role: 'source', attribute: 'source_presence', value: 'absent' } as const;

/** An annotation that is to be a member of a composite: a span, or for nesting a composite. */
export interface MemberSpan {
  readonly kind: AnnotationKind;
  readonly codingId: string;
  readonly codeKey: string;
  readonly deleted: boolean;
}

/**
 * Whether the members may be joined under the code: each an undeleted span of the same coding, with
 * a code that its role allows, in one role once, no role fuller than its maximum. Roles may be
 * emptier than recommended, since work in progress is saved too; but who says that the source is
 * absent names none. The role `nested`, which every composite has, holds composites of the same
 * code; that none holds itself is `checkNesting`'s to see. Error: `invalid_input` on `members`, or
 * `not_found`.
 */
export function checkMembers(
  code: RuleCode,
  codingId: string,
  members: readonly AttributionMember[],
  spans: ReadonlyMap<string, MemberSpan>,
  attributes: Attributes = {},
): Result<void> {
  const { role: named, attribute, value } = ABSENCE;
  if (attributes[attribute] === value && members.some(({ role }) => role === named)) {
    return refuse('members', 'The source is said to be absent, and one is given.');
  }
  const seen = new Set<string>();
  for (const { role, annotationId } of members) {
    const span = spans.get(annotationId);
    if (!span || span.deleted) return err('not_found', 'A passage to join no longer exists.');
    if (span.codingId !== codingId) {
      return refuse('members', 'Only passages of your own coding can be joined.');
    }
    const fits = checkMember(code, role, span);
    if (!fits.ok) return fits;
    if (seen.has(annotationId)) return refuse('members', 'A passage can be joined only once.');
    seen.add(annotationId);
  }
  for (const { role, max } of code.roles) {
    const count = members.filter((member) => member.role === role).length;
    if (max !== null && count > max) {
      return refuse('members', `At most ${max} “${role}”, not ${count}.`);
    }
  }
  return ok(undefined);
}

function checkMember(
  code: RuleCode,
  role: AttributionMember['role'],
  { kind, codeKey }: MemberSpan,
): Result<void> {
  if (role === NESTED) {
    if (kind === 'composite' && codeKey === code.key) return ok(undefined);
    return refuse('members', `Only another “${code.name.en}” can stand inside one.`);
  }
  const rule = code.roles.find((one) => one.role === role);
  if (!rule) return refuse('members', `“${code.name.en}” has no place for a “${role}”.`);
  if (kind === 'span' && rule.codes.includes(codeKey)) return ok(undefined);
  return refuse('members', `A “${codeKey}” cannot be the ${role}.`);
}

/** A composite that holds a span, seen when the span's code is to change. */
export interface HoldingPlace {
  readonly compositeName: string;
  readonly role: string;
  /** Code keys that the role allows. */
  readonly codes: readonly string[];
}

/** Whether a span may take a code although composites hold it. Error: `conflict`. */
export function checkHolders(code: RuleCode, places: readonly HoldingPlace[]): Result<void> {
  const torn = places.find((place) => !place.codes.includes(code.key));
  if (!torn) return ok(undefined);
  return err(
    'conflict',
    `This passage is the ${torn.role} of an ${torn.compositeName.toLowerCase()}: take it out first.`,
    { field: 'codeKey' },
  );
}

/** One end of a relation. */
export interface RelationEnd {
  readonly id: string;
  readonly codingId: string;
  readonly articleVersionId: string;
  readonly codeKey: string;
  readonly deleted: boolean;
}

/**
 * Whether a relation type may join two annotations: one of the coding, and another of it or of
 * another article, whoever coded that. A colleague's work on the same article is not linked to: each
 * coding of a text stands alone. Symmetric types are stored as given. Error: `invalid_input`, or
 * `not_found` for an end that is gone.
 */
export function checkRelation(
  type: RuleRelationType,
  codingId: string,
  from: RelationEnd | undefined,
  to: RelationEnd | undefined,
): Result<void> {
  if (!from || !to || from.deleted || to.deleted) {
    return err('not_found', 'An annotation to link no longer exists.');
  }
  if (from.id === to.id) return refuse('toAnnotationId', 'An annotation is not linked to itself.');
  const own = [from, to].filter((end) => end.codingId === codingId);
  if (own.length === 0 || (own.length === 1 && from.articleVersionId === to.articleVersionId)) {
    return refuse(
      'toAnnotationId',
      'In one article, only annotations of your own coding can be linked.',
    );
  }
  if (!type.from.includes(from.codeKey)) {
    return refuse('fromAnnotationId', `“${type.name.en}” cannot start at a “${from.codeKey}”.`);
  }
  if (!type.to.includes(to.codeKey)) {
    return refuse('toAnnotationId', `“${type.name.en}” cannot lead to a “${to.codeKey}”.`);
  }
  return ok(undefined);
}

const MOVES: Record<CodingMove, { from: readonly CodingState[]; to: CodingState; no: string }> = {
  start: { from: ['not_started'], to: 'in_progress', no: 'The coding has begun already.' },
  submit: {
    from: ['not_started', 'in_progress'],
    to: 'submitted',
    no: 'The coding is submitted already.',
  },
  reopen: { from: ['submitted'], to: 'in_progress', no: 'The coding is open already.' },
};

/** The state that a move leads to. Error: `conflict` when the move is not legal from here. */
export function moveCoding(state: CodingState, move: CodingMove): Result<CodingState> {
  const { from, to, no } = MOVES[move];
  return from.includes(state) ? ok(to) : err('conflict', no);
}

/** Whether annotations of a coding may be written now. Error: `conflict` once submitted. */
export function checkOpen(state: CodingState): Result<void> {
  if (state !== 'submitted') return ok(undefined);
  return err('conflict', 'You have submitted this coding. Reopen it to go on.');
}

function refuse(field: string, message: string): Extract<Result<never>, { ok: false }> {
  return err('invalid_input', message, { field });
}
