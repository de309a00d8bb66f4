import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { takeOne } from '@/lib/adjudication/commands';
import {
  at,
  type Court,
  itemOf,
  makeCourt,
  mark,
  recode,
  submit,
  view,
} from '@/lib/adjudication/testing';
import { createAttribution } from '@/lib/annotations/commands/create';
import { deleteAnnotation } from '@/lib/annotations/commands/remove';
import { base, unwrap } from '@/lib/annotations/testing';
import type { Actor } from '@/lib/auth/actor';
import { testDatabase } from '@/lib/db/testing';
import { importSource } from '@/lib/ingest/commands';
import { memoryFile } from '@/lib/ingest/testing';
import { exportDataset } from '@/lib/releases/commands';
import { EMPTY_FILTER } from '@/lib/releases/schema';
import { createFolderSink } from '@/lib/releases/sink';
import { acceptAnnotation, amendAnnotation, rejectAnnotation } from '@/lib/review/commands';
import { on } from '@/lib/review/testing';
import { drawProv } from './graph';
import { writeProvJson } from './json';
import type { ProvDocument } from './model';
import { writeProvN } from './notation';
import { readProvJson, readProvN } from './prov-testing';
import { getProvenance } from './queries';
import { findFaults } from './rules';
import type { ProvScope } from './schema';

const db = await testDatabase();
let folder: string;
let court: Court;
let operator: Actor;
let changed: string;
let joined: string;
let gold: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sourcemark-prov-'));
  court = await makeCourt(db);
  operator = { kind: 'operator', projectId: court.projectId };
  const page = (text: string) =>
    memoryFile(
      'page.jsonl',
      JSON.stringify({ id: 'page', title: 'Ferry', text, url: 'https://a.example/1' }),
    );
  const load = async (text: string) =>
    unwrap(
      await importSource(operator, [page(text)], { format: 'jsonl', sourceName: 'page.jsonl' }),
    );
  await load('The ferry sails on Monday, the harbour master said.');
  await load('The ferry sails on Tuesday, the harbour master said.');

  const source = await mark(court, court.ana, 'source', 'agence Vesta');
  const content = await mark(court, court.ana, 'content', 'la frontière resterait ouverte');
  const recoded = await recode(
    court,
    court.ana,
    await mark(court, court.ana, 'cue', 'déclaré'),
    'source',
  );
  const gone = await mark(court, court.ana, 'source', 'Critics');
  unwrap(
    await deleteAnnotation(court.ana, {
      ...base(court),
      annotationId: gone.id,
      expectedNo: gone.revisionNo,
    }),
  );
  joined = uuidv7();
  unwrap(
    await createAttribution(court.ana, {
      ...base(court),
      annotationId: joined,
      members: [
        { role: 'source', annotationId: source.id },
        { role: 'content', annotationId: content.id },
      ],
      newSpans: [],
      attributes: {},
      memo: null,
    }),
  );
  await mark(court, court.ben, 'content', 'la frontière resterait ouverte.');
  await submit(court, court.ana, court.ben);
  unwrap(await acceptAnnotation(court.ben, on(court, source)));
  unwrap(await rejectAnnotation(court.ben, { ...on(court, content), reason: 'too long' }));
  unwrap(
    await amendAnnotation(court.ben, { ...on(court, recoded), codeKey: 'cue', reason: 'a verb' }),
  );
  changed = recoded.id;
  const item = itemOf(await view(court), 'la frontière resterait ouverte.');
  unwrap(await takeOne(court.lead, { ...at(court, item), coderId: court.ben.userId }));
  const { rows } = await db.superPool.query<{ id: string }>(
    `SELECT gold_annotation_id AS id FROM adjudication_decisions WHERE project_id = $1
        AND gold_annotation_id IS NOT NULL ORDER BY id DESC LIMIT 1`,
    [court.projectId],
  );
  gold = rows[0]?.id ?? '';
  unwrap(
    await exportDataset(
      operator,
      { format: 'jsonl', filter: EMPTY_FILTER },
      createFolderSink(path.join(folder, 'out')),
    ),
  );
}, 120_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

async function prov(scope: ProvScope): Promise<ProvDocument> {
  const document = unwrap(await getProvenance(court.lead, scope));
  expect(findFaults(document)).toEqual([]);
  expect(readProvJson(writeProvJson(document))).toEqual(document);
  expect(readProvN(writeProvN(document))).toEqual(document);
  return document;
}

