import { checkNesting, NESTED, nestedIn } from '@/lib/annotations/nesting';
import type { AnnotationDto, AttributionMember } from '@/lib/annotations/schema';
import type { AnnotationStore } from '../model/annotation-store';
import { isMainRole } from '../model/suggest-attribution';

type Role = AttributionMember['role'];

/** The order in which roles are told. */
export const ROLE_ORDER: readonly Role[] = ['source', 'cue', 'content', 'content2', NESTED];

/** Sources, cues, contents, nested ones; within a role as stored. */
export function inRoleOrder(members: readonly AttributionMember[]): AttributionMember[] {
  return ROLE_ORDER.flatMap((role) => members.filter((member) => member.role === role));
}

/** The role that an annotation would take in an attribution; null when it has no place there. */
export function roleFor(
  annotation: AnnotationDto,
  members: readonly AttributionMember[],
): Role | null {
  if (members.some(({ annotationId }) => annotationId === annotation.id)) return null;
  if (annotation.kind === 'composite') return NESTED;
  if (!isMainRole(annotation.codeKey)) return null;
  if (annotation.codeKey !== 'content') return annotation.codeKey;
  return (
    (['content', 'content2'] as const).find((role) => members.every((one) => one.role !== role)) ??
    null
  );
}

/** Farther candidates than these are not near enough to be meant. */
const OFFERED = 40;

/**
 * What could still be joined to an attribution: its coder's own spans and attributions, the nearest
 * first. An attribution that the new one would close a circle with is not offered.
 */
export function memberCandidates(
  store: AnnotationStore,
  head: AnnotationDto,
  members: readonly AttributionMember[],
): AnnotationDto[] {
  const place = store.extent(head);
  const nesting = new Map<string, readonly string[]>();
  const own: AnnotationDto[] = [];
  for (const { id } of store.order.all) {
    const one = store.get(id);
    if (!one || one.coderId !== head.coderId || id === head.id) continue;
    if (one.kind === 'composite') nesting.set(id, nestedIn(one.members));
    own.push(one);
  }
  const nested = nestedIn(members);
  const distance = (one: AnnotationDto) => {
    const extent = store.extent(one);
    if (!extent || !place) return Number.MAX_SAFE_INTEGER;
    return Math.max(0, extent.start - place.end, place.start - extent.end);
  };
  return own
    .filter((one) => {
      const role = roleFor(one, members);
      if (role !== NESTED) return role !== null;
      return one.codeKey === head.codeKey && checkNesting(head.id, [...nested, one.id], nesting).ok;
    })
    .map((one) => ({ one, far: distance(one) }))
    .sort((a, b) => a.far - b.far)
    .slice(0, OFFERED)
    .map(({ one }) => one);
}

/** With one more member, in the role that it takes; unchanged when it has no place. */
export function withMember(
  members: readonly AttributionMember[],
  annotation: AnnotationDto,
): AttributionMember[] {
  const role = roleFor(annotation, members);
  return role ? [...members, { role, annotationId: annotation.id }] : [...members];
}

/** Without one. A second content without a first becomes the first. */
export function withoutMember(
  members: readonly AttributionMember[],
  annotationId: string,
): AttributionMember[] {
  const left = members.filter((one) => one.annotationId !== annotationId);
  if (left.some(({ role }) => role === 'content')) return left;
  return left.map((one) => (one.role === 'content2' ? { ...one, role: 'content' } : one));
}

/**
 * One place earlier (-1) or later (1) among its kind; the two contents change places. Null where it
 * cannot go farther.
 */
export function movedMember(
  members: readonly AttributionMember[],
  annotationId: string,
  by: 1 | -1,
): AttributionMember[] | null {
  const ordered = inRoleOrder(members);
  const at = ordered.findIndex((one) => one.annotationId === annotationId);
  const one = ordered[at];
  const other = ordered[at + by];
  if (!one || !other || kindOf(one.role) !== kindOf(other.role)) return null;
  // The roles stay where they are, so that the first content is the first again.
  return ordered.map((member, index) => {
    if (index === at) return { role: member.role, annotationId: other.annotationId };
    if (index === at + by) return { role: member.role, annotationId };
    return member;
  });
}

function kindOf(role: Role): string {
  return role === 'content2' ? 'content' : role;
}
