import type { Fragment } from '@/lib/text/fragments';
import { createOffsetMap } from '@/lib/text/offsets';
import { createReanchorer, type Reanchored } from '@/lib/text/reanchor';
import { type Followed, MUTATIONS, mutate, type Truth } from './mutate-text';
import { grouped, median, timed } from './statistics';
import type { Bench, BenchContext, Measurement } from './types';

const SIZE = 12_000;
const SPANS = 200;
const VERDICTS = ['exact', 'moved', 'changed', 'lost'] as const;

/** Passages followed into mutated texts of which the truth is known. */
export const reanchorBench: Bench = {
  name: 'reanchor',
  about:
    'passages followed into a later text: precision and recall against the first place of the same words',
  run: async ({ quick, say }: BenchContext) => {
    const ours: Judged[] = [];
    const plain: Judged[] = [];
    for (const mutation of MUTATIONS) {
      for (let seed = 1; seed <= (quick ? 6 : 30); seed += 1) {
        const { before, after, followed } = mutate(mutation, seed, SIZE, SPANS);
        const reanchor = createReanchorer(before, after);
        const search = firstPlace(before, after);
        for (const one of followed) {
          ours.push(judge(mutation, one, reanchor(one.before)));
          plain.push(judge(mutation, one, search(one.before)));
        }
      }
    }
    for (const line of report('ours', ours)) say(line);
    for (const line of report('first place of the same words', plain)) say(line);
    return [...figures(ours, plain), await speed(quick)];
  },
};

type Answer = Pick<Reanchored, 'verdict' | 'fragments'>;

interface Judged {
  readonly mutation: string;
  readonly truth: Truth;
  readonly verdict: Answer['verdict'];
  /** Whether the place is the true one; for a proposal: whether it covers most of it. */
  readonly placed: boolean;
}

function judge(mutation: string, { truth, after }: Followed, answer: Answer): Judged {
  const [found] = answer.fragments;
  const placed =
    after !== null &&
    found !== undefined &&
    (answer.verdict === 'changed'
      ? overlap(after, found) >= 0.5
      : found.start === after.start && found.end === after.end);
  return { mutation, truth, verdict: answer.verdict, placed };
}

/** Shared part of both, 0 to 1. */
function overlap(a: Fragment, b: Fragment): number {
  const shared = Math.min(a.end, b.end) - Math.max(a.start, b.start);
  return Math.max(0, shared) / (Math.max(a.end, b.end) - Math.min(a.start, b.start));
}

/** What most tools do: where the words stand first, there they are. */
function firstPlace(before: string, after: string): (fragments: readonly Fragment[]) => Answer {
  const [from, to] = [createOffsetMap(before), createOffsetMap(after)];
  return ([fragment]) => {
    const quote = fragment ? from.slice(fragment.start, fragment.end) : '';
    const at = after.indexOf(quote);
    if (at < 0) return { verdict: 'lost', fragments: [] };
    const range = { start: to.toCodePoint(at), end: to.toCodePoint(at + quote.length) };
    return { verdict: 'exact', fragments: [range] };
  };
}

/** Right: the verdict is the true one and, where there is a place, the place too. */
function isRight({ truth, verdict, placed }: Judged): boolean {
  if (truth === 'person') return verdict === 'changed' || verdict === 'lost';
  return verdict === truth && (truth === 'lost' || placed);
}

const share = (part: number, whole: number) => (whole === 0 ? Number.NaN : part / whole);
const percent = (ratio: number) =>
  Number.isNaN(ratio) ? 'never said' : `${(ratio * 100).toFixed(2)} %`;

function scores(judged: readonly Judged[], verdict: Answer['verdict']) {
  const said = judged.filter((one) => one.verdict === verdict);
  const true_ = judged.filter(({ truth }) => truth === verdict);
  return {
    said: said.length,
    precision: share(said.filter(isRight).length, said.length),
    recall: share(true_.filter(isRight).length, true_.length),
  };
}

/** Written at once without a person: exact or moved. Harm is such a one at a wrong place. */
function written(judged: readonly Judged[]) {
  const atOnce = judged.filter(({ verdict }) => verdict === 'exact' || verdict === 'moved');
  const same = judged.filter(({ truth }) => truth === 'exact' || truth === 'moved');
  return {
    precision: share(atOnce.filter(({ placed }) => placed).length, atOnce.length),
    recall: share(
      same.filter(({ verdict, placed }) => placed && (verdict === 'exact' || verdict === 'moved'))
        .length,
      same.length,
    ),
  };
}

function* report(name: string, judged: readonly Judged[]): Generator<string> {
  yield `${name}: verdict, precision, recall`;
  for (const verdict of VERDICTS) {
    const { said, precision, recall } = scores(judged, verdict);
    yield `  ${verdict.padEnd(8)} ${percent(precision).padStart(9)} ${percent(recall).padStart(9)}  (said ${grouped(said)} times)`;
  }
  yield `${name}: mutation, written at once: precision, recall; all verdicts right`;
  for (const mutation of MUTATIONS) {
    const some = judged.filter((one) => one.mutation === mutation);
    const { precision, recall } = written(some);
    const right = share(some.filter(isRight).length, some.length);
    yield `  ${mutation.padEnd(20)} ${percent(precision).padStart(9)} ${percent(recall).padStart(9)} ${percent(right).padStart(9)}`;
  }
}

function figures(ours: readonly Judged[], plain: readonly Judged[]): Measurement[] {
  const line = (
    what: string,
    of: (judged: readonly Judged[]) => number,
    goal?: number,
  ): Measurement => ({
    bench: 'reanchor',
    what,
    measured: percent(of(ours)),
    baseline: `${percent(of(plain))} (first place of the same words)`,
    figure: of(ours),
    unit: 'of 1',
    ...(goal === undefined ? {} : { goal: { is: 'at least', value: goal } as const }),
  });
  return [
    line(
      'written at once (exact, moved), at the true place',
      (all) => written(all).precision,
      0.999,
    ),
    line('same words, written at once', (all) => written(all).recall, 0.97),
    ...VERDICTS.flatMap((verdict) => [
      line(`${verdict}: precision`, (all) => scores(all, verdict).precision),
      line(`${verdict}: recall`, (all) => scores(all, verdict).recall),
    ]),
  ];
}

/** 2,000 passages of 100,000 characters in which all has changed at once. */
async function speed(quick: boolean): Promise<Measurement> {
  const { before, after, followed } = mutate('all at once', 7, 100_000, 2_000);
  const rounds = quick ? 2 : 7;
  const ours: number[] = [];
  const plain: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const a = await timed(async () => {
      const reanchor = createReanchorer(before, after);
      return followed.map((one) => reanchor(one.before)).length;
    });
    const b = await timed(async () => {
      const search = firstPlace(before, after);
      return followed.map((one) => search(one.before)).length;
    });
    // The first round warms up.
    if (round > 0) {
      ours.push(a.seconds * 1000);
      plain.push(b.seconds * 1000);
    }
  }
  return {
    bench: 'reanchor',
    what: `${grouped(followed.length)} passages of ${grouped(before.length)} characters, all mutations at once`,
    measured: `${median(ours).toFixed(0)} ms`,
    baseline: `${median(plain).toFixed(0)} ms (first place of the same words)`,
    figure: median(ours),
    unit: 'ms',
    goal: { is: 'at most', value: 1500 },
    details: { ours, plain },
  };
}
