import { alignTexts } from './align';
import type { CanonicaliserId } from './canonicalise';
import { createOffsetMap } from './offsets';
import { splitParagraphs } from './paragraphs';
import type { TextChange } from './quote';

/** Paragraphs of two texts that belong together; one side is null for what only the other has. */
export interface DiffRow {
  /** `moved`: the same paragraph stands elsewhere in the other text. */
  readonly kind: 'same' | 'changed' | 'added' | 'removed' | 'moved';
  readonly before: string | null;
  readonly after: string | null;
  /** Lossless: `same` and `removed` joined are `before`, `same` and `added` are `after`. */
  readonly changes: readonly TextChange[];
}

export interface DiffText {
  readonly text: string;
  readonly canonicaliser: CanonicaliserId;
}

/** With less than this share of the shorter one's letters in common, two paragraphs are strangers. */
const KINSHIP = 0.3;

/**
 * Two versions of a text side by side, paragraph by paragraph, with the words that changed. A
 * paragraph that was cut in two stands beside both halves.
 */
export function diffVersions(before: DiffText, after: DiffText): DiffRow[] {
  const [old, fresh] = [paragraphsOf(before), paragraphsOf(after)];
  const groups = groupKin(kinship(old, fresh, before.text, after.text));
  const rows: DiffRow[] = [];
  let [i, j] = [0, 0];
  const alone = (untilOld: number, untilNew: number) => {
    for (; i < untilOld; i += 1) rows.push(only('removed', old[i]?.text ?? ''));
    for (; j < untilNew; j += 1) rows.push(only('added', fresh[j]?.text ?? ''));
  };
  for (const group of groups) {
    alone(group.oldFrom, group.newFrom);
    const text = (list: readonly Piece[], from: number, to: number) =>
      list
        .slice(from, to)
        .map((one) => one.text)
        .join('\n\n');
    const [was, is] = [
      text(old, group.oldFrom, group.oldTo),
      text(fresh, group.newFrom, group.newTo),
    ];
    const kind = was === is ? 'same' : 'changed';
    rows.push({ kind, before: was, after: is, changes: diffReadably(was, is) });
    [i, j] = [group.oldTo, group.newTo];
  }
  alone(old.length, fresh.length);
  return markMoved(rows);
}

interface Piece {
  readonly text: string;
  /** UTF-16 units of the whole text. */
  readonly start: number;
  readonly end: number;
  readonly letters: number;
}

function paragraphsOf({ text, canonicaliser }: DiffText): Piece[] {
  const map = createOffsetMap(text);
  return splitParagraphs(text, canonicaliser).map((one) => ({
    text: one.text,
    start: map.toUtf16(one.start),
    end: map.toUtf16(one.end),
    letters: countLetters(one.text),
  }));
}

const countLetters = (text: string) => text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;

function kinship(
  old: readonly Piece[],
  fresh: readonly Piece[],
  before: string,
  after: string,
): [number, number][] {
  const shared = new Map<string, number>();
  let [i, j] = [0, 0];
  for (const stretch of alignTexts(before, after)) {
    const shift = stretch.after - stretch.before;
    for (let at = stretch.before; at < stretch.before + stretch.length; ) {
      while (i < old.length && (old[i]?.end ?? 0) <= at) i += 1;
      while (j < fresh.length && (fresh[j]?.end ?? 0) <= at + shift) j += 1;
      const [a, b] = [old[i], fresh[j]];
      if (!a || !b) break;
      const from = Math.max(at, a.start, b.start - shift);
      const to = Math.min(stretch.before + stretch.length, a.end, b.end - shift);
      if (from < to) {
        const key = `${i} ${j}`;
        shared.set(key, (shared.get(key) ?? 0) + countLetters(before.slice(from, to)));
      }
      at = Math.max(from, to, at + 1);
    }
  }
  return [...shared].flatMap(([key, letters]): [number, number][] => {
    const [a, b] = key.split(' ').map(Number);
    if (a === undefined || b === undefined) return [];
    const shorter = Math.min(old[a]?.letters ?? 0, fresh[b]?.letters ?? 0);
    return letters >= KINSHIP * shorter && (letters > 0 || old[a]?.text === fresh[b]?.text)
      ? [[a, b]]
      : [];
  });
}

