import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import type { Actor } from '@/lib/auth/actor';
import { can } from '@/lib/auth/roles';
import { hashToken, newToken } from '@/lib/auth/token';
import { inProject } from '@/lib/db/tx';
import { appendEvent } from '@/lib/provenance/commands';
import { err, ok, type Result } from '@/lib/result/result';
import type { createTokenSchema, tokenRefSchema } from './schema';

/** Live tokens that one person may have in a project. */
const MOST_TOKENS = 50;
/** By its beginning a secret is recognised where it should not stand. */
export const TOKEN_PREFIX = 'smk_';
const HINT_LENGTH = 4;

/**
 * Makes a token for the acting person, who alone is answered its secret, once. Errors: `forbidden` (not
 * a person, or a program), `conflict` (too many), those of `inProject`.
 */
export function createToken(
  actor: Actor,
  { name, scopes, days }: Pick<z.output<typeof createTokenSchema>, 'name' | 'scopes' | 'days'>,
): Promise<Result<{ tokenId: string; secret: string }>> {
  return inProject(actor, 'project.read', async (tx, me) => {
    if (me.userId === null || isProgram(actor)) {
      return err('forbidden', 'Only a signed-in member makes tokens.');
    }
    const [counted] = await tx.sql<{ n: number }>(
      `SELECT count(*)::int AS n FROM api_tokens WHERE project_id = $1::uuid AND owner_id = $2::uuid
          AND revoked_at IS NULL AND expires_at > now()`,
      tx.projectId,
      me.userId,
    );
    if ((counted?.n ?? 0) >= MOST_TOKENS) {
      return err('conflict', 'You have 50 tokens here, which is the most. Revoke one first.');
    }
    const tokenId = uuidv7();
    const secret = `${TOKEN_PREFIX}${newToken()}`;
    const kept = [...new Set(scopes)].sort();
    await tx.sql(
      `INSERT INTO api_tokens (project_id, id, owner_id, name, token_sha256, hint, scopes, expires_at)
       VALUES ($1::uuid, $2::uuid, $3::uuid, $4, $5, $6, $7::text[], now() + make_interval(days => $8::int))`,
      tx.projectId,
      tokenId,
      me.userId,
      name,
      hashToken(secret),
      secret.slice(-HINT_LENGTH),
      kept,
      days,
    );
    await appendEvent(tx, {
      type: 'token.created',
      actorId: me.userId,
      payload: { tokenId, name, scopes: kept, days },
    });
    return ok({ tokenId, secret });
  });
}

/**
 * Ends a token at once: one's own, or anyone's for admins. Errors: `not_found`, `forbidden`, those of
 * `inProject`.
 */
export function revokeToken(
  actor: Actor,
  { tokenId }: Pick<z.output<typeof tokenRefSchema>, 'tokenId'>,
): Promise<Result<void>> {
  return inProject(actor, 'project.read', async (tx, me) => {
    if (isProgram(actor)) return err('forbidden', 'Only a signed-in member revokes tokens.');
    const [token] = await tx.sql<{ name: string; owner_id: string; revoked: boolean }>(
      `SELECT name, owner_id::text, revoked_at IS NOT NULL AS revoked FROM api_tokens
        WHERE project_id = $1::uuid AND id = $2::uuid FOR UPDATE`,
      tx.projectId,
      tokenId,
    );
    const mayEnd = token && (token.owner_id === me.userId || can(me.role, 'members.manage'));
    // Whose tokens there are is not told to others.
    if (!mayEnd) return err('not_found', 'There is no such token.');
    if (token.revoked) return ok(undefined);
    await tx.sql(
      `UPDATE api_tokens SET revoked_at = now(), revoked_by = $3::uuid
        WHERE project_id = $1::uuid AND id = $2::uuid`,
      tx.projectId,
      tokenId,
      me.userId,
    );
    await appendEvent(tx, {
      type: 'token.revoked',
      actorId: me.userId,
      payload: { tokenId, name: token.name },
    });
    return ok(undefined);
  });
}

/** A program that holds a token must not make itself another. */
function isProgram(actor: Actor): boolean {
  return actor.kind === 'user' && actor.permissions !== undefined;
}
