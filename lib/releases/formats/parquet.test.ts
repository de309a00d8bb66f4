import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExportArticle } from '@/lib/releases/schema';
import { createParquetWriter, PARQUET_FILES, PARQUET_TABLES } from './parquet';
import { ParquetTable } from './parquet-table';
import { anyArticle, writeBytes } from './testing/arbitrary-article';

let folder: string;
let duck: DuckDBConnection;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sourcemark-parquet-'));
  duck = await (await DuckDBInstance.create()).connect();
  await duck.run("SET TimeZone = 'UTC'");
});
afterAll(async () => {
  duck.closeSync();
  await rm(folder, { recursive: true });
});

async function query(sql: string): Promise<Record<string, unknown>[]> {
  const reader = await duck.runAndReadAll(sql);
  return reader.getRowObjectsJson() as Record<string, unknown>[];
}

async function written(articles: readonly ExportArticle[], name = 'set'): Promise<void> {
  for (const [file, bytes] of writeBytes(createParquetWriter(), articles)) {
    await writeFile(path.join(folder, `${name}-${file}`), bytes);
  }
}
const table = (file: string, name = 'set') =>
  `read_parquet('${path.join(folder, `${name}-${file}`)}')`;

describe('Parquet', () => {
  it('has the types that it says, as DuckDB reads them', async () => {
    await written([]);
    const types: Record<string, string> = {
      string: 'VARCHAR',
      int32: 'INTEGER',
      boolean: 'BOOLEAN',
      timestamp: 'TIMESTAMP WITH TIME ZONE',
      fragments: 'STRUCT("start" INTEGER, "end" INTEGER, "quote" VARCHAR)[]',
      members: 'STRUCT("role" VARCHAR, annotation_id VARCHAR)[]',
    };
    for (const file of PARQUET_FILES) {
      const columns = await query(`DESCRIBE SELECT * FROM ${table(file)}`);
      expect(columns.map(({ column_name, column_type }) => [column_name, column_type])).toEqual(
        PARQUET_TABLES[file].map(({ name, type }) => [name, types[type]]),
      );
    }
  });

  it('gives back every value, as DuckDB reads it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyArticle, { maxLength: 4 }), async (articles) => {
        await written(articles);
        const rows = await query(`SELECT * FROM ${table('annotations.parquet')} WHERE is_head`);
        const heads = articles.flatMap((article) =>
          article.annotations.map((one) => ({ article, one })),
        );
        expect(rows.length).toBe(heads.length);
        for (const [index, { article, one }] of heads.entries()) {
          expect(rows[index]).toMatchObject({
            id: one.id,
            revision: one.revision,
            article_version_id: article.id,
            code: one.code,
            fragments: one.fragments.map(({ start, end, quote }) => ({ start, end, quote })),
            members: one.members.map(({ role, annotationId }) => ({
              role,
              annotation_id: annotationId,
            })),
            memo: one.memo,
            confidence: one.confidence,
            coder: one.coder.name,
          });
          expect(JSON.parse(String(rows[index]?.attributes))).toEqual(one.attributes);
        }
        const texts = await query(`SELECT text, url FROM ${table('articles.parquet')}`);
        expect(texts).toEqual(articles.map(({ text, url }) => ({ text, url })));
        const fragments = await query(
          `SELECT count(*)::INTEGER AS n FROM ${table('fragments.parquet')} WHERE is_head`,
        );
        const expected = heads.reduce((sum, { one }) => sum + one.fragments.length, 0);
        expect(fragments).toEqual([{ n: expected }]);
        const times = await query(
          `SELECT strftime(created_at, '%Y-%m-%dT%H:%M:%S.%fZ') AS at
             FROM ${table('annotations.parquet')} WHERE is_head`,
        );
        expect(times.map(({ at }) => at)).toEqual(
          heads.map(({ one }) => one.createdAt.replace(/(\.\d{3})Z$/, '$1000Z')),
        );
      }),
      { numRuns: 30 },
    );
  });

  it('is written in row groups, and the same rows give the same bytes', async () => {
    const make = () => {
      const made = new ParquetTable(
        [
          { name: 'n', type: 'int32' },
          { name: 'word', type: 'string', nullable: true },
        ],
        1000,
      );
      const pieces: Uint8Array[] = [];
      for (let n = 0; n < 4500; n += 1) {
        const full = made.add([n, n % 3 === 0 ? null : `word ${n % 7} 😀`]);
        if (full) pieces.push(full);
      }
      expect(pieces.length).toBe(4);
      return Buffer.concat([...pieces, made.finish()]);
    };
    const bytes = make();
    expect(bytes.equals(make())).toBe(true);
    const file = path.join(folder, 'groups.parquet');
    await writeFile(file, bytes);
    const groups = await query(
      `SELECT DISTINCT row_group_id::INTEGER AS id, row_group_num_rows::INTEGER AS n, compression
         FROM parquet_metadata('${file}') ORDER BY 1`,
    );
    expect(groups.map(({ n, compression }) => [n, compression])).toEqual([
      ...Array.from({ length: 4 }, () => [1000, 'SNAPPY']),
      [500, 'SNAPPY'],
    ]);
    const sums = await query(
      `SELECT sum(n)::INTEGER AS sum, count(word)::INTEGER AS words, max(word) AS last FROM '${file}'`,
    );
    expect(sums).toEqual([{ sum: (4499 * 4500) / 2, words: 3000, last: 'word 6 😀' }]);
  });
});
