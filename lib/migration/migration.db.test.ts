import { v7 as uuidv7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { changeAnnotation } from '@/lib/annotations/commands/change';
import { submitCoding } from '@/lib/annotations/commands/coding';
import { createAnnotation, createAttribution } from '@/lib/annotations/commands/create';
import { createRelation } from '@/lib/annotations/commands/relations';
import { undo } from '@/lib/annotations/commands/undo';
import { getArticleAnnotations } from '@/lib/annotations/queries';
import {
  addArticle,
  base,
  makeWorld,
  marking,
  only,
  passage,
  type UserOfProject,
  unwrap,
  type World,
} from '@/lib/annotations/testing';
import { publishDraft, saveDraft, startDraft } from '@/lib/codebook/draft/commands';
import { getDraft } from '@/lib/codebook/draft/queries';
import type { DraftCode, Edit } from '@/lib/codebook/draft/schema';
import { removeEdits } from '@/lib/codebook/draft/tree';
import { getPublishedCodebook } from '@/lib/codebook/queries';
import { testDatabase } from '@/lib/db/testing';
import { verifyHistory } from '@/lib/provenance/verify';
import { acceptAnnotation } from '@/lib/review/commands';
import { on } from '@/lib/review/testing';
import { continueMigration, startMigration } from './commands';
import { getMigrationStart, listPersonItems, previewMigration } from './queries';
import type { MigrationPlan } from './schema';

const db = await testDatabase();

async function addMember(world: World, name: string, role: string): Promise<UserOfProject> {
  const userId = uuidv7();
  await db.superPool.query('INSERT INTO users (id, email, name) VALUES ($1, $2, $3)', [
    userId,
    `${userId}@test.example`,
    name,
  ]);
  await db.superPool.query('INSERT INTO members (project_id, user_id, role) VALUES ($1, $2, $3)', [
    world.projectId,
    userId,
    role,
  ]);
  return { kind: 'user', userId, projectId: world.projectId };
}

function set(code: DraftCode, field: keyof DraftCode, now: unknown): Edit {
  return {
    kind: 'set',
    list: 'codes',
    id: code.id,
    field,
    language: null,
    before: code[field],
    now,
  };
}

/** Publishes version 2: what `change` makes of the draft's codes. */
async function publish(
  lead: UserOfProject,
  change: (codes: ReadonlyMap<string, DraftCode>, all: Parameters<typeof removeEdits>[0]) => Edit[],
): Promise<string> {
  const { draftId } = unwrap(await startDraft(lead));
  const { draft } = unwrap(await getDraft(lead));
  if (draft === null) throw new Error('no draft');
  const codes = new Map(draft.draft.codes.map((code) => [code.id, code]));
  const ref = { projectId: lead.projectId, draftId };
  const edits = change(codes, draft.draft);
  unwrap(await saveDraft(lead, { ...ref, seen: 0, edits }));
  return unwrap(await publishDraft(lead, { ...ref, seen: 1, note: 'Second' })).versionId;
}

function must<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('missing');
  return value;
}

async function run(lead: UserOfProject, plan: MigrationPlan) {
  const started = unwrap(await startMigration(lead, { plan, reason: 'New codebook' }));
  return unwrap(await continueMigration(lead, started.migrationId));
}

const look = async (world: World) =>
  unwrap(await getArticleAnnotations(world.ana, world.articleVersionId));

const mark = async (world: World, code: string, words: string, attributes = {}) =>
  only(
    unwrap(
      await createAnnotation(world.ana, { ...marking(world, code, passage(words)), attributes }),
    ),
  );

async function revisions(annotationId: string) {
  const { rows } = await db.superPool.query<{
    no: number;
    key: string;
    author: string;
    migrated: boolean;
    version: string;
  }>(
    `SELECT r.revision_no AS no, c.key, r.author_id AS author, r.migration_id IS NOT NULL AS migrated,
            r.codebook_version_id AS version
       FROM annotation_revisions r JOIN codes c ON c.project_id = r.project_id AND c.id = r.code_id
      WHERE r.annotation_id = $1 ORDER BY 1`,
    [annotationId],
  );
  return rows;
}

