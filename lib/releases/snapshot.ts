import { setImmediate } from 'node:timers/promises';
import type { ProjectTx } from '@/lib/db/tx';
import { groupBy } from '@/lib/group-by';
import { externalTypeOf, readExternalRef } from './external-type';
import type { ExportOrigin } from './manifest';
import {
  type AnnotationRow,
  annotationRows,
  codingRows,
  type DecisionRow,
  decisionRows,
  heldIds,
  type RelationRow,
  relationRows,
  type VersionRow,
  versionRows,
} from './rows';
import { isNarrowed } from './rules';
import type {
  ExportAnnotation,
  ExportArticle,
  ExportDecision,
  ExportFilter,
  ExportRelation,
} from './schema';

/** Articles of the first page, and of the largest. */
const FIRST_PAGE = 16;
const LARGEST_PAGE = 256;
/** About what a page holds, UTF-16 units of text and JSON; two pages are in memory together. */
const PAGE_UNITS = 4 * 1024 * 1024;
/** About what an annotation is in memory, against its article's text. */
const ANNOTATION_UNITS = 600;

/** An article and what the filter cost it. */
export interface ExportPart {
  readonly article: ExportArticle;
  /** Relations whose other end the filter left out. */
  readonly relationsLost: number;
}

/**
 * Streams what an export holds, an article version at a time in the order of their ids: the head
 * revisions that the filter keeps and are not deleted. Reads page by page, by key, the next one
 * while the last is written; run it in a snapshot so that all pages show one state. Without a
 * filter every version comes, coded or not. With `earlier` the revisions before each head come too.
 */
export async function* exportArticles(
  tx: ProjectTx,
  filter: ExportFilter,
  options: { readonly earlier?: boolean } = {},
): AsyncGenerator<ExportPart> {
  const read = (after: string | null, size: number) =>
    readPage(tx, filter, { after, size, earlier: options.earlier === true });
  // A page of revisions is sorted in memory, for this transaction alone.
  await tx.sql(`SELECT set_config('work_mem', '64MB', true), set_config('jit', 'off', true)`);
  let size = FIRST_PAGE;
  let next: Promise<Page> | null = read(null, size);
  try {
    while (next) {
      const page: Page = await next;
      size = nextSize(size, page.units);
      next = page.last === null ? null : read(page.last, size);
      // Whoever waits for it is told of its failure; until then nobody listens.
      next?.catch(() => {});
      for (const part of page.parts) {
        yield part;
        // What the database answers meanwhile is heard, and asked on: else it would wait for the writer.
        await setImmediate();
      }
    }
  } finally {
    // A reader who leaves early must not end the transaction under a query that runs.
    await next?.catch(() => {});
  }
}

/** As many articles as fit, by what the last ones were: short ones many at a time, long ones few. */
function nextSize(size: number, units: number): number {
  const fitting = Math.floor((size * PAGE_UNITS) / Math.max(1, units));
  return Math.max(1, Math.min(fitting, size * 2, LARGEST_PAGE));
}

interface Page {
  readonly parts: readonly ExportPart[];
  /** About what it holds, in the measure of `PAGE_UNITS`. */
  readonly units: number;
  /** The version that the next page comes after, or null after the last page. */
  readonly last: string | null;
}

async function readPage(
  tx: ProjectTx,
  filter: ExportFilter,
  {
    after,
    size,
    earlier,
  }: { readonly after: string | null; readonly size: number; readonly earlier: boolean },
): Promise<Page> {
  const versions = await versionRows(tx, filter, after, size);
  if (versions.length === 0) return { parts: [], last: null, units: 0 };
  const ids = versions.map(({ id }) => id);
  const revisions = await annotationRows(tx, filter, ids, earlier);
  const annotations = new Set(revisions.map(({ id }) => id));
  const relations = byVersion(await relationRows(tx, ids));
  const codings = byVersion(await codingRows(tx, filter, ids));
  const decisions = byVersion(annotations.size > 0 ? await decisionRows(tx, [...annotations]) : []);
  const heads = byVersion(revisions.filter((row) => row.is_head));
  const before = byVersion(revisions.filter((row) => !row.is_head));
  const held = await endsHeld(tx, filter, annotations, relations);
  const parts = versions.flatMap((version): ExportPart[] => {
    const own = heads.get(version.id) ?? [];
    if (own.length === 0 && isNarrowed(filter)) return [];
    const links = (relations.get(version.id) ?? []).map((row) => ({
      row,
      ends: Number(held.has(row.from_id)) + Number(held.has(row.to_id)),
    }));
    return [
      {
        article: {
          ...toArticle(version),
          codings: (codings.get(version.id) ?? []).map((row) => ({
            coder: { id: row.coder_id, name: row.coder_name },
            state: row.state,
          })),
          annotations: own.map(toAnnotation),
          earlier: (before.get(version.id) ?? []).map(toAnnotation),
          relations: links.filter(({ ends }) => ends === 2).map(({ row }) => toRelation(row)),
          decisions: (decisions.get(version.id) ?? []).map(toDecision),
        },
        relationsLost: links.filter(({ ends }) => ends === 1).length,
      },
    ];
  });
  const units =
    versions.reduce((sum, { text }) => sum + text.length, 0) + revisions.length * ANNOTATION_UNITS;
  return { parts, units, last: versions.length < size ? null : (versions.at(-1)?.id ?? null) };
}

