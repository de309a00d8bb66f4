import { createHash } from 'node:crypto';
import type { IncomingAnnotation, IncomingComposite, IncomingRelation } from './schema';

/** Long enough that two contents of one coding never meet. Hex. */
const HASH_LENGTH = 32;

function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, HASH_LENGTH);
}

type Common = Pick<IncomingAnnotation, 'type' | 'fragments' | 'attributes' | 'confidence' | 'memo'>;

function contentOf({ type, fragments, attributes, confidence, memo }: Common): unknown[] {
  const ranges = fragments.map(({ start, end }) => [start, end]);
  const sorted = Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1));
  return [type, ranges, sorted, confidence, memo];
}

/**
 * What an annotation says, without its name in the file: two imports of one file, or of one whose
 * records were numbered anew, give the same hashes.
 */
export function hashAnnotation(annotation: IncomingAnnotation): string {
  return digest([annotation.kind, ...contentOf(annotation)]);
}

/** Of a composite, with the hashes of what it joins. */
export function hashComposite(
  composite: IncomingComposite,
  memberHash: (externalId: string) => string | undefined,
): string {
  const members = composite.members.map(({ role, targetExternalId }) => [
    role,
    memberHash(targetExternalId) ?? null,
  ]);
  // A file lists an event's roles in any order.
  members.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  return digest(['composite', ...contentOf(composite), members]);
}

/** Of a relation, with the hashes of its ends. */
export function hashRelation(
  relation: IncomingRelation,
  endHash: (externalId: string) => string | undefined,
): string {
  const ends = [endHash(relation.fromExternalId) ?? null, endHash(relation.toExternalId) ?? null];
  return digest(['relation', relation.type, relation.memo, ends]);
}
