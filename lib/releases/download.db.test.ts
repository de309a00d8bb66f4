import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { testDatabase } from '@/lib/db/testing';
import { temporaryFolder } from '@/lib/temporary-folders';
import { prepareDownload } from './download';
import { EMPTY_FILTER } from './schema';
import { type Fixture, makeFixture } from './testing';

const db = await testDatabase();
let fixture: Fixture;
let dataDir: string;
beforeAll(async () => {
  // A data folder of this file's own: other files' downloads are not looked at.
  dataDir = await mkdtemp(path.join(tmpdir(), 'sourcemark-downloads-'));
  vi.stubEnv('SOURCEMARK_DATA_DIR', dataDir);
  fixture = await makeFixture(db.ownerPool, 'downloads');
  await fixture.article('one', 'Some text.');
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await rm(dataDir, { recursive: true });
});

const ann = () => ({
  kind: 'user' as const,
  userId: fixture.people.ann ?? '',
  projectId: fixture.projectId,
});
const ask = (signal = new AbortController().signal) =>
  prepareDownload(ann(), { format: 'brat', filter: EMPTY_FILTER }, signal);
const left = async () => readdir(await temporaryFolder('downloads'));

/** Names and texts of a zip, read from its central directory. */
function unzip(zip: Buffer): Map<string, string> {
  const files = new Map<string, string>();
  let at = zip.readUInt32LE(zip.lastIndexOf('PK\x05\x06') + 16);
  while (zip.readUInt32LE(at) === 0x02014b50) {
    const [size, nameLength, extra, comment] = [20, 28, 30, 32].map((offset, i) =>
      i === 0 ? zip.readUInt32LE(at + offset) : zip.readUInt16LE(at + offset),
    ) as [number, number, number, number];
    const local = zip.readUInt32LE(at + 42);
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    const data = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    files.set(name, inflateRawSync(zip.subarray(data, data + size)).toString('utf8'));
    at += 46 + nameLength + extra + comment;
  }
  return files;
}

test('a download is a zip of the export, and leaves nothing behind', async () => {
  const before = await left();
  const result = await ask();
  if (!result.ok) throw new Error(result.error.userMessage);
  expect(result.value.name).toMatch(/^downloads-brat-\d+\.zip$/);
  const files = unzip(Buffer.from(await new Response(result.value.body).arrayBuffer()));
  const folder = result.value.name.replace('.zip', '');
  expect([...files.keys()].sort()).toEqual([
    `${folder}/annotation.conf`,
    `${folder}/manifest.json`,
    `${folder}/one.txt`,
  ]);
  expect(files.get(`${folder}/one.txt`)).toBe('Some text.');
  await expect.poll(left).toEqual(before);
});

test('a download that is broken off leaves nothing behind', async () => {
  const before = await left();
  const result = await ask();
  if (!result.ok) throw new Error(result.error.userMessage);
  await result.value.body.cancel();
  await expect.poll(left).toEqual(before);
  expect(await ask(AbortSignal.abort())).toMatchObject({ ok: false });
  await expect.poll(left).toEqual(before);
});

test('one export of a person is prepared at a time', async () => {
  const both = await Promise.all([ask(), ask()]);
  expect(both.map(({ ok }) => ok)).toEqual([true, false]);
  expect(both[1]).toMatchObject({ error: { code: 'rate_limited' } });
  for (const one of both) if (one.ok) await one.value.body.cancel();
});
