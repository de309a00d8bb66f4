import type { CodebookVersionDto } from '@/lib/codebook/schema';
import { bulkId } from './bulk-ids';
import { type BulkTx, copyRow } from './bulk-tx';
import type { AnnotationRow, CodingPlan, DecisionRow, RelationRow, StoredRecord } from './plan';

/** One coder's work on one stored version. */
export interface CodingRef {
  readonly codingId: string;
  readonly versionId: string;
  readonly coderId: string;
  readonly isNew: boolean;
}

/** `version/coder`, the key of a coding here. */
export function codingKey(versionId: string, coderId: string): string {
  return `${versionId}/${coderId}`;
}

/** The codings of some versions and coders; those that are not there get an id of their own. */
export async function findCodings(
  tx: BulkTx,
  wanted: readonly { readonly versionId: string; readonly coderId: string }[],
): Promise<Map<string, CodingRef>> {
  const rows = await tx.sql<{ id: string; version: string; coder: string }>(
    `SELECT id, article_version_id AS version, coder_id AS coder FROM codings
      WHERE project_id = $1 AND article_version_id = ANY ($2::uuid[])`,
    tx.projectId,
    [...new Set(wanted.map(({ versionId }) => versionId))],
  );
  const stored = new Map(rows.map((row) => [codingKey(row.version, row.coder), row.id]));
  const refs = new Map<string, CodingRef>();
  for (const { versionId, coderId } of wanted) {
    const key = codingKey(versionId, coderId);
    if (refs.has(key)) continue;
    const codingId = stored.get(key);
    refs.set(key, {
      codingId: codingId ?? bulkId(),
      versionId,
      coderId,
      isNew: codingId === undefined,
    });
  }
  return refs;
}

/** Stores new codings as submitted: what comes in a file is finished work, open for review. */
export async function insertCodings(tx: BulkTx, refs: Iterable<CodingRef>): Promise<void> {
  const fresh = [...refs].filter(({ isNew }) => isNew);
  if (fresh.length === 0) return;
  await tx.sql(
    `INSERT INTO codings (project_id, id, article_version_id, coder_id, state, started_at, submitted_at)
     SELECT $1, c.id, c.version, c.coder, 'submitted', now(), now()
       FROM unnest($2::uuid[], $3::uuid[], $4::uuid[]) AS c (id, version, coder)`,
    tx.projectId,
    fresh.map(({ codingId }) => codingId),
    fresh.map(({ versionId }) => versionId),
    fresh.map(({ coderId }) => coderId),
  );
}

/** What earlier imports stored in these codings, by coding. Deleted ones too: they stay deleted. */
export async function storedRecords(
  tx: BulkTx,
  table: 'annotations' | 'relations',
  codingIds: readonly string[],
): Promise<Map<string, StoredRecord[]>> {
  const byCoding = new Map<string, StoredRecord[]>();
  if (codingIds.length === 0) return byCoding;
  const rows = await tx.sql<StoredRecord & { coding: string }>(
    `SELECT id, coding_id AS coding, external_ref ->> 'hash' AS hash, external_ref ->> 'id' AS "externalId"
       FROM ${table} WHERE project_id = $1 AND coding_id = ANY ($2::uuid[]) AND external_ref ? 'hash'
      ORDER BY id`,
    tx.projectId,
    codingIds,
  );
  for (const { coding, ...record } of rows) {
    const same = byCoding.get(coding);
    if (same) same.push(record);
    else byCoding.set(coding, [record]);
  }
  return byCoding;
}

const STAGES = [
  `CREATE TEMP TABLE IF NOT EXISTS ingest_annotations (
     id uuid, coding_id uuid, version_id uuid, kind annotation_kind, external_ref jsonb, revision_id uuid,
     revision_no int, step int, deleted boolean, code_id uuid, attributes jsonb, confidence smallint,
     memo text, fragment_count int, member_count int, author_id uuid) ON COMMIT DELETE ROWS`,
  `CREATE TEMP TABLE IF NOT EXISTS ingest_fragments (
     revision_id uuid, ordinal int, version_id uuid, start_offset int, end_offset int, quote text,
     composite boolean, step int) ON COMMIT DELETE ROWS`,
  `CREATE TEMP TABLE IF NOT EXISTS ingest_members (
     revision_id uuid, ordinal int, role text, annotation_id uuid, step int) ON COMMIT DELETE ROWS`,
  `CREATE TEMP TABLE IF NOT EXISTS ingest_decisions (
     id uuid, annotation_id uuid, step int, composite boolean, revision_id uuid, kind decision_kind,
     reason text, amended_id uuid, decider_id uuid) ON COMMIT DELETE ROWS`,
  `CREATE TEMP TABLE IF NOT EXISTS ingest_relations (
     id uuid, coding_id uuid, external_ref jsonb, revision_id uuid, type_id uuid, from_id uuid, to_id uuid,
     memo text, author_id uuid) ON COMMIT DELETE ROWS`,
];

/**
 * Stores the planned annotations, their pasts and the relations. A revision comes with its fragments
 * and members in one statement, as the database's checks want; a past step by step, since a decision
 * is about the revision that is current. Spans stand as they are now before composites join them.
 */
