import { v7 as uuidv7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/lib/db/testing';
import { amendAnnotation } from '@/lib/review/commands';
import { changeAttribution } from './commands/change';
import { submitCoding } from './commands/coding';
import { createAttribution } from './commands/create';
import { deleteAnnotation, restoreAnnotation } from './commands/remove';
import { redo, undo } from './commands/undo';
import { getAnnotation } from './queries';
import type { AttributionMember } from './schema';
import { base, makeWorld, passage, unwrap, type World } from './testing';

const db = await testDatabase();

/** Attributions of Ana's, each with a content of its own; the later hold the earlier as told. */
async function attribution(world: World, words: string, nested: readonly string[] = []) {
  const [annotationId, content] = [uuidv7(), uuidv7()];
  const change = await createAttribution(world.ana, {
    ...base(world),
    annotationId,
    members: [
      { role: 'content', annotationId: content },
      ...nested.map((id) => ({ role: 'nested' as const, annotationId: id })),
    ],
    newSpans: [
      { annotationId: content, codeKey: 'content', fragments: [passage(words)], attributes: {} },
    ],
    attributes: { source_presence: 'absent' },
    memo: null,
  });
  return { annotationId, content, change };
}

const nest = async (world: World, owner: string, nested: readonly string[]) => {
  const head = unwrap(await getAnnotation(world.ana, owner));
  const members: AttributionMember[] = [
    ...head.members.filter(({ role }) => role !== 'nested'),
    ...nested.map((annotationId) => ({ role: 'nested' as const, annotationId })),
  ];
  const at = { annotationId: owner, expectedNo: head.revisionNo };
  return changeAttribution(world.ana, { ...base(world), ...at, members });
};

describe('attributions inside attributions', () => {
  it('are joined, and none can stand inside itself', async () => {
    const world = await makeWorld(db);
    const inner = await attribution(world, 'la frontière');
    const middle = await attribution(world, 'mardi', [inner.annotationId]);
    const outer = await attribution(world, 'le ministre', [middle.annotationId]);
    unwrap(outer.change);
    for (const [owner, nested] of [
      [inner.annotationId, outer.annotationId],
      [inner.annotationId, inner.annotationId],
      [middle.annotationId, outer.annotationId],
    ] as const) {
      expect(await nest(world, owner, [nested])).toMatchObject({ error: { code: 'conflict' } });
    }
    // Both at once is no circle.
    unwrap(await nest(world, outer.annotationId, [middle.annotationId, inner.annotationId]));
  });

  it('refuse what another change has made a circle of, also when it comes by redo', async () => {
    const world = await makeWorld(db);
    const a = (await attribution(world, 'la frontière')).annotationId;
    const b = (await attribution(world, 'mardi')).annotationId;
    unwrap(await nest(world, a, [b]));
    unwrap(await undo(world.ana, base(world)));
    // A reviewer nests them the other way round, then the coder redoes.
    unwrap(await submitCoding(world.ana, base(world)));
    const head = unwrap(await getAnnotation(world.ben, b));
    const amend = {
      projectId: world.projectId,
      idempotencyKey: base(world).idempotencyKey,
      annotationId: b,
      revisionId: head.revisionId,
      reason: null,
      members: [...head.members, { role: 'nested' as const, annotationId: a }],
    };
    unwrap(await amendAnnotation(world.ben, amend));
    const { reopenCoding } = await import('./commands/coding');
    unwrap(await reopenCoding(world.ana, base(world)));
    expect(await redo(world.ana, base(world))).toMatchObject({
      error: { code: 'conflict', field: 'members' },
    });
  });

  it('let go of a deleted one, and undo brings both back', async () => {
    const world = await makeWorld(db);
    const inner = (await attribution(world, 'la frontière')).annotationId;
    const outer = (await attribution(world, 'mardi', [inner])).annotationId;
    const at = { ...base(world), annotationId: inner, expectedNo: 1 };
    unwrap(await deleteAnnotation(world.ana, at));
    expect(unwrap(await getAnnotation(world.ana, outer)).members).toHaveLength(1);
    unwrap(await undo(world.ana, base(world)));
    expect(unwrap(await getAnnotation(world.ana, outer)).members).toHaveLength(2);
    // Restored by itself an attribution comes back without what is gone.
    const now = unwrap(await getAnnotation(world.ana, outer)).revisionNo;
    unwrap(
      await deleteAnnotation(world.ana, { ...base(world), annotationId: outer, expectedNo: now }),
    );
    const restored = await restoreAnnotation(world.ana, {
      ...base(world),
      annotationId: outer,
      expectedNo: now + 1,
    });
    expect(unwrap(restored).annotations).toMatchObject([{ members: [{}, {}] }]);
  });

  it('keep the order of members that a person gives', async () => {
    const world = await makeWorld(db);
    const ids = [uuidv7(), uuidv7(), uuidv7()];
    const [first = '', second = '', content = ''] = ids;
    const annotationId = uuidv7();
    const span = (id: string, codeKey: 'source' | 'content', words: string) => ({
      annotationId: id,
      codeKey,
      fragments: [passage(words)],
      attributes: {},
    });
    unwrap(
      await createAttribution(world.ana, {
        ...base(world),
        annotationId,
        members: [
          { role: 'source', annotationId: first },
          { role: 'source', annotationId: second },
          { role: 'content', annotationId: content },
        ],
        newSpans: [
          span(first, 'source', 'Vesta'),
          span(second, 'source', 'le ministre'),
          span(content, 'content', 'la frontière'),
        ],
        attributes: {},
        memo: null,
      }),
    );
    const members: AttributionMember[] = [
      { role: 'source', annotationId: second },
      { role: 'source', annotationId: first },
      { role: 'content', annotationId: content },
    ];
    const change = { ...base(world), annotationId, expectedNo: 1, members };
    expect(unwrap(await changeAttribution(world.ana, change)).annotations).toMatchObject([
      { revisionNo: 2, members },
    ]);
  });
});
