import { forPerson, type PersonTx } from '@/lib/auth/user-tx';
import { err, ok, type Result } from '@/lib/result/result';
import type { ActionId } from './catalogue';
import { clashesOf, keysInForce, soundKeys, withKeys } from './rules';
import { type OwnKeys, storedKeysSchema } from './schema';

/**
 * Gives an action of the reader other keys, for this person; `null` gives back those it came with.
 * Answers all of the person's own keys. Fails with `conflict` when another action, the codes, the
 * product or the browser has one of the keys; `details` are the clashes.
 */
export async function setShortcut(
  userId: string,
  input: { readonly actionId: ActionId; readonly keys: readonly string[] | null },
): Promise<Result<OwnKeys>> {
  return forPerson(async (tx) => {
    const own = await lockedKeys(tx, userId);
    const next = withKeys(own, input.actionId, input.keys);
    // Giving keys back can clash too: another action may have taken them in the meantime.
    const keys = keysInForce(next).get(input.actionId) ?? [];
    const clashes = clashesOf(input.actionId, keys, next);
    if (clashes.length > 0) {
      const named = [...new Set(clashes.map(({ key }) => key))].join(', ');
      return err('conflict', `Something else has this key: ${named}.`, { details: clashes });
    }
    await tx.sql(
      `INSERT INTO user_shortcuts (user_id, document) VALUES ($1::uuid, $2::jsonb)
       ON CONFLICT (user_id) DO UPDATE SET document = excluded.document, updated_at = now()`,
      userId,
      JSON.stringify({ version: 1, keys: next }),
    );
    return ok(next);
  });
}

/** Gives every action the keys that it came with. */
export async function resetShortcuts(userId: string): Promise<Result<OwnKeys>> {
  return forPerson(async (tx) => {
    await tx.seeAs(userId);
    await tx.sql('DELETE FROM user_shortcuts WHERE user_id = $1::uuid', userId);
    return ok({});
  });
}

/** The person's keys as stored; two changes at once wait for each other. */
async function lockedKeys(tx: PersonTx, userId: string): Promise<OwnKeys> {
  await tx.seeAs(userId);
  await tx.sql(
    'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))::text',
    `shortcuts:${userId}`,
  );
  const [row] = await tx.sql<{ document: unknown }>(
    'SELECT document FROM user_shortcuts WHERE user_id = $1::uuid',
    userId,
  );
  return row ? soundKeys(storedKeysSchema.parse(row.document).keys) : {};
}
