import type { Fragment } from '@/lib/text/fragments';
import { codePointLength } from '@/lib/text/offsets';
import { paragraphs, type Random, seeded, TONGUE_COUNT } from './random-text';

/** What must be said of a passage after a mutation. `person`: no place is sure. */
export type Truth = 'exact' | 'moved' | 'changed' | 'lost' | 'person';

/** A passage with its place before and after. */
export interface Followed {
  readonly before: readonly Fragment[];
  readonly truth: Truth;
  /** Where it stands now; for `changed` about. Null when it is gone or nobody could say. */
  readonly after: Fragment | null;
}

export interface Mutated {
  readonly before: string;
  readonly after: string;
  readonly followed: readonly Followed[];
}

interface Span {
  readonly id: number;
  start: number;
  end: number;
  truth: Truth;
}

/** A sentence with the passages in it; offsets in UTF-16 units of the sentence. */
interface Sentence {
  text: string;
  spans: Span[];
}

type Draft = Sentence[][];

export const MUTATIONS = [
  'nothing',
  'typos corrected',
  'sentences inserted',
  'sentences removed',
  'sentences moved',
  'paragraph reordered',
  'figures updated',
  'passages trimmed',
  'words put in',
  'quotation style',
  'twin removed',
  'new twins',
  'all at once',
] as const;
export type Mutation = (typeof MUTATIONS)[number];

const pick = <T>(random: Random, list: readonly T[]): T | undefined =>
  list[Math.floor(random() * list.length)];

/** A made-up text with passages, and a later version of it of which the truth is known. */
export function mutate(mutation: Mutation, seed: number, size: number, spans: number): Mutated {
  const random = seeded(seed);
  const draft = makeDraft(random, seed % TONGUE_COUNT, size, spans);
  if (mutation === 'twin removed') plantTwins(random, draft);
  const before = render(draft);
  ACTS[mutation](random, draft, seed);
  const after = render(draft);
  const truths = new Map(
    draft.flat().flatMap(({ spans: list }) => list.map(({ id, truth }) => [id, truth] as const)),
  );
  return {
    before: before.text,
    after: after.text,
    followed: [...before.places].map(([id, place]) => {
      const truth = truths.get(id) ?? 'lost';
      const placeless = truth === 'person' || truth === 'lost';
      return { before: [place], truth, after: placeless ? null : (after.places.get(id) ?? null) };
    }),
  };
}

const BREAK = /(?<=[.!?]) /u;

function makeDraft(random: Random, tongue: number, size: number, spans: number): Draft {
  const draft: Draft = paragraphs(random, tongue, size)
    .split('\n\n')
    .map((paragraph) => paragraph.split(BREAK).map((text) => ({ text, spans: [] })));
  const all = draft.flat();
  for (let id = 0; id < spans; id += 1) {
    const one = pick(random, all);
    const words = one ? [...one.text.matchAll(/\S+/gu)] : [];
    const from = Math.floor(random() * words.length);
    // One to twelve words, as labels are.
    const to = Math.min(words.length - 1, from + Math.floor(random() * random() * 12));
    const [first, last] = [words[from], words[to]];
    if (!one || !first || !last) continue;
    const end = last.index + last[0].replace(/[.,]+$/, '').length;
    if (first.index < end) one.spans.push({ id, start: first.index, end, truth: 'exact' });
  }
  return draft;
}

function render(draft: Draft): { text: string; places: Map<number, Fragment> } {
  const places = new Map<number, Fragment>();
  let text = '';
  let length = 0;
  for (const [p, paragraph] of draft.entries()) {
    for (const [s, sentence] of paragraph.entries()) {
      const gap = s > 0 ? ' ' : p > 0 ? '\n\n' : '';
      text += gap + sentence.text;
      length += gap.length;
      for (const { id, start, end } of sentence.spans) {
        places.set(id, {
          start: length + codePointLength(sentence.text.slice(0, start)),
          end: length + codePointLength(sentence.text.slice(0, end)),
        });
      }
      length += codePointLength(sentence.text);
    }
  }
  return { text, places };
}

type Act = (random: Random, draft: Draft, seed: number) => void;

function every(
  random: Random,
  draft: Draft,
  share: number,
  act: (one: Sentence, list: Sentence[]) => void,
): void {
  for (const list of draft) {
    for (const one of [...list]) if (random() < share) act(one, list);
  }
}

