import { seesColleagues, visibleAnnotation } from '@/lib/annotations/visibility';
import type { Actor } from '@/lib/auth/actor';
import { can } from '@/lib/auth/roles';
import { inProject, type Me, type ProjectTx } from '@/lib/db/tx';
import { err, ok, type Result } from '@/lib/result/result';
import { extentOf, type Fragment } from '@/lib/text/fragments';
import { codePointLength, createOffsetMap, type OffsetMap } from '@/lib/text/offsets';
import type { CarriedMark, CarryQueue, Excerpt, Verdict, WaitingItem } from './schema';
import { readText } from './store';

/** For annotations of a version that came from an earlier one: which, and how sure that was. */
export function getCarriedMarks(
  actor: Actor,
  articleVersionId: string,
): Promise<Result<Readonly<Record<string, CarriedMark>>>> {
  return inProject(actor, 'project.read', async (tx) => {
    // Asked first, so that the rows below are not asked one by one in a blind article.
    await seesColleagues(tx, { articleVersionId });
    const rows = await tx.sql<CarriedMark & { readonly id: string }>(
      `SELECT i.annotation_id AS id, v.version_no AS "versionNo", i.verdict::text AS verdict,
              i.state::text AS state
         FROM codings g JOIN carry_over_items i ON i.project_id = g.project_id AND i.coding_id = g.id
         JOIN annotations s ON s.project_id = i.project_id AND s.id = i.source_id
         JOIN article_versions v ON v.project_id = s.project_id AND v.id = s.article_version_id
         JOIN annotations a ON a.project_id = i.project_id AND a.id = i.annotation_id
        WHERE g.project_id = $1::uuid AND g.article_version_id = $2::uuid
          AND ${visibleAnnotation('a')}`,
      tx.projectId,
      articleVersionId,
    );
    return ok(Object.fromEntries(rows.map(({ id, ...mark }) => [id, mark])));
  });
}

interface VersionRow {
  readonly title: string;
  readonly language: string | null;
  readonly direction: 'ltr' | 'rtl';
}

/**
 * What waits for this person in carrying an article's codings to its newest version: both sides of
 * each, what went over and what has yet to. A coder sees her own; leads all that they see. Error:
 * `not_found`.
 */
export function getCarryQueue(actor: Actor, articleId: string): Promise<Result<CarryQueue>> {
  return inProject(actor, 'project.read', async (tx, me) => {
    const to = await readText(tx, articleId, null);
    const [version] = await tx.sql<VersionRow>(
      `SELECT title, language, direction::text AS direction FROM article_versions
        WHERE project_id = $1::uuid AND id = $2::uuid`,
      tx.projectId,
      to?.id ?? null,
    );
    if (!to || !version) return err('not_found', 'There is no such article in this project.');
    const sees = await seesColleagues(tx, { articleVersionId: to.id });
    // Whose: null is everybody's.
    const whose = sees && can(me.role, 'assignments.manage') ? null : me.userId;
    const open = to.versionNo > 1 ? await openCodings(tx, me, articleId, to.id, whose) : [];
    const carried = await carriedOver(tx, to.id, whose);
    const items = await waitingItems(tx, articleId, to, whose);
    return ok({
      articleTitle: version.title,
      language: version.language,
      direction: version.direction,
      toVersionNo: to.versionNo,
      laterText: items.length > 0 ? to.text : '',
      items,
      open,
      carried,
    });
  });
}

