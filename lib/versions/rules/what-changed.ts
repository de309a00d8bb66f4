import { findQuotations } from '@/lib/suggestions/rules/quotations';
import type { CanonicaliserId } from '@/lib/text/canonicalise';
import { type Figure, findFigures } from '@/lib/text/figures';
import { createOffsetMap } from '@/lib/text/offsets';
import { bestFit } from '@/lib/text/reanchor-words';
import { type DiffRow, diffVersions } from '@/lib/text/version-diff';
import { findWords } from '@/lib/text/words';

/** What two versions of an article are compared by. Times are ISO 8601, UTC. */
export interface ComparedVersion {
  readonly text: string;
  readonly canonicaliser: CanonicaliserId;
  readonly language: string | null;
  readonly title: string;
  readonly lede: string | null;
  readonly byline: string | null;
  readonly publisher: string | null;
  readonly section: string | null;
  readonly keywords: readonly string[];
  readonly imageUrl: string | null;
  readonly publishedAt: string | null;
  readonly modifiedAt: string | null;
}

export const COMPARED_FIELDS = [
  'title',
  'lede',
  'byline',
  'publishedAt',
  'modifiedAt',
  'publisher',
  'section',
  'keywords',
  'language',
  'imageUrl',
] as const;
export type ComparedField = (typeof COMPARED_FIELDS)[number];

export interface FieldChange {
  readonly field: ComparedField;
  readonly before: string | null;
  readonly after: string | null;
}

/** A quotation; both sides where it was reworded. */
export interface QuoteChange {
  readonly kind: 'added' | 'removed' | 'reworded';
  readonly before: string | null;
  readonly after: string | null;
}

export interface FigureChange {
  readonly kind: Figure['kind'];
  readonly before: string | null;
  readonly after: string | null;
  /** The words around it, in the later version where it is there. */
  readonly context: string;
}

/** What an analyst wants to know of a changed page before reading the diff. */
export interface WhatChanged {
  readonly fields: readonly FieldChange[];
  readonly quotes: readonly QuoteChange[];
  readonly figures: readonly FigureChange[];
  readonly paragraphs: Readonly<Record<Exclude<DiffRow['kind'], 'same'>, number>>;
  readonly rows: readonly DiffRow[];
  /**
   * The text or a headline changed and the page gives no later time of modification than before.
   */
  readonly silent: boolean;
}

/** Compares two versions of an article: the word diff, and in fields, quotations and figures. */
export function whatChanged(before: ComparedVersion, after: ComparedVersion): WhatChanged {
  const rows = diffVersions(before, after);
  const fields = COMPARED_FIELDS.flatMap((field) => fieldChange(field, before, after));
  const language = after.language ?? before.language;
  const count = (kind: DiffRow['kind']) => rows.filter((row) => row.kind === kind).length;
  const news =
    before.text !== after.text || fields.some(({ field }) => ['title', 'lede'].includes(field));
  return {
    fields,
    quotes: quoteChanges(before, after),
    figures: figureChanges(rows, language),
    paragraphs: {
      added: count('added'),
      removed: count('removed'),
      changed: count('changed'),
      // Each stands in two rows.
      moved: Math.ceil(count('moved') / 2),
    },
    rows,
    silent: news && !isLater(before.modifiedAt ?? before.publishedAt, after.modifiedAt),
  };
}

function isLater(before: string | null, after: string | null): boolean {
  return after !== null && (before === null || Date.parse(after) > Date.parse(before));
}

function fieldChange(field: ComparedField, a: ComparedVersion, b: ComparedVersion): FieldChange[] {
  const say = (one: ComparedVersion) =>
    field === 'keywords' ? one.keywords.join(', ') || null : one[field];
  const [before, after] = [say(a), say(b)];
  return before === after ? [] : [{ field, before, after }];
}

interface Quoted {
  readonly text: string;
  readonly words: readonly string[];
  readonly key: string;
}

function quotesOf({ text, canonicaliser }: ComparedVersion): Quoted[] {
  const map = createOffsetMap(text);
  return findQuotations(text, canonicaliser)
    .quotations.filter(({ depth }) => depth === 0)
    .map(({ inner }) => {
      const quote = map.slice(inner.start, inner.end);
      const words = findWords(quote).map(({ folded }) => folded);
      return { text: quote, words, key: words.join(' ') };
    })
    .filter(({ words }) => words.length > 0);
}

