import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Actor } from '@/lib/auth/actor';
import { loadCodebookVersion } from '@/lib/codebook/queries';
import { inProject, type ProjectTx } from '@/lib/db/tx';
import { err, ok, type Result } from '@/lib/result/result';
import { writeDocuments, writtenFile } from '../documents/write';
import { type FormatWriter, REASONS, type Reason } from '../formats/writer';
import { MANIFEST_FILE, type WrittenFile } from '../manifest';
import type { ExportArticle, ExportFormat } from '../schema';
import { createFolderSink } from '../sink';
import { WRITERS } from '../writers';
import { readEndsInSplit } from './far-ends';
import { type ReleaseRow, readRelease } from './row';
import { type Frozen, type ReleaseManifest, SPLITS, type SplitName } from './schema';

/** Articles read at a time. */
const PAGE = 50;

export interface BuildOptions {
  readonly signal?: AbortSignal;
  /** Told after each page how many articles are written, of all formats together; false ends the work. */
  readonly onProgress?: (done: number) => Promise<boolean>;
}

/** What was built. */
export interface Built {
  readonly manifest: ReleaseManifest;
  /** Of `manifest.json`. */
  readonly text: string;
  /** Hex, of that text. */
  readonly sha256: string;
}

/**
 * Writes the files of a frozen release into a folder: each format, in a folder for each split, and what
 * describes them. All comes from what was frozen, so that the same release gives the same bytes, now
 * and in a restored copy of the database. Errors: `not_found` (none, or not frozen), `unavailable`
 * (cancelled), those of `inProject`.
 */
export async function buildRelease(
  actor: Actor,
  releaseId: string,
  folder: string,
  options: BuildOptions = {},
): Promise<Result<Built>> {
  const found = await inProject(actor, 'datasets.export', async (tx) => {
    const release = await readRelease(tx, releaseId);
    if (!release?.frozen) return err('not_found', 'There is no such release.');
    const { codebookVersionId } = release.frozen;
    const codebook = codebookVersionId ? await loadCodebookVersion(tx, codebookVersionId) : null;
    return ok({ release, frozen: release.frozen, codebook: codebook ?? null });
  });
  if (!found.ok) return found;
  const { release, frozen, codebook } = found.value;
  await mkdir(folder, { recursive: true });
  const files: WrittenFile[] = [];
  const formats: Partial<Record<ExportFormat, { losses: Counts; normalised: Counts }>> = {};
  let done = 0;
  for (const format of release.spec.formats) {
    const losses: Record<string, number> = {};
    const normalised: Record<string, number> = {};
    for (const split of release.spec.splits === null ? [null] : SPLITS) {
      const place = split === null ? format : `${format}/${split}`;
      const sink = createFolderSink(path.join(folder, place));
      const writer = WRITERS[format]();
      try {
        const written = await writeSplit(actor, release, split, writer, sink, async (count) => {
          options.signal?.throwIfAborted();
          done += count;
          return (await options.onProgress?.(done)) ?? true;
        });
        if (!written.ok) return written;
        addTo(losses, { relation_end_not_exported: written.value });
      } finally {
        await sink.dispose();
      }
      for (const file of sink.files()) files.push({ ...file, path: `${place}/${file.path}` });
      const report = writer.report();
      addTo(losses, report.losses);
      addTo(normalised, report.normalised);
    }
    if (frozen.relationsLost > 0) {
      addTo(losses, { relation_end_not_exported: frozen.relationsLost });
    }
    formats[format] = { losses: sorted(losses), normalised: sorted(normalised) };
  }
  const manifest = manifestOf(release, frozen, formats, files);
  const documents = writeDocuments({ manifest, frozen, spec: release.spec, codebook });
  for (const { file, text } of documents) {
    await writeFile(path.join(folder, file), text);
    files.push(writtenFile(file, text));
  }
  const whole = { ...manifest, files: files.toSorted((a, b) => (a.path < b.path ? -1 : 1)) };
  const text = `${JSON.stringify(whole, null, 2)}\n`;
  await writeFile(path.join(folder, MANIFEST_FILE), text);
  return ok({ manifest: whole, text, sha256: writtenFile(MANIFEST_FILE, text).sha256 });
}

type Counts = Readonly<Record<string, number>>;
type Sink = ReturnType<typeof createFolderSink>;

