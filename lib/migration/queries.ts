import type { Actor } from '@/lib/auth/actor';
import { attributesOf, checkAttributes, findCode } from '@/lib/codebook/rules';
import type { CodebookDocument } from '@/lib/codebook/schema';
import { inProject, type ProjectTx } from '@/lib/db/tx';
import { ok, type Result } from '@/lib/result/result';
import { migrateCoding } from './coding-rules';
import { planProblems, proposePlan } from './plan-rules';
import { PreviewCounter } from './preview-counter';
import { codeState, migrateOne } from './rules';
import type {
  CodeInUse,
  MigrationPlan,
  MigrationPreview,
  MigrationStart,
  PersonItem,
} from './schema';
import {
  codingsLeft,
  codingsToMigrate,
  groundOf,
  loadVersions,
  progressOf,
  readCodingHeads,
  readMigrations,
  type Versions,
} from './store';

const RANK = ['same', 'wording', 'meaning', 'retired', 'gone'] as const;

async function codesInUse(tx: ProjectTx, { to, older }: Versions): Promise<CodeInUse[]> {
  const rows = await tx.sql<{ key: string; versionId: string; count: number }>(
    `SELECT c.key, c.codebook_version_id AS "versionId", count(*)::int AS count
       FROM annotations a JOIN codes c ON c.project_id = a.project_id AND c.id = a.code_id
      WHERE a.project_id = $1::uuid AND NOT a.deleted AND c.codebook_version_id = ANY ($2::uuid[])
      GROUP BY 1, 2 ORDER BY min(c.position)`,
    tx.projectId,
    [...older.keys()],
  );
  const byKey = new Map<string, CodeInUse>();
  for (const { key, versionId, count } of rows) {
    const document = older.get(versionId);
    const code = document && findCode(document, key);
    if (document === undefined || code === undefined) continue;
    const state = codeState(document, to.document, key);
    const known = byKey.get(key);
    const worse = known && RANK.indexOf(known.state) > RANK.indexOf(state) ? known.state : state;
    byKey.set(key, {
      key,
      name: code.name,
      count: (known?.count ?? 0) + count,
      state: worse,
      attributes: attributesOf(document, code).map((attribute) => ({
        key: attribute.key,
        name: attribute.name,
        values: attribute.options.map(({ value }) => value),
        lost: !fitsNow(to.document, key, attribute),
      })),
    });
  }
  return [...byKey.values()];
}

function fitsNow(
  now: CodebookDocument,
  codeKey: string,
  attribute: CodebookDocument['attributes'][number],
): boolean {
  const code = findCode(now, codeKey);
  if (code === undefined) return true;
  const same = attributesOf(now, code).find((one) => one.key === attribute.key);
  if (same?.kind !== attribute.kind) return false;
  return attribute.options.every(
    ({ value }) =>
      checkAttributes(now, code, {
        [attribute.key]: attribute.kind === 'multi_choice' ? [value] : value,
      }).ok,
  );
}

/** Everything that the migration page starts from. */
export function getMigrationStart(actor: Actor): Promise<Result<MigrationStart>> {
  return inProject(actor, 'codebook.edit', async (tx) => {
    const versions = await loadVersions(tx, null);
    if (!versions.ok) return versions;
    const { to, older } = versions.value;
    const inUse = await codesInUse(tx, versions.value);
    const types = await tx.sql<{ key: string; count: number }>(
      `SELECT t.key, count(*)::int AS count FROM relations l
         JOIN relation_revisions r ON r.project_id = l.project_id AND r.id = l.head_revision_id
         JOIN relation_types t ON t.project_id = r.project_id AND t.id = r.relation_type_id
        WHERE l.project_id = $1::uuid AND NOT l.deleted
          AND t.codebook_version_id = ANY ($2::uuid[]) GROUP BY 1 ORDER BY 1`,
      tx.projectId,
      [...older.keys()],
    );
    const rows = await tx.sql<{ renames: Record<string, string> }>(
      `SELECT renames FROM codebook_versions WHERE project_id = $1::uuid AND codebook_id = $2::uuid
          AND state = 'published' ORDER BY version_no`,
      tx.projectId,
      to.codebookId,
    );
    const migrations = await readMigrations(tx);
    const running = migrations.find((row) => !row.finished);
    const left = running
      ? await codingsLeft(
          tx,
          running.id,
          await versionsOf(tx, running.toVersionId, versions.value),
          0,
        )
      : null;
    const last = migrations.find((row) => row.finished);
    return ok({
      toVersionId: to.versionId,
      toVersionNo: to.versionNo,
      inUse,
      targets: to.document.codes
        .filter((code) => !code.retired)
        .map((code) => ({
          key: code.key,
          name: code.name,
          attributes: attributesOf(to.document, code).map(({ key, options }) => ({
            key,
            values: options.map(({ value }) => value),
          })),
        })),
      relationTypes: types.map((type) => ({
        ...type,
        gone: !to.document.relationTypes.some(({ key }) => key === type.key),
      })),
      targetRelationTypes: to.document.relationTypes.map(({ key, name }) => ({ key, name })),
      plan: proposePlan(inUse, chained(rows.map((row) => row.renames)), to.document),
      running: running && left ? progressOf(running, left.count) : null,
      last: last ? progressOf(last, 0) : null,
    });
  });
}

