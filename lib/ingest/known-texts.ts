import type { Actor } from '@/lib/auth/actor';
import { inProject } from '@/lib/db/tx';
import { ok } from '@/lib/result/result';
import type { KnownText } from './schema';

interface Row extends KnownText {
  readonly asked: string;
}

/** The newest texts of the project's articles, by the addresses that were asked for. */
export async function findKnownTexts(
  actor: Actor,
  addresses: readonly string[],
): Promise<ReadonlyMap<string, KnownText>> {
  const found = await inProject(actor, 'articles.import', async (tx) =>
    ok(
      await tx.sql<Row>(
        `SELECT DISTINCT ON (q.asked) q.asked, a.external_id AS "externalId", a.canonical_url AS url,
                v.text, v.canonicaliser, v.language
           FROM unnest($2::text[]) q (asked)
           JOIN articles a ON a.project_id = $1::uuid AND (a.external_id IN (q.asked, q.asked || '/',
               rtrim(q.asked, '/')) OR a.canonical_url IN (q.asked, q.asked || '/', rtrim(q.asked, '/')))
           JOIN article_versions v ON v.project_id = a.project_id AND v.article_id = a.id
          ORDER BY q.asked, (a.canonical_url = q.asked) DESC NULLS LAST, a.id, v.version_no DESC`,
        tx.projectId,
        [...addresses],
      ),
    ),
  );
  if (!found.ok) return new Map();
  return new Map(found.value.map(({ asked, ...known }) => [asked, known]));
}
