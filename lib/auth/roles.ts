/** The roles of a project's members, most powerful first (see docs: product terms). */
export const ROLES = ['admin', 'lead', 'analyst', 'reader'] as const;

export type Role = (typeof ROLES)[number];

/**
 * Everything that a person may be allowed to do in a project. A command names the one it needs;
 * ownership (one's own coding, never one's own review) is checked by the command besides.
 */
export const PERMISSIONS = {
  'project.read': ['admin', 'lead', 'analyst', 'reader'],
  'project.settings': ['admin'],
  'members.manage': ['admin'],
  'codebook.edit': ['admin', 'lead'],
  'articles.import': ['admin', 'lead'],
  'assignments.manage': ['admin', 'lead'],
  'annotations.write': ['admin', 'lead', 'analyst'],
  'suggestions.manage': ['admin', 'lead'],
  'review.decide': ['admin', 'lead', 'analyst'],
  'adjudication.decide': ['admin', 'lead'],
  'threads.write': ['admin', 'lead', 'analyst'],
  'datasets.export': ['admin', 'lead', 'analyst', 'reader'],
  'datasets.release': ['admin', 'lead'],
  'agreement.read': ['admin', 'lead'],
  'dashboard.read': ['admin', 'lead'],
  'history.read': ['admin', 'lead', 'analyst', 'reader'],
  'webhooks.manage': ['admin', 'lead'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;

/** Whether a role carries a permission. */
export function can(role: Role, permission: Permission): boolean {
  return (PERMISSIONS[permission] as readonly Role[]).includes(role);
}
