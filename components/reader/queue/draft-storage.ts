import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { AppError } from '@/lib/result/app-error';
import type { Command } from '../model/command';

type DraftState = 'waiting' | 'conflict' | 'refused';

/** A change that the server has not acknowledged. */
export interface Draft {
  /** Order of making; drafts are sent in this order. */
  readonly seq: number;
  /** The tab that made it, and sends it as long as it lives. */
  readonly owner: string;
  readonly command: Command;
  readonly state: DraftState;
  /** Why the server said no; null while it waits. Plain JSON, without a cause. */
  readonly error: Omit<AppError, 'cause'> | null;
}

export interface DraftStorage {
  /** False when drafts live in memory only and a reload would lose them. */
  readonly lasting: boolean;
  add(draft: Omit<Draft, 'seq'>): Promise<number>;
  put(draft: Draft): Promise<void>;
  delete(seq: number): Promise<void>;
  /** In the order of making. */
  all(): Promise<Draft[]>;
}

interface DraftsDb extends DBSchema {
  drafts: { key: number; value: Omit<Draft, 'seq'> & { seq?: number } };
}

function inDatabase(db: IDBPDatabase<DraftsDb>): DraftStorage {
  return {
    lasting: true,
    add: (draft) => db.add('drafts', draft),
    put: async (draft) => {
      await db.put('drafts', draft);
    },
    delete: (seq) => db.delete('drafts', seq),
    all: async () =>
      (await db.getAll('drafts')).flatMap((draft) =>
        draft.seq === undefined ? [] : [{ ...draft, seq: draft.seq }],
      ),
  };
}

/** Drafts that die with the page: for browsers that keep no database (some private windows). */
export function memoryStorage(): DraftStorage {
  const drafts = new Map<number, Draft>();
  let last = 0;
  return {
    lasting: false,
    add: async (draft) => {
      last += 1;
      drafts.set(last, { ...draft, seq: last });
      return last;
    },
    put: async (draft) => {
      drafts.set(draft.seq, draft);
    },
    delete: async (seq) => {
      drafts.delete(seq);
    },
    all: async () => [...drafts.values()].sort((a, b) => a.seq - b.seq),
  };
}

/**
 * Opens the drafts of one user in this browser (IndexedDB), so that nobody sends what another
 * person left behind on a shared machine. Falls back to memory when the browser refuses.
 */
export async function openDraftStorage(userId: string): Promise<DraftStorage> {
  try {
    const db = await openDB<DraftsDb>(`sourcemark-drafts:${userId}`, 1, {
      upgrade: (upgraded) => {
        upgraded.createObjectStore('drafts', {
          keyPath: 'seq',
          autoIncrement: true,
        });
      },
    });
    return inDatabase(db);
  } catch (cause) {
    console.warn('Drafts cannot be kept in this browser and live in memory only.', cause);
    return memoryStorage();
  }
}