interface Group {
  readonly oldFrom: number;
  readonly oldTo: number;
  readonly newFrom: number;
  readonly newTo: number;
}

/** Pairs that share a paragraph become one group. The pairs ascend on both sides. */
function groupKin(pairs: readonly [number, number][]): Group[] {
  const groups: Group[] = [];
  for (const [a, b] of pairs.toSorted(([a1, b1], [a2, b2]) => a1 - a2 || b1 - b2)) {
    const last = groups.at(-1);
    if (last && (a < last.oldTo || b < last.newTo)) {
      groups[groups.length - 1] = {
        ...last,
        oldTo: Math.max(last.oldTo, a + 1),
        newTo: Math.max(last.newTo, b + 1),
      };
    } else groups.push({ oldFrom: a, oldTo: a + 1, newFrom: b, newTo: b + 1 });
  }
  return groups;
}

function only(kind: 'removed' | 'added', text: string): DiffRow {
  return {
    kind,
    before: kind === 'removed' ? text : null,
    after: kind === 'added' ? text : null,
    changes: [{ kind, text }],
  };
}

function markMoved(rows: readonly DiffRow[]): DiffRow[] {
  const gone = new Set(rows.filter(({ kind }) => kind === 'removed').map(({ before }) => before));
  const come = new Set(rows.filter(({ kind }) => kind === 'added').map(({ after }) => after));
  return rows.map((row) => {
    const moved =
      (row.kind === 'removed' && come.has(row.before)) ||
      (row.kind === 'added' && gone.has(row.after));
    return moved ? { ...row, kind: 'moved' } : row;
  });
}

/** A word so long between two changes is worth keeping; “of the” only makes the diff restless. */
const WORTH_KEEPING = /[\p{L}\p{N}]{5}/u;
/** So many words in a row are always kept. */
const KEPT_WORDS = 4;

/**
 * The words that changed, as a reader wants to see them: a rewritten clause whole, not in crumbs of
 * “of the” that happen to be the same. Lossless as {@link DiffRow.changes} is.
 */
export function diffReadably(before: string, after: string): TextChange[] {
  const pieces: { removed: string; added: string; same: string }[] = [];
  let [i, j] = [0, 0];
  for (const { before: b, after: a, length } of alignTexts(before, after)) {
    const same = before.slice(b, b + length);
    pieces.push({ removed: before.slice(i, b), added: after.slice(j, a), same });
    [i, j] = [b + length, a + length];
  }
  pieces.push({ removed: before.slice(i), added: after.slice(j), same: '' });
  const changes: TextChange[] = [];
  let [removed, added] = ['', ''];
  for (const [index, piece] of pieces.entries()) {
    removed += piece.removed;
    added += piece.added;
    const next = pieces[index + 1];
    const between =
      removed + added !== '' && next !== undefined && next.removed + next.added !== '';
    if (between && isCrumb(piece.same, removed, added)) {
      removed += piece.same;
      added += piece.same;
      continue;
    }
    if (removed !== '') changes.push({ kind: 'removed', text: removed });
    if (added !== '') changes.push({ kind: 'added', text: added });
    if (piece.same !== '') changes.push({ kind: 'same', text: piece.same });
    [removed, added] = ['', ''];
  }
  return changes;
}

/** Only what stands between a word taken out and a word put in can be a crumb. */
function isCrumb(same: string, removed: string, added: string): boolean {
  if (!/[\p{L}\p{N}]/u.test(removed) || !/[\p{L}\p{N}]/u.test(added)) return false;
  const words = same.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
  return words < KEPT_WORDS && !WORTH_KEEPING.test(same) && !same.includes('\n');
}
