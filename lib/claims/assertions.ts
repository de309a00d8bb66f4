import { isoTime, readJson } from '@/lib/annotations/heads';
import { visibleAnnotation } from '@/lib/annotations/visibility';
import type { ProjectTx } from '@/lib/db/tx';
import type { CodedFilter } from '@/lib/register/filter';
import { filterSql } from '@/lib/register/filter-sql';
import type { Assertion } from './schema';

/** Counted at once. */
export const MOST_ASSERTIONS = 200_000;

/** The words of an annotation's head, its parts joined by one blank; `a` is its alias. */
export function headWords(a: string): string {
  return `(SELECT string_agg(f.quote, ' ' ORDER BY f.ordinal) FROM fragments f
    WHERE f.project_id = ${a}.project_id AND f.revision_id = ${a}.head_revision_id)`;
}

/**
 * The claims that articles make (annotations of the code `claim`), the newest articles first; at most
 * one more than `MOST_ASSERTIONS`. Whose voice it is: a claim linked to attributed content is its
 * source's, whatever the coder chose; else what they chose.
 */
export function readAssertions(tx: ProjectTx, filter: CodedFilter): Promise<Assertion[]> {
  const { sql, values } = filterSql(filter, 3);
  return readJson<Assertion>(
    tx,
    `SELECT a.id AS "annotationId", r.attributes ->> 'normalised_text' AS normalised,
            coalesce(${headWords('a')}, '') AS words,
            r.attributes ->> 'claim_type' AS "claimType",
            r.attributes ->> 'check_worthiness' AS worthiness,
            CASE WHEN s.linked THEN 'quoted_source'
                 WHEN r.attributes ->> 'asserted_by' IN ('outlet', 'quoted_source')
                 THEN r.attributes ->> 'asserted_by' END AS voice,
            coalesce(s.sources, '[]') AS sources,
            r.attributes ->> 'claim_time' AS time, r.attributes ->> 'claim_place' AS place,
            v.article_id AS "articleId", v.version_no AS "versionNo", v.title,
            ar.canonical_url AS url, v.language, v.direction, v.publisher,
            ${isoTime('v.published_at')} AS "publishedAt", u.name AS "coderName"
       FROM annotations a
       JOIN codings g ON g.project_id = a.project_id AND g.id = a.coding_id
       JOIN users u ON u.id = g.coder_id
       JOIN article_versions v ON v.project_id = a.project_id AND v.id = a.article_version_id
       JOIN articles ar ON ar.project_id = v.project_id AND ar.id = v.article_id
       JOIN annotation_revisions r ON r.project_id = a.project_id AND r.id = a.head_revision_id
       LEFT JOIN LATERAL (
         SELECT true AS linked, json_agg(DISTINCT said.name) FILTER (WHERE said.name IS NOT NULL) AS sources
           FROM relation_revisions rr
           JOIN relations l ON l.project_id = rr.project_id AND l.id = rr.relation_id
             AND l.head_revision_id = rr.id AND NOT l.deleted
           JOIN relation_types t ON t.project_id = rr.project_id AND t.id = rr.relation_type_id
             AND t.key = 'asserted_in'
           LEFT JOIN LATERAL (
             SELECT coalesce(nullif(sr.attributes ->> 'actor', ''), ${headWords('sa')}) AS name
               FROM revision_members cm
               JOIN annotations ca ON ca.project_id = cm.project_id AND ca.head_revision_id = cm.revision_id
                 AND NOT ca.deleted
               JOIN revision_members sm ON sm.project_id = cm.project_id AND sm.revision_id = cm.revision_id
                 AND sm.role = 'source'
               JOIN annotations sa ON sa.project_id = sm.project_id AND sa.id = sm.annotation_id AND NOT sa.deleted
               JOIN annotation_revisions sr ON sr.project_id = sa.project_id AND sr.id = sa.head_revision_id
              WHERE cm.project_id = rr.project_id AND cm.annotation_id = rr.to_annotation_id) said ON true
          WHERE rr.project_id = a.project_id AND rr.from_annotation_id = a.id
         HAVING count(*) > 0) s ON true
      WHERE a.project_id = $1::uuid AND $2::text = '' AND ${visibleAnnotation('a')}
        AND a.code_id IN (SELECT id FROM codes WHERE project_id = $1::uuid AND key = 'claim')
        AND ${sql}
      ORDER BY v.published_at DESC NULLS LAST, a.id LIMIT ${MOST_ASSERTIONS + 1}`,
    '',
    'object',
    values,
  );
}
