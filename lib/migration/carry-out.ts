import { v7 as uuidv7 } from 'uuid';
import { insertRelationRevisions, loadRelations } from '@/lib/annotations/relation-store';
import { insertRevisions, loadAnnotations, type NewRevision } from '@/lib/annotations/store';
import type { ProjectTx } from '@/lib/db/tx';
import { appendEvents, type NewEvent } from '@/lib/provenance/commands';
import { err, ok, type Result } from '@/lib/result/result';
import { migrateCoding } from './coding-rules';
import { migrateOne, type Outcome } from './rules';
import type { MigrationPlan } from './schema';
import { groundOf, readCodingHeads, type Versions } from './store';

export interface CarriedOut {
  readonly moved: number;
  readonly listed: number;
}

interface Running {
  readonly tx: ProjectTx;
  readonly migrationId: string;
  readonly userId: string;
  readonly reason: string;
  readonly plan: MigrationPlan;
  readonly versions: Versions;
}

/**
 * Carries one coding over, whole, in the caller's transaction: new revisions, what waits for a
 * person, the log of undo closed (what it would bring back stands in the older version), the
 * events. Null when another run has done this coding already.
 */
export async function carryOutCoding(
  running: Running,
  codingId: string,
): Promise<Result<CarriedOut | null>> {
  const { tx, migrationId, versions, plan } = running;
  // The same lock as every writing command of this coding takes.
  await tx.sql(
    'SELECT id FROM codings WHERE project_id = $1::uuid AND id = $2::uuid FOR UPDATE',
    tx.projectId,
    codingId,
  );
  const [done] = await tx.sql<{ one: number }>(
    `SELECT 1 AS one FROM codebook_migration_codings
      WHERE project_id = $1::uuid AND migration_id = $2::uuid AND coding_id = $3::uuid`,
    tx.projectId,
    migrationId,
    codingId,
  );
  if (done) return ok(null);
  const heads = await readCodingHeads(tx, [codingId]);
  const ground = groundOf(versions, plan);
  const elsewhere = new Map(
    heads.outside.map((one) => {
      const outcome = migrateOne(ground, one);
      return [one.id, outcome.kind === 'move' ? outcome.codeKey : one.codeKey];
    }),
  );
  const outcome = migrateCoding(ground, heads.annotations, heads.relations, elsewhere);
  const events: NewEvent[] = [];
  const annotations = await moveAnnotations(running, outcome.annotations, events);
  if (!annotations.ok) return annotations;
  const relations = await moveRelations(running, outcome.relations, events);
  if (!relations.ok) return relations;

  const numbers = new Map(
    [...heads.annotations, ...heads.relations].map((one) => [one.id, one.headNo]),
  );
  const items = [
    ...[...outcome.annotations].flatMap(([id, one]) =>
      one.kind === 'person' ? [{ annotationId: id, relationId: null, ...one }] : [],
    ),
    ...[...outcome.relations].flatMap(([id, one]) =>
      one.kind === 'person' ? [{ annotationId: null, relationId: id, ...one }] : [],
    ),
  ].map(({ annotationId, relationId, reason, about }) => ({
    id: uuidv7(),
    annotationId,
    relationId,
    reason,
    about,
    revisionNo: numbers.get(annotationId ?? relationId ?? '') ?? 0,
  }));
  const moved = annotations.value + relations.value;
  await tx.sql(
    `WITH item AS (
       INSERT INTO codebook_migration_items (project_id, migration_id, id, coding_id,
         annotation_id, relation_id, revision_no, reason, about)
       SELECT $1::uuid, $2::uuid, id, $3::uuid, "annotationId", "relationId", "revisionNo", reason,
              about
         FROM jsonb_to_recordset($4::jsonb) AS x (id uuid, "annotationId" uuid,
           "relationId" uuid, "revisionNo" int, reason text, about text)),
     undone AS (
       UPDATE operations SET state = 'discarded'
        WHERE project_id = $1::uuid AND coding_id = $3::uuid AND state <> 'discarded' AND $5 > 0)
     INSERT INTO codebook_migration_codings (project_id, migration_id, coding_id, moved, listed)
     VALUES ($1::uuid, $2::uuid, $3::uuid, $5::int, $6::int)`,
    tx.projectId,
    migrationId,
    codingId,
    JSON.stringify(items),
    moved,
    items.length,
  );
  const payload = { migrationId, codingId, moved, listed: items.length };
  // Last: the project's chain is locked from the first event to the end of the transaction.
  await appendEvents(tx, [
    ...events,
    { type: 'codebook.migrated', actorId: running.userId, payload },
  ]);
  return ok({ moved, listed: items.length });
}

