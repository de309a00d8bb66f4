import type { AttributionMember } from '@/lib/annotations/schema';
import type { Fragment } from '@/lib/text/fragments';

/** A span that may become a member: one of source, cue, content of the same coder. */
export interface LinkCandidate {
  readonly id: string;
  readonly codeKey: string;
  /** First and last character, code points. */
  readonly start: number;
  readonly end: number;
  /** In some attribution already. */
  readonly linked: boolean;
}

const ROLES = ['source', 'cue', 'content'] as const;
type MainRole = (typeof ROLES)[number];

export function isMainRole(codeKey: string): codeKey is MainRole {
  return (ROLES as readonly string[]).includes(codeKey);
}

/** Characters between two stretches; 0 when they touch or overlap. */
function distance(a: LinkCandidate, b: LinkCandidate): number {
  return Math.max(0, a.start - b.end, b.start - a.end);
}

/**
 * Cost of linking an already linked span, in characters of distance: a free span in the same
 * sentence beats a taken one nearby, but a source that speaks twice can still be found.
 */
const LINKED_COST = 400;

function nearest(
  role: MainRole,
  from: LinkCandidate,
  candidates: readonly LinkCandidate[],
  scope: Fragment,
): LinkCandidate | null {
  let best: LinkCandidate | null = null;
  let lowest = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    if (candidate.codeKey !== role || candidate.id === from.id) continue;
    if (candidate.end <= scope.start || candidate.start >= scope.end) continue;
    const cost = distance(candidate, from) + (candidate.linked ? LINKED_COST : 0);
    if (cost < lowest) {
      best = candidate;
      lowest = cost;
    }
  }
  return best;
}

/**
 * The attribution that most likely holds the span: for each missing role the nearest span within
 * the sentence, free ones first; a content that stands alone in its sentence looks through its
 * paragraph (a quotation often runs on after “he said”). Members in the order source, cue, content;
 * null when the span has no role, or no content is at hand.
 */
export function suggestAttribution(
  from: LinkCandidate,
  candidates: readonly LinkCandidate[],
  scopes: { readonly sentence: Fragment; readonly paragraph: Fragment },
): AttributionMember[] | null {
  if (!isMainRole(from.codeKey)) return null;
  const search = (scope: Fragment) =>
    ROLES.map((role) => ({
      role,
      found: role === from.codeKey ? from : nearest(role, from, candidates, scope),
    }));
  let found = search(scopes.sentence);
  const others = found.filter((one) => one.found && one.found !== from);
  if (others.length === 0) found = search(scopes.paragraph);
  const members = found.flatMap(({ role, found: span }) =>
    span ? [{ role, annotationId: span.id }] : [],
  );
  return members.some(({ role }) => role === 'content') ? members : null;
}

/**
 * Members from spans that a person marked, by their codes: sources, cues, and one or two contents
 * in text order; marked attributions stand inside the new one. Null when nothing marked is a content
 * or an attribution, or there are more than two contents.
 */
export function membersOfMarked(
  marked: readonly LinkCandidate[],
  nested: readonly string[] = [],
): AttributionMember[] | null {
  const inOrder = marked.toSorted((a, b) => a.start - b.start);
  const contents = inOrder.filter(({ codeKey }) => codeKey === 'content');
  if (contents.length + nested.length === 0 || contents.length > 2) return null;
  const others = (['source', 'cue'] as const).flatMap((role) =>
    inOrder
      .filter(({ codeKey }) => codeKey === role)
      .map(({ id }): AttributionMember => ({ role, annotationId: id })),
  );
  return [
    ...others,
    ...contents.map(
      ({ id }, index): AttributionMember => ({
        role: index === 0 ? 'content' : 'content2',
        annotationId: id,
      }),
    ),
    ...nested.map((id): AttributionMember => ({ role: 'nested', annotationId: id })),
  ];
}
