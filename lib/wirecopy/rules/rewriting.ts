import type { TextChange } from '@/lib/text/quote';
import type { DiffRow } from '@/lib/text/version-diff';
import { findWords } from '@/lib/text/words';

/** What became of the words of an earlier text in a later one. All are counts of words. */
export interface Rewriting {
  readonly kept: number;
  /** Of the earlier one, with nothing in their place. */
  readonly cut: number;
  /** Of the later one, where nothing stood. */
  readonly added: number;
  /** In whose place others stand: the more of the two sides. */
  readonly reworded: number;
}

/**
 * Counts what a later text cut, added and reworded of an earlier one, from the two side by side. A
 * paragraph that stands elsewhere is kept.
 */
export function countRewriting(rows: readonly DiffRow[]): Rewriting {
  const total = { kept: 0, cut: 0, added: 0, reworded: 0 };
  for (const { kind, before, after, changes } of rows) {
    if (kind === 'same') total.kept += wordsIn(before);
    // Told twice, where it was and where it is: counted where it is.
    else if (kind === 'moved') total.kept += wordsIn(after);
    else if (kind === 'removed') total.cut += wordsIn(before);
    else if (kind === 'added') total.added += wordsIn(after);
    else addRuns(total, changes);
  }
  return total;
}

interface Total {
  kept: number;
  cut: number;
  added: number;
  reworded: number;
}

/** Between two stretches that are kept stand words that went, words that came, or both: reworded. */
function addRuns(total: Total, changes: readonly TextChange[]): void {
  let [gone, come] = [0, 0];
  const end = () => {
    if (gone > 0 && come > 0) total.reworded += Math.max(gone, come);
    else {
      total.cut += gone;
      total.added += come;
    }
    [gone, come] = [0, 0];
  };
  for (const { kind, text } of changes) {
    const words = wordsIn(text);
    if (kind === 'removed') gone += words;
    else if (kind === 'added') come += words;
    else if (words > 0) {
      end();
      total.kept += words;
    }
  }
  end();
}

function wordsIn(text: string | null): number {
  return text === null ? 0 : findWords(text).length;
}
