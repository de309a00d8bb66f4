import path from 'node:path';

/**
 * Resolves a path typed by the person who runs the command. npm moves to the root of the checkout
 * before it runs a script, and keeps where the person stood in INIT_CWD.
 */
export function userPath(typed: string): string {
  return path.resolve(process.env.INIT_CWD ?? process.cwd(), typed);
}