/** Each coder's coding of the latest version that they coded, if it is an earlier one and not carried over. */
function openCodings(
  tx: ProjectTx,
  me: Me,
  articleId: string,
  toVersionId: string,
  whose: string | null,
) {
  if (!can(me.role, 'annotations.write')) return Promise.resolve([]);
  return tx.sql<CarryQueue['open'][number]>(
    `SELECT x."coderId", x."coderName", x."versionNo", x.annotations FROM (
       SELECT g.id AS coding_id, g.coder_id AS "coderId", u.name AS "coderName",
              v.version_no AS "versionNo",
              max(v.version_no) OVER (PARTITION BY g.coder_id) AS latest, count(*)::int AS annotations
         FROM article_versions v
         JOIN codings g ON g.project_id = v.project_id AND g.article_version_id = v.id AND g.kind = 'coder'
         JOIN users u ON u.id = g.coder_id
         JOIN annotations a ON a.project_id = g.project_id AND a.coding_id = g.id AND NOT a.deleted
        WHERE v.project_id = $1::uuid AND v.article_id = $2::uuid AND v.id <> $3::uuid
          AND ($4::uuid IS NULL OR g.coder_id = $4::uuid)
        GROUP BY g.id, g.coder_id, u.name, v.version_no) x
      WHERE x."versionNo" = x.latest
        AND NOT EXISTS (SELECT 1 FROM carry_overs c JOIN codings t
            ON t.project_id = c.project_id AND t.id = c.coding_id
          WHERE c.project_id = $1::uuid AND c.from_coding_id = x.coding_id AND c.undone_at IS NULL
            AND t.article_version_id = $3::uuid)
      ORDER BY 2`,
    tx.projectId,
    articleId,
    toVersionId,
    whose,
  );
}

async function carriedOver(
  tx: ProjectTx,
  toVersionId: string,
  whose: string | null,
): Promise<CarryQueue['carried']> {
  const rows = await tx.sql<{
    carryOverId: string;
    coderName: string;
    carriedBy: string;
    carriedAt: Date;
    counts: Partial<Record<Verdict, number>>;
    waiting: number;
    dropped: number;
  }>(
    `SELECT c.id AS "carryOverId", u.name AS "coderName", b.name AS "carriedBy",
            c.carried_at AS "carriedAt", n.counts, n.waiting, n.dropped
       FROM codings g JOIN carry_overs c ON c.project_id = g.project_id AND c.coding_id = g.id
       JOIN users u ON u.id = g.coder_id JOIN users b ON b.id = c.carried_by
      CROSS JOIN LATERAL (
        SELECT coalesce(jsonb_object_agg(verdict, n), '{}') AS counts,
               coalesce(sum(w), 0)::int AS waiting, coalesce(sum(d), 0)::int AS dropped FROM (
          SELECT verdict, count(*)::int AS n, count(*) FILTER (WHERE state = 'waiting') AS w,
                 count(*) FILTER (WHERE state = 'dropped') AS d
            FROM carry_over_items i WHERE i.project_id = c.project_id AND i.carry_over_id = c.id
           GROUP BY verdict) x) n
      WHERE g.project_id = $1::uuid AND g.article_version_id = $2::uuid AND c.undone_at IS NULL
        AND ($3::uuid IS NULL OR g.coder_id = $3::uuid)
      ORDER BY c.id`,
    tx.projectId,
    toVersionId,
    whose,
  );
  return rows.map(({ carriedAt, counts, ...row }) => ({
    ...row,
    carriedAt: carriedAt.toISOString(),
    counts: { exact: 0, moved: 0, changed: 0, lost: 0, ...counts },
  }));
}

interface ItemRow {
  readonly id: string;
  readonly kind: WaitingItem['kind'];
  readonly verdict: Verdict;
  readonly score: number;
  readonly runnerUp: number | null;
  readonly coderName: string;
  readonly codeName: { readonly en: string; readonly fr: string };
  readonly colour: { readonly light: string; readonly dark: string };
  readonly fromVersionNo: number;
  readonly fragments: readonly Fragment[];
  readonly proposal: readonly Fragment[];
  readonly near: number;
  readonly parts: readonly { readonly quote: string; readonly state: string }[];
}

