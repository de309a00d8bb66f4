import type { ExportFilter } from './schema';

/**
 * The filter as SQL over `a` (annotations), `g` (codings), `u` (users), `k` (codes), `l` (layers),
 * with the parameters of `filterParams` at `$2…$5`. An empty list keeps everything.
 */
export const KEPT = `NOT a.deleted AND a.head_no > 0
  AND g.kind <> 'training'
  AND (cardinality($2::text[]) = 0 OR l.key = ANY ($2::text[]))
  AND (cardinality($3::text[]) = 0 OR k.key = ANY ($3::text[]))
  AND (cardinality($4::text[]) = 0 OR u.name = ANY ($4::text[]) OR u.email = ANY ($4::text[])
    OR u.id::text = ANY ($4::text[]))
  AND (cardinality($5::text[]) = 0 OR a.review_state::text = ANY ($5::text[]))`;

/** The joins that `KEPT` speaks of. */
export const KEPT_FROM = `annotations a
  JOIN codings g ON g.project_id = a.project_id AND g.id = a.coding_id
  JOIN users u ON u.id = g.coder_id
  JOIN codes k ON k.project_id = a.project_id AND k.id = a.code_id
  JOIN layers l ON l.project_id = k.project_id AND l.id = k.layer_id`;

/** `$2…$5` of `KEPT`. */
export function filterParams(filter: ExportFilter): [string[], string[], string[], string[]] {
  return [[...filter.layers], [...filter.codes], [...filter.coders], [...filter.states]];
}

/** Ids of kept annotations of the project `$1`, with the members of kept composites. */
export function keptIds(where: string): string {
  return `kept AS MATERIALIZED (
      SELECT a.id, a.head_revision_id FROM ${KEPT_FROM}
       WHERE a.project_id = $1::uuid AND ${where} AND ${KEPT}
    ), chosen AS MATERIALIZED (
      SELECT id FROM kept
      UNION
      -- An attribution comes with what it joins, whatever the filter says of the parts.
      SELECT m.annotation_id FROM kept
        JOIN revision_members m ON m.project_id = $1::uuid AND m.revision_id = kept.head_revision_id
        JOIN annotations a ON a.project_id = $1::uuid AND a.id = m.annotation_id AND NOT a.deleted
    )`;
}

/** A timestamp as ISO 8601 in UTC with microseconds. */
export function utc(expression: string): string {
  return `to_char(${expression} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
}
