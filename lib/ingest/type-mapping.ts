import { keyForType, type NewType } from '@/lib/codebook/merge';
import { checkAttributes, codeForExternalType, type MappedType } from '@/lib/codebook/rules';
import type {
  AttributeValue,
  CodebookCode,
  CodebookDocument,
  CodebookRelationType,
  Target,
} from '@/lib/codebook/schema';
import type { IncomingArticle, IncomingMember, JsonValue } from './schema';

/** Types that a batch of articles uses and what each is used for. */
export interface UsedTypes {
  readonly targets: ReadonlyMap<string, Target>;
  /** Roles met in composites of a type, with the types of what fills them. */
  readonly roles: ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<string>>>;
}

/** Collects the types of some articles' codings. A type used as an event is a composite. */
export function usedTypes(articles: readonly IncomingArticle[]): UsedTypes {
  const targets = new Map<string, Target>();
  const roles = new Map<string, Map<string, Set<string>>>();
  for (const { annotations, composites } of articles.flatMap(({ codings }) => codings)) {
    const typeOf = new Map(annotations.map(({ externalId, type }) => [externalId, type]));
    for (const { type, kind, past } of annotations) {
      for (const each of [{ type }, ...(past?.earlier ?? [])]) {
        if (!targets.has(each.type)) targets.set(each.type, kind);
      }
    }
    const joining = composites.flatMap((one) => [one, ...(one.past?.earlier ?? [])]);
    for (const { type, members } of joining) {
      targets.set(type, 'composite');
      const ofType = roles.get(type) ?? new Map<string, Set<string>>();
      roles.set(type, ofType);
      for (const { role, targetExternalId } of members) {
        const filled = ofType.get(baseRole(role)) ?? new Set<string>();
        const filler = typeOf.get(targetExternalId);
        ofType.set(baseRole(role), filler ? filled.add(filler) : filled);
      }
    }
  }
  return { targets, roles };
}

/** The unknown ones as new codes: first what stands alone, then what joins it. */
export function newTypes(
  used: UsedTypes,
  unknown: readonly string[],
): { readonly simple: NewType[]; readonly composite: (document: CodebookDocument) => NewType[] } {
  const isComposite = (type: string) => used.targets.get(type) === 'composite';
  return {
    simple: unknown
      .filter((type) => !isComposite(type))
      .map((type) => ({ type, target: used.targets.get(type) ?? 'span' })),
    composite: (document) =>
      unknown.filter(isComposite).map((type) => ({
        type,
        target: 'composite',
        roles: [...(used.roles.get(type) ?? [])].map(([role, fillers]) => ({
          role,
          codes: [...fillers].flatMap((filler) => {
            const found = codeForExternalType(document, filler);
            return found ? [found.code.key] : [];
          }),
        })),
      })),
  };
}

/** `Content2` → `Content`: brat numbers a role that repeats. */
function baseRole(role: string): string {
  return role.replace(/\d+$/, '') || role;
}

/** The code of a type, for a use; a reason in words when there is none. */
export function mapType(
  document: CodebookDocument,
  type: string,
  target: Target,
): MappedType | string {
  const mapped = codeForExternalType(document, type);
  if (!mapped) return `The codebook has no code for the type “${type}”.`;
  if (mapped.code.retired) return `The code for “${type}” is retired.`;
  if (!mapped.code.targets.includes(target)) {
    return `The code “${mapped.code.key}” cannot stand on ${TARGET_WORDS[target]}.`;
  }
  return mapped;
}

const TARGET_WORDS: Readonly<Record<Target, string>> = {
  span: 'a passage',
  article: 'a whole article',
  composite: 'a group of passages',
};

/**
 * The role in which a member can stand: the one named (`Content2` is content2 where there is such a
 * role, else content), the numbered one when the first is taken and full, or, where the named role
 * does not take the member's code, the one that does. Null when none does.
 */
export function roleFor(
  code: CodebookCode,
  member: IncomingMember,
  memberCode: string,
  taken: readonly string[],
): string | null {
  const takes = (role: string) =>
    code.roles.some((one) => one.role === role && one.codes.includes(memberCode));
  const isFull = (role: string) => {
    const max = code.roles.find((one) => one.role === role)?.max ?? null;
    return max !== null && taken.filter((one) => one === role).length >= max;
  };
  const exact = keyForType(member.role, new Set());
  const base = keyForType(baseRole(member.role), new Set());
  const named = [exact, base, `${base}2`].filter(takes);
  const others = code.roles.map(({ role }) => role).filter(takes);
  const candidates = [...named, ...others];
  return candidates.find((role) => !isFull(role)) ?? candidates[0] ?? null;
}

/** Values that the codebook takes, and why each other one was left out. */
export function fitAttributes(
  document: CodebookDocument,
  code: CodebookCode,
  given: Readonly<Record<string, JsonValue>>,
): { readonly values: Record<string, AttributeValue>; readonly problems: string[] } {
  const values: Record<string, AttributeValue> = {};
  const problems: string[] = [];
  for (const [key, raw] of Object.entries(given)) {
    const kind = document.attributes.find(
      (one) => one.key === key && one.layer === code.layer && (one.code ?? code.key) === code.key,
    )?.kind;
    const value = toAttributeValue(raw, kind === 'number');
    const checked = value === null ? null : checkAttributes(document, code, { [key]: value });
    if (value !== null && checked?.ok) values[key] = value;
    else {
      const why =
        checked && !checked.ok ? checked.error.userMessage : 'Such a value cannot be kept.';
      problems.push(`The attribute ${key} was left out: ${why}`);
    }
  }
  return { values, problems };
}

function toAttributeValue(raw: JsonValue, asNumber: boolean): AttributeValue | null {
  if (asNumber && typeof raw === 'string' && raw.trim() !== '') return Number(raw);
  if (typeof raw === 'string' || typeof raw === 'number') return raw;
  if (typeof raw === 'boolean') return String(raw);
  return Array.isArray(raw) && raw.every((one) => typeof one === 'string') ? [...raw] : null;
}

/** The relation type that a name in a file stands for. */
export function mapRelationType(
  document: CodebookDocument,
  type: string,
): CodebookRelationType | undefined {
  return (
    document.relationTypes.find((one) => one.externalMappings.some((item) => item.type === type)) ??
    document.relationTypes.find((one) => one.key === type)
  );
}
