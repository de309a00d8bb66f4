import type { ProjectTx } from '@/lib/db/tx';
import { keepsAll } from './rules';
import type { AnnotationKind, ExportFilter, JsonValue, ReviewState } from './schema';
import { filterParams, KEPT, KEPT_FROM, keptIds, utc } from './sql';

/**
 * Annotations of the versions `$6`. Said of their codings too: the planner, blind behind row-level
 * security, would else walk every coding of the project for each page.
 */
const OF_VERSIONS =
  'a.article_version_id = ANY ($6::uuid[]) AND g.article_version_id = ANY ($6::uuid[])';

/** Where annotations come from: what the filter keeps, with the members of composites. */
const CHOSEN = {
  with: `WITH ${keptIds(OF_VERSIONS)}`,
  from: 'chosen JOIN annotations a ON a.project_id = $1::uuid AND a.id = chosen.id',
  where: '',
} as const;

/** The same of a filter that leaves nothing out, where members are kept for themselves: at half the price. */
const ALL = {
  with: '',
  from: 'annotations a',
  where: `WHERE a.project_id = $1::uuid AND ${OF_VERSIONS} AND ${KEPT}`,
} as const;

/** Rows of an export as SQL gives them; `snapshot.ts` turns them into the export’s types. */
export interface VersionRow {
  readonly id: string;
  readonly article_id: string;
  readonly version_no: number;
  readonly name: string;
  readonly url: string | null;
  readonly title: string;
  readonly language: string | null;
  readonly text: string;
  readonly text_sha256: string;
  readonly metadata: Readonly<Record<string, JsonValue>>;
}
export interface CodingRow {
  readonly version_id: string;
  readonly coder_id: string;
  readonly coder_name: string;
  readonly state: string;
}
export interface AnnotationRow {
  readonly version_id: string;
  readonly id: string;
  readonly kind: AnnotationKind;
  readonly external_ref: unknown;
  readonly revision_no: number;
  readonly deleted: boolean;
  readonly is_head: boolean;
  readonly code: string;
  readonly first_code: string | null;
  readonly mappings: unknown;
  readonly layer: string;
  readonly attributes: Readonly<Record<string, JsonValue>>;
  readonly confidence: number | null;
  readonly memo: string | null;
  readonly coder_id: string;
  readonly coder_name: string;
  readonly author_id: string;
  readonly author_name: string;
  readonly created_at: string;
  readonly codebook_version: number;
  readonly review_state: ReviewState;
  readonly fragments: readonly (readonly [start: number, end: number, quote: string])[] | null;
  readonly members: readonly (readonly [role: string, id: string])[] | null;
  readonly review: readonly [reviewer: string, at: string, reason: string | null] | null;
}
export interface RelationRow {
  readonly version_id: string;
  readonly id: string;
  readonly external_ref: unknown;
  readonly revision_no: number;
  readonly type: string;
  readonly first_type: string | null;
  readonly mappings: unknown;
  readonly from_id: string;
  readonly to_id: string;
  readonly attributes: Readonly<Record<string, JsonValue>>;
  readonly memo: string | null;
  readonly coder_id: string;
  readonly coder_name: string;
  readonly created_at: string;
}
export interface DecisionRow {
  readonly version_id: string;
  readonly id: string;
  readonly annotation_id: string;
  readonly revision_no: number;
  readonly kind: string;
  readonly reason: string | null;
  readonly amended_no: number | null;
  readonly reviewer_id: string;
  readonly reviewer_name: string;
  readonly decided_at: string;
}

/** The next article versions after a key; with a choice of coders, those that they coded. */
export function versionRows(
  tx: ProjectTx,
  filter: ExportFilter,
  after: string | null,
  limit: number,
): Promise<VersionRow[]> {
  return tx.sql<VersionRow>(
    `SELECT v.id::text, v.article_id::text, v.version_no, t.external_id AS name,
            t.canonical_url AS url, v.title, v.language, v.text,
            encode(v.text_sha256, 'hex') AS text_sha256,
            v.metadata || jsonb_strip_nulls(jsonb_build_object(
              'lede', v.lede, 'byline', v.byline, 'publisher', v.publisher, 'section', v.section,
              'keywords', v.keywords, 'image_url', v.image_url, 'direction', v.direction,
              'published_at', ${utc('v.published_at')}, 'published_raw', v.published_raw,
              'modified_at', ${utc('v.modified_at')}, 'modified_raw', v.modified_raw,
              'canonicaliser', v.canonicaliser, 'capture_sha256', encode(c.sha256, 'hex')
            )) AS metadata
       FROM article_versions v
       JOIN articles t ON t.project_id = v.project_id AND t.id = v.article_id
       JOIN captures c ON c.project_id = v.project_id AND c.id = v.capture_id
      WHERE v.project_id = $1::uuid AND ($3::uuid IS NULL OR v.id > $3::uuid)
        AND (cardinality($2::text[]) = 0 OR EXISTS (
          SELECT 1 FROM codings g JOIN users u ON u.id = g.coder_id
           WHERE g.project_id = v.project_id AND g.article_version_id = v.id
             AND (u.name = ANY ($2::text[]) OR u.email = ANY ($2::text[]) OR u.id::text = ANY ($2::text[]))))
      ORDER BY v.id LIMIT $4::int`,
    tx.projectId,
    [...filter.coders],
    after,
    limit,
  );
}

