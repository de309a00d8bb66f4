import { forPerson } from '@/lib/auth/user-tx';
import { ok } from '@/lib/result/result';
import { soundKeys } from './rules';
import { type OwnKeys, storedKeysSchema } from './schema';

/** The keys that a person chose; of none, nothing. What no longer holds is left out. */
export async function getOwnKeys(userId: string): Promise<OwnKeys> {
  const result = await forPerson(async (tx) => {
    await tx.seeAs(userId);
    const [row] = await tx.sql<{ document: unknown }>(
      'SELECT document FROM user_shortcuts WHERE user_id = $1::uuid',
      userId,
    );
    return ok(row ? soundKeys(storedKeysSchema.parse(row.document).keys) : {});
  });
  return result.ok ? result.value : {};
}
