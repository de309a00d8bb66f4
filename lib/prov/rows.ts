import { isoTime, readJson } from '@/lib/annotations/heads';
import { seenAnnotation } from '@/lib/annotations/visibility';
import type { ProjectTx } from '@/lib/db/tx';
import type {
  CaptureRow,
  CodebookRow,
  DecisionRow,
  ImportRow,
  RevisionRow,
  VersionRow,
} from './schema';

/** Which annotations and article versions a document holds: ids, or everything of the project. */
export interface Chosen {
  readonly versionIds: readonly string[] | 'all';
  readonly annotationIds: readonly string[] | 'all';
}

/** An event as JSON, from a row `e` of `events`. */
const ACT = `json_build_object('seq', e.seq, 'id', e.id, 'type', e.type, 'at', ${isoTime('e.at')},
  'actorId', e.actor_id, 'importId', CASE WHEN e.type LIKE 'import.%' THEN e.body::jsonb #>> '{payload,importId}' END)`;

/**
 * The event that tells of row `r`: that of its annotation in its transaction, or else the first of
 * the transaction. Null for rows from before transactions were noted.
 */
const actOf = (annotationId: string | null) => `coalesce(
  ${
    annotationId === null
      ? 'NULL'
      : `(SELECT ${ACT} FROM events e WHERE e.project_id = r.project_id AND e.annotation_id = ${annotationId}
           AND e.written_in = r.written_in ORDER BY e.seq LIMIT 1)`
  },
  (SELECT ${ACT} FROM events e WHERE e.project_id = r.project_id AND e.written_in = r.written_in
    ORDER BY e.seq LIMIT 1))`;

/** `$2` is the list of ids; for everything it is not looked at. */
const among = (column: string, ids: readonly string[] | 'all') =>
  ids === 'all' ? `(${column} = ANY ($2::uuid[]) OR true)` : `${column} = ANY ($2::uuid[])`;
const listOf = (ids: readonly string[] | 'all') => (ids === 'all' ? [] : ids);

export function readVersions(tx: ProjectTx, { versionIds }: Chosen): Promise<VersionRow[]> {
  return readJson<VersionRow>(
    tx,
    `SELECT r.id, r.article_id AS "articleId", r.version_no AS "versionNo", r.capture_id AS "captureId",
            r.import_id AS "importId", r.title, encode(r.text_sha256, 'hex') AS "textSha256", r.canonicaliser,
            (SELECT p.id FROM article_versions p WHERE p.project_id = r.project_id
                AND p.article_id = r.article_id AND p.version_no = r.version_no - 1) AS "previousId",
            ${actOf(null)} AS act
       FROM article_versions r WHERE r.project_id = $1::uuid AND ${among('r.id', versionIds)}
      ORDER BY r.id`,
    listOf(versionIds),
  );
}

export function readCaptures(tx: ProjectTx, ids: readonly string[]): Promise<CaptureRow[]> {
  return readJson<CaptureRow>(
    tx,
    `SELECT id, encode(sha256, 'hex') AS sha256, media_type AS "mediaType", source_name AS "sourceName",
            url, importer, importer_version AS "importerVersion", ${isoTime('retrieved_at')} AS "retrievedAt",
            captured_by AS "capturedBy"
       FROM captures WHERE project_id = $1::uuid AND id = ANY ($2::uuid[]) ORDER BY id`,
    ids,
  );
}

export function readImports(tx: ProjectTx, ids: readonly string[]): Promise<ImportRow[]> {
  return readJson<ImportRow>(
    tx,
    `SELECT id, format, source_name AS "sourceName", started_by AS "startedBy",
            ${isoTime('started_at')} AS "startedAt", ${isoTime('finished_at')} AS "finishedAt"
       FROM imports WHERE project_id = $1::uuid AND id = ANY ($2::uuid[]) ORDER BY id`,
    ids,
  );
}

