import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAnnotation } from '@/lib/annotations/commands/create';
import { createRelation } from '@/lib/annotations/commands/relations';
import {
  addArticle,
  base,
  makeWorld,
  marking,
  only,
  passage,
  TEXT,
  type UserOfProject,
  unwrap,
  type World,
} from '@/lib/annotations/testing';
import { backup, restore } from '@/lib/backup/commands';
import { closeConnections, connectTo, getOwnerPool, getPool } from '@/lib/db/client';
import { acquireTestServer } from '@/lib/db/test-server';
import { cloneTemplate, dropClone } from '@/lib/db/test-template';
import { testDatabase } from '@/lib/db/testing';
import { openSource } from '@/lib/ingest/source';
import { getProvenance } from '@/lib/prov/queries';
import { findFaults } from '@/lib/prov/rules';
import { verifyHistory } from '@/lib/provenance/verify';
import { previewExport } from '../queries';
import { load, newProject } from '../roundtrip-testing';
import { EMPTY_FILTER } from '../schema';
import { validateExport } from '../validate/validate';
import { buildRelease } from './build';
import { cancelRelease, createRelease, withdrawRelease } from './commands';
import { compareReleases } from './compare';
import { downloadRelease } from './files';
import { freezeRelease } from './freeze';
import { getRelease, listReleases } from './queries';
import { RELEASE_JOB } from './release-job';
import { type ReleaseSpec, releaseSpecSchema } from './schema';

const db = await testDatabase();
const folder = await mkdtemp(path.join(tmpdir(), 'sourcemark-release-'));
const dataDir = process.env.SOURCEMARK_DATA_DIR;
beforeAll(() => {
  process.env.SOURCEMARK_DATA_DIR = path.join(folder, 'data');
});
afterAll(async () => {
  if (dataDir === undefined) delete process.env.SOURCEMARK_DATA_DIR;
  else process.env.SOURCEMARK_DATA_DIR = dataDir;
  await rm(folder, { recursive: true });
});

const specOf = (more: Partial<ReleaseSpec> = {}): ReleaseSpec => ({
  ...releaseSpecSchema.parse({
    formats: ['brat', 'jsonl', 'csv', 'parquet'],
    filter: {},
    articles: {},
    splits: null,
    anonymise: false,
  }),
  ...more,
});

let n = 0;
const mark = async (who: UserOfProject, world: World, code: string, words: string, text = TEXT) =>
  only(unwrap(await createAnnotation(who, marking(world, code, passage(words, text))))).id;

/** A desk with ten articles, a few of them coded by two people, and a lead. */
async function desk(): Promise<{ world: World; lead: UserOfProject }> {
  const world = await makeWorld(db);
  await mark(world.ana, world, 'source', 'the spokesman');
  await mark(world.ben, world, 'claim', 'The budget grew by 4% in 2022');
  for (let no = 1; no < 10; no += 1) {
    const text = `Number ${no}: the quay stays shut, said Calder on day ${no} 😀.`;
    const told = { publisher: no % 2 === 0 ? 'A' : 'B', publishedAt: '2026-03-04T10:00:00Z' };
    const there = { ...world, ...(await addArticle(db, world.projectId, text, 'en', told)) };
    await mark(world.ana, there, 'source', 'Calder', text);
  }
  const lead = world.reader;
  await db.superPool.query(
    `UPDATE members SET role = 'lead' WHERE project_id = $1 AND user_id = $2`,
    [world.projectId, lead.userId],
  );
  return { world, lead };
}

async function release(lead: UserOfProject, spec: ReleaseSpec, name = 'Quay 1'): Promise<string> {
  const { releaseId } = unwrap(await createRelease(lead, { name, spec }));
  const { projectId, userId } = lead;
  const signal = new AbortController().signal;
  await RELEASE_JOB.run({ projectId, userId, releaseId }, { attempt: 1, signal });
  return releaseId;
}

/** Every file below a folder, by its path. */
async function filesBelow(root: string): Promise<Record<string, string>> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry) => {
        const full = path.join(entry.parentPath, entry.name);
        return [
          path.relative(root, full),
          await readFile(full, full.endsWith('.parquet') ? 'base64' : 'utf8'),
        ] as const;
      }),
  );
  return Object.fromEntries(files);
}

