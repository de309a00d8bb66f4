import type { Register } from './command';

/** The domains that have subcommands, in the order of `--help`. */
export const DOORS: readonly (() => Promise<{ register: Register }>)[] = [
  () => import('@/lib/projects/cli'),
  () => import('@/lib/db/cli'),
];