/** Later thing, earlier thing, kind. */
const derivations = ({ relations }: ProvDocument): (string | null)[][] =>
  relations.flatMap(({ kind, parts, attributes }) =>
    kind === 'wasDerivedFrom'
      ? [
          [
            parts.generatedEntity ?? null,
            parts.usedEntity ?? null,
            String(attributes['prov:type']?.[0]?.value ?? ''),
          ],
        ]
      : [],
  );
const labelled = (document: ProvDocument, words: string) =>
  [...document.entities, ...document.activities].filter(({ attributes }) =>
    String(attributes['prov:label']?.[0]?.value ?? '').includes(words),
  );

describe('provenance', () => {
  it('of an annotation: text, bytes, every revision, who reviewed it', async () => {
    const document = await prov({ of: 'annotation', id: changed });
    expect(
      labelled(document, 'déclaré').map(({ attributes }) => attributes['sm:code']?.[0]?.value),
    ).toEqual(['cue', 'source', 'cue']);
    const kinds = derivations(document).map(([, , kind]) => kind);
    expect(kinds.filter((kind) => kind === 'prov:Revision')).toHaveLength(2);
    expect(kinds).toContain('prov:Quotation');
    expect(
      document.agents.map(({ attributes }) => attributes['prov:label']?.[0]?.value).toSorted(),
    ).toEqual(['Ana', 'Ben', 'Sourcemark']);
    expect(labelled(document, 'amend')).toHaveLength(2);
  });

  it('of an attribution holds what it joins', async () => {
    const document = await prov({ of: 'annotation', id: joined });
    expect(document.relations.filter(({ kind }) => kind === 'hadMember')).toHaveLength(2);
    expect(labelled(document, 'reject')).not.toEqual([]);
  });

  it('of gold leads to the codings that it was made from', async () => {
    const document = await prov({ of: 'annotation', id: gold });
    const made = document.entities.find(
      ({ id, attributes }) =>
        attributes['prov:type']?.[0]?.value === 'sm:AnnotationRevision' &&
        document.relations.some(
          ({ kind, parts }) =>
            kind === 'specializationOf' &&
            parts.specificEntity === id &&
            parts.generalEntity === `annotation:${gold}`,
        ),
    );
    const from = derivations(document).filter(
      ([later, earlier]) => later === made?.id && earlier?.startsWith('revision:'),
    );
    expect(from.length).toBeGreaterThan(0);
  });

  it('of a changed page: a revision of the version before, each out of its own bytes', async () => {
    const { rows } = await db.superPool.query<{ id: string }>(
      `SELECT id FROM articles WHERE project_id = $1 AND external_id = 'page'`,
      [court.projectId],
    );
    const document = await prov({ of: 'article', id: rows[0]?.id ?? '' });
    const versions = document.entities.filter(({ id }) => id.startsWith('version:'));
    const captures = document.entities.filter(({ id }) => id.startsWith('capture:'));
    expect([versions.length, captures.length]).toEqual([2, 2]);
    expect(derivations(document).filter(([, , kind]) => kind === 'prov:Revision')).toHaveLength(1);
    expect(document.activities.filter(({ id }) => id.startsWith('import:'))).toHaveLength(2);
  });

  it('of the project and of an export hold everything, and the same document twice the same bytes', async () => {
    const project = await prov({ of: 'project' });
    const releases = project.entities.filter(({ id }) => id.startsWith('release:'));
    expect(releases).toHaveLength(1);
    const id = releases[0]?.id.slice('release:'.length) ?? '';
    const release = await prov({ of: 'release', id });
    expect(writeProvJson(await prov({ of: 'release', id }))).toBe(writeProvJson(release));
    const state = release.relations.filter(
      ({ kind, parts }) => kind === 'hadMember' && parts.collection?.startsWith('state:'),
    );
    // Two versions of the page and the court's text; the annotations that stand.
    expect(
      state.filter(({ parts }) => parts.entity?.startsWith('version:')).length,
    ).toBeGreaterThanOrEqual(2);
    expect(state.filter(({ parts }) => parts.entity?.startsWith('revision:'))).not.toEqual([]);
    expect(labelled(release, 'Critics')).toHaveLength(2);
    const drawn = drawProv(release).nodes.filter(({ type }) => type === 'Release');
    expect(drawn.map(({ kind }) => kind).toSorted()).toEqual(['activity', 'entity']);
  });

  it('of nothing is an error', async () => {
    for (const of of ['annotation', 'article', 'release'] as const) {
      const result = await getProvenance(court.lead, { of, id: uuidv7() });
      expect(result).toMatchObject({ ok: false, error: { code: 'not_found' } });
    }
  });
});
