import { v7 as uuidv7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/lib/db/testing';
import { createAnnotation, createAttribution } from './commands/create';
import { getAnnotation, getArticleAnnotations } from './queries';
import type { Attributes } from './schema';
import { addArticle, base, makeWorld, marking, only, passage, TEXT, unwrap } from './testing';

const db = await testDatabase();

async function events(projectId: string) {
  const { rows } = await db.superPool.query<{
    type: string;
    actor_id: string;
    article_id: string;
    annotation_id: string | null;
    body: string;
  }>(
    `SELECT type, actor_id, article_id, annotation_id, body FROM events
      WHERE project_id = $1 AND type NOT LIKE 'project.%' AND type NOT LIKE 'codebook.%' ORDER BY seq`,
    [projectId],
  );
  return rows;
}

async function count(table: string, projectId: string): Promise<number> {
  const { rows } = await db.superPool.query<{ n: string }>(
    `SELECT count(*) AS n FROM ${table} WHERE project_id = $1`,
    [projectId],
  );
  return Number(rows[0]?.n);
}

describe('createAnnotation', () => {
  it('marks a discontinuous passage with its words, and tells the history', async () => {
    const world = await makeWorld(db);
    const fragments = [passage('Selon'), passage('agence Vesta')];
    const input = {
      ...marking(world, 'source', ...fragments),
      attributes: { source_naming: 'named', source_kind: 'media' },
      confidence: 4,
      memo: 'The agency 😀',
    };
    const change = unwrap(await createAnnotation(world.ana, input));
    expect(only(change)).toMatchObject({
      id: input.annotationId,
      kind: 'span',
      coderId: world.ana.userId,
      coderName: 'Ana',
      authorName: 'Ana',
      revisionNo: 1,
      layerKey: 'attribution',
      codeKey: 'source',
      fragments: [
        { ...fragments[0], quote: 'Selon' },
        { ...fragments[1], quote: 'agence Vesta' },
      ],
      members: [],
      attributes: input.attributes,
      confidence: 4,
      memo: input.memo,
      reviewState: 'unreviewed',
      openThreads: 0,
    });
    expect(only(change).changedAt).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/);
    expect(change.coding).toMatchObject({ state: 'in_progress', coderName: 'Ana' });
    expect(change.undo).toEqual({ undo: 'Mark source', redo: null });
    expect(unwrap(await getAnnotation(world.ben, input.annotationId))).toEqual(only(change));

    const [started, created] = await events(world.projectId);
    expect(started).toMatchObject({ type: 'coding.started', article_id: world.articleId });
    expect(created).toMatchObject({
      type: 'annotation.created',
      actor_id: world.ana.userId,
      annotation_id: input.annotationId,
    });
    expect(JSON.parse(created?.body ?? '').payload).toMatchObject({
      before: null,
      after: { codeKey: 'source', fragments: only(change).fragments, memo: input.memo },
    });
  });

  it('labels the whole article', async () => {
    const world = await makeWorld(db);
    const input = { ...marking(world, 'economic'), kind: 'article' as const };
    const change = unwrap(await createAnnotation(world.ana, input));
    expect(only(change)).toMatchObject({ kind: 'article', codeKey: 'economic', fragments: [] });
  });

  const length = [...TEXT].length;
  it.each([
    ['an unknown code', { codeKey: 'nothing' }, 'codeKey'],
    ['a code of another kind', { codeKey: 'attribution' }, 'codeKey'],
    ['no passage', { fragments: [] }, 'fragments'],
    ['a passage outside', { fragments: [{ start: 0, end: length + 1 }] }, 'fragments'],
    [
      'touching passages',
      {
        fragments: [
          { start: 0, end: 3 },
          { start: 3, end: 5 },
        ],
      },
      'fragments',
    ],
    ['a passage for an article', { kind: 'article' as const, codeKey: 'economic' }, 'fragments'],
    ['an unknown attribute', { attributes: { colour: 'red' } }, 'colour'],
    ['an unknown option', { attributes: { source_naming: 'perhaps' } }, 'source_naming'],
  ])('refuses %s and stores nothing', async (_, wrong, field) => {
    const world = await makeWorld(db);
    const input = { ...marking(world, 'source', passage('Selon')), ...wrong };
    const result = await createAnnotation(world.ana, input);
    expect(result).toMatchObject({ ok: false, error: { code: 'invalid_input', field } });
    expect(await count('annotations', world.projectId)).toBe(0);
    expect(await count('codings', world.projectId)).toBe(0);
    expect(await events(world.projectId)).toEqual([]);
  });

  it('is for members who may annotate', async () => {
    const world = await makeWorld(db);
    const other = await makeWorld(db);
    const input = marking(world, 'source', passage('Selon'));
    const code = async (actor: Parameters<typeof createAnnotation>[0]) => {
      const result = await createAnnotation(actor, input);
      return result.ok ? 'ok' : result.error.code;
    };
    expect(await code(world.reader)).toBe('forbidden');
    expect(await code({ ...other.ana, projectId: world.projectId })).toBe('not_found');
    expect(await code(other.ana)).toBe('not_found');
    expect(await code({ kind: 'operator', projectId: world.projectId })).toBe('forbidden');
    expect(await count('annotations', world.projectId)).toBe(0);
  });

  it('refuses an identifier that is taken, by anyone', async () => {
    const world = await makeWorld(db);
    const input = marking(world, 'source', passage('Selon'));
    unwrap(await createAnnotation(world.ana, input));
    const again = {
      ...marking(world, 'cue', passage('déclaré')),
      annotationId: input.annotationId,
    };
    for (const actor of [world.ana, world.ben]) {
      expect(await createAnnotation(actor, again)).toMatchObject({
        ok: false,
        error: { code: 'conflict' },
      });
    }
    expect(unwrap(await getAnnotation(world.ana, input.annotationId)).codeKey).toBe('source');
  });
});

