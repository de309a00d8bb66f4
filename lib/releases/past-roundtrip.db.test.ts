import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/actor';
import { testDatabase } from '@/lib/db/testing';
import { verifyHistory } from '@/lib/provenance/verify';
import { exportDataset } from './commands';
import { readCsvTable } from './formats/testing/strict-csv';
import { load, newProject } from './roundtrip-testing';
import { EMPTY_FILTER, type ExportFormat } from './schema';
import { createFolderSink } from './sink';
import { type Fixture, makeFixture } from './testing';

const db = await testDatabase();
const TEXT = 'Fares rose, said Mara Lind. 🚋 Riders were not asked.';
const folders: string[] = [];
let fixture: Fixture;

afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true });
});

beforeAll(async () => {
  fixture = await makeFixture(db.ownerPool, 'past');
  const versionId = await fixture.article('fares', TEXT);
  const codingId = await fixture.coding(versionId, 'ann');
  const span = { codingId, versionId, kind: 'span' as const, author: 'ann' };
  // Rejected, contested, amended by the reviewer, asked about and accepted by another.
  const first = await fixture.annotate({ ...span, code: 'cue', fragments: [[12, 16]] });
  await fixture.decide(first.id, first.revisionId, 'reject', 'rita');
  await fixture.decide(first.id, first.revisionId, 'contest', 'ann');
  const amended = await fixture.annotate({
    ...span,
    id: first.id,
    revisionNo: 2,
    author: 'rita',
    code: 'source',
    fragments: [[17, 26]],
    memo: 'the name, not the verb',
  });
  await fixture.decide(first.id, first.revisionId, 'amend', 'rita', amended.revisionId);
  await fixture.decide(first.id, amended.revisionId, 'ask', 'ben');
  await fixture.decide(first.id, amended.revisionId, 'accept', 'ben');
  // Deleted, restored, accepted, taken back, accepted again.
  const cue = { ...span, code: 'cue', fragments: [[12, 16]] as const };
  const second = await fixture.annotate(cue);
  await fixture.annotate({ ...cue, id: second.id, revisionNo: 2, deleted: true });
  const restored = await fixture.annotate({ ...cue, id: second.id, revisionNo: 3, confidence: 4 });
  for (const kind of ['accept', 'withdraw', 'accept']) {
    await fixture.decide(second.id, restored.revisionId, kind, 'rita');
  }
  // It joined the source before it was one; what it is now, it is in review.
  const composite = {
    ...{ codingId, versionId, author: 'ann' },
    kind: 'composite' as const,
    code: 'attribution',
    fragments: [[12, 16]] as const,
  };
  const whole = await fixture.annotate({ ...composite, members: [['source', first.id]] });
  const wider = await fixture.annotate({
    ...composite,
    id: whole.id,
    revisionNo: 2,
    members: [
      ['source', first.id],
      ['cue', second.id],
    ],
  });
  await fixture.decide(whole.id, wider.revisionId, 'reject', 'ben');
  await fixture.annotate({ ...span, code: 'content', fragments: [[0, 10]] });
});

async function exported(actor: Actor, format: ExportFormat = 'jsonl'): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'sourcemark-past-'));
  folders.push(folder);
  const result = await exportDataset(
    actor,
    { format, filter: EMPTY_FILTER },
    createFolderSink(folder),
  );
  if (!result.ok) throw new Error(result.error.userMessage);
  return folder;
}

interface Revision {
  readonly [key: string]: unknown;
  readonly members: readonly { readonly role: string; readonly annotation: string }[];
}
interface Decision {
  [key: string]: unknown;
  kind: string;
  reviewer: string;
  revision: number;
  amended_revision: number | null;
}
interface Annotation extends Revision {
  readonly id: string;
  readonly code: string;
  author: string;
  readonly coder: string;
  readonly review: { state: string };
  earlier: (Revision & { revision: number })[];
  readonly decisions: Decision[];
}
interface Line {
  readonly annotations: Annotation[];
}

function lineOf(folder: string): Line {
  return JSON.parse(readFileSync(path.join(folder, 'articles.jsonl'), 'utf8'));
}

/** What a line says of its annotations and their pasts, without the ids and times of its project. */
function said({ annotations }: Line) {
  const nameOf = new Map(annotations.map(({ id, code }) => [id, code]));
  const plain = ({ members, ...one }: Revision) => {
    const own = {
      id: 0,
      author_id: 0,
      coder_id: 0,
      created_at: 0,
      codebook_version: 0,
      external: 0,
    };
    return {
      ...Object.fromEntries(Object.entries(one).filter(([key]) => !(key in own))),
      members: members.map(({ role, annotation }) => [role, nameOf.get(annotation)]),
    };
  };
  return annotations.map(({ earlier, decisions, review, ...one }) => ({
    ...plain(one),
    review: { ...review, decided_at: null },
    earlier: earlier.map(plain),
    decisions: decisions.map(({ id: _, reviewer_id: __, decided_at: ___, ...rest }) => rest),
  }));
}

