import { byText, readCodings } from '@/lib/annotations/heads';
import type { AnnotationDto, CodingDto, FarEndDto, RelationDto } from '@/lib/annotations/schema';
import { seesColleagues } from '@/lib/annotations/visibility';
import type { Actor } from '@/lib/auth/actor';
import type { Role } from '@/lib/auth/roles';
import { inProject, type ProjectTx } from '@/lib/db/tx';
import { err, ok, type Result } from '@/lib/result/result';
import { type PastHead, readPastHeads, readPastRelations } from './heads';
import { eventsSince, findMoment, wasThere } from './moment';
import { codingsBefore, membersBefore } from './rules';
import type { Asked, Moment, PastArticle, PastMember, PastProject } from './schema';

/**
 * A project as it was at a moment: members and their roles, the codebook in force, how much there
 * was. What blind coding hides from the acting person now is not counted. Error: `not_found` for a
 * moment that is yet to come.
 */
export function getPastProject(actor: Actor, asked: Asked): Promise<Result<PastProject>> {
  return inProject(
    actor,
    'history.read',
    async (tx) => {
      const moment = await findMoment(tx, asked);
      if (!moment.ok) return moment;
      return ok({
        moment: moment.value,
        members: await pastMembers(tx, moment.value),
        codebook: await pastCodebook(tx, moment.value),
        counts: await pastCounts(tx, moment.value),
      });
    },
    { snapshot: true },
  );
}

/**
 * An article as it was at a moment: the version that was its newest, and every annotation and link
 * that stood there, in the state that it had. Errors: `not_found` for an unknown article, one that
 * was not there yet, and a moment that is yet to come.
 */
export function getPastArticle(
  actor: Actor,
  articleId: string,
  asked: Asked,
  versionNo?: number,
): Promise<Result<PastArticle>> {
  return inProject(
    actor,
    'history.read',
    async (tx) => {
      const found = await findMoment(tx, asked);
      if (!found.ok) return found;
      const moment = found.value;
      const [version] = await tx.sql<{ id: string; versionNo: number }>(
        `SELECT v.id, v.version_no AS "versionNo" FROM article_versions v
          WHERE v.project_id = $1::uuid AND v.article_id = $2::uuid AND ${wasThere('v', 'created_at', 3, 4)}
            AND ($5::int IS NULL OR v.version_no = $5::int)
          ORDER BY v.version_no DESC LIMIT 1`,
        tx.projectId,
        articleId,
        moment.event,
        moment.at,
        versionNo ?? null,
      );
      if (!version) return err('not_found', 'The article was not there then.');
      const codebook = await pastCodebook(tx, moment);
      return ok({
        moment,
        versionNo: version.versionNo,
        annotations: await pastAnnotations(tx, moment, articleId, version.id),
        codebookVersionId: codebook?.versionId ?? null,
      });
    },
    { snapshot: true },
  );
}

async function pastAnnotations(
  tx: ProjectTx,
  moment: Moment,
  articleId: string,
  articleVersionId: string,
): Promise<PastArticle['annotations']> {
  await seesColleagues(tx, { articleVersionId });
  const heads = await readPastHeads(tx, moment, { articleVersionId });
  const annotations = heads
    .filter(({ deleted }) => !deleted)
    .map(({ deleted: _, place: __, ...head }): AnnotationDto => ({ ...head, openThreads: 0 }))
    .sort(byText);
  const links = await readPastRelations(tx, moment, articleVersionId);
  const here = new Set(heads.map(({ id }) => id));
  const farId = (link: Omit<RelationDto, 'far'>) =>
    [link.fromAnnotationId, link.toAnnotationId].find((id) => !here.has(id));
  const far = await readPastHeads(tx, moment, {
    ids: [...new Set(links.flatMap((l) => farId(l) ?? []))],
  });
  const ends = new Map(far.map((head) => [head.id, farEndOf(head)]));
  const relations = links.flatMap((link): RelationDto[] => {
    const id = farId(link);
    if (id === undefined) return [{ ...link, far: null }];
    const end = ends.get(id);
    return end ? [{ ...link, far: end }] : [];
  });
  const codings = await pastCodings(tx, moment, articleId, articleVersionId);
  // Who had not begun is told only where something of theirs stood.
  const coded = new Set(heads.map(({ codingId }) => codingId));
  return {
    annotations,
    relations,
    codings: codings.filter((one) => one.state !== 'not_started' || coded.has(one.id)),
    undo: { undo: null, redo: null },
  };
}