export function readRevisions(tx: ProjectTx, { annotationIds }: Chosen): Promise<RevisionRow[]> {
  return readJson<RevisionRow>(
    tx,
    `SELECT r.id, r.annotation_id AS "annotationId", r.revision_no AS "revisionNo",
            (SELECT p.id FROM annotation_revisions p WHERE p.project_id = r.project_id
                AND p.annotation_id = r.annotation_id AND p.revision_no = r.revision_no - 1) AS "previousId",
            r.article_version_id AS "articleVersionId", r.codebook_version_id AS "codebookVersionId",
            c.key AS "codeKey", r.attributes, r.deleted, r.author_id AS "authorId",
            ${isoTime('r.created_at')} AS "createdAt", coalesce(w.quote, '') AS quote,
            coalesce(w.fragments, '') AS fragments,
            coalesce((SELECT json_agg(m.annotation_id ORDER BY m.ordinal) FROM revision_members m
               WHERE m.project_id = r.project_id AND m.revision_id = r.id), '[]') AS "memberIds",
            coalesce((SELECT json_agg(DISTINCT x.id) FROM (
               SELECT s.revision_id AS id FROM adjudication_decisions d JOIN adjudication_sources s
                   ON s.project_id = d.project_id AND s.decision_id = d.id
                WHERE d.project_id = r.project_id AND d.gold_annotation_id = r.annotation_id
                  AND d.gold_revision_id = r.id AND s.revision_id IS NOT NULL
               UNION ALL
               SELECT i.source_revision_id FROM carry_over_items i
                WHERE r.revision_no = 1 AND i.project_id = r.project_id AND i.annotation_id = r.annotation_id) x),
              '[]') AS "madeFrom",
            ${actOf('r.annotation_id')} AS act
       FROM annotations a
       JOIN annotation_revisions r ON r.project_id = a.project_id AND r.annotation_id = a.id
       JOIN codes c ON c.project_id = r.project_id AND c.id = r.code_id
       LEFT JOIN LATERAL (
         SELECT string_agg(f.quote, ' ' ORDER BY f.ordinal) AS quote,
                string_agg(f.start_offset || '-' || f.end_offset, ',' ORDER BY f.ordinal) AS fragments
           FROM fragments f WHERE f.project_id = r.project_id AND f.revision_id = r.id) w ON true
      WHERE a.project_id = $1::uuid AND ${among('a.id', annotationIds)} AND ${seenAnnotation('a')}
      ORDER BY r.annotation_id, r.revision_no`,
    listOf(annotationIds),
  );
}

export function readDecisionRows(tx: ProjectTx, { annotationIds }: Chosen): Promise<DecisionRow[]> {
  return readJson<DecisionRow>(
    tx,
    `SELECT r.id, r.kind, r.reason, r.revision_id AS "revisionId", r.decider_id AS "deciderId",
            ${isoTime('r.decided_at')} AS "decidedAt",
            coalesce((SELECT ${ACT} FROM events e WHERE e.project_id = r.project_id
                AND e.annotation_id = r.annotation_id AND e.written_in = r.written_in
                AND e.body::jsonb #>> '{payload,decisionId}' = r.id::text LIMIT 1),
              ${actOf('r.annotation_id')}) AS act
       FROM annotations a
       JOIN review_decisions r ON r.project_id = a.project_id AND r.annotation_id = a.id
      WHERE a.project_id = $1::uuid AND ${among('a.id', annotationIds)} AND ${seenAnnotation('a')}
      ORDER BY r.id`,
    listOf(annotationIds),
  );
}

export function readCodebooks(tx: ProjectTx, ids: readonly string[]): Promise<CodebookRow[]> {
  return readJson<CodebookRow>(
    tx,
    `SELECT b.id, b.version_no AS "versionNo", b.sha256,
            (SELECT ${ACT} FROM events e WHERE e.project_id = b.project_id AND e.type = 'codebook.published'
                AND e.body::jsonb #>> '{payload,versionId}' = b.id::text LIMIT 1) AS act
       FROM codebook_versions b WHERE b.project_id = $1::uuid AND b.id = ANY ($2::uuid[]) ORDER BY b.id`,
    ids,
  );
}
