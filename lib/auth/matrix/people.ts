import { encode } from 'next-auth/jwt';
import { deriveKey } from '@/lib/secret';
import type { UserActor } from '../actor';
import { removeMember } from '../commands';
import { SESSION_KEY } from '../options';
import { newPerson, newTestProject, unwrap } from '../people-testing';
import { ROLES, type Role } from '../roles';

/** Who tries each door: the four roles, and those who must find it shut. */
export const PERSONAS = [
  ...ROLES,
  'stranger',
  'other project’s admin',
  'former member',
  'nobody',
] as const;

export type Persona = (typeof PERSONAS)[number];

export interface Person {
  /** Claims the project whoever they are: an actor is what a forged request would lead to. */
  readonly actor: UserActor;
  /** The name and value of the session cookie; null when nobody is signed in. */
  readonly cookie: { readonly name: string; readonly value: string } | null;
}

/** The project that is tried, and everyone who tries it. */
export interface Cast {
  readonly projectId: string;
  readonly people: Readonly<Record<Persona, Person>>;
  /** One more member, a reader, for others to act upon. */
  readonly bystanderId: string;
}

/** A project with one member of each role, and the outsiders. */
export async function makeCast(): Promise<Cast> {
  const project = await newTestProject();
  const elsewhere = await newTestProject();
  const { projectId } = project;
  const member = async (role: Role) => person((await project.member(role)).userId, projectId);
  const [admin, lead, analyst, reader] = await Promise.all([
    member('admin'),
    member('lead'),
    member('analyst'),
    member('reader'),
  ]);
  const former = await project.member('lead');
  unwrap(await removeMember(project.operator, { userId: former.userId }));
  return {
    projectId,
    bystanderId: (await project.member('reader')).userId,
    people: {
      admin,
      lead,
      analyst,
      reader,
      stranger: await person((await newPerson()).userId, projectId),
      'other project’s admin': await person((await elsewhere.member('admin')).userId, projectId),
      'former member': await person(former.userId, projectId),
      nobody: { actor: { kind: 'user', userId: crypto.randomUUID(), projectId }, cookie: null },
    },
  };
}

/** A session as next-auth would make it. */
export async function person(
  userId: string,
  projectId: string,
  sessionVersion = 1,
): Promise<Person> {
  const value = await encode({
    token: { sub: userId, sessionVersion },
    secret: deriveKey(SESSION_KEY),
    maxAge: 600,
  });
  return {
    actor: { kind: 'user', userId, projectId },
    cookie: { name: 'next-auth.session-token', value },
  };
}
