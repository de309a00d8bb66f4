import { isoTime } from '@/lib/annotations/heads';
import type { Actor, UserActor } from '@/lib/auth/actor';
import { can } from '@/lib/auth/roles';
import { hashToken } from '@/lib/auth/token';
import { getPool } from '@/lib/db/client';
import { inProject } from '@/lib/db/tx';
import { err, ok, type Result } from '@/lib/result/result';
import { permissionsOf, type Scope } from '../scopes';
import { TOKEN_PREFIX } from './commands';
import type { TokenDto } from './schema';

/** One's own tokens, and everyone's for admins; the newest first. Errors: those of `inProject`. */
export function listTokens(actor: Actor): Promise<Result<TokenDto[]>> {
  return inProject(actor, 'project.read', async (tx, me) =>
    ok(
      await tx.sql<TokenDto>(
        `SELECT t.id::text, t.name, t.hint, t.scopes, t.owner_id::text AS "ownerId", u.name AS "ownerName",
                ${isoTime('t.created_at')} AS "createdAt", ${isoTime('t.expires_at')} AS "expiresAt",
                ${isoTime('t.used_at')} AS "usedAt",
                CASE WHEN t.revoked_at IS NOT NULL THEN 'revoked'
                     WHEN t.expires_at <= now() THEN 'expired' ELSE 'live' END AS state
           FROM api_tokens t JOIN users u ON u.id = t.owner_id
          WHERE t.project_id = $1::uuid AND ($2::boolean OR t.owner_id = $3::uuid)
          ORDER BY t.id DESC LIMIT 200`,
        tx.projectId,
        can(me.role, 'members.manage'),
        me.userId,
      ),
    ),
  );
}

/** A program that has shown its token. */
export interface TokenBearer {
  readonly tokenId: string;
  readonly scopes: readonly Scope[];
  readonly actor: UserActor;
}

interface Row {
  readonly project_id: string;
  readonly token_id: string;
  readonly owner_id: string;
  readonly scopes: Scope[];
  readonly state: 'live' | 'expired' | 'revoked' | 'orphaned';
}

const WHY = {
  expired: 'This token has expired.',
  revoked: 'This token was revoked.',
  orphaned: 'The owner of this token is no longer a member of its project.',
} as const;

/** Who bears a secret. Error: `not_signed_in` (unknown, expired, revoked, its owner gone). */
export async function findBearer(secret: string): Promise<Result<TokenBearer>> {
  const unknown = err('not_signed_in', 'This token is not known.');
  if (!secret.startsWith(TOKEN_PREFIX) || secret.length > 100) return unknown;
  const { rows } = await getPool().query<Row>('SELECT * FROM use_api_token($1)', [
    hashToken(secret),
  ]);
  const [row] = rows;
  if (!row) return unknown;
  if (row.state !== 'live') return err('not_signed_in', WHY[row.state]);
  return ok({
    tokenId: row.token_id,
    scopes: row.scopes,
    actor: {
      kind: 'user',
      userId: row.owner_id,
      projectId: row.project_id,
      permissions: permissionsOf(row.scopes),
      tokenId: row.token_id,
    },
  });
}
