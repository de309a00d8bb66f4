import type { ProjectTx } from '@/lib/db/tx';
import { createOffsetMap } from '@/lib/text/offsets';
import { hitAt } from './context';
import type { Place, PlaceState, PreviewedPlace } from './schema';

/** Places by article version, without doubles, in text order; versions in the order of their ids. */
export function byVersion(places: readonly Place[]): Map<string, Place[]> {
  const versions = new Map<string, Place[]>();
  const sorted = places.toSorted(
    (a, b) =>
      (a.articleVersionId < b.articleVersionId ? -1 : 0) ||
      (a.articleVersionId > b.articleVersionId ? 1 : 0) ||
      a.start - b.start ||
      a.end - b.end,
  );
  for (const place of sorted) {
    const own = versions.get(place.articleVersionId) ?? [];
    const last = own.at(-1);
    if (last && last.start === place.start && last.end === place.end) continue;
    own.push(place);
    versions.set(place.articleVersionId, own);
  }
  return versions;
}

interface StateRow {
  readonly articleVersionId: string;
  readonly start: number;
  readonly end: number;
  readonly state: PlaceState;
}

/**
 * What labelling would do at each place in the person's own codings: nothing where the code stands
 * already on exactly these words, where the coding is handed in, or where the text has no such place.
 */
export async function placeStates(
  tx: ProjectTx,
  userId: string,
  codeKey: string,
  places: readonly Place[],
): Promise<StateRow[]> {
  return tx.sql<StateRow>(
    `SELECT p."articleVersionId", p.start, p."end",
            CASE WHEN v.id IS NULL OR p."end" > v.text_length THEN 'gone'
                 WHEN g.state = 'submitted' THEN 'submitted'
                 WHEN EXISTS (
                   SELECT 1 FROM fragments f
                     JOIN annotations a ON a.project_id = f.project_id AND a.head_revision_id = f.revision_id
                     JOIN annotation_revisions r ON r.project_id = a.project_id AND r.id = a.head_revision_id
                     JOIN codes c ON c.project_id = a.project_id AND c.id = a.code_id
                    WHERE f.project_id = $1::uuid AND f.article_version_id = p."articleVersionId"
                      AND f.start_offset = p.start AND f.end_offset = p."end"
                      AND a.coding_id = g.id AND NOT a.deleted AND r.fragment_count = 1
                      AND c.key = $3) THEN 'labelled'
                 ELSE 'new' END AS state
       FROM jsonb_to_recordset($4::jsonb) AS p ("articleVersionId" uuid, start int, "end" int)
       LEFT JOIN article_versions v ON v.project_id = $1::uuid AND v.id = p."articleVersionId"
       LEFT JOIN codings g ON g.project_id = $1::uuid AND g.article_version_id = v.id
        AND g.coder_id = $2::uuid`,
    tx.projectId,
    userId,
    codeKey,
    JSON.stringify(places),
  );
}

interface AroundRow {
  readonly articleVersionId: string;
  readonly articleId: string;
  readonly title: string;
  readonly language: string | null;
  readonly direction: 'ltr' | 'rtl';
  readonly start: number;
  readonly end: number;
  readonly at: number;
  readonly around: string;
}

/** Code points read on each side of a place, so that {@link hitAt} has its context. */
const AROUND = 100;

/** The places with their surroundings and what labelling would do there, in their order. */
export async function describePlaces(
  tx: ProjectTx,
  userId: string,
  codeKey: string,
  places: readonly Place[],
): Promise<PreviewedPlace[]> {
  const states = await placeStates(tx, userId, codeKey, places);
  const known = new Map(states.map((row) => [keyOf(row), row.state]));
  const rows = await tx.sql<AroundRow>(
    `WITH p AS (SELECT * FROM jsonb_to_recordset($2::jsonb)
           AS p ("articleVersionId" uuid, start int, "end" int, n int)),
      v AS MATERIALIZED (SELECT id, article_id, title, language, direction, text || '' AS text
          FROM article_versions WHERE project_id = $1::uuid
           AND id IN (SELECT "articleVersionId" FROM p))
     SELECT p."articleVersionId", v.article_id AS "articleId", v.title, v.language,
            v.direction::text AS direction, p.start, p."end",
            greatest(p.start - ${AROUND}, 0) AS at,
            substr(v.text, greatest(p.start - ${AROUND}, 0) + 1,
              p."end" + ${AROUND} - greatest(p.start - ${AROUND}, 0)) AS around
       FROM p JOIN v ON v.id = p."articleVersionId"
      ORDER BY p.n`,
    tx.projectId,
    JSON.stringify(places.map((place, n) => ({ ...place, n }))),
  );
  return rows.flatMap(({ at, around, ...row }) => {
    const state = known.get(keyOf(row)) ?? 'gone';
    const map = createOffsetMap(around);
    if (row.end - at > map.length) return [];
    const hit = hitAt(map, { start: row.start - at, end: row.end - at });
    return [{ ...row, hit: { ...hit, start: row.start, end: row.end }, state }];
  });
}

function keyOf({ articleVersionId, start, end }: Place): string {
  return `${articleVersionId}/${start}/${end}`;
}