const ACTS: Readonly<Record<Mutation, Act>> = {
  nothing: () => undefined,
  'typos corrected': (random, draft) =>
    every(random, draft, 0.2, (one) => {
      const word = pick(random, [...one.text.matchAll(/\p{L}{5,}/gu)]);
      if (word) replace(one, word.index + 2, word.index + 3, word[0][2] === 'x' ? 'y' : 'x');
    }),
  'sentences inserted': (random, draft, seed) =>
    every(random, draft, 0.15, (one, list) => {
      const source = seeded(seed * 31 + Math.floor(random() * 1e6));
      const added = makeDraft(source, seed % TONGUE_COUNT, 40, 0)[0]?.[0];
      if (added) list.splice(list.indexOf(one), 0, added);
    }),
  'sentences removed': (random, draft) =>
    every(random, draft, 0.15, (one, list) => {
      if (list.length > 1) list.splice(list.indexOf(one), 1);
    }),
  'sentences moved': moveSentences,
  'paragraph reordered': (_, draft) => {
    const moved = draft.splice(Math.floor(draft.length * 0.6), 1);
    markMoved(moved.flat());
    draft.splice(Math.floor(draft.length * 0.1), 0, ...moved);
  },
  'figures updated': (random, draft) =>
    every(random, draft, 1, (one) => {
      const figure = /\p{Nd}+/u.exec(one.text);
      if (!figure) return;
      const end = figure.index + figure[0].length;
      replace(one, figure.index, end, `${Number(figure[0]) + 101}`);
    }),
  'passages trimmed': (random, draft) =>
    every(random, draft, 0.4, (one) => {
      const span = pick(random, one.spans);
      const words = span ? [...one.text.slice(span.start, span.end).matchAll(/\s\S+/gu)] : [];
      const cut = words[Math.floor(words.length / 2)];
      // Of five words at least, so that most of it is left.
      if (!span || !cut || words.length < 4) return;
      replace(one, span.start + cut.index, span.start + cut.index + cut[0].length, '');
    }),
  'words put in': (random, draft) =>
    every(random, draft, 0.3, (one) => {
      const blank = pick(random, [...one.text.matchAll(/ /g)]);
      if (blank) replace(one, blank.index, blank.index, ' zyvantil');
    }),
  'quotation style': (random, draft) =>
    every(random, draft, 1, (one) => {
      for (const [from, to] of [
        ['“', '« '],
        ['”', ' »'],
      ] as const) {
        const at = one.text.indexOf(from);
        if (at >= 0) replace(one, at, at + 1, to);
      }
    }),
  'twin removed': (_, draft) => removeTwins(draft),
  'new twins': (_, draft) => {
    const [one] = draft[Math.floor(draft.length / 2)]?.splice(0, 1) ?? [];
    if (!one) return;
    for (const span of one.spans) span.truth = 'person';
    draft.splice(1, 0, [{ ...one }]);
    draft.splice(Math.floor(draft.length * 0.9), 0, [{ text: one.text, spans: [] }]);
  },
  'all at once': (random, draft, seed) => {
    for (const each of MUTATIONS.slice(1, 10)) ACTS[each](random, draft, seed);
  },
};

/** Changes a stretch of a sentence; a passage that it touches is changed. */
function replace(one: Sentence, from: number, to: number, by: string): void {
  const shift = by.length - (to - from);
  one.text = one.text.slice(0, from) + by + one.text.slice(to);
  for (const span of one.spans) {
    if (span.end <= from) continue;
    if (from === to ? from <= span.start : to <= span.start) span.start += shift;
    else span.truth = 'changed';
    span.end += shift;
  }
}

function markMoved(sentences: readonly Sentence[]): void {
  for (const span of sentences.flatMap(({ spans }) => spans)) {
    if (span.truth === 'exact') span.truth = 'moved';
  }
}

function moveSentences(random: Random, draft: Draft): void {
  const moved: Sentence[] = [];
  for (const list of draft) if (list.length > 2 && random() < 0.1) moved.push(...list.splice(1, 1));
  markMoved(moved);
  // All of them into a block of their own, far from most of the places that they came from.
  draft.splice(Math.floor(draft.length / 2), 0, moved);
}

const isTwin = Symbol('twin');

/** Some sentences stand twice, far apart, each with passages of its own. */
function plantTwins(random: Random, draft: Draft): void {
  const half = Math.floor(draft.length / 2);
  for (let n = 0; n < half; n += 3) {
    const one = pick(random, draft[n] ?? []);
    if (!one) continue;
    const copy = { text: one.text, spans: [], [isTwin]: true };
    draft[n + half]?.push(copy);
    Object.assign(one, { [isTwin]: true });
  }
}

/** The first of each pair goes: its passages are lost, whatever stands elsewhere. */
function removeTwins(draft: Draft): void {
  for (const list of draft.slice(0, Math.floor(draft.length / 2))) {
    const index = list.findIndex((one) => isTwin in one);
    if (index >= 0) list.splice(index, 1);
  }
}