/** Codings of these article versions by the chosen coders. */
export function codingRows(
  tx: ProjectTx,
  filter: ExportFilter,
  versionIds: readonly string[],
): Promise<CodingRow[]> {
  return tx.sql<CodingRow>(
    `SELECT g.article_version_id::text AS version_id, u.id::text AS coder_id, u.name AS coder_name,
            g.state::text
       FROM codings g JOIN users u ON u.id = g.coder_id
      WHERE g.project_id = $1::uuid AND g.article_version_id = ANY ($2::uuid[])
        AND g.kind <> 'training' AND (cardinality($3::text[]) = 0 OR u.name = ANY ($3::text[]) OR u.email = ANY ($3::text[])
          OR u.id::text = ANY ($3::text[]))
      ORDER BY u.name, u.id`,
    tx.projectId,
    versionIds,
    [...filter.coders],
  );
}

/**
 * Head revisions of the kept annotations of these versions, in text order; with `earlier` all that
 * came before them too, each with what became of it in review.
 */
export function annotationRows(
  tx: ProjectTx,
  filter: ExportFilter,
  versionIds: readonly string[],
  earlier: boolean,
): Promise<AnnotationRow[]> {
  const chosen = keepsAll(filter) ? ALL : CHOSEN;
  return tx.sql<AnnotationRow>(
    `${chosen.with}
     SELECT a.article_version_id::text AS version_id, a.id::text, a.kind::text,
            a.external_ref, r.revision_no, r.deleted, r.id = a.head_revision_id AS is_head, k.key AS code, k.external_mappings AS mappings,
            l.key AS layer, r.attributes, r.confidence, r.memo,
            u.id::text AS coder_id, u.name AS coder_name,
            w.id::text AS author_id, w.name AS author_name,
            ${utc('r.created_at')} AS created_at, b.version_no AS codebook_version,
            CASE WHEN r.id = a.head_revision_id THEN a.review_state ELSE coalesce((
              SELECT CASE d.kind WHEN 'accept' THEN 'accepted' WHEN 'amend' THEN 'amended'
                       WHEN 'reject' THEN 'rejected' ELSE 'disputed' END::review_state
                FROM review_decisions d
               WHERE d.project_id = a.project_id AND d.annotation_id = a.id
                 AND r.id IN (d.revision_id, d.amended_revision_id) AND d.kind <> 'ask'
               ORDER BY d.decided_at DESC, d.id DESC LIMIT 1
            ), 'unreviewed') END::text AS review_state,
            f.list AS fragments,
            CASE WHEN r.member_count > 0 THEN (
              SELECT jsonb_agg(jsonb_build_array(m.role, m.annotation_id) ORDER BY m.ordinal)
                FROM revision_members m WHERE m.project_id = r.project_id AND m.revision_id = r.id
            ) END AS members,
            CASE WHEN r.revision_no > 1 THEN (
              SELECT k1.key FROM annotation_revisions r1
                JOIN codes k1 ON k1.project_id = r1.project_id AND k1.id = r1.code_id
               WHERE r1.project_id = a.project_id AND r1.annotation_id = a.id AND r1.revision_no = 1
            ) END AS first_code,
            CASE WHEN a.review_state <> 'unreviewed' OR r.id <> a.head_revision_id THEN (
              SELECT jsonb_build_array(du.name, ${utc('d.decided_at')}, d.reason)
                FROM review_decisions d JOIN users du ON du.id = d.decider_id
               WHERE d.project_id = a.project_id AND d.annotation_id = a.id
                 AND r.id IN (d.revision_id, d.amended_revision_id)
                 AND d.kind IN ('accept', 'amend', 'reject')
               ORDER BY d.decided_at DESC, d.id DESC LIMIT 1
            ) END AS review
       FROM ${chosen.from}
       JOIN annotation_revisions r ON r.project_id = a.project_id AND ${
         earlier ? 'r.annotation_id = a.id' : 'r.id = a.head_revision_id'
       }
       JOIN codebook_versions b ON b.project_id = r.project_id AND b.id = r.codebook_version_id
       JOIN codes k ON k.project_id = r.project_id AND k.id = r.code_id
       JOIN layers l ON l.project_id = k.project_id AND l.id = k.layer_id
       JOIN codings g ON g.project_id = a.project_id AND g.id = a.coding_id
       JOIN users u ON u.id = g.coder_id
       JOIN users w ON w.id = r.author_id
       LEFT JOIN LATERAL (
         SELECT jsonb_agg(jsonb_build_array(f.start_offset, f.end_offset, f.quote) ORDER BY f.ordinal)
             AS list, min(f.start_offset) AS start
           FROM fragments f WHERE f.project_id = r.project_id AND f.revision_id = r.id) f ON true
      ${chosen.where}
      ORDER BY f.start NULLS FIRST, a.id, r.revision_no`,
    tx.projectId,
    ...filterParams(filter),
    versionIds,
  );
}

