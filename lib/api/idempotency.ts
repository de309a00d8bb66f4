import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { UserActor } from '@/lib/auth/actor';
import { inProject } from '@/lib/db/tx';
import { ok, type Result } from '@/lib/result/result';

/** An answer as it is kept for a repeat. */
const keptSchema = z.object({
  status: z.int(),
  headers: z.record(z.string(), z.string()),
  body: z.string(),
});
export type KeptAnswer = z.output<typeof keptSchema>;

/** How long an answer is kept. */
const KEPT_FOR = '1 day';
/** A request that has not been answered after this is believed to have died with its server. */
const GIVEN_UP_AFTER = '2 minutes';

/** What is known of a key: nothing (go on), an answer, a request that still runs, or another request. */
export type Known =
  | { readonly kind: 'new' }
  | { readonly kind: 'answered'; readonly answer: KeptAnswer }
  | { readonly kind: 'running' }
  | { readonly kind: 'other' };

/** What a request is, so that a key is not used for two: SHA-256, hex, of method, address and body. */
export function fingerprintOf(method: string, address: string, body: Uint8Array): string {
  return createHash('sha256').update(`${method} ${address}\n`).update(body).digest('hex');
}

/**
 * Takes a key for a request (after the IETF draft "The Idempotency-Key HTTP Header Field"). Of two
 * at once one is `new` and the other told that it `running`. Errors: those of `inProject`.
 */
export function takeKey(
  actor: UserActor,
  tokenId: string,
  key: string,
  fingerprint: string,
): Promise<Result<Known>> {
  return inProject<Known>(actor, 'project.read', async (tx) => {
    await tx.sql(
      `DELETE FROM api_answers WHERE project_id = $1::uuid AND token_id = $2::uuid
          AND begun_at < now() - $3::interval`,
      tx.projectId,
      tokenId,
      KEPT_FOR,
    );
    const taken = await tx.sql(
      `INSERT INTO api_answers AS a (project_id, token_id, key, fingerprint)
       VALUES ($1::uuid, $2::uuid, $3, $4)
       ON CONFLICT (project_id, token_id, key) DO UPDATE SET begun_at = now()
         WHERE a.answer IS NULL AND a.fingerprint = excluded.fingerprint
           AND a.begun_at < now() - $5::interval
       RETURNING key`,
      tx.projectId,
      tokenId,
      key,
      fingerprint,
      GIVEN_UP_AFTER,
    );
    if (taken.length > 0) return ok({ kind: 'new' });
    const [row] = await tx.sql<{ fingerprint: string; answer: unknown }>(
      `SELECT fingerprint, answer FROM api_answers
        WHERE project_id = $1::uuid AND token_id = $2::uuid AND key = $3`,
      tx.projectId,
      tokenId,
      key,
    );
    if (!row || row.fingerprint !== fingerprint) return ok({ kind: 'other' });
    if (row.answer === null) return ok({ kind: 'running' });
    return ok({ kind: 'answered', answer: keptSchema.parse(row.answer) });
  });
}

/** Keeps the answer for repeats of the key; null: the request failed and may be tried again. */
export async function keepAnswer(
  actor: UserActor,
  tokenId: string,
  key: string,
  answer: KeptAnswer | null,
): Promise<void> {
  await inProject(actor, 'project.read', async (tx) => {
    if (answer === null) {
      await tx.sql(
        'DELETE FROM api_answers WHERE project_id = $1::uuid AND token_id = $2::uuid AND key = $3',
        tx.projectId,
        tokenId,
        key,
      );
    } else {
      await tx.sql(
        `UPDATE api_answers SET answer = $4::json
          WHERE project_id = $1::uuid AND token_id = $2::uuid AND key = $3`,
        tx.projectId,
        tokenId,
        key,
        JSON.stringify(answer),
      );
    }
    return ok(undefined);
  });
}
