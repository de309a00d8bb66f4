import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
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
  expect(existsSync(path.join(dir, 'postgres/data/postmaster.pid'))).toBe(false);
}, 240_000);
