import type { Permission } from './roles';

/** A signed-in person acting in a project. Role and membership are read from the database each time. */
export interface UserActor {
  readonly kind: 'user';
  readonly userId: string;
  readonly projectId: string;
  /** Where a program acts for the person: what it may do at most, within what the person's role may. */
  readonly permissions?: readonly Permission[];
  /** The API token by which the program acts: events name it. */
  readonly tokenId?: string;
}

/**
 * Whoever runs the command line on the machine that holds the data. Events name no person then,
 * and every permission is given, since the same hand could reach the database itself.
 */
export interface OperatorActor {
  readonly kind: 'operator';
  readonly projectId: string;
}

export type Actor = UserActor | OperatorActor;
