import type { z } from 'zod';
import { PERMISSIONS, type Permission, type Role } from '../roles';
import type { Outcome } from './outcome';
import type { Cast, Person, Persona } from './people';
import { sample } from './sample';

/** What a call may need besides the person: the tried project and things in it. */
export interface Scene extends Cast {
  readonly articleId: string;
  readonly articleVersionId: string;
  /** The analyst's. */
  readonly annotationId: string;
}

type Open = (...args: unknown[]) => unknown;

/** What each person must meet at one door, and how to knock. */
export interface Row {
  readonly expected: Readonly<Partial<Record<Persona, Outcome>>>;
  /** Absent where a door is not knocked at; `why` says why that is safe. */
  readonly knock?: (open: Open, person: Person, scene: Scene) => unknown;
  readonly why?: string;
  /** The call changes people: it gets a cast of its own. */
  readonly changesPeople?: boolean;
}

/** For a row whose call would decide what the next one meets. */
export function alone(row: Row): Row {
  return { ...row, changesPeople: true };
}

const OUTSIDERS = ['stranger', 'other project’s admin', 'former member'] as const;

/** Members with the permission get in; other members are forbidden; the project is hidden from all others. */
function byPermission(permission: Permission, nobody: Outcome): Row['expected'] {
  const roles: readonly Role[] = PERMISSIONS[permission];
  const members = (['admin', 'lead', 'analyst', 'reader'] as const).map(
    (role) => [role, roles.includes(role) ? 'open' : 'forbidden'] as const,
  );
  const outsiders = OUTSIDERS.map((persona) => [persona, 'no such project'] as const);
  return Object.fromEntries([...members, ...outsiders, ['nobody', nobody]]);
}

type Given = (scene: Scene) => Readonly<Record<string, unknown>>;

function inputOf(schema: z.ZodType, scene: Scene, given?: Given) {
  return sample(schema, {
    projectId: scene.projectId,
    idempotencyKey: crypto.randomUUID(),
    ...given?.(scene),
  });
}

/** A command called with an actor who claims the project; what a forged session would reach. */
export function command(permission: Permission, args: (scene: Scene) => readonly unknown[]): Row {
  return {
    expected: byPermission(permission, 'no such project'),
    knock: (open, person, scene) => open(person.actor, ...args(scene)),
  };
}

/** A command whose second argument has a schema. */
export function commandOf(permission: Permission, schema: z.ZodType, given?: Given): Row {
  return command(permission, (scene) => [inputOf(schema, scene, given).parsed]);
}

/** An action with one argument, which names the project. */
export function action(permission: Permission, schema: z.ZodType, given?: Given): Row {
  return {
    expected: byPermission(permission, 'signed out'),
    knock: (open, _person, scene) => open(inputOf(schema, scene, given).sent),
  };
}

/** A page of the project. */
export function page(
  permission: Permission,
  params: (scene: Scene) => Readonly<Record<string, string>> = () => ({}),
): Row {
  return {
    expected: byPermission(permission, 'signed out'),
    knock: (open, _person, scene) =>
      open({
        params: Promise.resolve({ projectId: scene.projectId, ...params(scene) }),
        searchParams: Promise.resolve({}),
      }),
  };
}

/** A route of the project. */
export function route(
  permission: Permission,
  request: (scene: Scene) => Request,
  params: (scene: Scene) => Readonly<Record<string, string>> = () => ({}),
): Row {
  return {
    expected: byPermission(permission, 'signed out'),
    knock: (open, _person, scene) =>
      open(request(scene), {
        params: Promise.resolve({ projectId: scene.projectId, ...params(scene) }),
      }),
  };
}

export const EVERYONE = [
  'admin',
  'lead',
  'analyst',
  'reader',
  'stranger',
  'other project’s admin',
  'former member',
] as const;

/** For whoever is signed in, about themselves. */
export function signedIn(knock: Row['knock']): Row {
  return {
    expected: {
      ...Object.fromEntries(EVERYONE.map((persona) => [persona, 'open' as const])),
      nobody: 'signed out',
    },
    knock,
  };
}

/** For everyone. */
export function everyone(knock: Row['knock']): Row {
  return {
    expected: Object.fromEntries([...EVERYONE, 'nobody'].map((persona) => [persona, 'open'])),
    knock,
  };
}

/** For the command line alone: no person gets in. */
export function operatorOnly(args: (scene: Scene) => readonly unknown[]): Row {
  return {
    expected: Object.fromEntries([...EVERYONE, 'nobody'].map((persona) => [persona, 'forbidden'])),
    knock: (open, person, scene) => open(person.actor, ...args(scene)),
  };
}

/** Takes an open transaction or an acting user that somebody has checked: no way in by itself. */
export function inner(why: string): Row {
  return { expected: {}, why };
}