async function moveAnnotations(
  { tx, migrationId, userId, reason, versions }: Running,
  outcomes: ReadonlyMap<string, Outcome>,
  events: NewEvent[],
): Promise<Result<number>> {
  const moves = [...outcomes].flatMap(([id, one]) => (one.kind === 'move' ? [{ id, ...one }] : []));
  const stored = await loadAnnotations(
    tx,
    moves.map(({ id }) => ({ id, no: null })),
  );
  const { to } = versions;
  const revisions = moves.map(({ id, codeKey, attributes, keepsReview, step }): NewRevision => {
    const head = stored.get(id);
    const codeId = to.codeIds[codeKey];
    if (head === undefined || codeId === undefined) throw new Error(`annotation ${id} cannot move`);
    const before = head.snapshot;
    events.push({
      type: 'annotation.migrated',
      actorId: userId,
      annotationId: id,
      payload: {
        migrationId,
        reason,
        step,
        revisionNo: head.headNo + 1,
        versionNo: to.versionNo,
        before: { codeKey: before.codeKey, attributes: before.attributes },
        after: { codeKey, attributes },
      },
    });
    return {
      annotationId: id,
      kind: head.kind,
      codingId: head.codingId,
      articleVersionId: head.articleVersionId,
      revisionNo: head.headNo + 1,
      authorId: userId,
      migration: { id: migrationId, keepsReview },
      snapshot: { ...before, codebookVersionId: to.versionId, codeId, codeKey, attributes },
    };
  });
  // Spans first: a composite's members are checked by the codes that they have by then.
  for (const composites of [false, true]) {
    const group = revisions.filter(({ kind }) => (kind === 'composite') === composites);
    const written = await insertRevisions(tx, group);
    if (written.size < group.length) {
      return err('stale_version', 'Somebody changed an annotation while it was carried over.');
    }
  }
  return ok(revisions.length);
}

async function moveRelations(
  { tx, migrationId, userId, reason, versions }: Running,
  outcomes: ReadonlyMap<string, { kind: string; typeKey?: string }>,
  events: NewEvent[],
): Promise<Result<number>> {
  const moves = [...outcomes].flatMap(([id, one]) =>
    one.kind === 'move' && one.typeKey !== undefined ? [{ id, typeKey: one.typeKey }] : [],
  );
  const stored = await loadRelations(
    tx,
    moves.map(({ id }) => ({ id, no: null })),
  );
  const revisions = moves.map(({ id, typeKey }) => {
    const head = stored.get(id);
    const relationTypeId = versions.to.relationTypeIds[typeKey];
    if (head === undefined || relationTypeId === undefined) {
      throw new Error(`relation ${id} cannot move`);
    }
    events.push({
      type: 'relation.migrated',
      actorId: userId,
      annotationId: head.snapshot.fromAnnotationId,
      payload: {
        migrationId,
        reason,
        relationId: id,
        revisionNo: head.headNo + 1,
        before: { typeKey: head.snapshot.typeKey },
        after: { typeKey },
      },
    });
    return {
      relationId: id,
      codingId: head.codingId,
      revisionNo: head.headNo + 1,
      authorId: userId,
      migrationId,
      snapshot: { ...head.snapshot, relationTypeId, typeKey },
    };
  });
  const written = await insertRelationRevisions(tx, revisions);
  return written.size < revisions.length
    ? err('stale_version', 'Somebody changed a link while it was carried over.')
    : ok(revisions.length);
}