const rebuild = async (lead: UserOfProject, releaseId: string) => {
  n += 1;
  const out = path.join(folder, `again-${n}`);
  unwrap(await buildRelease(lead, releaseId, out));
  return filesBelow(out);
};

describe('a release', () => {
  it('is the same bytes when it is built again: after changes, and in a restored copy', async () => {
    const { world, lead } = await desk();
    const splits = { train: 60, dev: 20, test: 20, seed: 'quay' };
    const id = await release(lead, specOf({ splits, licence: 'CC BY 4.0', notes: 'First.' }));
    const { release: made, manifest } = unwrap(await getRelease(lead, id));
    expect(made).toMatchObject({ state: 'ready', no: 1, done: 40, total: 40 });
    const first = await rebuild(lead, id);
    expect(Object.keys(first).sort()).toEqual(
      ['manifest.json', ...(manifest?.files ?? []).map((file) => file.path)].sort(),
    );

    await mark(world.ben, world, 'claim', 'Nobody will be turned away');
    await db.superPool.query(`UPDATE users SET name = 'Anna' WHERE id = $1`, [world.ana.userId]);
    await db.superPool.query(`UPDATE projects SET name = 'Other' WHERE id = $1`, [world.projectId]);
    expect(await rebuild(lead, id)).toEqual(first);

    const file = path.join(folder, 'backup.gz');
    unwrap(await backup(file));
    const server = await acquireTestServer();
    const clone = await cloneTemplate(server);
    await closeConnections();
    connectTo(clone);
    try {
      unwrap(await restore(file));
      expect(await rebuild(lead, id)).toEqual(first);
      expect(unwrap(await verifyHistory(lead)).broken).toBeNull();
    } finally {
      await closeConnections();
      connectTo({ appUrl: db.appUrl, ownerUrl: db.ownerUrl });
      await dropClone(server, clone.name);
      await server.release();
    }
  });

  it('passes the validator, whole and with a changed word, and says what it is', async () => {
    const { lead } = await desk();
    const splits = { train: 50, dev: 0, test: 50, seed: 's' };
    const id = await release(lead, specOf({ splits, notes: 'Ask the desk.' }));
    const out = path.join(folder, 'checked');
    unwrap(await buildRelease(lead, id, out));
    const checked = unwrap(await validateExport(unwrap(await openSource(out))));
    expect(checked).toMatchObject({
      faultCount: 0,
      unread: [],
      format: 'jsonl, csv, parquet, brat',
    });
    const files = await filesBelow(out);
    const manifest = JSON.parse(files['manifest.json'] ?? '');
    expect(manifest.split_counts.train.articles + manifest.split_counts.test.articles).toBe(10);
    expect(manifest.split_counts.dev.articles).toBe(0);
    const sheet = files['README.md'] ?? '';
    for (const words of ['# Quay 1', 'Ask the desk.', 'None was stated', 'load_dataset("json"']) {
      expect(sheet).toContain(words);
    }
    const croissant = JSON.parse(files['croissant.json'] ?? '');
    expect(croissant.conformsTo).toContain('http://mlcommons.org/croissant/1.1');
    const known = new Map(
      manifest.files.map((one: { path: string; sha256: string }) => [one.path, one.sha256]),
    );
    const told = croissant.distribution.filter((one: { sha256?: string }) => one.sha256);
    expect(told.length).toBeGreaterThan(5);
    for (const one of told) expect(one.sha256).toBe(known.get(one['@id']));
    const crate = JSON.parse(files['ro-crate-metadata.json'] ?? '');
    expect(crate['@graph'][1].hasPart.length).toBe(manifest.files.length - 2);

    const line = path.join(out, 'jsonl/train/articles.jsonl');
    await writeFile(line, (await readFile(line, 'utf8')).replace('"code":"source"', '"code":""'));
    const broken = unwrap(await validateExport(unwrap(await openSource(out))));
    expect(broken.faults.map(({ file }) => file)).toContain('jsonl/train/articles.jsonl');
  });

  it('does not pass with a code, a codebook or a checkpoint that is not its own, though the manifest agrees', async () => {
    const { lead } = await desk();
    const id = await release(lead, specOf({ formats: ['jsonl'] }));
    const out = path.join(folder, 'spoilt');
    unwrap(await buildRelease(lead, id, out));
    const spoil = async (file: string, change: (text: string) => string) => {
      const before = await filesBelow(out);
      const text = change(before[file] ?? '');
      expect(text).not.toBe(before[file]);
      const manifest = JSON.parse(before['manifest.json'] ?? '');
      const listed = manifest.files.find((one: { path: string }) => one.path === file);
      listed.bytes = Buffer.byteLength(text);
      listed.sha256 = createHash('sha256').update(text).digest('hex');
      await writeFile(path.join(out, file), text);
      await writeFile(path.join(out, 'manifest.json'), JSON.stringify(manifest));
      const { faults } = unwrap(await validateExport(unwrap(await openSource(out))));
      await writeFile(path.join(out, file), before[file] ?? '');
      await writeFile(path.join(out, 'manifest.json'), before['manifest.json'] ?? '');
      return faults.map((one) => `${one.file}:${one.line ?? ''} ${one.reason}`).join('\n');
    };
    expect(
      await spoil('jsonl/articles.jsonl', (text) =>
        text.replace('"code":"source"', '"code":"sauce"'),
      ),
    ).toMatch(/articles\.jsonl:\d+ Annotation .*: the codebook has no code “sauce”/);
    expect(
      await spoil('codebook.json', (text) => text.replace('"name": "', '"name": "Not ')),
    ).toMatch(/codebook\.json: It is another codebook/);
    expect(
      await spoil('checkpoint.json', (text) => text.replace(/"event": /, '"event": 1')),
    ).toMatch(/checkpoint\.json: It names another event/);
  });

  it('has a valid provenance: what stood in the project, who asked, and its manifest', async () => {
    const { lead } = await desk();
    const id = await release(lead, specOf());
    const document = unwrap(await getProvenance(lead, { of: 'release', id }));
    expect(findFaults(document)).toEqual([]);
    const entity = document.entities.find((one) => one.id.startsWith('release:'));
    const about = JSON.stringify(entity);
    expect(about).toContain('Release “Quay 1” as jsonl, csv, parquet, brat');
    expect(about).toMatch(/"sm:manifestSha256".{0,60}[0-9a-f]{64}/);
    const members = document.relations.filter(({ kind }) => kind === 'hadMember');
    expect(members.length).toBeGreaterThan(10);
    const project = unwrap(await getProvenance(lead, { of: 'project' }));
    expect(project.entities.filter((one) => one.id.startsWith('release:'))).toHaveLength(1);
  });

  it('hides coders under pseudonyms that stay, wherever they stood', async () => {
    const { world, lead } = await desk();
    const people = [world.ana, world.ben];
    const first = await rebuild(lead, await release(lead, specOf({ anonymise: true })));
    const second = await rebuild(lead, await release(lead, specOf({ anonymise: true }), 'Quay 2'));
    const whole = JSON.stringify(first);
    for (const { userId } of people) expect(whole).not.toContain(userId);
    expect(whole).not.toMatch(/\bAna\b|\bBen\b/);
    const codersOf = (files: Record<string, string>) =>
      [
        ...new Set([...JSON.stringify(files).matchAll(/coder-[0-9a-f]{8}/g)].map(([name]) => name)),
      ].sort();
    expect(codersOf(first)).toHaveLength(2);
    expect(codersOf(second)).toEqual(codersOf(first));
  });

  it('comes back into an empty project, all its formats beside it, with the same annotations', async () => {
    const { world, lead } = await desk();
    const splits = { train: 50, dev: 0, test: 50, seed: 's' };
    const out = path.join(folder, 'back');
    unwrap(await buildRelease(lead, await release(lead, specOf({ splits })), out));
    const again = await newProject('back');
    const report = await load(again, out);
    expect(report).toMatchObject({
      formats: ['jsonl'],
      articles: { created: 10, rejected: 0 },
      annotations: { created: 11, rejected: 0 },
    });
    const spans = async (projectId: string) => {
      const { rows } = await getOwnerPool().query(
        `SELECT v.text, k.key, f.start_offset, f.end_offset, u.name
           FROM annotations a
           JOIN codings g ON g.project_id = a.project_id AND g.id = a.coding_id
           JOIN users u ON u.id = g.coder_id
           JOIN codes k ON k.project_id = a.project_id AND k.id = a.code_id
           JOIN fragments f ON f.project_id = a.project_id AND f.revision_id = a.head_revision_id
           JOIN article_versions v ON v.project_id = a.project_id AND v.id = a.article_version_id
          WHERE a.project_id = $1 ORDER BY 1, 2, 3, 4, 5`,
        [projectId],
      );
      return rows;
    };
    expect(await spans(again.projectId)).toEqual(await spans(world.projectId));
  });

  it('takes only the articles and annotations that were asked for; nothing is refused with a reason', async () => {
    const { lead } = await desk();
    const filter = { layers: ['attribution'], codes: [], coders: [], states: [] };
    const articles = { publishers: ['A'], from: '2026-03-01', to: null, minAgreement: null };
    const foreseen = unwrap(await previewExport(lead, filter, articles));
    expect(foreseen.counts).toMatchObject({ articles: 4, annotations: 4 });
    const later = { ...articles, from: '2026-03-05' };
    expect(unwrap(await previewExport(lead, filter, later)).counts.articles).toBe(0);
    const id = await release(lead, specOf({ filter, articles, formats: ['jsonl'] }));
    expect(unwrap(await getRelease(lead, id)).manifest).toMatchObject({
      counts: { articles: 4, annotations: 4 },
      formats: { jsonl: { losses: {} } },
    });
    const none = await release(lead, specOf({ articles: { ...articles, publishers: ['C'] } }));
    expect(unwrap(await getRelease(lead, none)).release).toMatchObject({
      state: 'failed',
      message: 'Nothing in the project fits these filters.',
    });
  });

  it('leaves out relations whose other end is not there: by the filter, or in another split', async () => {
    const { world, lead } = await desk();
    const claims: { place: World; id: string }[] = [];
    for (let no = 0; no < 8; no += 1) {
      const text = `The quay costs ${no} million, says page ${no}.`;
      const told = { publisher: no < 4 ? 'C' : 'D', publishedAt: '2026-05-04T10:00:00Z' };
      const place = { ...world, ...(await addArticle(db, world.projectId, text, 'en', told)) };
      claims.push({ place, id: await mark(world.ana, place, 'claim', 'The quay costs', text) });
    }
    for (const [index, { place, id }] of claims.entries()) {
      const other = claims[(index + 1) % claims.length];
      if (!other) continue;
      unwrap(
        await createRelation(world.ana, {
          ...base(place),
          relationId: uuidv7(),
          typeKey: 'same_as',
          fromAnnotationId: id,
          toAnnotationId: other.id,
          attributes: {},
        }),
      );
    }
    const checkedCounts = async (spec: ReleaseSpec, name: string) => {
      const id = await release(lead, spec, name);
      const out = path.join(folder, `cut-${name}`);
      const { manifest } = unwrap(await buildRelease(lead, id, out));
      expect(unwrap(await validateExport(unwrap(await openSource(out)))).faults).toEqual([]);
      return manifest;
    };
    const articles = { publishers: ['C'], from: null, to: null, minAgreement: null };
    const foreseen = unwrap(await previewExport(lead, EMPTY_FILTER, articles));
    const some = await checkedCounts(specOf({ articles }), 'some');
    expect(foreseen.counts).toMatchObject({ articles: 4, relations: 3 });
    expect(foreseen.losses.csv).toEqual(some.formats.csv?.losses);
    expect(some.counts.relations).toBe(3);
    // The one that leads away; the one that comes from elsewhere belongs to the other article.
    expect(some.formats.csv?.losses).toEqual({ relation_end_not_exported: 1 });
    const splits = { train: 50, dev: 0, test: 50, seed: 'quay' };
    const split = await checkedCounts(specOf({ splits }), 'split');
    const { train, test } = split.split_counts ?? {};
    const lost = split.formats.jsonl?.losses.relation_end_not_exported ?? 0;
    expect(lost).toBeGreaterThan(0);
    expect((train?.relations ?? 0) + (test?.relations ?? 0) + lost).toBe(8);
    expect(split.counts.relations).toBe(8);
  });

  it('is compared with another one, and withdrawn with a reason that stays', async () => {
    const { world, lead } = await desk();
    const first = await release(lead, specOf());
    await mark(world.ben, world, 'claim', 'Nobody will be turned away');
    const second = await release(lead, specOf(), 'Quay 2');
    expect(unwrap(await compareReleases(lead, first, second))).toMatchObject({
      articles: { added: 0, changed: 0, dropped: 0, same: 10 },
      annotations: { added: 1, changed: 0, dropped: 0, same: 11 },
      samples: [{ kind: 'added', code: 'claim', words: 'Nobody will be turned away' }],
    });
    expect(unwrap(await compareReleases(lead, second, first)).annotations.dropped).toBe(1);
    expect((await downloadRelease(world.ana, first)).ok).toBe(true);
    unwrap(await withdrawRelease(lead, { releaseId: first, reason: 'A source asked for it.' }));
    expect(await downloadRelease(world.ana, first)).toMatchObject({ error: { code: 'conflict' } });
    const [, gone] = unwrap(await listReleases(world.ana));
    expect(gone).toMatchObject({
      state: 'withdrawn',
      withdrawalReason: 'A source asked for it.',
      manifestSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    const again = await withdrawRelease(lead, { releaseId: first, reason: 'x' });
    expect(again).toMatchObject({ error: { code: 'conflict' } });
    const { rows } = await db.superPool.query(
      `SELECT type FROM events WHERE project_id = $1 AND type LIKE 'release.%' ORDER BY seq`,
      [world.projectId],
    );
    expect(rows.map(({ type }) => type)).toEqual([
      ...['release.asked', 'release.published', 'release.asked', 'release.published'],
      'release.withdrawn',
    ]);
  });

  it('does not change, whoever tries', async () => {
    const { lead } = await desk();
    const id = await release(lead, specOf({ formats: ['jsonl'] }));
    const set = (what: string) =>
      db.superPool.query(`UPDATE releases SET ${what} WHERE id = $1`, [id]);
    await expect(set(`name = 'x'`)).rejects.toThrow('does not change');
    await expect(set(`manifest = '{}'`)).rejects.toThrow('does not change');
    await expect(set(`frozen = '{}'`)).rejects.toThrow('does not change');
    await expect(set(`state = 'building'`)).rejects.toThrow('does not go');
    for (const table of ['release_articles', 'release_splits', 'releases']) {
      await expect(db.superPool.query(`DELETE FROM ${table}`)).rejects.toThrow();
    }
    await expect(getPool().query(`UPDATE release_articles SET document = '{}'`)).rejects.toThrow(
      'denied',
    );
  });

  it('that is built where it is asked for stands in no queue', async () => {
    const { lead } = await desk();
    const given = { name: 'x', spec: specOf() };
    const jobsOf = async (releaseId: string) => {
      const { rows } = await db.superPool.query(
        `SELECT count(*)::int AS count FROM graphile_worker._private_jobs
          WHERE payload ->> 'releaseId' = $1`,
        [releaseId],
      );
      return rows[0]?.count;
    };
    const here = unwrap(await createRelease(lead, given, { queue: false }));
    expect(await jobsOf(here.releaseId)).toBe(0);
    const queued = unwrap(await createRelease(lead, given));
    expect(await jobsOf(queued.releaseId)).toBe(1);
  });

  it('that was cancelled while it waited is never frozen', async () => {
    const { lead } = await desk();
    const { releaseId } = unwrap(await createRelease(lead, { name: 'x', spec: specOf() }));
    unwrap(await cancelRelease(lead, { releaseId }));
    const { projectId, userId } = lead;
    const signal = new AbortController().signal;
    await RELEASE_JOB.run({ projectId, userId, releaseId }, { attempt: 1, signal });
    expect(unwrap(await getRelease(lead, releaseId)).release).toMatchObject({
      state: 'failed',
      frozen: null,
      message: 'It was cancelled.',
    });
  });

  it('broken off between freezing and its files goes on with what was frozen', async () => {
    const { world, lead } = await desk();
    const { releaseId } = unwrap(await createRelease(lead, { name: 'x', spec: specOf() }));
    const { projectId, userId } = lead;
    const payload = { projectId, userId, releaseId };
    const cut = new AbortController();
    unwrap(await freezeRelease(lead, releaseId, { now: new Date() }));
    cut.abort();
    await expect(RELEASE_JOB.run(payload, { attempt: 1, signal: cut.signal })).rejects.toThrow();
    await mark(world.ben, world, 'claim', 'Nobody will be turned away');
    await RELEASE_JOB.run(payload, { attempt: 2, signal: new AbortController().signal });
    const { release: made, manifest } = unwrap(await getRelease(lead, releaseId));
    expect(made.state).toBe('ready');
    expect(manifest?.counts.annotations).toBe(11);
  });
});
