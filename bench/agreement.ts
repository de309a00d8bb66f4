import { alphaScorer } from '@/lib/agreement/alpha';
import type { Continuum, MarkedSpan } from '@/lib/agreement/continuum';
import { DEFAULT_SETTINGS, type GammaArticle, gammaPart } from '@/lib/agreement/gamma/gamma';
import { randomIndex, seededRandom } from '@/lib/agreement/random';
import type { Ratings } from '@/lib/agreement/ratings';
import type { Scorer } from '@/lib/agreement/score';
import { unitizing1995Scorer } from '@/lib/agreement/unitizing-1995';
import { unitizingScorer } from '@/lib/agreement/unitizing-family';
import { grouped } from './statistics';
import type { Bench, BenchContext, Measurement } from './types';

const CODERS = 6;
const CODES = 5;

/** α over a million units and six coders; γ over 200 units and three. */
export const agreementBench: Bench = {
  name: 'agreement',
  about: 'Krippendorff’s α (nominal, unitizing) over many units, against the plain formula; γ',
  run: async ({ quick, say }: BenchContext) => {
    const units = quick ? 20_000 : 1_000_000;
    say(`${grouped(units)} units and ${CODERS} coders`);
    const tenth = units / 10;
    const rated = makeRatings(units);
    const marked = makeContinuum(units);
    return [
      nominal(rated),
      growth('α nominal', [makeRatings(tenth), rated], (one) => alphaScorer([one], 'nominal')),
      growth('uα (2016)', [makeContinuum(tenth), marked], family),
      growth('α unitizing (1995)', [makeContinuum(tenth), marked], first),
      told('uα (2016)', marked, family),
      told('α unitizing (1995)', marked, first),
      gamma(quick ? 40 : 200),
    ];
  },
};

const family = (article: Continuum) =>
  unitizingScorer([article], 'all', { nameOf: (code) => `c${code}` });
const first = (article: Continuum) => unitizing1995Scorer([article], [0, 1, 2, 3, 4]);

/** Six coders who agree on four of five units, with a tenth of the values missing. */
function makeRatings(units: number): Ratings {
  const random = seededRandom(11);
  const values = new Int32Array(units * CODERS);
  for (let unit = 0; unit < units; unit += 1) {
    const truth = randomIndex(random, CODES);
    for (let coder = 0; coder < CODERS; coder += 1) {
      const draw = random();
      const value = draw < 0.1 ? -1 : draw < 0.82 ? truth : randomIndex(random, CODES);
      values[unit * CODERS + coder] = value;
    }
  }
  return { coders: CODERS, categories: CODES, values, weights: null };
}

/** A text of so many characters in which each coder marks a span every 40, a little off. */
function makeContinuum(length: number): Continuum {
  const random = seededRandom(12);
  const coders = Array.from({ length: CODERS }, (): MarkedSpan[] => []);
  for (let at = 0; at + 40 <= length; at += 40) {
    const code = randomIndex(random, CODES);
    for (const spans of coders) {
      if (random() < 0.1) continue;
      const start = at + randomIndex(random, 8);
      spans.push({
        code: random() < 0.9 ? code : randomIndex(random, CODES),
        fragments: [{ start, end: start + 10 + randomIndex(random, 15) }],
      });
    }
  }
  return { length, coders };
}

function seconds(work: () => unknown): number {
  const started = performance.now();
  work();
  return (performance.now() - started) / 1000;
}

function best(work: () => unknown, rounds = 3): number {
  return Math.min(...Array.from({ length: rounds }, () => seconds(work)));
}

function score<Part>(scorer: Scorer<Part>): number | null {
  return scorer.score(scorer.parts).value;
}

/** Against α as the formula stands: every pair of values of every unit, one after the other. */
function nominal(ratings: Ratings): Measurement {
  let ours = 0;
  let plain = 0;
  const measured = best(() => {
    ours = score(alphaScorer([ratings], 'nominal')) ?? 0;
  });
  const baseline = best(() => {
    plain = plainAlpha(ratings);
  });
  if (Math.abs(ours - plain) > 1e-9) throw new Error(`α is ${ours} and ${plain}`);
  const units = ratings.values.length / CODERS;
  return {
    bench: 'agreement',
    what: `α nominal, ${grouped(units)} units × ${CODERS} coders`,
    measured: `${measured.toFixed(3)} s`,
    baseline: `${baseline.toFixed(3)} s for the plain formula`,
    figure: measured / baseline,
    goal: { is: 'at most', value: 1 },
    details: { alpha: ours },
  };
}

function plainAlpha({ values, coders, categories }: Ratings): number {
  const matrix = Array.from({ length: categories }, () => Array<number>(categories).fill(0));
  for (let unit = 0; unit < values.length / coders; unit += 1) {
    const said = [...values.slice(unit * coders, (unit + 1) * coders)].filter((v) => v >= 0);
    said.forEach((c, i) => {
      said.forEach((k, j) => {
        const row = matrix[c];
        if (i !== j && row) row[k] = (row[k] ?? 0) + 1 / (said.length - 1);
      });
    });
  }
  const totals = matrix.map((row) => row.reduce((sum, n) => sum + n, 0));
  const n = totals.reduce((sum, total) => sum + total, 0);
  const same = matrix.reduce((sum, row, c) => sum + (row[c] ?? 0), 0);
  const byChance = totals.reduce((sum, total) => sum + total * (total - 1), 0);
  return 1 - (n - same) / (n - byChance / (n - 1));
}

/** Time for ten times as much, over ten: 1 is linear. */
function growth<Data, Part>(
  what: string,
  [tenth, all]: readonly [Data, Data],
  scorer: (data: Data) => Scorer<Part>,
): Measurement {
  const timeOf = (data: Data) => best(() => score(scorer(data)), 5);
  timeOf(tenth);
  const small = timeOf(tenth);
  const large = timeOf(all);
  return {
    bench: 'agreement',
    what: `${what}: ten times the units, time a unit`,
    measured: `${large.toFixed(3)} s`,
    baseline: `${small.toFixed(3)} s for a tenth`,
    figure: large / (10 * small),
    goal: { is: 'at most', value: 1.5 },
  };
}

function told<Part>(
  what: string,
  article: Continuum,
  scorer: (article: Continuum) => Scorer<Part>,
): Measurement {
  const time = best(() => score(scorer(article)));
  return {
    bench: 'agreement',
    what: `${what}, ${grouped(article.length)} characters × ${CODERS} coders`,
    measured: `${time.toFixed(3)} s`,
    baseline: 'none',
    figure: time,
    unit: 's',
  };
}

/** Three coders with so many units each. */
function gamma(units: number): Measurement {
  const random = seededRandom(13);
  const coders = Array.from({ length: 3 }, () =>
    Array.from({ length: units }, (_, index) => {
      const start = 40 * index + 10 * random();
      return { start, end: start + 5 + 20 * random(), category: randomIndex(random, 4) };
    }),
  );
  const article: GammaArticle = { length: 40 * units, coders };
  let part = gammaPart(article, { ...DEFAULT_SETTINGS, samples: 1, maxSamples: 1 });
  const time = seconds(() => {
    part = gammaPart(article);
  });
  return {
    bench: 'agreement',
    what: `γ, ${units} units × 3 coders, ${part.samples} samples`,
    measured: `${time.toFixed(2)} s, ${part.exact ? 'best alignment proven' : 'local optimum'}`,
    baseline: 'none',
    figure: time,
    unit: 's',
    goal: { is: 'at most', value: 10 },
    details: { exact: part.exact, exactSamples: part.exactSamples, samples: part.samples },
  };
}
