import { loadCodebookVersion, loadPublishedCodebook } from '@/lib/codebook/queries';
import type { CodebookDocument, CodebookVersionDto } from '@/lib/codebook/schema';
import type { ProjectTx } from '@/lib/db/tx';
import { ok, type Result } from '@/lib/result/result';
import type { Ground, MigratingAnnotation, MigratingRelation } from './rules';
import type { MigrationPlan, MigrationProgress } from './schema';

/** The versions of the project's codebook that are older than the one to go to. */
export interface Versions {
  readonly to: CodebookVersionDto;
  readonly older: ReadonlyMap<string, CodebookDocument>;
}

/** The version to go to (the one in force, unless named) and all older ones. */
export async function loadVersions(
  tx: ProjectTx,
  toVersionId: string | null,
): Promise<Result<Versions>> {
  const current = await loadPublishedCodebook(tx);
  if (!current.ok) return current;
  const named = toVersionId === null ? undefined : await loadCodebookVersion(tx, toVersionId);
  const to = named ?? current.value;
  const rows = await tx.sql<{ id: string }>(
    `SELECT id FROM codebook_versions
      WHERE project_id = $1::uuid AND codebook_id = $2::uuid AND state = 'published'
        AND version_no < $3 ORDER BY version_no`,
    tx.projectId,
    to.codebookId,
    to.versionNo,
  );
  const older = new Map<string, CodebookDocument>();
  for (const { id } of rows) {
    const version = await loadCodebookVersion(tx, id);
    if (version !== undefined) older.set(id, version.document);
  }
  return ok({ to, older });
}

export function groundOf({ to, older }: Versions, plan: MigrationPlan): Ground {
  return { plan, older, to: { versionId: to.versionId, document: to.document } };
}

/** Codings that have heads in older versions, in order of id; after `after`, at most `limit`. */
export async function codingsToMigrate(
  tx: ProjectTx,
  versions: Versions,
  after: string | null,
  limit: number,
): Promise<string[]> {
  const rows = await tx.sql<{ id: string }>(
    `SELECT g.id FROM codings g
      WHERE g.project_id = $1::uuid AND ($3::uuid IS NULL OR g.id > $3::uuid)
        AND (EXISTS (SELECT 1 FROM annotations a
            JOIN codes c ON c.project_id = a.project_id AND c.id = a.code_id
           WHERE a.project_id = g.project_id AND a.coding_id = g.id AND NOT a.deleted
             AND c.codebook_version_id = ANY ($2::uuid[]))
          OR EXISTS (SELECT 1 FROM relations l
            JOIN relation_revisions r ON r.project_id = l.project_id AND r.id = l.head_revision_id
            JOIN relation_types t ON t.project_id = r.project_id AND t.id = r.relation_type_id
           WHERE l.project_id = g.project_id AND l.coding_id = g.id AND NOT l.deleted
             AND t.codebook_version_id = ANY ($2::uuid[])))
      ORDER BY g.id LIMIT ${limit}`,
    tx.projectId,
    [...versions.older.keys()],
    after,
  );
  return rows.map((row) => row.id);
}

interface AnnotationRow extends MigratingAnnotation {
  readonly codingId: string;
  readonly headNo: number;
}

interface RelationRow extends MigratingRelation {
  readonly codingId: string;
  readonly headNo: number;
}

export interface CodingHeads {
  readonly annotations: readonly AnnotationRow[];
  readonly relations: readonly RelationRow[];
  /** Heads of other codings that relations of these lead to. */
  readonly outside: readonly AnnotationRow[];
}

const HEAD = `
  SELECT a.id, a.kind::text AS kind, a.coding_id AS "codingId", a.head_no AS "headNo",
         c.key AS "codeKey", r.codebook_version_id AS "versionId", r.attributes,
         coalesce((SELECT jsonb_agg(jsonb_build_object('role', m.role, 'annotationId',
             m.annotation_id) ORDER BY m.ordinal) FROM revision_members m
            WHERE m.project_id = r.project_id AND m.revision_id = r.id), '[]') AS members
    FROM annotations a
    JOIN annotation_revisions r ON r.project_id = a.project_id AND r.id = a.head_revision_id
    JOIN codes c ON c.project_id = r.project_id AND c.id = r.code_id
   WHERE a.project_id = $1::uuid AND NOT a.deleted`;

