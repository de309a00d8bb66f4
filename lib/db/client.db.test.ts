import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { getPool, getPrisma } from './client';
import { seedProject } from './guards-testing';
import { testDatabase } from './testing';

await testDatabase();

describe('one connection', () => {
  it('gets the queries of one include one by one', async () => {
    const { projectId } = await seedProject(getPool());
    const warnings: string[] = [];
    const hear = (warning: Error) => warnings.push(warning.message);
    process.on('warning', hear);
    const rows = await getPrisma().$transaction(async (tx) => {
      await tx.$queryRaw`SELECT set_config('app.project_id', ${projectId}, true)`;
      return tx.codebookVersion.findMany({
        include: { codes: true, layers: true, codebook: true },
      });
    });
    await sleep(0); // warnings are told in a later turn
    process.off('warning', hear);
    expect(rows.map(({ codes, layers }) => [codes.length, layers.length])).toEqual([
      [3, 1],
      [3, 1],
    ]);
    expect(warnings).toEqual([]);
  });

  it('goes on after a query that fails', async () => {
    const client = await getPool().connect();
    try {
      const asked = [client.query('SELECT 1/0'), client.query('SELECT 1 AS one')] as const;
      await expect(asked[0]).rejects.toBeInstanceOf(pg.DatabaseError);
      expect((await asked[1]).rows).toEqual([{ one: 1 }]);
    } finally {
      client.release();
    }
  });
});
