import type { ProjectTx } from '@/lib/db/tx';
import type { EventType } from '@/lib/provenance/schema';
import type { Result } from '@/lib/result/result';

type Failure = Extract<Result<never>, { ok: false }>;

/** One of the names of an entry. `key` is the name as `nameKey` folds it. */
export interface EntryName {
  readonly key: string;
  readonly name: string;
  readonly language: string | null;
}

/** What a register holds: something that goes by several names, each of which leads to it alone. */
export interface Entry {
  readonly id: string;
  /** The one that it goes by; among the names too, unless it was merged. */
  readonly name: string;
  readonly names: readonly EntryName[];
  /** Set for what was merged into another entry. */
  readonly mergedInto: string | null;
}

/** One register of a project: its tables, its events, and what it says where something cannot be done. */
export interface Register<E extends Entry> {
  readonly table: 'actors' | 'claims';
  readonly names: 'actor_names' | 'claim_names';
  readonly owner: 'actor_id' | 'claim_id';
  readonly events: Readonly<Record<'named' | 'unnamed' | 'merged' | 'split', EventType>>;
  /** All that stand, by name; or one, merged or not. */
  read(tx: ProjectTx, which?: 'standing' | { readonly id: string }): Promise<E[]>;
  readonly said: {
    readonly gone: () => Failure;
    readonly merged: () => Failure;
    readonly itself: () => Failure;
    readonly notItsName: () => Failure;
    readonly mainName: () => Failure;
    readonly noLetters: () => Failure;
    readonly nameOf: (name: string, owner: string) => Failure;
    readonly justTaken: (name: string) => Failure;
  };
}
