import { randomUUID } from 'node:crypto';
import { createProject } from '@/lib/projects/commands';
import type { Result } from '@/lib/result/result';
import { createUser } from './account-commands';
import type { OperatorActor, UserActor } from './actor';
import type { Role } from './roles';

export const TEST_PASSWORD = 'a river in november';

/** The value of a Result that a test counts on. */
export function unwrap<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

/** The code of a failure, or "ok". */
export function codeOf(result: Result<unknown>): string {
  return result.ok ? 'ok' : result.error.code;
}

export interface TestPerson {
  readonly userId: string;
  readonly email: string;
}

/** An account that can sign in, with {@link TEST_PASSWORD}. */
export async function newPerson(
  membership?: { projectId: string; role: Role },
  name = 'Test Person',
): Promise<TestPerson> {
  const email = `${randomUUID()}@test.example`;
  const input = { email, name, password: TEST_PASSWORD, ...(membership ? { membership } : {}) };
  return unwrap(await createUser({ kind: 'operator' }, input));
}

export interface TestProject {
  readonly projectId: string;
  readonly operator: OperatorActor;
  /** Makes a member and gives their actor. */
  member(role: Role): Promise<UserActor & { readonly email: string }>;
}

/** A project with the default codebook and no members. */
export async function newTestProject(): Promise<TestProject> {
  const { id: projectId } = unwrap(
    await createProject({ slug: `p-${randomUUID()}`, name: 'Test project' }),
  );
  return {
    projectId,
    operator: { kind: 'operator', projectId },
    async member(role) {
      const { userId, email } = await newPerson({ projectId, role });
      return { kind: 'user', userId, projectId, email };
    },
  };
}
