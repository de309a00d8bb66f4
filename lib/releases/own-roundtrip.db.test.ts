import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/actor';
import { testDatabase } from '@/lib/db/testing';
import { exportDataset } from './commands';
import { load, newProject } from './roundtrip-testing';
import { EMPTY_FILTER } from './schema';
import { createFolderSink } from './sink';

await testDatabase();
const CASES = fileURLToPath(new URL('../ingest/formats/cases', import.meta.url));
const folders: string[] = [];
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true });
});

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'sourcemark-own-'));
  folders.push(folder);
  return folder;
}

async function exported(actor: Actor): Promise<string> {
  const folder = await newFolder();
  const request = { format: 'jsonl', filter: EMPTY_FILTER } as const;
  const result = await exportDataset(actor, request, createFolderSink(folder));
  if (!result.ok) throw new Error(result.error.userMessage);
  return folder;
}

interface Line {
  readonly title: string;
  readonly text: string;
  readonly language: string | null;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly annotations: readonly Annotation[];
  readonly relations: readonly { id: string; type: string; from: string; to: string }[];
}
interface Annotation {
  readonly id: string;
  readonly kind: string;
  readonly code: string;
  readonly coder: string;
  readonly fragments: readonly (readonly [number, number])[];
  readonly attributes: object;
  readonly memo: string | null;
  readonly members: readonly { role: string; annotation: string }[];
  readonly external: unknown;
}

const lines = (folder: string): Line[] =>
  readFileSync(path.join(folder, 'articles.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

/** What an export says, without the ids and times that are each project's own. */
function said(folder: string) {
  return lines(folder)
    .map((line) => {
      // The text that comes back is the export's own, taken as it stands.
      const { article_id: _, capture_sha256: __, canonicaliser: ___, ...metadata } = line.metadata;
      const nameOf = new Map(
        line.annotations.map(({ id, kind, code, coder, fragments }) => [
          id,
          JSON.stringify([kind, code, coder, fragments]),
        ]),
      );
      const annotations = line.annotations.map((one) =>
        JSON.stringify([
          nameOf.get(one.id),
          one.attributes,
          one.memo,
          one.members.map(({ role, annotation }) => [role, nameOf.get(annotation)]),
          one.external,
        ]),
      );
      const relations = line.relations.map(({ type, from, to }) =>
        JSON.stringify([type, nameOf.get(from), nameOf.get(to)]),
      );
      const { title, text, language } = line;
      return {
        title,
        text,
        language,
        metadata,
        annotations: annotations.sort(),
        relations: relations.sort(),
      };
    })
    .sort((a, b) => (JSON.stringify(a.metadata) < JSON.stringify(b.metadata) ? -1 : 1));
}

test('what was exported and is loaded into an empty project is exported the same', async () => {
  const first = await newProject('first');
  for (const name of ['brat-one-folder', 'label-studio', 'jsonl-mixed', 'ptc-emoji']) {
    await load(first, path.join(CASES, name, 'input'), true);
  }
  const folder = await exported(first);
  const before = said(folder);
  expect(before.flatMap(({ annotations }) => annotations).length).toBeGreaterThan(10);

  const second = await newProject('second');
  const report = await load(second, folder, true);
  expect(report.rejected).toEqual([]);
  expect(report.articles).toMatchObject({ created: before.length, rejected: 0 });
  expect(said(await exported(second))).toEqual(before);

  // Once more changes nothing.
  const again = await load(second, folder, true);
  expect(again.articles).toMatchObject({ created: 0, unchanged: before.length });
  expect(again.annotations).toMatchObject({ created: 0, rejected: 0 });
});

test('a line that was changed after its export is refused where it is wrong, and the rest goes in', async () => {
  const first = await newProject('to-be-changed');
  await load(first, path.join(CASES, 'brat-one-folder', 'input'), true);
  const [line] = lines(await exported(first)).filter(({ annotations }) => annotations.length > 1);
  if (!line) throw new Error('There is no article with annotations.');
  const [moved, ...rest] = line.annotations.filter(({ kind }) => kind === 'span');
  if (!moved) throw new Error('There is no annotation.');
  const folder = await newFolder();
  const wrong = { ...moved, text: 'words that are not there' };
  const written = [
    { ...line, metadata: { ...line.metadata, name: 'other text' }, text: `${line.text} And more.` },
    { ...line, annotations: [wrong, ...rest, { id: 'x' }], relations: [{ id: 'r' }] },
  ];
  await writeFile(
    path.join(folder, 'articles.jsonl'),
    written.map((one) => JSON.stringify(one)).join('\n'),
  );
  const report = await load(await newProject('changed'), folder, true);
  expect(report.articles).toMatchObject({ created: 1, rejected: 1 });
  expect(report.annotations).toMatchObject({ created: rest.length, rejected: 2 });
  expect(report.rejected.map(({ line: at, reason }) => [at, reason])).toEqual([
    [1, 'The text was changed after the export: it has another SHA-256.'],
    [2, expect.stringContaining('not “words that are not there”.')],
    [2, `Annotation ${rest.length + 2} has no id or no code.`],
    [2, 'Relation 1 lacks id, type, from or to.'],
  ]);
});
