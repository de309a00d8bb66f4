import { randomUUID } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { createCodebook } from '@/lib/codebook/commands';
import { defaultCodebook } from '@/lib/codebook/packs/default';
import { testDatabase } from '@/lib/db/testing';
import { inProject } from '@/lib/db/tx';
import { ok } from '@/lib/result/result';
import { changeAnnotation, changeAttribution } from './commands/change';
import { reopenCoding, submitCoding } from './commands/coding';
import { createAnnotation, createAttribution } from './commands/create';
import { deleteAnnotation, restoreAnnotation } from './commands/remove';
import { getAnnotation, getAnnotationRevisions, getArticleAnnotations } from './queries';
import type { AnnotationDto } from './schema';
import { base, makeWorld, marking, only, passage, unwrap, type World } from './testing';

const db = await testDatabase();

async function mark(world: World, codeKey: string, words: string): Promise<AnnotationDto> {
  return only(unwrap(await createAnnotation(world.ana, marking(world, codeKey, passage(words)))));
}

async function join(world: World, ...spans: AnnotationDto[]): Promise<AnnotationDto> {
  const members = spans.map((span) => ({
    role: span.codeKey as 'source' | 'cue' | 'content',
    annotationId: span.id,
  }));
  const change = await createAttribution(world.ana, {
    ...base(world),
    annotationId: uuidv7(),
    members,
    newSpans: [],
    attributes: {},
    memo: null,
  });
  return only(unwrap(change));
}

const at = (world: World, { id, revisionNo }: Pick<AnnotationDto, 'id' | 'revisionNo'>) => ({
  ...base(world),
  annotationId: id,
  expectedNo: revisionNo,
});