/** The export with its line changed, as a folder to load. */
async function changed(change: (line: Line, at: (code: string) => Annotation) => void) {
  const line = lineOf(await exported(fixture.operator));
  change(line, (code) => {
    const found = line.annotations.find((one) => one.code === code);
    if (!found) throw new Error(`There is no ${code}.`);
    return found;
  });
  const folder = await mkdtemp(path.join(tmpdir(), 'sourcemark-past-'));
  folders.push(folder);
  await writeFile(path.join(folder, 'articles.jsonl'), JSON.stringify(line));
  return folder;
}

test('revisions, decisions and their authors come back into an empty project', async () => {
  const folder = await exported(fixture.operator);
  const before = said(lineOf(folder));
  expect(before.map(({ earlier, decisions }) => [earlier.length, decisions.length])).toEqual(
    expect.arrayContaining([
      [1, 5],
      [2, 3],
      [1, 1],
      [0, 0],
    ]),
  );
  const second = await newProject('past-again');
  const report = await load(second, folder, true);
  expect(report.rejected).toEqual([]);
  expect(report.notices).toContainEqual(expect.objectContaining({ code: 'past_read', count: 3 }));
  const after = await exported(second);
  expect(said(lineOf(after))).toEqual(before);

  // The chain holds, and says that the past was brought, by whom and how much of it.
  const projectId = second.projectId;
  expect(await verifyHistory(second)).toMatchObject({ ok: true, value: { broken: null } });
  const { rows } = await db.ownerPool.query(
    `SELECT body::jsonb -> 'payload' -> 'past' AS past FROM events
      WHERE project_id = $1 AND type = 'import.batch_stored'`,
    [projectId],
  );
  expect(rows).toEqual([{ past: { revisions: 4, decisions: 9 } }]);

  // Once more changes nothing; and a table of decisions says the same as the lines.
  expect((await load(second, folder, true)).annotations).toMatchObject({
    created: 0,
    unchanged: 4,
  });
  const kinds = async (actor: Actor) => {
    const file = path.join(await exported(actor, 'csv'), 'decisions.csv');
    return readCsvTable(readFileSync(file, 'utf8'))
      .map(({ kind, revision, reviewer }) => `${kind} ${revision} ${reviewer}`)
      .sort();
  };
  expect(await kinds(second)).toEqual(await kinds(fixture.operator));
});

test.each<[string, RegExp, (line: Line, at: (code: string) => Annotation) => void]>([
  [
    'a review of one’s own work',
    /Nobody reviews their own work/,
    (_line, at) => {
      for (const one of at('cue').decisions) one.reviewer = 'ann';
    },
  ],
  [
    'a state that no decision led to',
    /Its decisions lead to “rejected”, not to “accepted”/,
    (_line, at) => Object.assign(at('attribution').review, { state: 'accepted' }),
  ],
  [
    'a gap in the revisions',
    /The revisions before \(2\) do not lead to revision 3/,
    (_line, at) => at('cue').earlier.shift(),
  ],
  [
    'an amendment by someone else',
    /Revision 2 is an amendment, but not by whoever amended/,
    (_line, at) => {
      at('source').author = 'somebody else';
    },
  ],
  [
    'an amendment twice',
    /Revision 1 was amended twice/,
    (_line, at) => {
      const [one] = at('source').decisions.filter(({ kind }) => kind === 'amend');
      if (one) at('source').decisions.push(one);
    },
  ],
  [
    'a decision about no revision',
    /is about no revision of it/,
    (_line, at) => Object.assign(at('cue').decisions[0] ?? {}, { revision: 9 }),
  ],
  [
    'a rejection without a reason',
    /Say why you reject it/,
    (_line, at) => Object.assign(at('attribution').decisions[0] ?? {}, { reason: ' ' }),
  ],
  [
    'a decision taken twice',
    /is accepted already/,
    (_line, at) => at('cue').decisions.push({ ...(at('cue').decisions[2] as Decision) }),
  ],
  [
    'a past without end',
    /A past of more than 1000 revisions and decisions is not taken/,
    (_line, at) => {
      const [one] = at('source').decisions.filter(({ kind }) => kind === 'ask');
      for (let no = 0; no < 1000; no += 1) at('source').decisions.push({ ...(one as Decision) });
    },
  ],
  [
    'a kind of decision that is none',
    /its past was left out: decisions\.0\.kind/,
    (_line, at) => Object.assign(at('cue').decisions[0] ?? {}, { kind: 'bless' }),
  ],
  [
    'an earlier code that is not in the codebook',
    /Revision 1: .*nonsense/,
    (_line, at) => Object.assign(at('source').earlier[0] ?? {}, { code: 'nonsense' }),
  ],
  [
    'earlier words that are not there',
    /Revision 1: .*not “other words”/,
    (_line, at) => Object.assign(at('source').earlier[0] ?? {}, { text: 'other words' }),
  ],
])('%s keeps that past out, and lets the annotation in', async (name, reason, change) => {
  const folder = await changed(change);
  const actor = await newProject(name.replace(/[^a-z]+/g, '-'));
  const report = await load(actor, folder);
  expect(report.rejected.map((one) => [one.kind, one.line])).toEqual([['past', 1]]);
  expect(report.rejected[0]?.reason).toMatch(reason);
  expect(report.annotations.created).toBe(4);
  const { annotations } = lineOf(await exported(actor));
  expect(annotations.filter(({ decisions }) => decisions.length > 0)).toHaveLength(2);
});