/** All live heads of some codings. */
export async function readCodingHeads(
  tx: ProjectTx,
  codingIds: readonly string[],
): Promise<CodingHeads> {
  const annotations = await tx.sql<AnnotationRow>(
    `${HEAD} AND a.coding_id = ANY ($2::uuid[]) ORDER BY a.id`,
    tx.projectId,
    codingIds,
  );
  const relations = await tx.sql<RelationRow>(
    `SELECT l.id, l.coding_id AS "codingId", l.head_no AS "headNo", t.key AS "typeKey",
            t.codebook_version_id AS "versionId", r.from_annotation_id AS "from",
            r.to_annotation_id AS "to"
       FROM relations l
       JOIN relation_revisions r ON r.project_id = l.project_id AND r.id = l.head_revision_id
       JOIN relation_types t ON t.project_id = r.project_id AND t.id = r.relation_type_id
      WHERE l.project_id = $1::uuid AND l.coding_id = ANY ($2::uuid[]) AND NOT l.deleted
      ORDER BY l.id`,
    tx.projectId,
    codingIds,
  );
  const known = new Set(annotations.map((one) => one.id));
  const foreign = relations.flatMap(({ from, to }) => [from, to]).filter((id) => !known.has(id));
  const outside =
    foreign.length === 0
      ? []
      : await tx.sql<AnnotationRow>(`${HEAD} AND a.id = ANY ($2::uuid[])`, tx.projectId, [
          ...new Set(foreign),
        ]);
  return { annotations, relations, outside };
}

interface MigrationRow {
  readonly id: string;
  readonly toVersionId: string;
  readonly plan: unknown;
  readonly reason: string;
  readonly finished: boolean;
  readonly done: number;
  readonly moved: number;
  readonly listed: number;
}

/** The project's migrations, newest first, with how far they are. */
export function readMigrations(tx: ProjectTx, id: string | null = null): Promise<MigrationRow[]> {
  return tx.sql<MigrationRow>(
    `SELECT m.id, m.to_version_id AS "toVersionId", m.plan, m.reason,
            m.finished_at IS NOT NULL AS finished, count(c.coding_id)::int AS done,
            coalesce(sum(c.moved), 0)::int AS moved, coalesce(sum(c.listed), 0)::int AS listed
       FROM codebook_migrations m
       LEFT JOIN codebook_migration_codings c
         ON c.project_id = m.project_id AND c.migration_id = m.id
      WHERE m.project_id = $1::uuid AND ($2::uuid IS NULL OR m.id = $2::uuid)
      GROUP BY m.project_id, m.id ORDER BY m.id DESC LIMIT 20`,
    tx.projectId,
    id,
  );
}

export function progressOf(row: MigrationRow, left: number): MigrationProgress {
  const { id, done, moved, listed, finished } = row;
  return { migrationId: id, done, total: done + left, moved, listed, finished };
}

/** Codings that a migration has yet to do; counted, or the first `limit` of them by id. */
export async function codingsLeft(
  tx: ProjectTx,
  migrationId: string,
  versions: Versions,
  limit: number,
): Promise<{ readonly count: number; readonly ids: string[] }> {
  const ids = await codingsToMigrate(tx, versions, null, 1_000_000);
  const done = await tx.sql<{ id: string }>(
    `SELECT coding_id AS id FROM codebook_migration_codings
      WHERE project_id = $1::uuid AND migration_id = $2::uuid`,
    tx.projectId,
    migrationId,
  );
  const finished = new Set(done.map((row) => row.id));
  const left = ids.filter((id) => !finished.has(id));
  return { count: left.length, ids: left.slice(0, limit) };
}