describe('idempotency', () => {
  it('makes one annotation of twenty parallel repeats, and answers all alike', async () => {
    const world = await makeWorld(db);
    const input = marking(world, 'source', passage('Selon'));
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => createAnnotation(world.ana, input)),
    );
    const [first, ...repeats] = answers.map(unwrap);
    for (const repeat of repeats) expect(repeat).toEqual(first);
    expect(await count('annotation_revisions', world.projectId)).toBe(1);
    expect(await count('operations', world.projectId)).toBe(1);
    expect((await events(world.projectId)).map((event) => event.type)).toEqual([
      'coding.started',
      'annotation.created',
    ]);
  });

  it('keeps keys of people and commands apart', async () => {
    const world = await makeWorld(db);
    const input = marking(world, 'source', passage('Selon'));
    unwrap(await createAnnotation(world.ana, input));
    const bens = { ...input, annotationId: uuidv7() };
    expect(only(unwrap(await createAnnotation(world.ben, bens))).coderName).toBe('Ben');
    const attribution = {
      ...base(world),
      idempotencyKey: input.idempotencyKey,
      annotationId: uuidv7(),
      members: [{ role: 'source' as const, annotationId: input.annotationId }],
      newSpans: [],
      attributes: {},
      memo: null,
    };
    expect(await createAttribution(world.ana, attribution)).toMatchObject({
      ok: false,
      error: { code: 'conflict', field: 'idempotencyKey' },
    });
  });

  it('does not remember a failure', async () => {
    const world = await makeWorld(db);
    const input = marking(world, 'source', passage('Selon'));
    const wrong = { ...input, codeKey: 'nothing' };
    expect((await createAnnotation(world.ana, wrong)).ok).toBe(false);
    expect((await createAnnotation(world.ana, input)).ok).toBe(true);
  });
});