export async function insertPlan(
  tx: BulkTx,
  plan: CodingPlan,
  codebook: CodebookVersionDto,
): Promise<void> {
  if (plan.annotations.length + plan.relations.length === 0) return;
  for (const stage of STAGES) await tx.sql(stage);
  const idOf = (ids: Readonly<Record<string, string>>, key: string) => {
    const id = ids[key];
    if (!id) throw new Error(`The codebook version ${codebook.versionId} has no “${key}”.`);
    return id;
  };
  await tx.copy(
    'ingest_annotations',
    annotationRows(plan.annotations, (key) => idOf(codebook.codeIds, key)),
  );
  await tx.copy('ingest_fragments', fragmentRows(plan.annotations));
  await tx.copy('ingest_members', memberRows(plan.annotations));
  await tx.sql(
    `INSERT INTO annotations (project_id, id, coding_id, article_version_id, kind, external_ref)
     SELECT $1, id, coding_id, version_id, kind, external_ref FROM ingest_annotations WHERE step = 0`,
    tx.projectId,
  );
  await tx.copy('ingest_decisions', decisionRows(plan.decisions));
  const steps = [...plan.annotations, ...plan.decisions].reduce(
    (most, { step }) => Math.max(most, step),
    0,
  );
  for (const composite of [false, true]) {
    for (let step = 0; step <= steps; step += 1) {
      await insertRevisions(tx, codebook.versionId, composite, step);
      if (step > 0) await insertDecisions(tx, composite, step);
    }
  }
  if (plan.relations.length > 0) {
    await tx.copy(
      'ingest_relations',
      relationRows(plan.relations, (key) => idOf(codebook.relationTypeIds, key)),
    );
    await insertRelations(tx);
  }
}

async function insertRevisions(
  tx: BulkTx,
  codebookVersionId: string,
  composite: boolean,
  step: number,
): Promise<void> {
  await tx.sql(
    `WITH revisions AS (
       INSERT INTO annotation_revisions (project_id, id, annotation_id, article_version_id, revision_no,
         codebook_version_id, code_id, attributes, confidence, memo, deleted, fragment_count,
         member_count, author_id)
       SELECT $1, revision_id, id, version_id, revision_no, $2, code_id, attributes, confidence, memo,
         deleted, fragment_count, member_count, author_id
         FROM ingest_annotations WHERE (kind = 'composite') = $3 AND step = $4
     ), members AS (
       INSERT INTO revision_members (project_id, revision_id, ordinal, role, annotation_id)
       SELECT $1, revision_id, ordinal, role, annotation_id FROM ingest_members WHERE $3 AND step = $4
     )
     INSERT INTO fragments (project_id, revision_id, ordinal, article_version_id, start_offset, end_offset, quote)
     SELECT $1, revision_id, ordinal, version_id, start_offset, end_offset, quote
       FROM ingest_fragments WHERE composite = $3 AND step = $4`,
    tx.projectId,
    codebookVersionId,
    composite,
    step,
  );
}

async function insertDecisions(tx: BulkTx, composite: boolean, step: number): Promise<void> {
  await tx.sql(
    `INSERT INTO review_decisions (project_id, id, annotation_id, revision_id, kind, reason,
       amended_revision_id, decider_id)
     SELECT $1, id, annotation_id, revision_id, kind, reason, amended_id, decider_id
       FROM ingest_decisions WHERE composite = $2 AND step = $3 ORDER BY id`,
    tx.projectId,
    composite,
    step,
  );
}

async function insertRelations(tx: BulkTx): Promise<void> {
  await tx.sql(
    `INSERT INTO relations (project_id, id, coding_id, external_ref)
     SELECT $1, id, coding_id, external_ref FROM ingest_relations`,
    tx.projectId,
  );
  await tx.sql(
    `INSERT INTO relation_revisions (project_id, id, relation_id, revision_no, relation_type_id,
       from_annotation_id, to_annotation_id, memo, author_id)
     SELECT $1, revision_id, id, 1, type_id, from_id, to_id, memo, author_id FROM ingest_relations`,
    tx.projectId,
  );
}

function* annotationRows(
  annotations: readonly AnnotationRow[],
  codeId: (key: string) => string,
): Generator<string> {
  for (const one of annotations) {
    yield copyRow([
      one.id,
      one.codingId,
      one.versionId,
      one.kind,
      JSON.stringify(one.externalRef),
      one.revisionId,
      one.revisionNo,
      one.step,
      one.deleted,
      codeId(one.codeKey),
      JSON.stringify(one.attributes),
      one.confidence,
      one.memo,
      one.fragments.length,
      one.members.length,
      one.authorId,
    ]);
  }
}

function* fragmentRows(annotations: readonly AnnotationRow[]): Generator<string> {
  for (const { revisionId, versionId, kind, fragments, step } of annotations) {
    for (const [ordinal, { start, end, quote }] of fragments.entries()) {
      const composite = kind === 'composite';
      yield copyRow([revisionId, ordinal, versionId, start, end, quote, composite, step]);
    }
  }
}

function* memberRows(annotations: readonly AnnotationRow[]): Generator<string> {
  for (const { revisionId, members, step } of annotations) {
    for (const [ordinal, { role, annotationId }] of members.entries()) {
      yield copyRow([revisionId, ordinal, role, annotationId, step]);
    }
  }
}

function* decisionRows(decisions: readonly DecisionRow[]): Generator<string> {
  for (const one of decisions) {
    yield copyRow([
      one.id,
      one.annotationId,
      one.step,
      one.ofComposite,
      one.revisionId,
      one.kind,
      one.reason,
      one.amendedRevisionId,
      one.deciderId,
    ]);
  }
}

function* relationRows(
  relations: readonly RelationRow[],
  typeId: (key: string) => string,
): Generator<string> {
  for (const one of relations) {
    yield copyRow([
      one.id,
      one.codingId,
      JSON.stringify(one.externalRef),
      one.revisionId,
      typeId(one.typeKey),
      one.from,
      one.to,
      one.memo,
      one.authorId,
    ]);
  }
}
