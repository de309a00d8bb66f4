import { visibleAnnotation } from '@/lib/annotations/visibility';
import type { ProjectTx } from '@/lib/db/tx';
import type { Scope } from './schema';

/** Latest versions of articles that two or more of the chosen coders have submitted. */
export interface ArticleRow {
  readonly id: string;
  readonly version_id: string;
  readonly name: string;
  readonly title: string;
  readonly language: string | null;
  readonly direction: 'ltr' | 'rtl';
  readonly text: string;
  readonly length: number;
  readonly coder_ids: readonly string[];
  /** UTC; when the last of them submitted. */
  readonly month: string;
}

/** A coder's own last word on an annotation. */
export interface MarkRow {
  readonly id: string;
  readonly version_id: string;
  readonly coder_id: string;
  readonly kind: 'span' | 'article' | 'composite';
  readonly layer: string;
  readonly code: string;
  readonly fragments: readonly (readonly [start: number, end: number])[] | null;
  readonly members: readonly (readonly [role: string, id: string])[] | null;
}

const CODER_CHOSEN = `(cardinality($2::text[]) = 0 OR u.name = ANY ($2::text[]) OR u.email = ANY ($2::text[])
  OR u.id::text = ANY ($2::text[]))`;
const LATEST = `NOT EXISTS (SELECT 1 FROM article_versions w WHERE w.project_id = v.project_id
  AND w.article_id = v.article_id AND w.version_no > v.version_no)`;

/** A lead who codes a blind article and has not handed it in is told nothing of it. */
export const SEEN_VERSION = '((SELECT sees_all()) OR sees_version(v.id))';

/** In the order of their names; only submitted codings count, so that nobody’s half-done work does. */
export function articleRows(tx: ProjectTx, scope: Scope): Promise<ArticleRow[]> {
  return tx.sql<ArticleRow>(
    `SELECT t.id::text, v.id::text AS version_id, t.external_id AS name, v.title, v.language,
            v.direction::text, v.text, v.text_length AS length, c.coder_ids,
            to_char(c.last AT TIME ZONE 'UTC', 'YYYY-MM') AS month
       FROM articles t
       JOIN article_versions v ON v.project_id = t.project_id AND v.article_id = t.id AND ${LATEST}
       JOIN LATERAL (
         SELECT array_agg(g.coder_id::text ORDER BY g.coder_id) AS coder_ids,
                max(coalesce(g.submitted_at, g.started_at)) AS last, count(*) AS n
           FROM codings g JOIN users u ON u.id = g.coder_id
          WHERE g.project_id = v.project_id AND g.article_version_id = v.id
            AND g.state = 'submitted' AND ${CODER_CHOSEN}) c ON c.n > 1
      WHERE t.project_id = $1::uuid AND ${SEEN_VERSION}
        AND (cardinality($3::text[]) = 0 OR t.external_id = ANY ($3::text[]) OR t.id::text = ANY ($3::text[]))
      ORDER BY t.external_id, t.id`,
    tx.projectId,
    [...scope.coders],
    [...scope.articles],
  );
}

/** The coders of submitted codings that the person may see, by name. */
export function coderRows(
  tx: ProjectTx,
  chosen: readonly string[],
): Promise<{ id: string; name: string }[]> {
  return tx.sql(
    `SELECT DISTINCT u.id::text, u.name
       FROM codings g JOIN users u ON u.id = g.coder_id
       JOIN article_versions v ON v.project_id = g.project_id AND v.id = g.article_version_id
      WHERE g.project_id = $1::uuid AND g.state = 'submitted' AND ${CODER_CHOSEN} AND ${SEEN_VERSION}
      ORDER BY u.name, u.id::text`,
    tx.projectId,
    [...chosen],
  );
}

/**
 * What coders said themselves: the last revision that is the coder's own, so that a reviewer's
 * amendment does not make two coders agree. One that a codebook migration wrote counts as theirs.
 */
export function markRows(
  tx: ProjectTx,
  versionIds: readonly string[],
  coderIds: readonly string[],
): Promise<MarkRow[]> {
  return tx.sql<MarkRow>(
    `SELECT a.id::text, a.article_version_id::text AS version_id, g.coder_id::text, a.kind::text,
            l.key AS layer, k.key AS code,
            (SELECT json_agg(json_build_array(f.start_offset, f.end_offset) ORDER BY f.ordinal)
               FROM fragments f WHERE f.project_id = r.project_id AND f.revision_id = r.id) AS fragments,
            (SELECT json_agg(json_build_array(m.role, m.annotation_id) ORDER BY m.ordinal)
               FROM revision_members m WHERE m.project_id = r.project_id AND m.revision_id = r.id) AS members
       FROM annotations a
       JOIN codings g ON g.project_id = a.project_id AND g.id = a.coding_id
       JOIN LATERAL (
         SELECT w.* FROM annotation_revisions w
          WHERE w.project_id = a.project_id AND w.annotation_id = a.id
            AND (w.author_id = g.coder_id OR w.migration_id IS NOT NULL)
          ORDER BY w.revision_no DESC LIMIT 1) r ON NOT r.deleted
       JOIN codes k ON k.project_id = r.project_id AND k.id = r.code_id
       JOIN layers l ON l.project_id = k.project_id AND l.id = k.layer_id
      WHERE a.project_id = $1::uuid AND a.article_version_id = ANY ($2::uuid[])
        AND g.coder_id = ANY ($3::uuid[]) AND g.state = 'submitted' AND ${visibleAnnotation('a')}
      ORDER BY a.id`,
    tx.projectId,
    versionIds,
    coderIds,
  );
}

/** The first name in a scope that nothing in the project has, with what it was meant to be. */
export async function unknownName(
  tx: ProjectTx,
  scope: Scope,
): Promise<{ readonly field: keyof Scope; readonly name: string } | null> {
  const [row] = await tx.sql<{ field: keyof Scope; name: string }>(
    `SELECT 'layers' AS field, x AS name FROM unnest($2::text[]) x
      WHERE NOT EXISTS (SELECT 1 FROM layers WHERE project_id = $1::uuid AND key = x)
     UNION ALL
     SELECT 'codes', x FROM unnest($3::text[]) x
      WHERE NOT EXISTS (SELECT 1 FROM codes WHERE project_id = $1::uuid AND key = x)
     UNION ALL
     SELECT 'coders', x FROM unnest($4::text[]) x
      WHERE NOT EXISTS (SELECT 1 FROM codings g JOIN users u ON u.id = g.coder_id
        WHERE g.project_id = $1::uuid AND x IN (u.name, u.email, u.id::text))
     UNION ALL
     SELECT 'articles', x FROM unnest($5::text[]) x
      WHERE NOT EXISTS (SELECT 1 FROM articles WHERE project_id = $1::uuid AND x IN (external_id, id::text))
     LIMIT 1`,
    tx.projectId,
    [...scope.layers],
    [...scope.codes],
    [...scope.coders],
    [...scope.articles],
  );
  return row ?? null;
}
