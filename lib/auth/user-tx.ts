import { getPrisma } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import type { ProjectTx, SqlValue } from '@/lib/db/tx';
import type { Result } from '@/lib/result/result';

class Rollback<T> extends Error {
  constructor(readonly result: Result<T>) {
    super('rolled back');
  }
}

/** An open transaction outside one project, for what concerns a person. */
export interface PersonTx {
  readonly prisma: Prisma.TransactionClient;
  sql<Row>(text: string, ...params: SqlValue[]): Promise<Row[]>;
  /** From here on row-level security shows what this person may see of their own. */
  seeAs(userId: string | null): Promise<void>;
  /** From here on row-level security is that of this project; the caller has checked why. */
  enter(projectId: string): Promise<ProjectTx>;
}

/**
 * One transaction for the few commands that stand outside or across projects: choosing a project,
 * accepting an invitation (not yet a member), deactivation, accounts. Everything else goes through
 * `inProject`. A Result that is not ok rolls back.
 */
export async function forPerson<T>(work: (tx: PersonTx) => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await getPrisma().$transaction(
      async (prisma) => {
        const sql = <Row>(text: string, ...params: SqlValue[]) =>
          prisma.$queryRawUnsafe<Row[]>(text, ...params);
        const result = await work({
          prisma,
          sql,
          async seeAs(userId) {
            await sql(`SELECT set_config('app.user_id', $1, true)`, userId ?? '');
          },
          async enter(projectId) {
            await sql(`SELECT set_config('app.project_id', $1, true)`, projectId);
            return { projectId, tokenId: null, prisma, sql };
          },
        });
        if (!result.ok) throw new Rollback(result);
        return result;
      },
      { maxWait: 30_000, timeout: 30_000 },
    );
  } catch (cause) {
    if (cause instanceof Rollback) return cause.result;
    throw cause;
  }
}