async function versionsOf(tx: ProjectTx, id: string, fallback: Versions): Promise<Versions> {
  const versions = await loadVersions(tx, id);
  return versions.ok ? versions.value : fallback;
}

/** Renames of several versions in a row: a → b, then b → c, is a → c. */
function chained(renames: readonly Readonly<Record<string, string>>[]): Record<string, string> {
  const all: Record<string, string> = {};
  for (const step of renames) {
    for (const [from, to] of Object.entries(all)) {
      const next = step[to];
      if (next !== undefined) all[from] = next;
    }
    Object.assign(all, step);
  }
  return all;
}

const CODINGS_AT_ONCE = 200;

/** Counts what a plan would do, without doing it. Error `invalid_input`: the plan does not fit. */
export function previewMigration(
  actor: Actor,
  plan: MigrationPlan,
): Promise<Result<MigrationPreview>> {
  return inProject(
    actor,
    'codebook.edit',
    async (tx) => {
      const versions = await loadVersions(tx, null);
      if (!versions.ok) return versions;
      const [problem] = planProblems(plan, versions.value.to.document);
      if (problem !== undefined) {
        return { ok: false, error: { code: 'invalid_input', userMessage: problem, field: 'plan' } };
      }
      const ground = groundOf(versions.value, plan);
      const counter = new PreviewCounter(plan);
      let after: string | null = null;
      for (;;) {
        const ids: string[] = await codingsToMigrate(tx, versions.value, after, CODINGS_AT_ONCE);
        const heads = await readCodingHeads(tx, ids);
        for (const id of ids) {
          const annotations = heads.annotations.filter((one) => one.codingId === id);
          const relations = heads.relations.filter((one) => one.codingId === id);
          const inside = new Set(annotations.map((one) => one.id));
          const elsewhere = new Map(
            [...heads.outside, ...heads.annotations]
              .filter((one) => !inside.has(one.id))
              .map((one) => {
                const outcome = migrateOne(ground, one);
                return [one.id, outcome.kind === 'move' ? outcome.codeKey : one.codeKey] as const;
              }),
          );
          const outcome = migrateCoding(ground, annotations, relations, elsewhere);
          for (const one of annotations) {
            const found = outcome.annotations.get(one.id);
            if (found) counter.add(one.codeKey, found);
          }
          for (const found of outcome.relations.values()) counter.addRelation(found.kind);
          counter.codings += 1;
        }
        if (ids.length < CODINGS_AT_ONCE) break;
        after = ids.at(-1) ?? null;
      }
      return ok(counter.preview());
    },
    { snapshot: true, timeoutMs: 120_000 },
  );
}

const PERSON_LIMIT = 500;

/**
 * What waits for a person: listed by a migration, and its head has not moved since. At most 500, with
 * their number; analysts see their own, others all.
 */
export function listPersonItems(
  actor: Actor,
): Promise<Result<{ readonly items: PersonItem[]; readonly total: number }>> {
  return inProject(actor, 'annotations.write', async (tx, me) => {
    const own = me.role === 'analyst' ? me.userId : null;
    const rows = await tx.sql<PersonItem & { total: number }>(
      `SELECT DISTINCT ON (coalesce(i.annotation_id, i.relation_id)) i.id,
              CASE WHEN i.annotation_id IS NULL THEN 'relation' ELSE 'annotation' END AS kind,
              a.id AS "annotationId", v.article_id AS "articleId", v.title AS "articleTitle",
              u.name AS "coderName", c.name AS "codeName", i.reason, i.about,
              w.version_no AS "versionNo",
              coalesce((SELECT string_agg(f.quote, ' … ' ORDER BY f.ordinal) FROM fragments f
                WHERE f.project_id = a.project_id AND f.revision_id = a.head_revision_id), '') AS quote,
              count(*) OVER ()::int AS total
         FROM codebook_migration_items i
         LEFT JOIN relations l ON l.project_id = i.project_id AND l.id = i.relation_id
         LEFT JOIN relation_revisions lr ON lr.project_id = l.project_id AND lr.id = l.head_revision_id
         JOIN annotations a ON a.project_id = i.project_id
          AND a.id = coalesce(i.annotation_id, lr.from_annotation_id)
         JOIN codings g ON g.project_id = i.project_id AND g.id = i.coding_id
         JOIN users u ON u.id = g.coder_id
         JOIN article_versions v ON v.project_id = a.project_id AND v.id = a.article_version_id
         JOIN codes c ON c.project_id = a.project_id AND c.id = a.code_id
         JOIN codebook_versions w ON w.project_id = c.project_id AND w.id = c.codebook_version_id
        WHERE i.project_id = $1::uuid
          AND ($2::uuid IS NULL OR g.coder_id = $2::uuid)
          AND (i.relation_id IS NULL AND NOT a.deleted AND a.head_no = i.revision_no
            OR i.annotation_id IS NULL AND NOT l.deleted AND l.head_no = i.revision_no)
        ORDER BY coalesce(i.annotation_id, i.relation_id), i.id DESC
        LIMIT ${PERSON_LIMIT}`,
      tx.projectId,
      own,
    );
    return ok({
      items: rows.map(({ total: _total, ...item }) => item),
      total: rows[0]?.total ?? 0,
    });
  });
}
