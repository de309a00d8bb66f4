import { z } from 'zod';
import { seesColleagues } from '@/lib/annotations/visibility';
import type { Actor } from '@/lib/auth/actor';
import { inProject, type ProjectTx } from '@/lib/db/tx';
import { releaseSpecSchema } from '@/lib/releases/frozen/schema';
import { err, ok, type Result } from '@/lib/result/result';
import packageJson from '@/package.json' with { type: 'json' };
import { buildProv } from './build';
import type { ProvDocument } from './model';
import {
  type Chosen,
  readCaptures,
  readCodebooks,
  readDecisionRows,
  readImports,
  readRevisions,
  readVersions,
} from './rows';
import type { ProvScope, ReleaseRow } from './schema';

/** A document of more revisions is taken article by article: it is made in memory. */
const MAX_REVISIONS = 250_000;

const TIMEOUT_MS = 10 * 60 * 1000;

/**
 * The provenance of an annotation, an article, an export or the whole project as a W3C PROV document,
 * read in one snapshot. What blind coding hides from the acting person is not in it. Errors:
 * `not_found`, `invalid_input` (too large to be made at once).
 */
export function getProvenance(actor: Actor, scope: ProvScope): Promise<Result<ProvDocument>> {
  return inProject(
    actor,
    'history.read',
    async (tx) => {
      const chosen = await choose(tx, scope);
      if (!chosen.ok) return chosen;
      const { releases, ...which } = chosen.value;
      const [project] = await tx.sql<{ id: string; slug: string; name: string }>(
        'SELECT id::text, slug, name FROM projects WHERE id = $1::uuid',
        tx.projectId,
      );
      if (!project) throw new Error(`project ${tx.projectId} is gone`);
      const versions = await readVersions(tx, which);
      const revisions = await readRevisions(tx, which);
      const ids = <T>(all: readonly T[], of: (one: T) => string | null) => [
        ...new Set(all.flatMap((one) => of(one) ?? [])),
      ];
      return ok(
        buildProv({
          project,
          softwareVersion: packageJson.version,
          people: await readPeople(tx),
          captures: await readCaptures(
            tx,
            ids(versions, ({ captureId }) => captureId),
          ),
          imports: await readImports(tx, [
            ...new Set([
              ...ids(versions, ({ importId }) => importId),
              ...ids(revisions, ({ act }) => act?.importId ?? null),
            ]),
          ]),
          versions,
          codebooks: await readCodebooks(
            tx,
            ids(revisions, (one) => one.codebookVersionId),
          ),
          revisions,
          decisions: await readDecisionRows(tx, which),
          releases,
        }),
      );
    },
    { snapshot: true, timeoutMs: TIMEOUT_MS },
  );
}

type Choice = Chosen & { readonly releases: readonly ReleaseRow[] };

async function choose(tx: ProjectTx, scope: ProvScope): Promise<Result<Choice>> {
  switch (scope.of) {
    case 'annotation':
      return chooseAnnotation(tx, scope.id);
    case 'article':
      return chooseArticle(tx, scope.id);
    case 'release': {
      const release = (await readReleases(tx, scope.id))[0];
      if (!release) return err('not_found', 'There is no such export or release.');
      return atMost(tx, { versionIds: 'all', annotationIds: 'all', releases: [release] });
    }
    case 'project':
      return atMost(tx, {
        versionIds: 'all',
        annotationIds: 'all',
        releases: await readReleases(tx, null),
      });
  }
}

async function atMost(tx: ProjectTx, choice: Choice): Promise<Result<Choice>> {
  const [row] = await tx.sql<{ n: number }>(
    `SELECT count(*)::int AS n FROM (SELECT 1 FROM annotation_revisions WHERE project_id = $1::uuid
        LIMIT ${MAX_REVISIONS + 1}) x`,
    tx.projectId,
  );
  return (row?.n ?? 0) <= MAX_REVISIONS
    ? ok(choice)
    : err(
        'invalid_input',
        'The project is too large for one document: take it article by article.',
      );
}

/** The annotation, what it joins, what it was made from, and the versions of its article up to its own. */
async function chooseAnnotation(tx: ProjectTx, id: string): Promise<Result<Choice>> {
  const rows = await tx.sql<{ id: string; versionId: string }>(
    `WITH RECURSIVE joined (id) AS (
       SELECT $2::uuid
       UNION
       SELECT x.id FROM joined j CROSS JOIN LATERAL (
         SELECT m.annotation_id AS id FROM annotation_revisions r JOIN revision_members m
             ON m.project_id = r.project_id AND m.revision_id = r.id
          WHERE r.project_id = $1::uuid AND r.annotation_id = j.id
         UNION
         SELECT s.annotation_id FROM adjudication_decisions d JOIN adjudication_sources s
             ON s.project_id = d.project_id AND s.decision_id = d.id
          WHERE d.project_id = $1::uuid AND d.gold_annotation_id = j.id AND s.annotation_id IS NOT NULL
         UNION
         SELECT i.source_id FROM carry_over_items i
          WHERE i.project_id = $1::uuid AND i.annotation_id = j.id) x)
     SELECT a.id::text, v.id::text AS "versionId" FROM joined j
       JOIN annotations a ON a.project_id = $1::uuid AND a.id = j.id
       JOIN article_versions own ON own.project_id = a.project_id AND own.id = a.article_version_id
       JOIN article_versions v ON v.project_id = own.project_id AND v.article_id = own.article_id
        AND v.version_no <= own.version_no`,
    tx.projectId,
    id,
  );
  if (!rows.some((row) => row.id === id)) return err('not_found', 'There is no such annotation.');
  return ok({
    annotationIds: [...new Set(rows.map((row) => row.id))],
    versionIds: [...new Set(rows.map(({ versionId }) => versionId))],
    releases: [],
  });
}