/** Writes one split, or all; answers how many relations were cut for an end in another split. */
async function writeSplit(
  actor: Actor,
  release: ReleaseRow,
  split: SplitName | null,
  writer: FormatWriter,
  sink: Sink,
  progress: (count: number) => Promise<boolean>,
): Promise<Result<number>> {
  const writeAll = async (chunks: ReturnType<FormatWriter['article']>) => {
    for (const chunk of chunks) await sink.write(chunk);
  };
  await writeAll(writer.start());
  let after = 0;
  let cut = 0;
  for (;;) {
    const page = await readPage(actor, release.id, split, after);
    if (!page.ok) return page;
    for (const { article, cutRelations } of page.value) {
      cut += cutRelations;
      await writeAll(writer.article(article));
    }
    if (page.value.length > 0 && !(await progress(page.value.length))) {
      return err('unavailable', 'The release was cancelled.');
    }
    after = page.value.at(-1)?.position ?? after;
    if (page.value.length < PAGE) break;
  }
  await writeAll(writer.finish());
  return ok(cut);
}

interface Placed {
  readonly position: number;
  readonly article: ExportArticle;
  /** Relations that were left out, since their other end stands in another split. */
  readonly cutRelations: number;
}

/** The next articles of a release, or of one of its splits, after a position. */
export function readPage(
  actor: Actor,
  releaseId: string,
  split: SplitName | null,
  after: number,
): Promise<Result<Placed[]>> {
  return inProject(actor, 'datasets.export', async (tx) => {
    const rows = await tx.sql<{ position: number; document: string; text: string }>(
      `SELECT a.position, a.document::text AS document, v.text
         FROM release_articles a
         JOIN article_versions v ON v.project_id = a.project_id AND v.id = a.article_version_id
         LEFT JOIN release_splits s ON s.project_id = a.project_id AND s.release_id = a.release_id
           AND s.position = a.position
        WHERE a.project_id = $1::uuid AND a.release_id = $2::uuid AND a.position > $3::int
          AND ($4::text IS NULL OR s.split = $4)
        ORDER BY a.position LIMIT ${PAGE}`,
      tx.projectId,
      releaseId,
      after,
      split,
    );
    const articles = rows.map(({ position, document, text }) => ({
      position,
      article: { ...(JSON.parse(document) as Omit<ExportArticle, 'text'>), text },
    }));
    if (split === null) return ok(articles.map((one) => ({ ...one, cutRelations: 0 })));
    return ok(await withinSplit(tx, releaseId, split, articles));
  });
}

async function withinSplit(
  tx: ProjectTx,
  releaseId: string,
  split: SplitName,
  articles: readonly Omit<Placed, 'cutRelations'>[],
): Promise<Placed[]> {
  const here = new Set(articles.flatMap(({ article }) => article.annotations.map(({ id }) => id)));
  const far = articles
    .flatMap(({ article }) => article.relations.flatMap(({ from, to }) => [from, to]))
    .filter((end) => !here.has(end));
  const held = far.length === 0 ? here : await readEndsInSplit(tx, releaseId, split, far);
  const isHeld = (end: string) => here.has(end) || held.has(end);
  return articles.map(({ position, article }) => {
    const relations = article.relations.filter(({ from, to }) => isHeld(from) && isHeld(to));
    const cutRelations = article.relations.length - relations.length;
    return { position, article: { ...article, relations }, cutRelations };
  });
}

function manifestOf(
  { id, no, name, spec }: ReleaseRow,
  frozen: Frozen,
  formats: ReleaseManifest['formats'],
  files: readonly WrittenFile[],
): ReleaseManifest {
  const met = Object.values(formats).flatMap((one) =>
    one ? Object.keys({ ...one.losses, ...one.normalised }) : [],
  );
  return {
    manifest_version: 2,
    generator: { name: 'sourcemark', version: frozen.version },
    release: { id, number: no, name, licence: spec.licence, frozen_at: frozen.at },
    project: frozen.project,
    offset_unit: 'code points',
    offset_range: 'half-open',
    discontinuous_text: 'fragments joined by one space',
    filter: spec.filter,
    articles: spec.articles,
    splits: spec.splits,
    anonymised: spec.anonymise,
    codebook: frozen.codebook,
    history: frozen.history,
    counts: frozen.counts,
    split_counts: frozen.splitCounts,
    formats,
    reasons: Object.fromEntries(
      [...new Set(met)].toSorted().map((reason) => [reason, REASONS[reason as Reason]]),
    ),
    files: [...files],
  };
}

function addTo(sum: Record<string, number>, more: Counts): void {
  for (const [reason, n] of Object.entries(more)) {
    if (n > 0) sum[reason] = (sum[reason] ?? 0) + n;
  }
}

function sorted(counts: Counts): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
