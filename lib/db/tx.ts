import type { Actor } from '@/lib/auth/actor';
import { can, type Permission, type Role } from '@/lib/auth/roles';
import { err, type Result } from '@/lib/result/result';
import { getPrisma } from './client';
import type { Prisma } from './generated/client';

/** A value that a parameter of raw SQL may have. */
export type SqlValue =
  | string
  | number
  | bigint
  | boolean
  | Date
  | Uint8Array
  | null
  | readonly SqlValue[];

/** One open transaction in one project, as the application's role, under row-level security. */
export interface ProjectTx {
  readonly projectId: string;
  /** The API token that is acted by, if any. */
  readonly tokenId: string | null;
  readonly prisma: Prisma.TransactionClient;
  /** Runs SQL with `$1…` parameters and returns its rows. Cast parameters in the SQL (`$1::uuid`). */
  sql<Row>(text: string, ...params: SqlValue[]): Promise<Row[]>;
}

/** Who acts, as the database knows them at this moment. */
export interface Me {
  /** Absent for the operator. */
  readonly userId: string | null;
  readonly role: Role;
  readonly name: string;
}

interface MemberRow {
  role: Role;
  name: string;
}

class Rollback extends Error {
  constructor(readonly result: Result<never>) {
    super('rolled back');
  }
}

/** Settings of one `inProject` transaction. */
interface TxOptions {
  /** A consistent snapshot (repeatable read) instead of Postgres's default, read committed. */
  readonly snapshot?: boolean;
  readonly timeoutMs?: number;
  /**
   * `whole`: the transaction meets colleagues' work that is hidden from the acting person in blind
   * coding too. For commands that must (carrying a codebook over, verifying the chain) and show
   * nothing of what they read.
   */
  readonly sight?: 'own' | 'whole';
}

/**
 * Runs `work` in one transaction in the actor's project. Session state, membership and permission
 * are read inside it, so that no page's check is relied on; a Result that is not ok rolls back.
 * Expected failures: `not_signed_in` (deactivated), `not_found` (not a member: the project's
 * existence is not told), `forbidden` (role, or the token that is acted by, without the permission).
 * `isolation` is Postgres's default, read committed, unless a consistent snapshot is asked for.
 */
export async function inProject<T>(
  actor: Actor,
  permission: Permission,
  work: (tx: ProjectTx, me: Me) => Promise<Result<T>>,
  options: TxOptions = {},
): Promise<Result<T>> {
  try {
    return await getPrisma().$transaction(
      async (prisma) => {
        const tx = projectTx(prisma, actor);
        await enterProject(tx, actor, options.sight ?? 'own');
        const me = await identify(tx, actor);
        if (!me.ok) throw new Rollback(me);
        if (!can(me.value.role, permission)) {
          throw new Rollback(
            err('forbidden', `Your role in this project (${me.value.role}) does not allow this.`),
          );
        }
        if (actor.kind === 'user' && actor.permissions?.includes(permission) === false) {
          throw new Rollback(err('forbidden', 'The scopes of this token do not allow this.'));
        }
        const result = await work(tx, me.value);
        if (!result.ok) throw new Rollback(result);
        return result;
      },
      {
        maxWait: 30_000,
        timeout: options.timeoutMs ?? 30_000,
        ...(options.snapshot ? { isolationLevel: 'RepeatableRead' } : {}),
      },
    );
  } catch (cause) {
    if (cause instanceof Rollback) return cause.result;
    throw cause;
  }
}

/** Binds raw SQL to a Prisma transaction client. */
function projectTx(prisma: Prisma.TransactionClient, actor: Actor): ProjectTx {
  return {
    projectId: actor.projectId,
    tokenId: actor.kind === 'user' ? (actor.tokenId ?? null) : null,
    prisma,
    sql: <Row>(text: string, ...params: SqlValue[]) =>
      prisma.$queryRawUnsafe<Row[]>(text, ...params),
  };
}

async function enterProject(tx: ProjectTx, actor: Actor, sight: 'own' | 'whole'): Promise<void> {
  const userId = actor.kind === 'user' ? actor.userId : '';
  // Local to the transaction, so that a pooled connection carries nothing over.
  await tx.sql(
    `SELECT set_config('app.project_id', $1, true), set_config('app.user_id', $2, true),
            set_config('app.sight', $3, true)`,
    tx.projectId,
    userId,
    sight,
  );
}

async function identify(tx: ProjectTx, actor: Actor): Promise<Result<Me>> {
  if (actor.kind === 'operator') {
    return { ok: true, value: { userId: null, role: 'admin', name: 'operator' } };
  }
  const [member] = await tx.sql<MemberRow>(
    `SELECT m.role::text AS role, u.name
       FROM members m JOIN users u ON u.id = m.user_id
      WHERE m.project_id = $1::uuid AND m.user_id = $2::uuid
        AND m.removed_at IS NULL AND u.deactivated_at IS NULL`,
    tx.projectId,
    actor.userId,
  );
  if (!member) return err('not_found', 'There is no such project, or you are not a member of it.');
  return { ok: true, value: { userId: actor.userId, role: member.role, name: member.name } };
}