async function chooseArticle(tx: ProjectTx, articleId: string): Promise<Result<Choice>> {
  const versions = await tx.sql<{ id: string }>(
    `SELECT id::text FROM article_versions WHERE project_id = $1::uuid AND article_id = $2::uuid
      ORDER BY version_no`,
    tx.projectId,
    articleId,
  );
  const newest = versions.at(-1);
  if (!newest) return err('not_found', 'There is no such article in this project.');
  await seesColleagues(tx, { articleVersionId: newest.id });
  const versionIds = versions.map(({ id }) => id);
  const annotations = await tx.sql<{ id: string }>(
    `SELECT id::text FROM annotations WHERE project_id = $1::uuid AND article_version_id = ANY ($2::uuid[])`,
    tx.projectId,
    versionIds,
  );
  return ok({ versionIds, annotationIds: annotations.map(({ id }) => id), releases: [] });
}

async function readPeople(tx: ProjectTx) {
  return tx.sql<{ id: string; name: string }>(
    `SELECT u.id::text, u.name FROM members m JOIN users u ON u.id = m.user_id
      WHERE m.project_id = $1::uuid ORDER BY u.id`,
    tx.projectId,
  );
}

/** What the events of an export and of a release both say of it. */
const toldSchema = z.object({
  history: z.object({ event: z.number(), hash: z.string() }),
  manifestSha256: z.string(),
  format: z.string().optional(),
  filter: z.unknown().optional(),
});

/** Exports by the id of their event, releases by it or by their own, or all; with what stood then. */
async function readReleases(tx: ProjectTx, id: string | null): Promise<ReleaseRow[]> {
  const rows = await tx.sql<{
    seq: bigint;
    id: string;
    type: string;
    at: Date;
    actorId: string | null;
    body: string;
    name: string | null;
    spec: unknown;
  }>(
    `SELECT e.seq, e.id::text, e.type, e.at, e.actor_id::text AS "actorId", e.body, r.name, r.spec
       FROM events e
       LEFT JOIN releases r ON r.project_id = e.project_id AND r.id = CASE
         WHEN e.type = 'release.published' THEN (e.body::jsonb #>> '{payload,releaseId}')::uuid END
      WHERE e.project_id = $1::uuid AND e.type IN ('dataset.exported', 'release.published')
        AND ($2::uuid IS NULL OR $2::uuid IN (e.id, r.id))
      ORDER BY e.seq`,
    tx.projectId,
    id,
  );
  const found: ReleaseRow[] = [];
  for (const row of rows) {
    const told = toldSchema.safeParse(JSON.parse(row.body).payload).data;
    if (!told) continue;
    const spec = releaseSpecSchema.safeParse(row.spec).data;
    const { event, hash } = told.history;
    found.push({
      act: {
        seq: Number(row.seq),
        id: row.id,
        type: row.type,
        at: row.at.toISOString(),
        actorId: row.actorId,
        importId: null,
      },
      name: row.name,
      format: told.format ?? spec?.formats.join(', ') ?? '',
      filter: spec ? { ...spec.filter, articles: spec.articles } : told.filter,
      manifestSha256: told.manifestSha256,
      event,
      hash,
      ...(await standing(tx, event)),
    });
  }
  return found;
}

async function standing(tx: ProjectTx, event: number) {
  const there = `EXISTS (SELECT 1 FROM events e WHERE e.project_id = r.project_id
      AND e.written_in = r.written_in AND e.seq <= $2::bigint)`;
  const revisions = await tx.sql<{ id: string }>(
    `SELECT x.id::text FROM (
       SELECT DISTINCT ON (r.annotation_id) r.id, r.deleted FROM annotation_revisions r
        WHERE r.project_id = $1::uuid AND ${there} ORDER BY r.annotation_id, r.revision_no DESC) x
      WHERE NOT x.deleted`,
    tx.projectId,
    event,
  );
  const versions = await tx.sql<{ id: string }>(
    `SELECT r.id::text FROM article_versions r WHERE r.project_id = $1::uuid AND ${there}`,
    tx.projectId,
    event,
  );
  return {
    revisionIds: revisions.map(({ id: one }) => one),
    versionIds: versions.map(({ id: one }) => one),
  };
}
