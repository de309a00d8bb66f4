import type { Register } from './command';

/** The domains that have subcommands, in the order of `--help`. */
export const DOORS: readonly (() => Promise<{ register: Register }>)[] = [
  () => import('@/lib/projects/cli'),
  () => import('@/lib/auth/cli'),
  () => import('@/lib/codebook/cli'),
  () => import('@/lib/ingest/cli'),
  () => import('@/lib/feeds/cli'),
  () => import('@/lib/versions/cli'),
  () => import('@/lib/wirecopy/cli'),
  () => import('@/lib/captures/cli'),
  () => import('@/lib/releases/cli'),
  () => import('@/lib/releases/frozen/cli'),
  () => import('@/lib/reliability/cli'),
  () => import('@/lib/training/cli'),
  () => import('@/lib/provenance/cli'),
  () => import('@/lib/past/cli'),
  () => import('@/lib/prov/cli'),
  () => import('@/lib/backup/cli'),
  () => import('@/lib/worker/cli'),
];
