import { can, type Permission, type Role } from '@/lib/auth/roles';

/** What a token may be for. Each allows what its owner's role allows of it, never more. */
export const SCOPES = ['read', 'import', 'annotate', 'review', 'release', 'webhooks'] as const;

export type Scope = (typeof SCOPES)[number];

const PERMISSIONS_OF: Readonly<Record<Scope, readonly Permission[]>> = {
  read: ['history.read', 'agreement.read', 'datasets.export'],
  import: ['articles.import'],
  annotate: ['annotations.write'],
  review: ['review.decide'],
  release: ['datasets.release'],
  webhooks: ['webhooks.manage'],
};

/** What a token with these scopes may do at most. Each may look: what is changed is also answered. */
export function permissionsOf(scopes: readonly Scope[]): readonly Permission[] {
  return ['project.read', ...scopes.flatMap((scope) => PERMISSIONS_OF[scope])];
}

/** The scopes that are of use to a role. */
export function offeredScopes(role: Role): readonly Scope[] {
  return SCOPES.filter((scope) =>
    PERMISSIONS_OF[scope].some((permission) => can(role, permission)),
  );
}
