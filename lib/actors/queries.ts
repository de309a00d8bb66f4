import { readJson } from '@/lib/annotations/heads';
import { visibleAnnotation } from '@/lib/annotations/visibility';
import type { Actor } from '@/lib/auth/actor';
import { inProject, type ProjectTx } from '@/lib/db/tx';
import { filterSql, readChoices } from '@/lib/register/filter-sql';
import { err, ok, type Result } from '@/lib/result/result';
import { countQuotes, isBy, namedSo, registerOf } from './rules';
import {
  type ActorDto,
  type ActorPage,
  QUOTES_PAGE,
  type QuoteRow,
  type QuotesOf,
  type SourcesFilter,
  type SourcesReport,
} from './schema';
import { readActors } from './store';

/** Counted at once: about half a gigabyte of rows. */
const MAX_QUOTES = 200_000;
const TIMEOUT_MS = 60_000;

/**
 * Who is quoted, how often, how, by whom, and how openly sources are named. Counts what the person
 * may see.
 */
export function getSourcesReport(
  actor: Actor,
  filter: SourcesFilter,
): Promise<Result<SourcesReport>> {
  return inProject(
    actor,
    'project.read',
    async (tx) => {
      const rows = await readQuotes(tx, filter);
      return ok({
        filter,
        stats: countQuotes(rows.slice(0, MAX_QUOTES), registerOf(await readActors(tx))),
        isCapped: rows.length > MAX_QUOTES,
        ...(await readChoices(tx)),
      });
    },
    { snapshot: true, timeoutMs: TIMEOUT_MS },
  );
}

/**
 * One actor of the register, one name that is not in it (`key`), or quotes by how their sources are
 * named; with the quotes that count for it, a page of them (from 1). Error: `not_found`.
 */
export function getActorPage(
  actor: Actor,
  which: QuotesOf,
  filter: SourcesFilter,
  page: number,
): Promise<Result<ActorPage>> {
  return inProject(
    actor,
    'project.read',
    async (tx) => {
      const register = await readActors(tx);
      const found = 'id' in which ? (await readActors(tx, { id: which.id }))[0] : undefined;
      if ('id' in which && !found) return err('not_found', 'There is no such actor.');
      const all = await readQuotes(tx, filter);
      const keys = new Set('key' in which ? [which.key] : found?.names.map(({ key }) => key));
      const rows =
        'naming' in which ? namedSo(all, which.naming) : all.filter((row) => isBy(row, keys));
      const [first] = rows;
      if ('key' in which && !first) return err('not_found', 'Nobody of that name is quoted.');
      const from = (page - 1) * QUOTES_PAGE;
      return ok({
        actor: found ?? null,
        name: 'naming' in which ? null : (found?.name ?? first?.name ?? first?.words ?? ''),
        quotes: rows.slice(from, from + QUOTES_PAGE),
        total: rows.length,
        stats: countQuotes(rows, registerOf(register)),
        others: register.filter(({ id }) => id !== found?.id).map(({ id, name }) => ({ id, name })),
      });
    },
    { snapshot: true, timeoutMs: TIMEOUT_MS },
  );
}

/** The register, by name. */
export function getRegister(actor: Actor): Promise<Result<ActorDto[]>> {
  return inProject(actor, 'project.read', async (tx) => ok(await readActors(tx)));
}

/** Names of the register, for those who write one. */
export function getActorNames(actor: Actor): Promise<Result<string[]>> {
  return inProject(actor, 'project.read', async (tx) => {
    const rows = await tx.sql<{ name: string }>(
      `SELECT name FROM actors WHERE project_id = $1::uuid AND merged_into IS NULL ORDER BY name LIMIT 2000`,
      tx.projectId,
    );
    return ok(rows.map(({ name }) => name));
  });
}

async function readQuotes(tx: ProjectTx, filter: SourcesFilter): Promise<QuoteRow[]> {
  const { sql, values } = filterSql(filter, 3);
  return readJson<QuoteRow>(
    tx,
    `SELECT a.id AS "attributionId", s.id AS "sourceId", sr.attributes ->> 'actor' AS name,
            coalesce(sw.words, '') AS words, sr.attributes ->> 'source_naming' AS naming,
            sr.attributes ->> 'source_kind' AS kind, c.quotation, coalesce(c.said, '') AS said,
            v.article_id AS "articleId", v.version_no AS "versionNo", v.title, v.language,
            v.direction, v.publisher,
            to_char(v.published_at AT TIME ZONE 'UTC', 'YYYY-MM') AS month, u.name AS "coderName"
       FROM annotations a
       JOIN codings g ON g.project_id = a.project_id AND g.id = a.coding_id
       JOIN users u ON u.id = g.coder_id
       JOIN article_versions v ON v.project_id = a.project_id AND v.id = a.article_version_id
       LEFT JOIN (revision_members m
         JOIN annotations s ON s.project_id = m.project_id AND s.id = m.annotation_id AND NOT s.deleted)
         ON m.project_id = a.project_id AND m.revision_id = a.head_revision_id AND m.role = 'source'
       LEFT JOIN annotation_revisions sr ON sr.project_id = s.project_id AND sr.id = s.head_revision_id
       LEFT JOIN LATERAL (
         SELECT string_agg(f.quote, ' ' ORDER BY f.ordinal) AS words FROM fragments f
          WHERE f.project_id = s.project_id AND f.revision_id = s.head_revision_id) sw ON true
       LEFT JOIN LATERAL (
         SELECT min(cr.attributes ->> 'quotation') AS quotation,
                string_agg((SELECT string_agg(f.quote, ' ' ORDER BY f.ordinal) FROM fragments f
                   WHERE f.project_id = ca.project_id AND f.revision_id = ca.head_revision_id),
                  ' … ' ORDER BY cm.ordinal) AS said
           FROM revision_members cm
           JOIN annotations ca ON ca.project_id = cm.project_id AND ca.id = cm.annotation_id AND NOT ca.deleted
           JOIN annotation_revisions cr ON cr.project_id = ca.project_id AND cr.id = ca.head_revision_id
          WHERE cm.project_id = a.project_id AND cm.revision_id = a.head_revision_id
            AND cm.role IN ('content', 'content2')) c ON true
      WHERE a.project_id = $1::uuid AND $2::text = '' AND a.kind = 'composite' AND ${visibleAnnotation('a')}
        AND ${sql}
      ORDER BY v.published_at DESC NULLS LAST, a.id, m.ordinal LIMIT ${MAX_QUOTES + 1}`,
    '',
    'object',
    values,
  );
}