/** Half of its words (by weight) are there: it was reworded, and not another one put in its place. */
const REWORDED = 0.5;

function quoteChanges(before: ComparedVersion, after: ComparedVersion): QuoteChange[] {
  const [gone, come] = withoutCommon(quotesOf(before), quotesOf(after), ({ key }) => key);
  const likely = gone
    .flatMap((old) =>
      come.map((fresh) => {
        const fits = [bestFit(old.words, fresh.words), bestFit(fresh.words, old.words)];
        // Cut short or added to: the shorter one is in the longer one.
        return { old, fresh, score: Math.max(...fits.map((fit) => fit?.score ?? 0)) };
      }),
    )
    .filter(({ score }) => score >= REWORDED)
    .sort((a, b) => b.score - a.score);
  const pairs = new Map<Quoted, Quoted>();
  const used = new Set<Quoted>();
  for (const { old, fresh } of likely) {
    if (pairs.has(old) || used.has(fresh)) continue;
    pairs.set(old, fresh);
    used.add(fresh);
  }
  return [
    ...gone.map((old): QuoteChange => {
      const fresh = pairs.get(old);
      const kind = fresh ? 'reworded' : 'removed';
      return { kind, before: old.text, after: fresh?.text ?? null };
    }),
    ...come
      .filter((fresh) => !used.has(fresh))
      .map((fresh): QuoteChange => ({ kind: 'added', before: null, after: fresh.text })),
  ];
}

/** What only one side has, each as often as it has it more often. */
function withoutCommon<T>(a: readonly T[], b: readonly T[], key: (one: T) => string): [T[], T[]] {
  const counts = new Map<string, number>();
  for (const one of b) counts.set(key(one), (counts.get(key(one)) ?? 0) + 1);
  const onlyA = a.filter((one) => {
    const left = counts.get(key(one)) ?? 0;
    counts.set(key(one), left - 1);
    return left <= 0;
  });
  const inA = new Map<string, number>();
  for (const one of a) inA.set(key(one), (inA.get(key(one)) ?? 0) + 1);
  const onlyB = b.filter((one) => {
    const left = inA.get(key(one)) ?? 0;
    inA.set(key(one), left - 1);
    return left <= 0;
  });
  return [onlyA, onlyB];
}

interface Placed extends Figure {
  readonly row: number;
  readonly context: string;
}

/** UTF-16 units of context on each side. */
const AROUND = 40;

function figureChanges(rows: readonly DiffRow[], language: string | null): FigureChange[] {
  const list = (side: 'before' | 'after') =>
    rows.flatMap((row, index) => {
      const text = row[side];
      if (text === null || row.kind === 'same' || row.kind === 'moved') return [];
      return findFigures(text, language).map(
        (figure): Placed => ({ ...figure, row: index, context: around(text, figure) }),
      );
    });
  const key = ({ kind, value, row }: Placed) => `${row} ${kind} ${value}`;
  // First within the paragraph, so that what is left tells which of two equal ones changed.
  const [goneHere, comeHere] = withoutCommon(list('before'), list('after'), key);
  const [gone, come] = withoutCommon(goneHere, comeHere, ({ kind, value }) => `${kind} ${value}`);
  const left = [...come];
  const changes = gone.map((old): FigureChange => {
    const index = left.findIndex(({ row, kind }) => row === old.row && kind === old.kind);
    const [fresh] = index >= 0 ? left.splice(index, 1) : [];
    return {
      kind: old.kind,
      before: old.text,
      after: fresh?.text ?? null,
      context: (fresh ?? old).context,
    };
  });
  return [
    ...changes,
    ...left.map(({ kind, text, context }) => ({ kind, before: null, after: text, context })),
  ];
}

/** Some words on each side, whole ones. */
function around(text: string, { start, end }: Figure): string {
  const from = Math.max(0, start - AROUND);
  const to = Math.min(text.length, end + AROUND);
  const left = from === 0 ? '' : '…';
  const right = to === text.length ? '' : '…';
  const before = from === 0 ? text.slice(0, start) : text.slice(from, start).replace(/^\S*\s/u, '');
  const after = to === text.length ? text.slice(end) : text.slice(end, to).replace(/\s\S*$/u, '');
  return `${left}${before}${text.slice(start, end)}${after}${right}`.replace(/\s+/g, ' ').trim();
}
