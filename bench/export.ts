import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { to as copyTo } from 'pg-copy-streams';
import { importSource } from '@/lib/ingest/commands';
import { openSource } from '@/lib/ingest/source';
import { exportDataset } from '@/lib/releases/commands';
import type { ExportFormat } from '@/lib/releases/schema';
import { createFolderSink } from '@/lib/releases/sink';
import { writeBratFolder } from './brat-folder';
import { type BenchDatabase, settle, withBenchDatabase } from './database';
import { must } from './must';
import { grouped, median, timed } from './statistics';
import type { Bench, Measurement } from './types';

const EACH = 100;
const EVERYTHING = { layers: [], codes: [], coders: [], states: [] };

/** The columns of the export's annotations.csv, from the same tables, in one statement. */
const ANNOTATIONS = `SELECT a.id, r.revision_no, a.article_version_id, a.kind, l.key AS layer, k.key AS code,
    f.list AS fragments, f.text, r.attributes, r.confidence, r.memo, u.name AS coder, u.id AS coder_id,
    w.name AS author, w.id AS author_id, r.created_at, b.version_no AS codebook_version,
    a.review_state, NULL AS reviewer, NULL AS decided_at, NULL AS reason, a.external_ref
  FROM annotations a
  JOIN annotation_revisions r ON r.project_id = a.project_id AND r.id = a.head_revision_id
  JOIN codebook_versions b ON b.project_id = r.project_id AND b.id = r.codebook_version_id
  JOIN codes k ON k.project_id = r.project_id AND k.id = r.code_id
  JOIN layers l ON l.project_id = k.project_id AND l.id = k.layer_id
  JOIN codings g ON g.project_id = a.project_id AND g.id = a.coding_id
  JOIN users u ON u.id = g.coder_id
  JOIN users w ON w.id = r.author_id
  LEFT JOIN (
    SELECT project_id, revision_id, jsonb_agg(jsonb_build_array(start_offset, end_offset) ORDER BY ordinal) AS list,
        string_agg(quote, ' ' ORDER BY ordinal) AS text
      FROM fragments GROUP BY project_id, revision_id) f ON f.project_id = r.project_id AND f.revision_id = r.id
  WHERE NOT a.deleted
  ORDER BY a.article_version_id, a.id`;

/** And those of its articles.csv. */
const ARTICLES = `SELECT v.id, v.article_id, v.version_no, t.external_id, t.canonical_url, v.title, v.language,
    v.text, v.text_sha256, v.metadata
  FROM article_versions v JOIN articles t ON t.project_id = v.project_id AND t.id = v.article_id
  ORDER BY v.id`;

/** 100,000 annotation revisions out, against COPY of the same columns. */
export const exportBench: Bench = {
  name: 'export',
  about: '100,000 annotation revisions as CSV and as JSONL, against COPY (SELECT …) TO STDOUT',
  async run({ quick, folder, say }) {
    const articles = quick ? 100 : 1000;
    const count = articles * EACH;
    const rounds = quick ? 1 : 3;
    const source = path.join(folder, 'brat');
    await writeBratFolder(source, { articles, annotationsEach: EACH, length: 3600 });
    return withBenchDatabase(async (database) => {
      const actor = { kind: 'operator', projectId: database.projectId } as const;
      const options = { format: 'brat', sourceName: 'brat' } as const;
      must(await importSource(actor, must(await openSource(source)), options));
      await settle(database);
      say(`${grouped(count)} annotations stored`);
      const seconds = { copy: [] as number[], csv: [] as number[], jsonl: [] as number[] };
      for (let round = 0; round < rounds; round += 1) {
        seconds.copy.push(await copyOut(database, folder, count));
        for (const format of ['csv', 'jsonl'] as const) {
          const to = path.join(folder, `${format}-${round}`);
          seconds[format].push(await exported(database.projectId, format, to, count));
        }
      }
      say(JSON.stringify(seconds));
      const measure = (format: 'csv' | 'jsonl', goal: number): Measurement => ({
        bench: this.name,
        what: `${grouped(count)} annotation revisions as ${format.toUpperCase()}, hashed, with manifest`,
        measured: `${grouped(count / median(seconds[format]))} rows/s`,
        baseline: `${grouped(count / median(seconds.copy))} rows/s by COPY (SELECT …) TO STDOUT as CSV`,
        figure: median(seconds[format].map((own, round) => (seconds.copy[round] ?? 0) / own)),
        goal: { is: 'at least', value: goal },
        details: { seconds: seconds[format], copy: seconds.copy },
      });
      return [measure('csv', 0.7), measure('jsonl', 0.3)];
    });
  },
};

async function exported(
  projectId: string,
  format: ExportFormat,
  folder: string,
  count: number,
): Promise<number> {
  const { value, seconds } = await timed(async () =>
    must(
      await exportDataset(
        { kind: 'operator', projectId },
        { format, filter: EVERYTHING },
        createFolderSink(folder),
      ),
    ),
  );
  if (value.counts.annotations !== count) throw new Error(`Wrote ${JSON.stringify(value.counts)}.`);
  return seconds;
}

async function copyOut(database: BenchDatabase, folder: string, count: number): Promise<number> {
  const client = await database.owner.connect();
  try {
    const { seconds } = await timed(async () => {
      for (const [name, select] of [
        ['annotations', ANNOTATIONS],
        ['articles', ARTICLES],
      ]) {
        const out = client.query(copyTo(`COPY (${select}) TO STDOUT WITH (FORMAT csv, HEADER)`));
        await pipeline(out, createWriteStream(path.join(folder, `${name}.csv`)));
        if (name === 'annotations' && out.rowCount !== count) {
          throw new Error(`COPY wrote ${out.rowCount} rows.`);
        }
      }
    });
    return seconds;
  } finally {
    client.release(true);
  }
}