describe('changeAnnotation', () => {
  it('changes only what is given, in a new revision of the same annotation', async () => {
    const world = await makeWorld(db);
    const made = await mark(world, 'source', 'Critics');
    const moved = [passage('Critics doubt')];
    const change = unwrap(
      await changeAnnotation(world.ana, { ...at(world, made), fragments: moved, memo: 'wider' }),
    );
    expect(only(change)).toMatchObject({
      id: made.id,
      revisionNo: 2,
      codeKey: 'source',
      fragments: [{ ...moved[0], quote: 'Critics doubt' }],
      memo: 'wider',
      confidence: null,
    });
    const cleared = unwrap(
      await changeAnnotation(world.ana, { ...at(world, only(change)), memo: null, confidence: 5 }),
    );
    expect(only(cleared)).toMatchObject({ revisionNo: 3, memo: null, confidence: 5 });
    const history = unwrap(await getAnnotationRevisions(world.ben, made.id));
    expect(history.map((one) => [one.revisionNo, one.memo, one.fragments[0]?.quote])).toEqual([
      [1, null, 'Critics'],
      [2, 'wider', 'Critics doubt'],
      [3, null, 'Critics doubt'],
    ]);
  });

  it('writes nothing when nothing changes', async () => {
    const world = await makeWorld(db);
    const made = await mark(world, 'source', 'Critics');
    const change = unwrap(
      await changeAnnotation(world.ana, { ...at(world, made), fragments: [passage('Critics')] }),
    );
    expect(only(change)).toEqual(made);
  });

  it('keeps the values that make sense under the new code', async () => {
    const world = await makeWorld(db);
    const input = {
      ...marking(world, 'economic', passage('The budget')),
      attributes: { frame_tone: 'neutral' },
    };
    const made = only(unwrap(await createAnnotation(world.ana, input)));
    const framed = only(
      unwrap(await changeAnnotation(world.ana, { ...at(world, made), codeKey: 'political' })),
    );
    expect(framed).toMatchObject({ codeKey: 'political', attributes: { frame_tone: 'neutral' } });
    const sourced = only(
      unwrap(await changeAnnotation(world.ana, { ...at(world, framed), codeKey: 'source' })),
    );
    expect(sourced).toMatchObject({ codeKey: 'source', attributes: {} });
  });

  it('shows both sides of a stale write and overwrites nothing', async () => {
    const world = await makeWorld(db);
    const made = await mark(world, 'source', 'Critics');
    const first = { ...at(world, made), memo: 'first' };
    const second = { ...at(world, made), memo: 'second' };
    unwrap(await changeAnnotation(world.ana, first));
    expect(await changeAnnotation(world.ana, second)).toMatchObject({
      ok: false,
      error: {
        code: 'stale_version',
        details: {
          yours: { memo: 'second' },
          theirs: { id: made.id, revisionNo: 2, memo: 'first' },
        },
      },
    });
    expect(unwrap(await getAnnotation(world.ana, made.id)).memo).toBe('first');
    unwrap(await deleteAnnotation(world.ana, at(world, { id: made.id, revisionNo: 2 })));
    expect(
      await changeAnnotation(world.ana, { ...second, idempotencyKey: randomUUID() }),
    ).toMatchObject({
      error: { code: 'stale_version', details: { theirs: null } },
    });
  });

  it('lets one of many parallel writers through', async () => {
    const world = await makeWorld(db);
    const made = await mark(world, 'source', 'Critics');
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        changeAnnotation(world.ana, { ...at(world, made), memo: `writer ${index}` }),
      ),
    );
    const won = answers.filter((answer) => answer.ok);
    expect(won).toHaveLength(1);
    for (const answer of answers) {
      if (!answer.ok) expect(answer.error.code).toBe('stale_version');
    }
    const [winner] = won.map(unwrap);
    expect(unwrap(await getAnnotation(world.ana, made.id))).toEqual(winner && only(winner));
    expect(unwrap(await getAnnotationRevisions(world.ana, made.id))).toHaveLength(2);
  });

  it('is for the coder alone', async () => {
    const world = await makeWorld(db);
    const made = await mark(world, 'source', 'Critics');
    expect(await changeAnnotation(world.ben, { ...at(world, made), memo: 'mine' })).toMatchObject({
      error: { code: 'not_found' },
    });
    expect(await deleteAnnotation(world.ben, at(world, made))).toMatchObject({
      error: { code: 'not_found' },
    });
    expect(unwrap(await getAnnotation(world.ana, made.id))).toEqual(made);
  });

  it('keeps the codebook version of what it does not touch', async () => {
    const world = await makeWorld(db);
    const made = await mark(world, 'source', 'Critics');
    const retired = {
      ...defaultCodebook,
      codes: defaultCodebook.codes.map((code) =>
        code.key === 'source' ? { ...code, retired: true } : code,
      ),
    };
    unwrap(
      await inProject(
        { kind: 'operator', projectId: world.projectId },
        'codebook.edit',
        async (tx) => ok(await createCodebook(tx, null, retired)),
      ),
    );
    const versions = async () =>
      (
        await db.superPool.query<{ n: string }>(
          `SELECT count(DISTINCT codebook_version_id) AS n FROM annotation_revisions
            WHERE project_id = $1`,
          [world.projectId],
        )
      ).rows[0]?.n;
    const noted = only(
      unwrap(await changeAnnotation(world.ana, { ...at(world, made), memo: 'x' })),
    );
    expect(await versions()).toBe('1');
    const valued = await changeAnnotation(world.ana, {
      ...at(world, noted),
      attributes: { source_naming: 'collective' },
    });
    expect(only(unwrap(valued)).attributes).toEqual({ source_naming: 'collective' });
    expect(await versions()).toBe('2');
    expect(
      await createAnnotation(world.ana, marking(world, 'source', passage('said'))),
    ).toMatchObject({
      error: { code: 'invalid_input', field: 'codeKey' },
    });
  });
});

