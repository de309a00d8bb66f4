import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';

let dir: string;

beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'sourcemark-cli-'));
});

afterAll(() => rm(dir, { recursive: true }));

/** Runs the command line as a person would, with a data folder of its own. */
function sourcemark(...args: string[]): Promise<{ code: number; out: string; error: string }> {
  const env = { ...process.env, SOURCEMARK_DATA_DIR: dir, DATABASE_URL: '', DATABASE_APP_URL: '' };
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['lib/launch/sourcemark.mjs', ...args],
      { env },
      (failure, out, error) => resolve({ code: failure ? Number(failure.code) : 0, out, error }),
    );
  });
}

it('starts the database when nobody runs it, answers, and leaves it as it found it', async () => {
  const made = await sourcemark('project', 'create', 'harbour', '--json');
  expect(made).toMatchObject({ code: 0, error: '' });
  expect(JSON.parse(made.out)).toMatchObject({ project: { slug: 'harbour' } });
  expect(made.out.trim().split('\n')).toHaveLength(1);
  expect(existsSync(path.join(dir, 'postgres/data/postmaster.pid'))).toBe(false);

  const again = await sourcemark('project', 'create', 'harbour', '--json');
  expect(again.code).toBe(1);
  expect(JSON.parse(again.out)).toMatchObject({ error: { code: 'conflict' } });
  expect(again.error).not.toBe('');

  const history = await sourcemark('history', 'verify', '--project', 'harbour');
  expect(history).toMatchObject({ code: 0, error: '' });
  expect(history.out).toContain('whole');

  const checkpoint = await sourcemark('history', 'checkpoint', '--project', 'harbour');
  const file = path.join(dir, 'checkpoint.json');
  await writeFile(file, checkpoint.out);
  const verify = ['history', 'verify', '--project', 'harbour', '--checkpoint-file'];
  expect(await sourcemark(...verify, file)).toMatchObject({ code: 0, error: '' });
  const other = JSON.parse(checkpoint.out);
  await writeFile(file, JSON.stringify({ ...other, hash: 'f'.repeat(64) }));
  const rewritten = await sourcemark(...verify, file);
  expect(rewritten.code).toBe(1);
  expect(`${rewritten.out}${rewritten.error}`).toContain('noted elsewhere');
  await writeFile(file, '{"schema":"other"}');
  const unread = await sourcemark(...verify, file);
  expect(unread.code).toBe(1);
  expect(unread.error).toContain('cannot be read');
  expect(existsSync(path.join(dir, 'postgres/data/postmaster.pid'))).toBe(false);
}, 240_000);

it('writes a codebook to a file, and publishes what comes back changed', async () => {
  await sourcemark('project', 'create', 'quay', '--json');
  const file = path.join(dir, 'codebook.json');
  const of = ['--project', 'quay', '--json'];
  const written = await sourcemark('codebook', 'export', ...of, '--out', file);
  expect(written).toMatchObject({ code: 0, error: '' });
  expect(JSON.parse(written.out)).toMatchObject({ versionNo: 1, losses: [] });

  const changed = (await readFile(file, 'utf8')).replaceAll('"Framing"', '"Frames of the desk"');
  expect(changed).not.toBe(await readFile(file, 'utf8'));
  await writeFile(file, changed);
  const read = await sourcemark('codebook', 'import', file, ...of, '--publish');
  expect(read).toMatchObject({ code: 0, error: '' });
  expect(JSON.parse(read.out)).toMatchObject({ losses: [], published: { versionNo: 2 } });
  const again = path.join(dir, 'again.json');
  await sourcemark('codebook', 'export', ...of, '--out', again);
  expect(await readFile(again, 'utf8')).toContain('"Frames of the desk"');

  const missing = await sourcemark('codebook', 'import', path.join(dir, 'none.json'), ...of);
  expect(missing.code).toBe(1);
  expect(JSON.parse(missing.out)).toMatchObject({ error: { code: 'not_found' } });
}, 240_000);