/** The ends of these relations that the export holds; most stand in the page itself. */
async function endsHeld(
  tx: ProjectTx,
  filter: ExportFilter,
  inPage: ReadonlySet<string>,
  relations: ReadonlyMap<string, readonly RelationRow[]>,
): Promise<ReadonlySet<string>> {
  const ends = [...relations.values()].flat().flatMap(({ from_id, to_id }) => [from_id, to_id]);
  const elsewhere = [...new Set(ends)].filter((id) => !inPage.has(id));
  if (elsewhere.length === 0) return inPage;
  return new Set([...inPage, ...(await heldIds(tx, filter, elsewhere))]);
}

/** The project, its codebook and the end of its history, as this transaction sees them. */
export async function exportOrigin(tx: ProjectTx): Promise<ExportOrigin> {
  const [row] = await tx.sql<{
    id: string;
    slug: string;
    name: string;
    codebook_name: string | null;
    version_no: number | null;
    sha256: string | null;
    seq: bigint | null;
    hash: string | null;
  }>(
    `SELECT p.id::text, p.slug, p.name, b.name AS codebook_name, v.version_no, v.sha256,
            h.seq, encode(h.hash, 'hex') AS hash
       FROM projects p
       LEFT JOIN codebook_versions v ON v.project_id = p.id AND v.id = p.codebook_version_id
       LEFT JOIN codebooks b ON b.project_id = p.id AND b.id = v.codebook_id
       LEFT JOIN chain_heads h ON h.project_id = p.id
      WHERE p.id = $1::uuid`,
    tx.projectId,
  );
  if (!row) throw new Error(`project ${tx.projectId} is not there`);
  return {
    project: { id: row.id, slug: row.slug, name: row.name },
    codebook: { name: row.codebook_name, version: row.version_no, sha256: row.sha256 },
    history: { event: Number(row.seq ?? 0), hash: row.hash ?? '0'.repeat(64) },
  };
}

function byVersion<Row extends { version_id: string }>(rows: readonly Row[]) {
  return groupBy(rows, (row) => row.version_id);
}

function toArticle(
  row: VersionRow,
): Omit<ExportArticle, 'codings' | 'annotations' | 'earlier' | 'relations' | 'decisions'> {
  return {
    id: row.id,
    articleId: row.article_id,
    version: row.version_no,
    name: row.name,
    url: row.url,
    title: row.title,
    language: row.language,
    text: row.text,
    textSha256: row.text_sha256,
    metadata: row.metadata,
  };
}

function toAnnotation(row: AnnotationRow): ExportAnnotation {
  const externalRef = readExternalRef(row.external_ref);
  const outside = externalTypeOf({
    mappings: row.mappings,
    attributes: row.attributes,
    ref: externalRef,
    codeUnchanged: row.revision_no === 1 || row.code === row.first_code,
  });
  return {
    id: row.id,
    kind: row.kind,
    revision: row.revision_no,
    deleted: row.deleted,
    layer: row.layer,
    code: row.code,
    externalType: outside.type,
    impliedAttributes: outside.implied,
    fragments: (row.fragments ?? []).map(([start, end, quote]) => ({ start, end, quote })),
    attributes: row.attributes,
    members: (row.members ?? []).map(([role, annotationId]) => ({ role, annotationId })),
    memo: row.memo,
    confidence: row.confidence,
    coder: { id: row.coder_id, name: row.coder_name },
    author: { id: row.author_id, name: row.author_name },
    createdAt: row.created_at,
    codebookVersion: row.codebook_version,
    review: {
      state: row.review_state,
      reviewer: row.review?.[0] ?? null,
      decidedAt: row.review?.[1] ?? null,
      reason: row.review?.[2] ?? null,
    },
    externalRef,
  };
}

function toRelation(row: RelationRow): ExportRelation {
  const externalRef = readExternalRef(row.external_ref);
  return {
    id: row.id,
    revision: row.revision_no,
    type: row.type,
    externalType: externalTypeOf({
      mappings: row.mappings,
      attributes: row.attributes,
      ref: externalRef,
      codeUnchanged: row.revision_no === 1 || row.type === row.first_type,
    }).type,
    from: row.from_id,
    to: row.to_id,
    attributes: row.attributes,
    memo: row.memo,
    coder: { id: row.coder_id, name: row.coder_name },
    createdAt: row.created_at,
    externalRef,
  };
}

function toDecision(row: DecisionRow): ExportDecision {
  return {
    id: row.id,
    annotationId: row.annotation_id,
    revision: row.revision_no,
    kind: row.kind,
    reason: row.reason,
    amendedRevision: row.amended_no,
    reviewer: { id: row.reviewer_id, name: row.reviewer_name },
    decidedAt: row.decided_at,
  };
}

/** The first name in the filter that nothing in the project has, with what it was meant to be. */
export async function unknownName(
  tx: ProjectTx,
  filter: ExportFilter,
): Promise<{ readonly field: 'layers' | 'codes' | 'coders'; readonly name: string } | null> {
  const [row] = await tx.sql<{ field: 'layers' | 'codes' | 'coders'; name: string }>(
    `SELECT 'layers' AS field, x AS name FROM unnest($2::text[]) x
      WHERE NOT EXISTS (SELECT 1 FROM layers WHERE project_id = $1::uuid AND key = x)
     UNION ALL
     SELECT 'codes', x FROM unnest($3::text[]) x
      WHERE NOT EXISTS (SELECT 1 FROM codes WHERE project_id = $1::uuid AND key = x)
     UNION ALL
     SELECT 'coders', x FROM unnest($4::text[]) x
      WHERE NOT EXISTS (SELECT 1 FROM codings g JOIN users u ON u.id = g.coder_id
        WHERE g.project_id = $1::uuid AND x IN (u.name, u.email, u.id::text))
     LIMIT 1`,
    tx.projectId,
    [...filter.layers],
    [...filter.codes],
    [...filter.coders],
  );
  return row ?? null;
}
