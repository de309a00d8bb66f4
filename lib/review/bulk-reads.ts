import { visibleAnnotation } from '@/lib/annotations/visibility';
import type { Actor } from '@/lib/auth/actor';
import { inProject, type ProjectTx } from '@/lib/db/tx';
import { ok, type Result } from '@/lib/result/result';
import type { ColleaguePreview, ColleagueScope } from './schema';

/** A colleague's work in a scope: what can be accepted, by id, and what stays, counted. */
export interface ColleagueWork {
  readonly ids: readonly string[];
  readonly articles: number;
  readonly disputed: number;
  readonly notHandedIn: number;
  readonly decided: number;
}

const OF_COLLEAGUE = `annotations a
  JOIN codings g ON g.project_id = a.project_id AND g.id = a.coding_id AND g.kind = 'coder'
 WHERE a.project_id = $1::uuid AND g.coder_id = $2::uuid AND ${visibleAnnotation('a')}
   AND ($3::uuid IS NULL OR a.article_version_id = $3::uuid)`;

/** Reads a colleague's work as far as the person of the transaction may see it. */
export async function readColleagueWork(
  tx: ProjectTx,
  { coderId, articleVersionId }: ColleagueScope,
): Promise<ColleagueWork> {
  const rows = await tx.sql<{ id: string; version: string }>(
    `SELECT a.id, a.article_version_id AS version FROM ${OF_COLLEAGUE}
        AND g.state = 'submitted' AND a.review_state = 'unreviewed' ORDER BY a.id`,
    tx.projectId,
    coderId,
    articleVersionId,
  );
  const [counts] = await tx.sql<Omit<ColleagueWork, 'ids' | 'articles'>>(
    `SELECT count(*) FILTER (WHERE g.state = 'submitted' AND a.review_state = 'disputed')::int AS disputed,
            count(*) FILTER (WHERE g.state <> 'submitted')::int AS "notHandedIn",
            count(*) FILTER (WHERE g.state = 'submitted'
              AND a.review_state IN ('accepted', 'amended', 'rejected'))::int AS decided
       FROM ${OF_COLLEAGUE}`,
    tx.projectId,
    coderId,
    articleVersionId,
  );
  return {
    ids: rows.map(({ id }) => id),
    articles: new Set(rows.map(({ version }) => version)).size,
    ...(counts ?? { disputed: 0, notHandedIn: 0, decided: 0 }),
  };
}

/** What accepting all of a colleague's work would do, without doing it. */
export function previewAcceptColleague(
  actor: Actor,
  scope: ColleagueScope,
): Promise<Result<ColleaguePreview>> {
  return inProject(actor, 'review.decide', async (tx) => {
    const { ids, ...rest } = await readColleagueWork(tx, scope);
    return ok({ toAccept: ids.length, ...rest });
  });
}
