import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeConnections, connectTo, getOwnerPool } from '@/lib/db/client';
import { acquireTestServer } from '@/lib/db/test-server';
import { cloneTemplate, dropClone } from '@/lib/db/test-template';
import { testDatabase } from '@/lib/db/testing';
import { createProject } from '@/lib/projects/commands';
import { backup, restore } from './commands';

const db = await testDatabase();
const server = await acquireTestServer();
const made: string[] = [];
let dir: string;
let good: string;

/** Connects to a fresh, empty, migrated database. */
async function freshDatabase() {
  const clone = await cloneTemplate(server);
  made.push(clone.name);
  await closeConnections();
  connectTo(clone);
}

/** A damaged copy of the good backup. */
function damaged(name: string, change: (text: string) => string): string {
  const text = gunzipSync(readFileSync(good)).toString('utf8');
  const changed = change(text);
  expect(changed).not.toBe(text);
  const file = path.join(dir, name);
  writeFileSync(file, gzipSync(changed));
  return file;
}

async function countUsers(): Promise<number> {
  const { rows } = await getOwnerPool().query('SELECT count(*)::int AS n FROM users');
  return rows[0].n;
}

beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'sourcemark-backup-'));
  good = path.join(dir, 'good.gz');
  for (const slug of ['first', 'second']) {
    const project = await createProject({ slug, name: `Project "${slug}"` });
    if (!project.ok) throw new Error(project.error.userMessage);
  }
  await db.ownerPool.query(
    `INSERT INTO users (id, email, name) VALUES (uuidv7(), 'a@example.org', E'Tab\\t newline\\n \\\\. 🦊')`,
  );
  const done = await backup(good);
  if (!done.ok) throw new Error(done.error.userMessage);
});

afterAll(async () => {
  await closeConnections();
  for (const name of made) await dropClone(server, name);
  await server.release();
  await rm(dir, { recursive: true });
});

describe('backup and restore', () => {
  it('writes a file for its owner alone, and never over another', async () => {
    expect((await stat(good)).mode & 0o777).toBe(0o600);
    const again = await backup(good);
    expect(again).toMatchObject({ ok: false, error: { code: 'conflict' } });
  });

  it('brings back the same rows, rules and history', async () => {
    await freshDatabase();
    const done = await restore(good);
    if (!done.ok) throw new Error(done.error.userMessage);
    expect(done.value.projects).toBe(2);
    expect(done.value.eventsVerified).toBeGreaterThanOrEqual(2);

    const copy = path.join(dir, 'copy.gz');
    const second = await backup(copy);
    if (!second.ok) throw new Error(second.error.userMessage);
    expect(second.value.tables).toEqual(done.value.tables);

    const rules = `SELECT
      (SELECT json_agg(json_build_array(tgrelid::regclass::text, tgname, tgenabled) ORDER BY 1, 2)
         FROM (SELECT * FROM pg_trigger WHERE NOT tgisinternal ORDER BY tgrelid::regclass::text, tgname) t) AS triggers,
      (SELECT json_agg(json_build_array(conrelid::regclass::text, conname, pg_get_constraintdef(oid)))
         FROM (SELECT * FROM pg_constraint WHERE contype = 'f' ORDER BY conrelid::regclass::text, conname) c) AS keys`;
    const [original, restored] = await Promise.all([
      db.superPool.query(rules),
      getOwnerPool().query(rules),
    ]);
    expect(restored.rows).toEqual(original.rows);
    await expect(getOwnerPool().query('DELETE FROM events')).rejects.toThrow('append-only');
  });

  it('refuses a database that is not empty', async () => {
    const again = await restore(good);
    expect(again).toMatchObject({ ok: false, error: { code: 'conflict' } });
  });

  it.each([
    ['a changed row', (text: string) => text.replace('a@example.org', 'b@example.org')],
    ['a lost end', (text: string) => text.slice(0, Math.floor(text.length / 2))],
    ['an unknown table', (text: string) => text.replace('"table":"users"', '"table":"user"')],
    [
      'a broken reference',
      (text: string) =>
        text.replace(/("table":"codes".*\n)[^\t\\]{36}/, '$100000000-0000-7000-8000-000000000000'),
    ],
  ])('refuses a file with %s, and stores nothing of it', async (_what, change) => {
    await freshDatabase();
    const done = await restore(damaged(`${Math.random()}.gz`, change));
    expect(done).toMatchObject({ ok: false, error: { code: 'invalid_input' } });
    expect(await countUsers()).toBe(0);
  });

  it('refuses what is no backup', async () => {
    const file = path.join(dir, 'other.gz');
    writeFileSync(file, 'not gzip');
    expect(await restore(file)).toMatchObject({ ok: false, error: { code: 'invalid_input' } });
    const missing = await restore(path.join(dir, 'missing.gz'));
    expect(missing).toMatchObject({ ok: false, error: { code: 'not_found' } });
  });
});