/** Head revisions of the relations of these versions' codings, wherever their ends stand. */
export function relationRows(tx: ProjectTx, versionIds: readonly string[]): Promise<RelationRow[]> {
  return tx.sql<RelationRow>(
    `SELECT g.article_version_id::text AS version_id, n.id::text, n.external_ref, r.revision_no,
            t.key AS type, t.external_mappings AS mappings,
            CASE WHEN r.revision_no > 1 THEN (
              SELECT t1.key FROM relation_revisions r1
                JOIN relation_types t1 ON t1.project_id = r1.project_id AND t1.id = r1.relation_type_id
               WHERE r1.project_id = n.project_id AND r1.relation_id = n.id AND r1.revision_no = 1
            ) END AS first_type,
            r.from_annotation_id::text AS from_id, r.to_annotation_id::text AS to_id,
            r.attributes, r.memo, u.id::text AS coder_id, u.name AS coder_name,
            ${utc('r.created_at')} AS created_at
       FROM codings g
       JOIN relations n ON n.project_id = g.project_id AND n.coding_id = g.id
       JOIN relation_revisions r ON r.project_id = n.project_id AND r.id = n.head_revision_id
       JOIN relation_types t ON t.project_id = r.project_id AND t.id = r.relation_type_id
       JOIN users u ON u.id = g.coder_id
      WHERE g.project_id = $1::uuid AND g.article_version_id = ANY ($2::uuid[]) AND NOT n.deleted
      ORDER BY n.id`,
    tx.projectId,
    versionIds,
  );
}

/** Those of these annotations that the export holds, in whichever article they stand. */
export async function heldIds(
  tx: ProjectTx,
  filter: ExportFilter,
  annotationIds: readonly string[],
): Promise<Set<string>> {
  const rows = await tx.sql<{ id: string }>(
    `SELECT x.id::text FROM annotations x
      WHERE x.project_id = $1::uuid AND x.id = ANY ($6::uuid[]) AND NOT x.deleted
        AND (EXISTS (SELECT 1 FROM ${KEPT_FROM}
              WHERE a.project_id = $1::uuid AND a.id = x.id AND ${KEPT})
          OR EXISTS (
            SELECT 1 FROM revision_members m JOIN (${KEPT_FROM})
                ON a.project_id = m.project_id AND a.head_revision_id = m.revision_id
             WHERE m.project_id = $1::uuid AND m.annotation_id = x.id AND ${KEPT}))`,
    tx.projectId,
    ...filterParams(filter),
    annotationIds,
  );
  return new Set(rows.map(({ id }) => id));
}

/** Every decision about these annotations, in the order of time. */
export function decisionRows(
  tx: ProjectTx,
  annotationIds: readonly string[],
): Promise<DecisionRow[]> {
  return tx.sql<DecisionRow>(
    `SELECT r.article_version_id::text AS version_id, d.id::text,
            d.annotation_id::text AS annotation_id, r.revision_no, d.kind::text, d.reason,
            n.revision_no AS amended_no, u.id::text AS reviewer_id, u.name AS reviewer_name,
            ${utc('d.decided_at')} AS decided_at
       FROM review_decisions d
       JOIN annotation_revisions r ON r.project_id = d.project_id AND r.id = d.revision_id
       LEFT JOIN annotation_revisions n ON n.project_id = d.project_id AND n.id = d.amended_revision_id
       JOIN users u ON u.id = d.decider_id
      WHERE d.project_id = $1::uuid AND d.annotation_id = ANY ($2::uuid[])
      ORDER BY d.decided_at, d.id`,
    tx.projectId,
    annotationIds,
  );
}
