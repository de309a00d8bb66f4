import { loadRelations } from '@/lib/annotations/relation-store';
import type { StoredRelation } from '@/lib/annotations/store';
import { loadAnnotations, type StoredAnnotation } from '@/lib/annotations/store';
import type { ProjectTx } from '@/lib/db/tx';
import type { Fragment } from '@/lib/text/fragments';
import type { Verdict } from './schema';

/** The live annotations of a coding, whole. */
export async function readCoding(tx: ProjectTx, codingId: string): Promise<StoredAnnotation[]> {
  const rows = await tx.sql<{ id: string }>(
    `SELECT id FROM annotations WHERE project_id = $1::uuid AND coding_id = $2::uuid AND NOT deleted
        AND head_no > 0 ORDER BY id`,
    tx.projectId,
    codingId,
  );
  const found = await loadAnnotations(
    tx,
    rows.map(({ id }) => ({ id, no: null })),
  );
  return [...found.values()];
}

/** The live links of a coding. */
export async function readLinks(tx: ProjectTx, codingId: string): Promise<StoredRelation[]> {
  const rows = await tx.sql<{ id: string }>(
    `SELECT id FROM relations WHERE project_id = $1::uuid AND coding_id = $2::uuid AND NOT deleted
      ORDER BY id`,
    tx.projectId,
    codingId,
  );
  const found = await loadRelations(
    tx,
    rows.map(({ id }) => ({ id, no: null })),
  );
  return [...found.values()];
}

export interface ItemRow {
  readonly id: string;
  readonly carryOverId: string;
  readonly sourceId: string;
  readonly sourceRevisionId: string;
  readonly verdict: Verdict;
  readonly score: number;
  readonly runnerUp: number | null;
  readonly proposal: readonly Fragment[];
  readonly near: number;
  readonly state: 'written' | 'waiting' | 'confirmed' | 'adjusted' | 'dropped';
  readonly annotationId: string | null;
}

const ITEM = `SELECT id, carry_over_id AS "carryOverId", source_id AS "sourceId",
    source_revision_id AS "sourceRevisionId", verdict::text AS verdict, score,
    runner_up AS "runnerUp", proposal, near, state::text AS state, annotation_id AS "annotationId"
  FROM carry_over_items WHERE project_id = $1::uuid`;

export function readItems(tx: ProjectTx, carryOverId: string): Promise<ItemRow[]> {
  return tx.sql<ItemRow>(
    `${ITEM} AND carry_over_id = $2::uuid ORDER BY id`,
    tx.projectId,
    carryOverId,
  );
}

export async function insertItems(
  tx: ProjectTx,
  codingId: string,
  items: readonly ItemRow[],
): Promise<void> {
  await tx.sql(
    `INSERT INTO carry_over_items (project_id, id, carry_over_id, coding_id, source_id,
       source_revision_id, verdict, score, runner_up, proposal, near, state, annotation_id)
     SELECT $1::uuid, id, "carryOverId", $2::uuid, "sourceId", "sourceRevisionId",
            verdict::carry_verdict, score, "runnerUp", proposal, near, state::carry_state,
            "annotationId"
       FROM jsonb_to_recordset($3::jsonb) AS x (id uuid, "carryOverId" uuid, "sourceId" uuid,
         "sourceRevisionId" uuid, verdict text, score float, "runnerUp" float, proposal jsonb,
         near int, state text, "annotationId" uuid)`,
    tx.projectId,
    codingId,
    JSON.stringify(items),
  );
}

/** Settles an item that waits. */
export async function settleItemRow(
  tx: ProjectTx,
  item: {
    readonly id: string;
    readonly state: ItemRow['state'];
    readonly annotationId: string | null;
  },
  userId: string,
): Promise<void> {
  await tx.sql(
    `UPDATE carry_over_items SET state = $3::carry_state, annotation_id = $4::uuid,
            settled_by = $5::uuid, settled_at = now()
      WHERE project_id = $1::uuid AND id = $2::uuid`,
    tx.projectId,
    item.id,
    item.state,
    item.annotationId,
    userId,
  );
}

export interface CarryOverRow {
  readonly id: string;
  readonly fromCodingId: string;
  readonly codingId: string;
  readonly coderId: string;
  readonly fromVersionId: string;
  readonly toVersionId: string;
  readonly fromVersionNo: number;
  readonly toVersionNo: number;
  readonly articleId: string;
  readonly undone: boolean;
}

/** A carry-over by its id or by one of its items; locks it. Null: not there, or not to be seen. */
export async function findCarryOver(
  tx: ProjectTx,
  by: { readonly id: string } | { readonly itemId: string },
): Promise<CarryOverRow | null> {
  const [row] = await tx.sql<CarryOverRow>(
    `SELECT c.id, c.from_coding_id AS "fromCodingId", c.coding_id AS "codingId",
            t.coder_id AS "coderId", v.id AS "fromVersionId", w.id AS "toVersionId",
            v.version_no AS "fromVersionNo", w.version_no AS "toVersionNo",
            w.article_id AS "articleId", c.undone_at IS NOT NULL AS undone
       FROM carry_overs c
       JOIN codings f ON f.project_id = c.project_id AND f.id = c.from_coding_id
       JOIN codings t ON t.project_id = c.project_id AND t.id = c.coding_id
       JOIN article_versions v ON v.project_id = f.project_id AND v.id = f.article_version_id
       JOIN article_versions w ON w.project_id = t.project_id AND w.id = t.article_version_id
      WHERE c.project_id = $1::uuid AND c.id = ${
        'id' in by
          ? '$2::uuid'
          : '(SELECT i.carry_over_id FROM carry_over_items i WHERE i.project_id = $1::uuid AND i.id = $2::uuid)'
      } FOR UPDATE OF t`,
    tx.projectId,
    'id' in by ? by.id : by.itemId,
  );
  return row ?? null;
}

export interface TextRow {
  readonly id: string;
  readonly versionNo: number;
  readonly text: string;
}

/** A version's text; the newest when no number is given. */
export async function readText(
  tx: ProjectTx,
  articleId: string,
  versionNo: number | null,
): Promise<TextRow | null> {
  const [row] = await tx.sql<TextRow>(
    `SELECT id, version_no AS "versionNo", text FROM article_versions
      WHERE project_id = $1::uuid AND article_id = $2::uuid AND ($3::int IS NULL OR version_no = $3)
      ORDER BY version_no DESC LIMIT 1`,
    tx.projectId,
    articleId,
    versionNo,
  );
  return row ?? null;
}