describe('attributions', () => {
  it('change their members, values and memo', async () => {
    const world = await makeWorld(db);
    const source = await mark(world, 'source', 'the spokesman');
    const cue = await mark(world, 'cue', 'said');
    const attribution = await join(world, source);
    const change = await changeAttribution(world.ana, {
      ...at(world, attribution),
      members: [...attribution.members, { role: 'cue', annotationId: cue.id }],
      memo: 'joined',
    });
    expect(only(unwrap(change))).toMatchObject({
      revisionNo: 2,
      memo: 'joined',
      members: [
        { role: 'source', annotationId: source.id },
        { role: 'cue', annotationId: cue.id },
      ],
    });
    const absent = {
      ...at(world, only(unwrap(change))),
      attributes: { source_presence: 'absent' },
    };
    expect(await changeAttribution(world.ana, absent)).toMatchObject({
      error: { code: 'invalid_input', field: 'members' },
    });
    const sourceless = {
      ...absent,
      idempotencyKey: randomUUID(),
      members: [{ role: 'cue' as const, annotationId: cue.id }],
    };
    expect(only(unwrap(await changeAttribution(world.ana, sourceless))).revisionNo).toBe(3);
  });

  it('hold a span to its role', async () => {
    const world = await makeWorld(db);
    const source = await mark(world, 'source', 'the spokesman');
    await join(world, source);
    const change = await changeAnnotation(world.ana, { ...at(world, source), codeKey: 'cue' });
    expect(change).toMatchObject({ error: { code: 'conflict', field: 'codeKey' } });
    expect(await changeAttribution(world.ana, { ...at(world, source), members: [] })).toMatchObject(
      {
        ok: true,
      },
    );
  });

  it('let go of a deleted span, and go with the last one', async () => {
    const world = await makeWorld(db);
    const source = await mark(world, 'source', 'the spokesman');
    const cue = await mark(world, 'cue', 'said');
    const attribution = await join(world, source, cue);
    const first = unwrap(await deleteAnnotation(world.ana, at(world, source)));
    expect(first.removedAnnotationIds).toEqual([source.id]);
    expect(only(first)).toMatchObject({
      id: attribution.id,
      revisionNo: 2,
      members: [{ role: 'cue', annotationId: cue.id }],
    });
    const second = unwrap(await deleteAnnotation(world.ana, at(world, cue)));
    expect(second.removedAnnotationIds.toSorted()).toEqual([attribution.id, cue.id].toSorted());
    const left = unwrap(await getArticleAnnotations(world.ana, world.articleVersionId));
    expect(left.annotations).toEqual([]);
  });
});

describe('deleting and restoring', () => {
  it('brings the annotation back as it was', async () => {
    const world = await makeWorld(db);
    const made = await mark(world, 'source', 'Critics');
    unwrap(await deleteAnnotation(world.ana, at(world, made)));
    expect(await getAnnotation(world.ana, made.id)).toMatchObject({ error: { code: 'not_found' } });
    expect(await deleteAnnotation(world.ana, at(world, { ...made, revisionNo: 2 }))).toMatchObject({
      error: { code: 'not_found' },
    });
    const back = unwrap(await restoreAnnotation(world.ana, at(world, { ...made, revisionNo: 2 })));
    expect(only(back)).toMatchObject({ revisionNo: 3, fragments: made.fragments });
    expect(await restoreAnnotation(world.ana, at(world, only(back)))).toMatchObject({
      error: { code: 'conflict' },
    });
  });
});

describe('the coding', () => {
  it('is shut once submitted, until it is reopened', async () => {
    const world = await makeWorld(db);
    const made = await mark(world, 'source', 'Critics');
    const submit = base(world);
    const submitted = unwrap(await submitCoding(world.ana, submit));
    expect(submitted.coding).toMatchObject({ state: 'submitted' });
    expect(submitted.coding.submittedAt).not.toBeNull();
    expect(unwrap(await submitCoding(world.ana, submit))).toEqual(submitted);
    for (const refused of [
      await submitCoding(world.ana, base(world)),
      await createAnnotation(world.ana, marking(world, 'cue', passage('said'))),
      await changeAnnotation(world.ana, { ...at(world, made), memo: 'late' }),
      await deleteAnnotation(world.ana, at(world, made)),
    ]) {
      expect(refused).toMatchObject({ ok: false, error: { code: 'conflict' } });
    }
    expect(unwrap(await reopenCoding(world.ana, base(world))).coding.state).toBe('in_progress');
    expect(await reopenCoding(world.ana, base(world))).toMatchObject({
      error: { code: 'conflict' },
    });
    expect(await changeAnnotation(world.ana, { ...at(world, made), memo: 'on' })).toMatchObject({
      ok: true,
    });
  });

  it('may be submitted with nothing marked; each analyst has their own', async () => {
    const world = await makeWorld(db);
    expect(unwrap(await submitCoding(world.ben, base(world))).coding.state).toBe('submitted');
    await mark(world, 'source', 'Critics');
    const { codings } = unwrap(await getArticleAnnotations(world.reader, world.articleVersionId));
    expect(codings.map((coding) => [coding.coderName, coding.state])).toEqual([
      ['Ana', 'in_progress'],
      ['Ben', 'submitted'],
    ]);
  });

  it('is not found for an article of nowhere', async () => {
    const world = await makeWorld(db);
    const lost = { ...base(world), articleVersionId: uuidv7() };
    expect(await submitCoding(world.ana, lost)).toMatchObject({ error: { code: 'not_found' } });
    expect(await getArticleAnnotations(world.ana, uuidv7())).toMatchObject({
      error: { code: 'not_found' },
    });
  });
});
