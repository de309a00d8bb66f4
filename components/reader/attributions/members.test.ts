import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AttributionMember } from '@/lib/annotations/schema';
import { inRoleOrder, movedMember, withoutMember } from './members';

const MEMBERS: AttributionMember[] = [
  { role: 'content2', annotationId: 'b' },
  { role: 'source', annotationId: 's1' },
  { role: 'content', annotationId: 'a' },
  { role: 'nested', annotationId: 'n' },
  { role: 'source', annotationId: 's2' },
];
const told = (members: readonly AttributionMember[] | null) =>
  members?.map(({ role, annotationId }) => `${role}:${annotationId}`).join(' ') ?? null;

describe('the members of an attribution', () => {
  it('are told by role', () => {
    expect(told(inRoleOrder(MEMBERS))).toBe('source:s1 source:s2 content:a content2:b nested:n');
  });

  it('move among their kind and no farther', () => {
    expect(told(movedMember(MEMBERS, 's1', 1))).toBe(
      'source:s2 source:s1 content:a content2:b nested:n',
    );
    expect(told(movedMember(MEMBERS, 'a', 1))).toBe(
      'source:s1 source:s2 content:b content2:a nested:n',
    );
    expect(movedMember(MEMBERS, 's2', 1)).toBeNull();
    expect(movedMember(MEMBERS, 'a', -1)).toBeNull();
    expect(movedMember(MEMBERS, 'nobody', 1)).toBeNull();
  });

  it('leave a first content behind, whichever is taken out', () => {
    expect(told(inRoleOrder(withoutMember(MEMBERS, 'a')))).toContain('content:b');
    expect(told(withoutMember(MEMBERS, 'b'))).toContain('content:a');
  });

  it('come back where they were when moved there and back', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...MEMBERS.map((one) => one.annotationId)),
        fc.constantFrom(1 as const, -1 as const),
        (id, by) => {
          const there = movedMember(MEMBERS, id, by);
          if (!there) return;
          expect(told(movedMember(there, id, by === 1 ? -1 : 1))).toBe(told(inRoleOrder(MEMBERS)));
        },
      ),
    );
  });
});