async function waitingItems(
  tx: ProjectTx,
  articleId: string,
  to: { readonly id: string; readonly text: string },
  whose: string | null,
): Promise<WaitingItem[]> {
  const rows = await tx.sql<ItemRow>(
    `SELECT i.id, s.kind::text AS kind, i.verdict::text AS verdict, i.score, i.runner_up AS "runnerUp",
            u.name AS "coderName", k.name AS "codeName", k.colour, v.version_no AS "fromVersionNo",
            i.proposal, i.near,
            coalesce((SELECT jsonb_agg(jsonb_build_object('start', f.start_offset, 'end', f.end_offset)
                ORDER BY f.ordinal) FROM fragments f
               WHERE f.project_id = r.project_id AND f.revision_id = r.id), '[]') AS fragments,
            coalesce((SELECT jsonb_agg(jsonb_build_object('state', p.state, 'quote',
                (SELECT string_agg(f.quote, ' ' ORDER BY f.ordinal) FROM fragments f
                  WHERE f.project_id = p.project_id AND f.revision_id = p.source_revision_id))
                ORDER BY m.ordinal)
               FROM revision_members m JOIN carry_over_items p ON p.project_id = m.project_id
                AND p.carry_over_id = i.carry_over_id AND p.source_id = m.annotation_id
              WHERE m.project_id = r.project_id AND m.revision_id = r.id), '[]') AS parts
       FROM codings g
       JOIN carry_over_items i ON i.project_id = g.project_id AND i.coding_id = g.id
        AND i.state = 'waiting'
       JOIN carry_overs c ON c.project_id = i.project_id AND c.id = i.carry_over_id
        AND c.undone_at IS NULL
       JOIN annotations s ON s.project_id = i.project_id AND s.id = i.source_id
       JOIN annotation_revisions r ON r.project_id = i.project_id AND r.id = i.source_revision_id
       JOIN codes k ON k.project_id = r.project_id AND k.id = r.code_id
       JOIN article_versions v ON v.project_id = s.project_id AND v.id = s.article_version_id
       JOIN users u ON u.id = g.coder_id
      WHERE g.project_id = $1::uuid AND g.article_version_id = $2::uuid
        AND ($3::uuid IS NULL OR g.coder_id = $3::uuid)
      ORDER BY (s.kind = 'composite'), (s.kind = 'article'), i.near, i.id LIMIT 500`,
    tx.projectId,
    to.id,
    whose,
  );
  const later = createOffsetMap(to.text);
  const earlier = new Map<number, OffsetMap>();
  for (const no of new Set(rows.map(({ fromVersionNo }) => fromVersionNo))) {
    const from = await readText(tx, articleId, no);
    if (from) earlier.set(no, createOffsetMap(from.text));
  }
  return rows.flatMap(({ fromVersionNo, fragments, proposal, near, parts, ...row }) => {
    const before = earlier.get(fromVersionNo);
    if (!before) return [];
    return {
      ...row,
      fromVersionNo,
      before: excerpt(before, fragments, 0),
      after: excerpt(later, proposal, near),
      parts: parts.map(({ quote, state }) => ({
        quote,
        came: state === 'waiting' ? null : state !== 'dropped',
      })),
    };
  });
}

/** Code points of text shown on each side of a passage. */
const AROUND = 160;
/** A passage that is not there: so much is shown of where it would stand. */
const AROUND_NOTHING = 320;

function excerpt(map: OffsetMap, fragments: readonly Fragment[], near: number): Excerpt {
  const extent = extentOf(fragments);
  const room = extent ? AROUND : AROUND_NOTHING;
  const { start, end } = extent ?? { start: near, end: near };
  const from = wordStart(map, Math.max(0, start - room), start);
  const to = wordEnd(map, end, Math.min(map.length, end + room));
  return { text: map.slice(from, to), offset: from, goesOn: to < map.length, fragments };
}

/** Not in the middle of a word: the place after the first blank, where there is one. */
function wordStart(map: OffsetMap, from: number, to: number): number {
  if (from === 0) return 0;
  const cut = /^\S*\s+/u.exec(map.slice(from, to))?.[0] ?? '';
  return from + codePointLength(cut);
}

function wordEnd(map: OffsetMap, from: number, to: number): number {
  if (to === map.length) return to;
  const cut = /\s+\S*$/u.exec(map.slice(from, to))?.[0] ?? '';
  return to - codePointLength(cut);
}
