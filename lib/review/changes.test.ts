import { describe, expect, it } from 'vitest';
import { type Comparable, describeChanges } from './changes';

const revision: Comparable = {
  codeKey: 'source',
  fragments: [{ start: 0, end: 5, quote: 'Paris' }],
  members: [],
  attributes: { naming: 'named', kinds: ['a', 'b'] },
  confidence: null,
  memo: null,
  deleted: false,
};

describe('what changed between two revisions', () => {
  it('is nothing between equal ones, whatever the order of members', () => {
    const members = [
      { role: 'source', annotationId: 'a' },
      { role: 'cue', annotationId: 'b' },
    ] as const;
    const swapped = [members[1], members[0]];
    expect(describeChanges({ ...revision, members }, { ...revision, members: swapped })).toEqual(
      [],
    );
  });

  it('names each field with both sides', () => {
    const after: Comparable = {
      codeKey: 'cue',
      fragments: [{ start: 0, end: 9, quote: 'Paris dit' }],
      members: [{ role: 'cue', annotationId: 'b' }],
      attributes: { kinds: ['a'], stance: 'neutral' },
      confidence: 4,
      memo: 'sure',
      deleted: true,
    };
    expect(describeChanges(revision, after)).toEqual([
      { field: 'deleted', after: true },
      { field: 'code', before: 'source', after: 'cue' },
      { field: 'passage', before: revision.fragments, after: after.fragments },
      { field: 'members', added: after.members, removed: [] },
      { field: 'attribute', key: 'naming', before: 'named', after: null },
      { field: 'attribute', key: 'kinds', before: ['a', 'b'], after: ['a'] },
      { field: 'attribute', key: 'stance', before: null, after: 'neutral' },
      { field: 'confidence', before: null, after: 4 },
      { field: 'memo', before: null, after: 'sure' },
    ]);
  });
});