describe('a migration', () => {
  it('carries what is the same without any person, and keeps its reviews', async () => {
    const world = await makeWorld(db);
    const lead = await addMember(world, 'Lena', 'lead');
    const marked = await mark(world, 'source', 'the spokesman', { source_naming: 'role_only' });
    unwrap(await submitCoding(world.ana, base(world)));
    unwrap(await acceptAnnotation(world.ben, on(world, marked)));
    const versionId = await publish(lead, (codes) => [
      set(must(codes.get('cue')), 'shortcut', null),
    ]);
    const start = unwrap(await getMigrationStart(lead));
    expect(start.inUse).toMatchObject([{ key: 'source', count: 1, state: 'same' }]);
    const progress = await run(lead, start.plan);
    expect(progress).toMatchObject({ moved: 1, listed: 0, finished: true, done: 1 });
    const [now] = (await look(world)).annotations;
    expect(now).toMatchObject({
      codeKey: 'source',
      attributes: { source_naming: 'role_only' },
      reviewState: 'accepted',
      revisionNo: 2,
    });
    expect(await revisions(marked.id)).toMatchObject([
      { no: 1, migrated: false, author: world.ana.userId },
      { no: 2, migrated: true, author: lead.userId, version: versionId },
    ]);
    expect(unwrap(await listPersonItems(lead)).items).toEqual([]);
    // Again: nothing is left to do.
    expect(await run(lead, start.plan)).toMatchObject({ moved: 0, finished: true });
  });

  it('merges, renames, splits and retires: nothing lost, everything listed', async () => {
    const world = await makeWorld(db);
    const lead = await addMember(world, 'Lena', 'lead');
    const economic = await mark(world, 'economic', 'The budget grew');
    const capacity = await mark(world, 'capacity_and_resources', 'by 4%');
    const morality = await mark(world, 'morality', 'Critics doubt it', { frame_tone: 'anti' });
    const pro = await mark(world, 'political', 'le ministre', { frame_tone: 'pro' });
    const anti = await mark(world, 'political', 'la frontière', { frame_tone: 'anti' });
    const untold = await mark(world, 'political', 'mardi');
    const other = await mark(world, 'health_and_safety', 'the statistics office');
    await publish(lead, (codes, draft) => [
      set(must(codes.get('capacity_and_resources')), 'retired', true),
      set(must(codes.get('morality')), 'key', 'ethics'),
      set(must(codes.get('health_and_safety')), 'retired', true),
      ...removeEdits(draft, must(codes.get('political'))),
    ]);
    const start = unwrap(await getMigrationStart(lead));
    expect(start.plan.codes).toContainEqual({ kind: 'rename', from: 'morality', to: 'ethics' });
    const plan: MigrationPlan = {
      ...start.plan,
      codes: [
        { kind: 'merge', from: ['economic', 'capacity_and_resources'], to: 'economic' },
        { kind: 'rename', from: 'morality', to: 'ethics' },
        {
          kind: 'split',
          from: 'political',
          attribute: 'frame_tone',
          cases: [
            { value: 'pro', to: 'policy_prescription_and_evaluation' },
            { value: 'anti', to: 'public_opinion' },
          ],
        },
        { kind: 'retire', from: 'health_and_safety', to: null },
      ],
    };
    const preview = unwrap(await previewMigration(lead, plan));
    expect(preview).toMatchObject({ moved: 5, persons: 2, codings: 1, valuesLetGo: 0 });
    expect(await run(lead, plan)).toMatchObject({ moved: 5, listed: 2, finished: true });
    const now = new Map((await look(world)).annotations.map((one) => [one.id, one]));
    expect(now.size).toBe(7);
    expect(
      [economic, capacity, morality, pro, anti, untold, other].map(
        ({ id }) => now.get(id)?.codeKey,
      ),
    ).toEqual([
      'economic',
      'economic',
      'ethics',
      'policy_prescription_and_evaluation',
      'public_opinion',
      'political',
      'health_and_safety',
    ]);
    expect(now.get(morality.id)?.attributes).toEqual({ frame_tone: 'anti' });
    const { items } = unwrap(await listPersonItems(lead));
    expect(items.map(({ annotationId, reason }) => [annotationId, reason]).sort()).toEqual(
      [
        [untold.id, 'split_no_case'],
        [other.id, 'retired'],
      ].sort(),
    );
    // The coder settles one: it leaves the list, in the version in force.
    unwrap(
      await changeAnnotation(world.ana, {
        ...base(world),
        annotationId: untold.id,
        expectedNo: 1,
        codeKey: 'public_opinion',
      }),
    );
    expect(unwrap(await listPersonItems(world.ana)).items.map((one) => one.annotationId)).toEqual([
      other.id,
    ]);
    const verified = await verifyHistory({ kind: 'operator', projectId: world.projectId });
    expect(verified.ok && verified.value.broken).toBeNull();
  });

  it('leaves no state that the codebook forbids: members, holders, relations, undo', async () => {
    const world = await makeWorld(db);
    const lead = await addMember(world, 'Lena', 'lead');
    const source = await mark(world, 'source', 'the spokesman');
    const content = await mark(world, 'content', 'Nobody will be turned away');
    const attribution = unwrap(
      await createAttribution(world.ana, {
        ...base(world),
        annotationId: uuidv7(),
        members: [
          { role: 'source', annotationId: source.id },
          { role: 'content', annotationId: content.id },
        ],
        newSpans: [],
        attributes: {},
        memo: null,
      }),
    );
    const claim = await mark(world, 'claim', 'The budget grew by 4% in 2022');
    const relationId = uuidv7();
    unwrap(
      await createRelation(world.ana, {
        ...base(world),
        relationId,
        typeKey: 'asserted_in',
        fromAnnotationId: claim.id,
        toAnnotationId: content.id,
        attributes: {},
      }),
    );
    await publish(lead, (codes) => [set(must(codes.get('cue')), 'shortcut', null)]);
    const start = unwrap(await getMigrationStart(lead));
    // Sources and contents may not become claims while an attribution and a relation hold them.
    const plan: MigrationPlan = {
      ...start.plan,
      codes: [
        { kind: 'rename', from: 'content', to: 'claim' },
        { kind: 'keep', from: 'source', review: 'keep' },
        { kind: 'keep', from: 'attribution', review: 'keep' },
        { kind: 'keep', from: 'claim', review: 'keep' },
      ],
    };
    await run(lead, plan);
    const reasons = unwrap(await listPersonItems(lead)).items.map(({ annotationId, reason }) => [
      annotationId,
      reason,
    ]);
    const held = attribution.annotations.find(({ kind }) => kind === 'composite');
    expect(reasons).toEqual(
      expect.arrayContaining([
        [content.id, expect.stringMatching(/holder|relation/)],
        [held?.id, 'member'],
      ]),
    );
    const { annotations, relations } = await look(world);
    expect(annotations.find(({ id }) => id === content.id)?.codeKey).toBe('content');
    expect(annotations.find(({ id }) => id === source.id)?.revisionNo).toBe(2);
    expect(relations.map(({ typeKey }) => typeKey)).toEqual(['asserted_in']);
    const nothing = await undo(world.ana, base(world));
    expect(nothing.ok ? null : nothing.error.code).toBe('conflict');
    // A second one without the mistake carries the rest over.
    await run(lead, start.plan);
    expect(unwrap(await listPersonItems(lead)).items).toEqual([]);
    const { rows } = await db.superPool.query<{ n: string }>(
      `SELECT count(*) AS n FROM annotations a
         JOIN codes c ON c.project_id = a.project_id AND c.id = a.code_id
        WHERE a.project_id = $1 AND c.codebook_version_id <> $2`,
      [world.projectId, unwrap(await getPublishedCodebook(lead)).versionId],
    );
    expect(Number(rows[0]?.n)).toBe(0);
  });

  it('lists a value that fits nowhere, and maps or lets go what the plan says', async () => {
    const world = await makeWorld(db);
    const lead = await addMember(world, 'Lena', 'lead');
    const kept = await mark(world, 'source', 'the spokesman', { source_naming: 'named' });
    const lost = await mark(world, 'source', 'Critics', { source_naming: 'collective' });
    await publish(lead, (_codes, draft) => {
      const naming = must(draft.attributes.find(({ key }) => key === 'source_naming'));
      return [
        {
          kind: 'set',
          list: 'attributes',
          id: naming.id,
          field: 'options',
          language: null,
          before: naming.options,
          now: naming.options.filter(({ value }) => value !== 'collective'),
        },
      ];
    });
    const start = unwrap(await getMigrationStart(lead));
    expect(start.inUse[0]).toMatchObject({ state: 'meaning' });
    expect(start.inUse[0]?.attributes.find(({ key }) => key === 'source_naming')?.lost).toBe(true);
    expect(await run(lead, start.plan)).toMatchObject({ moved: 1, listed: 1 });
    expect(unwrap(await listPersonItems(lead)).items).toMatchObject([
      { annotationId: lost.id, reason: 'attribute_unfit', about: 'source_naming' },
    ]);
    const plan: MigrationPlan = {
      ...start.plan,
      attributes: [
        {
          code: 'source',
          attribute: 'source_naming',
          to: 'source_naming',
          values: [{ from: 'collective', to: 'anonymous' }],
        },
      ],
    };
    expect(await run(lead, plan)).toMatchObject({ moved: 1, listed: 0 });
    const now = new Map((await look(world)).annotations.map((one) => [one.id, one.attributes]));
    expect(now.get(lost.id)).toEqual({ source_naming: 'anonymous' });
    expect(now.get(kept.id)).toEqual({ source_naming: 'named' });
  });

  it('goes on where it was broken off; each coding whole', async () => {
    const world = await makeWorld(db);
    const lead = await addMember(world, 'Lena', 'lead');
    const worlds = [world];
    for (let n = 0; n < 4; n += 1) {
      const text = `Article ${n}. The budget grew.`;
      worlds.push({ ...world, ...(await addArticle(db, world.projectId, text)) });
    }
    for (const one of worlds.slice(1)) {
      const fragments = [{ start: 11, end: 21 }];
      unwrap(await createAnnotation(world.ana, { ...marking(one, 'economic', ...fragments) }));
    }
    await publish(lead, (codes) => [set(must(codes.get('cue')), 'shortcut', null)]);
    const { plan } = unwrap(await getMigrationStart(lead));
    const { migrationId, total } = unwrap(await startMigration(lead, { plan, reason: 'x' }));
    expect(total).toBe(4);
    const second = await startMigration(lead, { plan, reason: 'x' });
    expect(second.ok ? null : second.error.code).toBe('conflict');
    const first = unwrap(await continueMigration(lead, migrationId, 0));
    expect(first).toMatchObject({ done: 1, total: 4, finished: false });
    expect(unwrap(await getMigrationStart(lead)).running).toMatchObject({ done: 1, total: 4 });
    // Two at once do each coding once.
    await Promise.all([continueMigration(lead, migrationId), continueMigration(lead, migrationId)]);
    const { rows } = await db.superPool.query<{ n: string; most: number }>(
      `SELECT count(*) AS n, max(head_no) AS most FROM annotations WHERE project_id = $1`,
      [world.projectId],
    );
    expect(rows[0]).toEqual({ n: '4', most: 2 });
    expect(unwrap(await continueMigration(lead, migrationId))).toMatchObject({
      done: 4,
      finished: true,
    });
  });

  it('is for those who edit the codebook, with a plan that fits', async () => {
    const world = await makeWorld(db);
    const lead = await addMember(world, 'Lena', 'lead');
    const { plan } = unwrap(await getMigrationStart(lead));
    const analyst = await startMigration(world.ana, { plan, reason: 'x' });
    expect(analyst.ok ? null : analyst.error.code).toBe('forbidden');
    const wrong = await startMigration(lead, {
      plan: { ...plan, codes: [{ kind: 'retire', from: 'source', to: 'nowhere' }] },
      reason: 'x',
    });
    expect(wrong.ok ? null : wrong.error.code).toBe('invalid_input');
  });
});
