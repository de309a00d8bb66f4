import { v7 as uuidv7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { submitCoding } from '@/lib/annotations/commands/coding';
import { createAnnotation } from '@/lib/annotations/commands/create';
import {
  base,
  makeWorld,
  marking,
  passage,
  type UserOfProject,
  unwrap,
  type World,
} from '@/lib/annotations/testing';
import { testDatabase } from '@/lib/db/testing';
import { addPack } from '../commands';
import { writeCodebook } from '../formats/read-file';
import { defaultCodebook } from '../packs/default';
import { getPublishedCodebook } from '../queries';
import {
  addPackToDraft,
  discardDraft,
  importIntoDraft,
  publishDraft,
  rebaseDraftOnCurrent,
  saveDraft,
  startDraft,
  undoDraft,
} from './commands';
import { findExamples, getDraft } from './queries';
import type { DraftDto, Edit } from './schema';

const db = await testDatabase();

async function addLead(world: World, name: string): Promise<UserOfProject> {
  const userId = uuidv7();
  await db.superPool.query('INSERT INTO users (id, email, name) VALUES ($1, $2, $3)', [
    userId,
    `${userId}@test.example`,
    name,
  ]);
  await db.superPool.query(
    `INSERT INTO members (project_id, user_id, role) VALUES ($1, $2, 'lead')`,
    [world.projectId, userId],
  );
  return { kind: 'user', userId, projectId: world.projectId };
}

async function scene() {
  const world = await makeWorld(db);
  const [lena, otto] = [await addLead(world, 'Lena'), await addLead(world, 'Otto')];
  const { draftId } = unwrap(await startDraft(lena));
  const ref = { projectId: world.projectId, draftId };
  const look = async (): Promise<DraftDto> => {
    const { draft } = unwrap(await getDraft(lena));
    if (draft === null) throw new Error('no draft');
    return draft;
  };
  return { world, lena, otto, draftId, ref, look };
}

function rename(before: string, now: string, language = 'en', id = 'cue'): Edit {
  return { kind: 'set', list: 'codes', id, field: 'name', language, before, now };
}

describe('a draft', () => {
  it('is one for all leads, and shows the second of two both sides', async () => {
    const { lena, otto, draftId, ref, look } = await scene();
    expect(unwrap(await startDraft(otto)).draftId).toBe(draftId);
    unwrap(await saveDraft(lena, { ...ref, seen: 0, edits: [rename('Cue', 'Signal')] }));
    const clash = await saveDraft(otto, { ...ref, seen: 0, edits: [rename('Cue', 'Marker')] });
    expect(clash.ok ? null : clash.error).toMatchObject({
      code: 'stale_version',
      details: { theirs: 'Signal', by: 'Lena', edit: { now: 'Marker' } },
    });
    // Another field of the same code goes through, and brings what Otto has not seen.
    const both = unwrap(
      await saveDraft(otto, { ...ref, seen: 0, edits: [rename('Marqueur', 'Signe', 'fr')] }),
    );
    expect(both.since.map(({ authorName }) => authorName)).toEqual(['Lena', 'Otto']);
    const cue = (await look()).draft.codes.find(({ id }) => id === 'cue');
    expect(cue?.name).toMatchObject({ en: 'Signal', fr: 'Signe' });
  });

  it('takes back one’s own edits, one by one, and nobody else’s', async () => {
    const { lena, otto, ref, look } = await scene();
    unwrap(await saveDraft(lena, { ...ref, seen: 0, edits: [rename('Cue', 'Signal')] }));
    unwrap(await saveDraft(otto, { ...ref, seen: 1, edits: [rename('Marqueur', 'Signe', 'fr')] }));
    unwrap(await addPackToDraft(lena, { ...ref, pack: 'entman' }));
    expect((await look()).draft.codes.some(({ key }) => key === 'moral_evaluation')).toBe(true);
    unwrap(await undoDraft(lena, { ...ref, seen: 3 }));
    unwrap(await undoDraft(lena, { ...ref, seen: 4 }));
    const undone = await undoDraft(lena, { ...ref, seen: 5 });
    expect(undone.ok ? null : undone.error.code).toBe('conflict');
    const { draft } = await look();
    expect(draft.codes.some(({ key }) => key === 'moral_evaluation')).toBe(false);
    expect(draft.codes.find(({ id }) => id === 'cue')?.name).toEqual({ en: 'Cue', fr: 'Signe' });
  });

  it('is published, frozen and in force; only whole, only as seen', async () => {
    const { world, lena, ref } = await scene();
    const publish = (seen: number) => publishDraft(lena, { ...ref, seen, note: 'Clearer' });
    const nothing = await publish(0);
    expect(nothing.ok ? null : nothing.error.code).toBe('conflict');
    unwrap(await saveDraft(lena, { ...ref, seen: 0, edits: [rename('Marqueur', '', 'fr')] }));
    const faulty = await publish(1);
    expect(faulty.ok ? null : faulty.error).toMatchObject({
      code: 'invalid_input',
      details: { problems: [{ kind: 'text_missing', about: 'fr', id: 'cue' }] },
    });
    const speaker: Edit = {
      kind: 'set',
      list: 'codes',
      id: 'source',
      field: 'key',
      language: null,
      before: 'source',
      now: 'speaker',
    };
    unwrap(
      await saveDraft(lena, {
        ...ref,
        seen: 1,
        edits: [{ ...rename('', 'Signe', 'fr'), before: null } as Edit, speaker],
      }),
    );
    const old = await publish(1);
    expect(old.ok ? null : old.error.code).toBe('stale_version');
    const version = unwrap(await publish(2));
    expect(version).toMatchObject({ versionNo: 2, state: 'published', notes: 'Clearer' });
    expect(unwrap(await getPublishedCodebook(lena)).versionId).toBe(version.versionId);
    expect(unwrap(await getDraft(lena)).draft).toBeNull();
    const { rows } = await db.superPool.query<{ type: string; body: string }>(
      `SELECT type, body FROM events WHERE project_id = $1 AND type LIKE 'codebook.%' ORDER BY seq`,
      [world.projectId],
    );
    expect(rows.map(({ type }) => type).slice(-4)).toEqual([
      'codebook.draft_started',
      'codebook.draft_changed',
      'codebook.draft_changed',
      'codebook.published',
    ]);
    expect(JSON.parse(rows.at(-1)?.body ?? '{}').payload.renamed).toEqual({ source: 'speaker' });
    await expect(
      db.superPool.query(`UPDATE codes SET key = 'x' WHERE codebook_version_id = $1`, [
        version.versionId,
      ]),
    ).rejects.toThrow(/published/);
  });

  it('takes in what was published meanwhile', async () => {
    const { lena, ref, look } = await scene();
    unwrap(await saveDraft(lena, { ...ref, seen: 0, edits: [rename('Cue', 'Signal')] }));
    unwrap(await addPack(lena, 'entman'));
    const early = await publishDraft(lena, { ...ref, seen: 1, note: 'x' });
    expect(early.ok ? null : early.error.code).toBe('conflict');
    expect((await look()).baseIsOld).toBe(true);
    unwrap(await rebaseDraftOnCurrent(lena, { ...ref, seen: 1 }));
    const version = unwrap(await publishDraft(lena, { ...ref, seen: 2, note: 'x' }));
    const names = version.document.codes.map(({ name }) => name.en);
    expect(names).toEqual(expect.arrayContaining(['Signal', 'Moral evaluation']));
  });

  it('is thrown away, and shut to those who may not edit it', async () => {
    const { world, lena, draftId, ref } = await scene();
    const analyst = await saveDraft(world.ana, { ...ref, seen: 0, edits: [rename('Cue', 'X')] });
    expect(analyst.ok ? null : analyst.error.code).toBe('forbidden');
    const other = await makeWorld(db);
    const elsewhere = await discardDraft(await addLead(other, 'Olga'), draftId);
    expect(elsewhere.ok ? null : elsewhere.error.code).toBe('not_found');
    unwrap(await discardDraft(lena, draftId));
    const gone = await saveDraft(lena, { ...ref, seen: 0, edits: [rename('Cue', 'X')] });
    expect(gone.ok ? null : gone.error.code).toBe('not_found');
  });

  it('reads a file, whole or not at all', async () => {
    const { lena, look } = await scene();
    const file = (body: string, mode: 'replace' | 'add') =>
      importIntoDraft(lena, {
        name: 'annotation.conf',
        bytes: new TextEncoder().encode(body),
        format: null,
        mode,
      });
    const bad = await file('[entities]\nA\nA\n', 'replace');
    expect(bad.ok ? null : bad.error).toMatchObject({
      code: 'import_rejected',
      details: { faults: [{ file: 'annotation.conf', line: 3 }] },
    });
    unwrap(await file('[entities]\nRumour\n', 'add'));
    expect((await look()).draft.codes.length).toBe(defaultCodebook.codes.length + 1);
    unwrap(await file(writeCodebook(defaultCodebook, 'brat').body, 'replace'));
    expect((await look()).draft.codes.map(({ key }) => key).sort()).toEqual(
      defaultCodebook.codes.map(({ key }) => key).sort(),
    );
  });

  it('offers real annotations as examples, of submitted codings alone', async () => {
    const { world, lena } = await scene();
    unwrap(await createAnnotation(world.ana, marking(world, 'source', passage('the spokesman'))));
    expect(unwrap(await findExamples(lena, 'source', ''))).toEqual([]);
    unwrap(await submitCoding(world.ana, base(world)));
    expect(unwrap(await findExamples(lena, 'source', 'SPOKES'))).toMatchObject([
      { text: '“Nobody will be turned away,” [[the spokesman]] said.' },
    ]);
    expect(unwrap(await findExamples(lena, 'source', 'nothing'))).toEqual([]);
  });
});
