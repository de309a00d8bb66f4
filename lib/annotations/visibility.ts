import type { ProjectTx } from '@/lib/db/tx';

/** A text; whose eyes, the transaction knows. */
interface View {
  readonly articleVersionId: string;
}

/**
 * Whether the person of this transaction may see colleagues' work on an article version, and
 * whatever gives it away: their annotations, their presence, suggestions. What the database answers
 * is also what its row-level security goes by (`sees_article` in the migrations): a blind article is
 * seen by whoever has handed in their own coding, and by leads who do not code it; the decision
 * record on blind coding tells the rest. Asked first, it also makes what the transaction reads of the text quick.
 */
export async function seesColleagues(tx: ProjectTx, { articleVersionId }: View): Promise<boolean> {
  const [row] = await tx.sql<{ sees: boolean }>(
    'SELECT look_at($1::uuid) AS sees',
    articleVersionId,
  );
  return row?.sees === true;
}

/**
 * Which annotations the person of this transaction may see, in SQL, for every read of annotations:
 * the reader's, the review's and the search's. `a` is the alias of a row of `annotations`.
 * Not deleted, and their own or of a text whose colleagues they see. Row-level security says the
 * same once more, for whoever forgets to ask here.
 */
export function visibleAnnotation(a: string): string {
  return `NOT ${a}.deleted AND ${seenAnnotation(a)}`;
}

/** As {@link visibleAnnotation}, deleted ones too: for looking back at what stood there. */
export function seenAnnotation(a: string): string {
  return `((SELECT sees_all())
    OR ${a}.article_version_id = (SELECT seen_version())
    OR CASE WHEN ${a}.article_version_id = (SELECT unseen_version())
         THEN ${a}.coding_id = (SELECT own_coding()) ELSE sees_coding(${a}.coding_id) END)`;
}

/**
 * Whether the person of this transaction has seen what a colleague did on a blind text: then their
 * own coding of it is no longer blind, and they do not open it again by themselves.
 */
export async function hasSeenColleagues(
  tx: ProjectTx,
  { articleVersionId, userId }: View & { readonly userId: string },
): Promise<boolean> {
  const found = await tx.sql(
    `SELECT 1 AS one FROM article_versions v JOIN articles a ON a.project_id = v.project_id AND a.id = v.article_id
       LEFT JOIN assignment_settings s ON s.project_id = v.project_id
      WHERE v.project_id = $1::uuid AND v.id = $2::uuid AND coalesce(a.blind, s.blind, 'open') <> 'open'
        AND EXISTS (SELECT 1 FROM codings g WHERE g.project_id = v.project_id
          AND g.article_version_id = v.id AND g.coder_id <> $3::uuid AND g.state <> 'not_started')`,
    tx.projectId,
    articleVersionId,
    userId,
  );
  return found.length > 0;
}
