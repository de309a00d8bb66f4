import { describe, expect, it } from 'vitest';
import { schemaDiff } from './diff';
import { migrate } from './migrate';
import { assertWeakRole } from './roles';
import { withTestServer } from './test-server';
import { testDatabase } from './testing';

const db = await testDatabase();

describe('migrations', () => {
  it('agree with the Prisma schema', async () => {
    const sql = await withTestServer((server) =>
      schemaDiff(server.superuserUrl('postgres'), 'migrations'),
    );
    expect(sql).toBe('');
  });

  it('are safe to start twice at once, and do nothing on a migrated database', async () => {
    const runs = await Promise.all([
      migrate(db.ownerUrl, undefined),
      migrate(db.ownerUrl, undefined),
    ]);
    expect(runs).toEqual([[], []]);
  });

  it('leave the application on a role that owns nothing and bypasses nothing', async () => {
    await expect(assertWeakRole(db.pool)).resolves.toBeUndefined();
    await expect(assertWeakRole(db.ownerPool)).rejects.toThrow('owns tables');
    await expect(assertWeakRole(db.superPool)).rejects.toThrow('is a superuser');
  });

  it('point Prisma at the database of the file', async () => {
    const rows = await db.prisma.$queryRaw<{ name: string; role: string }[]>`
      SELECT current_database() AS name, current_user::text AS role`;
    expect(rows).toEqual([{ name: db.name, role: 'test_app' }]);
  });
});