describe('createAttribution', () => {
  it('joins standing and new spans in one transaction, undone by one operation', async () => {
    const world = await makeWorld(db);
    const source = marking(world, 'source', passage('l’agence Vesta'));
    unwrap(await createAnnotation(world.ana, source));
    const [cue, content] = [uuidv7(), uuidv7()];
    const input = {
      ...base(world),
      annotationId: uuidv7(),
      members: [
        { role: 'source' as const, annotationId: source.annotationId },
        { role: 'cue' as const, annotationId: cue },
        { role: 'content' as const, annotationId: content },
      ],
      newSpans: [
        {
          annotationId: cue,
          codeKey: 'cue' as const,
          fragments: [passage('Selon')],
          attributes: { cue_kind: 'according_to' } as Attributes,
        },
        {
          annotationId: content,
          codeKey: 'content' as const,
          fragments: [passage('la frontière resterait ouverte')],
          attributes: { quotation: 'indirect' } as Attributes,
        },
      ],
      attributes: {},
      memo: null,
    };
    const change = unwrap(await createAttribution(world.ana, input));
    expect(change.annotations.map((one) => one.codeKey).sort()).toEqual([
      'attribution',
      'content',
      'cue',
    ]);
    const attribution = change.annotations.find((one) => one.kind === 'composite');
    expect(attribution).toMatchObject({ members: input.members, fragments: [] });
    expect(change.undo.undo).toBe('Join attribution');
    expect(await count('operations', world.projectId)).toBe(2);

    const all = unwrap(await getArticleAnnotations(world.ben, world.articleVersionId));
    expect(all.annotations).toHaveLength(4);
    expect(all.undo).toEqual({ undo: null, redo: null });
    expect(all.codings).toHaveLength(1);
  });

  it('may say that the source is absent, and then names none', async () => {
    const world = await makeWorld(db);
    const source = marking(world, 'source', passage('Critics'));
    const content = marking(world, 'content', passage('doubt it'));
    unwrap(await createAnnotation(world.ana, source));
    unwrap(await createAnnotation(world.ana, content));
    const input = {
      ...base(world),
      annotationId: uuidv7(),
      members: [{ role: 'content' as const, annotationId: content.annotationId }],
      newSpans: [],
      attributes: { source_presence: 'absent' },
      memo: null,
    };
    const both = {
      ...input,
      members: [...input.members, { role: 'source' as const, annotationId: source.annotationId }],
    };
    expect(await createAttribution(world.ana, both)).toMatchObject({
      ok: false,
      error: { code: 'invalid_input', field: 'members' },
    });
    expect(only(unwrap(await createAttribution(world.ana, input))).attributes).toEqual({
      source_presence: 'absent',
    });
  });

  it('refuses strangers’ spans, wrong roles, and spans of another article; nothing is left', async () => {
    const world = await makeWorld(db);
    const mine = marking(world, 'content', passage('doubt it'));
    const bens = marking(world, 'source', passage('Critics'));
    unwrap(await createAnnotation(world.ana, mine));
    unwrap(await createAnnotation(world.ben, bens));
    const elsewhere = { ...world, ...(await addArticle(db, world.projectId, TEXT)) };
    const far = marking(elsewhere, 'source', passage('Critics'));
    unwrap(await createAnnotation(world.ana, far));
    const before = await count('annotations', world.projectId);
    const join = (role: 'source' | 'cue', annotationId: string) =>
      createAttribution(world.ana, {
        ...base(world),
        annotationId: uuidv7(),
        members: [{ role, annotationId }],
        newSpans: [
          {
            annotationId: uuidv7(),
            codeKey: 'cue' as const,
            fragments: [passage('said')],
            attributes: {},
          },
        ],
        attributes: {},
        memo: null,
      });
    expect(await join('source', bens.annotationId)).toMatchObject({
      error: { code: 'invalid_input' },
    });
    expect(await join('source', far.annotationId)).toMatchObject({
      error: { code: 'invalid_input' },
    });
    expect(await join('source', mine.annotationId)).toMatchObject({
      error: { code: 'invalid_input' },
    });
    expect(await join('source', uuidv7())).toMatchObject({ error: { code: 'not_found' } });
    expect(await count('annotations', world.projectId)).toBe(before);
  });
});
