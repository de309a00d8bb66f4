import { getPool } from '@/lib/db/client';
import { err, ok, type Result } from '@/lib/result/result';

/** The id of a project by its slug, for the command line. Tells nothing but the id. */
export async function findProjectId(slug: string): Promise<Result<string>> {
  const { rows } = await getPool().query<{ id: string | null }>('SELECT find_project($1) AS id', [
    slug,
  ]);
  const id = rows[0]?.id;
  return id ? ok(id) : err('not_found', `There is no project “${slug}”.`, { field: 'project' });
}
