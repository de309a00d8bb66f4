import type { ProjectTx } from '@/lib/db/tx';
import type { Register } from '@/lib/register/register';
import { err } from '@/lib/result/result';
import type { ClaimDto } from './schema';

type Which = 'standing' | { readonly id: string };

/** The register, by name; or one claim, merged or not. */
export async function readClaims(tx: ProjectTx, which: Which = 'standing'): Promise<ClaimDto[]> {
  return tx.sql<ClaimDto>(
    `SELECT c.id::text, c.name, c.note, c.merged_into::text AS "mergedInto",
            coalesce((SELECT jsonb_agg(jsonb_build_object('key', n.name_key, 'name', n.name,
                'language', n.language) ORDER BY n.name, n.name_key) FROM claim_names n
               WHERE n.project_id = c.project_id AND n.claim_id = c.id), '[]') AS names
       FROM claims c
      WHERE c.project_id = $1::uuid
        AND CASE WHEN $2::uuid IS NULL THEN c.merged_into IS NULL ELSE c.id = $2::uuid END
      ORDER BY c.name, c.id`,
    tx.projectId,
    which === 'standing' ? null : which.id,
  );
}

/** Claims, each under every wording that says the same. */
export const CLAIMS: Register<ClaimDto> = {
  table: 'claims',
  names: 'claim_names',
  owner: 'claim_id',
  events: {
    named: 'claim.worded',
    unnamed: 'claim.unworded',
    merged: 'claim.merged',
    split: 'claim.split',
  },
  read: readClaims,
  said: {
    gone: () => err('not_found', 'There is no such claim.'),
    merged: () => err('conflict', 'This claim was merged into another one.'),
    itself: () => err('conflict', 'A claim is not merged into itself.'),
    notItsName: () => err('not_found', 'This is none of the claim’s wordings.'),
    mainName: () =>
      err('conflict', 'This is the sentence that the claim goes by: give it another one first.'),
    noLetters: () => err('invalid_input', 'A wording has letters or digits.', { field: 'name' }),
    nameOf: (name, owner) =>
      err('conflict', `“${name}” is a wording of “${owner}” already.`, { field: 'name' }),
    justTaken: (name) =>
      err('conflict', `“${name}” has just become a wording of another claim.`, { field: 'name' }),
  },
};
