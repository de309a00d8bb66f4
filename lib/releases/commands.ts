import { createHash } from 'node:crypto';
import type { Actor } from '@/lib/auth/actor';
import { inProject } from '@/lib/db/tx';
import { appendEvent } from '@/lib/provenance/commands';
import { err, ok, type Result } from '@/lib/result/result';
import packageJson from '@/package.json' with { type: 'json' };
import { countArticle, type ExportCounts, NO_COUNTS } from './counts';
import { createPartitionedParquetWriter } from './formats/parquet-partitioned';
import { type FileChunk, type FormatWriter, Tally } from './formats/writer';
import { buildManifest, MANIFEST_FILE } from './manifest';
import { EMPTY_FILTER, type ExportFilter, type ExportRequest, type Manifest } from './schema';
import type { ExportSink } from './sink';
import { exportArticles, exportOrigin, unknownName } from './snapshot';
import { WRITERS } from './writers';

const THING = { layers: 'layer', codes: 'code', coders: 'coder' } as const;

/** An export may read for long; the limit only ends one that hangs. */
const TIMEOUT_MS = 60 * 60 * 1000;

/** How a run of an export is watched and ended. */
interface ExportOptions {
  readonly now?: () => Date;
  readonly signal?: AbortSignal;
  readonly onProgress?: (articles: number) => void;
}

/**
 * Writes what the filter keeps, in one format, with its manifest, into the sink. All of it is one
 * state of the project: one repeatable-read transaction, whose last event the manifest names.
 * Closes the sink's files; on a failure the sink holds an unfinished export. Errors:
 * `invalid_input` (the filter names something that the project does not have), `unavailable`
 * (cancelled).
 */
export async function exportDataset(
  actor: Actor,
  request: ExportRequest,
  sink: ExportSink,
  options: ExportOptions = {},
): Promise<Result<Manifest>> {
  const into = { sink, writer: WRITERS[request.format](), manifestFile: MANIFEST_FILE };
  return exportInto(actor, request, into, options);
}

/**
 * Writes all of a project as partitioned Parquet into the sink of a tree, with its manifest below
 * `_manifests`: several projects may stand in one tree. For the operator alone. Errors: as
 * `exportDataset`, and `forbidden`.
 */
export async function exportLake(
  actor: Actor,
  project: string,
  sink: ExportSink,
  options: ExportOptions = {},
): Promise<Result<Manifest>> {
  if (actor.kind !== 'operator') {
    return err('forbidden', 'Only whoever runs the command line writes a partitioned set.');
  }
  const into = {
    sink,
    writer: createPartitionedParquetWriter(project),
    manifestFile: `_manifests/project=${encodeURIComponent(project)}.json`,
  };
  return exportInto(actor, { format: 'parquet', filter: EMPTY_FILTER }, into, options);
}

/** Where an export goes, and what writes it. */
interface Into {
  readonly sink: ExportSink;
  readonly writer: FormatWriter;
  readonly manifestFile: string;
}

async function exportInto(
  actor: Actor,
  request: ExportRequest,
  into: Into,
  options: ExportOptions,
): Promise<Result<Manifest>> {
  try {
    const written = await writeSnapshot(actor, request, into, options);
    if (!written.ok) return written;
    return await recordExport(actor, request, written.value);
  } finally {
    await into.sink.dispose();
  }
}

function writeSnapshot(
  actor: Actor,
  { format, filter }: ExportRequest,
  { sink, writer, manifestFile }: Into,
  { now = () => new Date(), signal, onProgress }: ExportOptions,
): Promise<Result<{ manifest: Manifest; sha256: string }>> {
  return inProject(
    actor,
    'datasets.export',
    async (tx) => {
      const unknown = await unknownName(tx, filter);
      if (unknown) {
        const { field, name } = unknown;
        return err('invalid_input', `The project has no ${THING[field]} “${name}”.`, { field });
      }
      const origin = await exportOrigin(tx);
      const counts: ExportCounts = { ...NO_COUNTS };
      const versions = new Set<number>();
      const lost = new Tally();
      await writeAll(sink, writer.start());
      for await (const { article, relationsLost } of exportArticles(tx, filter, writer)) {
        if (signal?.aborted) return err('unavailable', 'The export was cancelled.');
        countArticle(counts, article);
        for (const { codebookVersion } of [...article.annotations, ...article.earlier]) {
          versions.add(codebookVersion);
        }
        lost.add('relation_end_not_exported', relationsLost);
        await writeAll(sink, writer.article(article));
        onProgress?.(counts.articles);
      }
      await writeAll(sink, writer.finish());
      const report = writer.report();
      const manifest = buildManifest({
        format,
        filter,
        origin,
        codebookVersionsUsed: versions,
        counts,
        report: { ...report, losses: addCounts(report.losses, lost.toCounts()) },
        files: [...sink.files()],
        createdAt: now(),
        appVersion: packageJson.version,
      });
      const data = `${JSON.stringify(manifest, null, 2)}\n`;
      await sink.write({ file: manifestFile, data, last: true });
      return ok({ manifest, sha256: createHash('sha256').update(data).digest('hex') });
    },
    { snapshot: true, timeoutMs: TIMEOUT_MS },
  );
}

/**
 * Tells the history of the export. In a transaction of its own: the snapshot's could not append to
 * a history that others have moved on meanwhile, and an export changes nothing in the project.
 */
function recordExport(
  actor: Actor,
  { format, filter }: ExportRequest,
  { manifest, sha256 }: { manifest: Manifest; sha256: string },
): Promise<Result<Manifest>> {
  return inProject(actor, 'datasets.export', async (tx, me) => {
    await appendEvent(tx, {
      type: 'dataset.exported',
      actorId: me.userId,
      payload: {
        format,
        filter: plainFilter(filter),
        counts: manifest.counts,
        losses: manifest.losses,
        history: manifest.history,
        manifestSha256: sha256,
      },
    });
    return ok(manifest);
  });
}

const plainFilter = ({ layers, codes, coders, states }: ExportFilter) => ({
  layers,
  codes,
  coders,
  states,
});

async function writeAll(sink: ExportSink, chunks: Iterable<FileChunk>): Promise<void> {
  for (const chunk of chunks) await sink.write(chunk);
}

function addCounts(
  a: Readonly<Record<string, number>>,
  b: Readonly<Record<string, number>>,
): Record<string, number> {
  const sum: Record<string, number> = { ...a };
  for (const [reason, n] of Object.entries(b)) sum[reason] = (sum[reason] ?? 0) + n;
  return sum;
}
