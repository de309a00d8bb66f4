import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import type { Actor } from '@/lib/auth/actor';
import { inProject } from '@/lib/db/tx';
import { appendEvent } from '@/lib/provenance/commands';
import { err, ok, type Result } from '@/lib/result/result';
import { compareBehind, compareWaiting } from './compare';
import { readTwins } from './queries';
import type { labelArticleSchema, WireLabelName } from './schema';

/** How long the answer waits. */
const LOOK_MS = 5_000;

/**
 * Says how far an article copies others; null takes it back. What was said before stays, and with it
 * what the figures proposed. Errors: `not_found` (or not compared yet), `forbidden`.
 */
export function labelArticle(
  actor: Actor,
  { articleId, label }: Pick<z.output<typeof labelArticleSchema>, 'articleId' | 'label'>,
): Promise<Result<{ label: WireLabelName | null }>> {
  return inProject(actor, 'annotations.write', async (tx, me) => {
    const [locked] = await tx.sql<{ title: string }>(
      `SELECT (SELECT v.title FROM article_versions v
                WHERE v.project_id = a.project_id AND v.article_id = a.id
                ORDER BY v.version_no DESC LIMIT 1) AS title
         FROM articles a WHERE a.project_id = $1::uuid AND a.id = $2::uuid FOR NO KEY UPDATE`,
      tx.projectId,
      articleId,
    );
    if (!locked) return err('not_found', 'There is no such article.');
    const found = await readTwins(tx, articleId);
    if (!found.ok) return found;
    const { article, suggested } = found.value;
    if (article.label === label) return ok({ label });
    await tx.sql(
      `INSERT INTO wire_labels (project_id, id, article_id, label_no, label, suggested, decided_by)
       SELECT $1::uuid, $2::uuid, $3::uuid, count(*)::int + 1, $4, $5, $6::uuid
         FROM wire_labels WHERE project_id = $1::uuid AND article_id = $3::uuid`,
      tx.projectId,
      uuidv7(),
      articleId,
      label,
      suggested,
      me.userId,
    );
    await appendEvent(tx, {
      type: 'wire_copy.labelled',
      actorId: me.userId,
      articleId,
      payload: { title: locked.title, before: article.label, after: label, suggested },
    });
    return ok({ label });
  });
}

/**
 * Compares every article of the project afresh. Answers how many are left to be compared behind the
 * answer. Error: `forbidden`.
 */
export async function lookAgain(
  actor: Actor,
  { budgetMs = LOOK_MS }: { readonly budgetMs?: number } = {},
): Promise<Result<{ waiting: number }>> {
  const noted = await inProject(actor, 'articles.import', async (tx) => {
    await tx.sql(
      `INSERT INTO wire_pending (project_id, article_version_id)
       SELECT DISTINCT ON (article_id) project_id, id FROM article_versions
        WHERE project_id = $1::uuid ORDER BY article_id, version_no DESC
       ON CONFLICT DO NOTHING`,
      tx.projectId,
    );
    return ok(null);
  });
  if (!noted.ok) return noted;
  const left = await compareWaiting(actor, { budgetMs });
  if (!left.ok) return left;
  if (left.value > 0) compareBehind(actor);
  return ok({ waiting: left.value });
}