function farEndOf({ place, ...head }: PastHead): FarEndDto {
  const { id: annotationId, kind, codeKey, attributes, deleted, coderName, fragments } = head;
  const quote = fragments.map((fragment) => fragment.quote).join(' … ');
  return { annotationId, kind, codeKey, attributes, deleted, coderName, quote, ...place };
}

/** Codings that have come since, as finished work out of a file, have no event: they stay out. */
async function pastCodings(
  tx: ProjectTx,
  moment: Moment,
  articleId: string,
  articleVersionId: string,
): Promise<CodingDto[]> {
  const now = await readCodings(tx, { articleVersionId });
  const since = await eventsSince(tx, moment, ['coding', 'training'], articleId);
  const then = codingsBefore(new Map(now.map(({ id, state }) => [id, state])), since);
  const begun = await tx.sql<{ id: string }>(
    `SELECT DISTINCT a.coding_id AS id FROM annotations a
       JOIN annotation_revisions v ON v.project_id = a.project_id AND v.annotation_id = a.id AND v.revision_no = 1
      WHERE a.project_id = $1::uuid AND a.article_version_id = $2::uuid AND ${wasThere('v', 'created_at', 3, 4)}
     UNION
     SELECT (body::jsonb #>> '{payload,codingId}')::uuid FROM events
      WHERE project_id = $1::uuid AND article_id = $5::uuid AND seq <= $3::bigint AND type LIKE 'coding.%'`,
    tx.projectId,
    articleVersionId,
    moment.event,
    moment.at,
    articleId,
  );
  const there = new Set(begun.map(({ id }) => id));
  return now.map((coding) => {
    const state = there.has(coding.id) ? (then.get(coding.id) ?? coding.state) : 'not_started';
    return { ...coding, state, submittedAt: state === 'submitted' ? coding.submittedAt : null };
  });
}

async function pastMembers(tx: ProjectTx, moment: Moment): Promise<PastMember[]> {
  const rows = await tx.sql<{ userId: string; name: string; role: Role | null; active: boolean }>(
    `SELECT m.user_id AS "userId", u.name, CASE WHEN m.removed_at IS NULL THEN m.role::text END AS role,
            u.deactivated_at IS NULL AS active
       FROM members m JOIN users u ON u.id = m.user_id
      WHERE m.project_id = $1::uuid ORDER BY u.name, u.id`,
    tx.projectId,
  );
  const now = new Map(rows.map(({ userId, role, active }) => [userId, { role, active }]));
  const then = membersBefore(now, await eventsSince(tx, moment, ['member']));
  return rows.flatMap(({ userId, name }) => {
    const was = then.get(userId);
    return was?.role ? [{ userId, name, role: was.role, active: was.active }] : [];
  });
}

async function pastCodebook(tx: ProjectTx, { event }: Moment): Promise<PastProject['codebook']> {
  const [row] = await tx.sql<{ versionId: string; versionNo: number; sha256: string }>(
    `SELECT body::jsonb #>> '{payload,versionId}' AS "versionId",
            (body::jsonb #>> '{payload,versionNo}')::int AS "versionNo",
            body::jsonb #>> '{payload,sha256}' AS sha256
       FROM events WHERE project_id = $1::uuid AND type = 'codebook.published' AND seq <= $2::bigint
      ORDER BY seq DESC LIMIT 1`,
    tx.projectId,
    event,
  );
  return row ?? null;
}

async function pastCounts(tx: ProjectTx, { event, at }: Moment): Promise<PastProject['counts']> {
  const latest = (table: string, key: string) => `(SELECT count(*) FROM (
      SELECT DISTINCT ON (r.${key}) r.deleted FROM ${table} r
       WHERE r.project_id = $1::uuid AND ${wasThere('r', 'created_at', 2, 3)}
       ORDER BY r.${key}, r.revision_no DESC) x WHERE NOT x.deleted)`;
  const [row] = await tx.sql<Record<keyof PastProject['counts'], bigint>>(
    `SELECT (SELECT count(DISTINCT v.article_id) FROM article_versions v
              WHERE v.project_id = $1::uuid AND ${wasThere('v', 'created_at', 2, 3)}) AS articles,
            ${latest('annotation_revisions', 'annotation_id')} AS annotations,
            ${latest('relation_revisions', 'relation_id')} AS relations`,
    tx.projectId,
    event,
    at,
  );
  const count = (n: bigint | undefined) => Number(n ?? 0);
  return {
    articles: count(row?.articles),
    annotations: count(row?.annotations),
    relations: count(row?.relations),
  };
}
