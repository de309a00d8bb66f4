import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type pg from 'pg';
import type { SourceFile } from '@/lib/ingest/schema';
import { memoryFile } from '@/lib/ingest/testing';
import { exportDataset } from '../commands';
import { EMPTY_FILTER, type ExportFormat } from '../schema';
import { createFolderSink } from '../sink';
import { makeFixture } from '../testing';
import { validateExport } from './validate';

const TEXT = '“No,” said 👩‍👩‍👧 Bell.\nAnd it costs €5.';

/** The files of an export, by their names. */
export type Contents = Map<string, Buffer>;

/** A project with a little of everything that an export can hold; its id. */
export async function makeProject(owner: pg.Pool): Promise<string> {
  const fixture = await makeFixture(owner);
  const versionId = await fixture.article('one', TEXT);
  await fixture.article('never coded', 'Nothing here.');
  const ann = await fixture.coding(versionId, 'ann');
  const span = { codingId: ann, versionId, author: 'ann', kind: 'span' as const };
  const content = await fixture.annotate({ ...span, code: 'content', fragments: [[0, 5]] });
  const source = await fixture.annotate({ ...span, code: 'source', fragments: [[11, 21]] });
  const economic = await fixture.annotate({
    ...span,
    code: 'economic',
    fragments: [
      [18, 25],
      [29, 37],
    ],
  });
  await fixture.annotate({
    ...span,
    kind: 'composite',
    code: 'attribution',
    fragments: [[6, 10]],
    members: [
      ['source', source.id],
      ['content', content.id],
    ],
  });
  await fixture.decide(economic.id, economic.revisionId, 'accept', 'rita');
  await fixture.relate(ann, economic.id, content.id, 'ann');
  await fixture.event('project.changed');
  return fixture.projectId;
}

/** An export of all of a project. */
export async function exported(projectId: string, format: ExportFormat): Promise<Contents> {
  const folder = await mkdtemp(path.join(tmpdir(), 'sourcemark-validate-'));
  try {
    const made = await exportDataset(
      { kind: 'operator', projectId },
      { format, filter: EMPTY_FILTER },
      createFolderSink(folder),
    );
    if (!made.ok) throw new Error(made.error.userMessage);
    const names = ['manifest.json', ...made.value.files.map((file) => file.path)];
    return new Map(
      await Promise.all(
        names.map(async (name) => [name, await readFile(path.join(folder, name))] as const),
      ),
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}

export function filesOf(contents: Contents): SourceFile[] {
  return [...contents].map(([name, bytes]) => memoryFile(name, bytes));
}

/** What the validator says of an export: `file:line reason`. */
export async function faultsOf(contents: Contents): Promise<string[]> {
  const checked = await validateExport(filesOf(contents));
  if (!checked.ok) return [checked.error.userMessage];
  return checked.value.faults.map(({ file, line, reason }) => `${file}:${line ?? ''} ${reason}`);
}

/** Puts other bytes in the place of a file, and into the manifest their hash and size as if it had been so. */
export function replaceFile(contents: Contents, name: string, bytes: Buffer): Contents {
  const manifest = JSON.parse(String(contents.get('manifest.json')));
  const listed = manifest.files.find((one: { path: string }) => one.path === name);
  listed.bytes = bytes.length;
  listed.sha256 = createHash('sha256').update(bytes).digest('hex');
  contents.set(name, bytes);
  return contents.set('manifest.json', Buffer.from(JSON.stringify(manifest)));
}
