import { cookies, headers } from 'next/headers';
import { notFound, redirect } from 'next/navigation';
import { getToken } from 'next-auth/jwt';
import { cache } from 'react';
import { z } from 'zod';
import { getPrisma } from '@/lib/db/client';
import { env } from '@/lib/env';
import { err, ok, type Result } from '@/lib/result/result';
import { deriveKey } from '@/lib/secret';
import type { UserActor } from './actor';
import { SESSION_KEY } from './options';
import { getMembership } from './queries';
import { safeReturnPath } from './rules';
import { type ProjectDto, type SessionToken, sessionTokenSchema, type UserDto } from './schema';
import { isSecureRequest } from './security-headers';

/**
 * Who is signed in, or null. The cookie says only whose session it is: that the person exists, is
 * active, and has not ended their sessions since is read from the database, once per request.
 */
export const getUser = cache(async (): Promise<UserDto | null> => {
  const session = await readSession();
  if (!session) return null;
  const user = await getPrisma().user.findUnique({
    where: { id: session.userId },
    select: {
      id: true,
      email: true,
      name: true,
      locale: true,
      sessionVersion: true,
      deactivatedAt: true,
    },
  });
  if (!user || user.deactivatedAt || user.sessionVersion !== session.sessionVersion) return null;
  return { id: user.id, email: user.email, name: user.name, locale: user.locale };
});

const readSession = cache(() => readSessionCookie());

/** What the request's session cookie says, or null when it is absent, expired or not ours. */
async function readSessionCookie(): Promise<SessionToken | null> {
  const jar = await cookies();
  const request = {
    cookies: Object.fromEntries(jar.getAll().map(({ name, value }) => [name, value])),
    // None: the session is a cookie's alone, never an Authorization header's.
    headers: {},
  };
  const token = await getToken({
    req: request as Parameters<typeof getToken>[0]['req'],
    secret: deriveKey(SESSION_KEY),
    secureCookie: isSecureRequest(await headers(), env().NEXTAUTH_URL),
  });
  const parsed = sessionTokenSchema.safeParse({
    userId: token?.sub,
    sessionVersion: token?.sessionVersion,
  });
  return parsed.success ? parsed.data : null;
}

/** The signed-in person; sends anyone else to the sign-in page and back here afterwards. */
export async function requireUser(): Promise<UserDto> {
  const user = await getUser();
  if (user) return user;
  const path = safeReturnPath((await headers()).get('x-path'));
  redirect(path === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(path)}`);
}

/** The open project of a page, who looks at it, and as what. */
export interface Membership {
  readonly user: UserDto;
  readonly project: ProjectDto;
  readonly role: ProjectDto['role'];
  readonly actor: UserActor;
}

/**
 * For pages of a project: the signed-in member. Not signed in: to the sign-in page. Not a member,
 * or no such project: the same "not found", so that a project's existence is not told.
 */
export const requireMember = cache(async (projectId: string): Promise<Membership> => {
  const user = await requireUser();
  if (!z.uuid().safeParse(projectId).success) notFound();
  const project = await getMembership(user.id, projectId);
  if (!project) notFound();
  const actor: UserActor = { kind: 'user', userId: user.id, projectId };
  return { user, project, role: project.role, actor };
});

/**
 * For actions and routes: the actor in a project, as a Result (`not_signed_in`, `not_found`).
 * Membership and permission are the command's to check (`inProject` does).
 */
export async function getActor(projectId: string): Promise<Result<UserActor>> {
  const user = await getUser();
  if (!user) return err('not_signed_in', 'Your session has ended. Sign in again.');
  if (!z.uuid().safeParse(projectId).success) {
    return err('not_found', 'There is no such project, or you are not a member of it.');
  }
  return ok({ kind: 'user', userId: user.id, projectId });
}

/**
 * For answers that outlast their request (streams): the actor, and the generation of the session by
 * which to notice later that it ended. Errors as {@link getActor}.
 */
export async function getSession(
  projectId: string,
): Promise<Result<{ readonly actor: UserActor; readonly sessionVersion: number }>> {
  const actor = await getActor(projectId);
  if (!actor.ok) return actor;
  const session = await readSession();
  if (!session) return err('not_signed_in', 'Your session has ended. Sign in again.');
  return ok({ actor: actor.value, sessionVersion: session.sessionVersion });
}
