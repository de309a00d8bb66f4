import type { Actor } from '@/lib/auth/actor';
import { catchUpBehind } from '@/lib/search/catch-up';
import { compareBehind } from '@/lib/wirecopy/compare';

/** Brings what is derived from the texts up to date behind the answer: the search, and who copies whom. */
export function deriveBehind(actor: Actor): void {
  catchUpBehind(actor);
  compareBehind(actor);
}
