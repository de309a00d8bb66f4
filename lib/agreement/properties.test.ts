import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alphaScorer } from './alpha';
import { attributionScorer, type Frame } from './attribution';
import { boundaryScorer } from './boundary';
import type { Continuum, MarkedSpan } from './continuum';
import { manyKappaScorer } from './fleiss';
import { gammaPart, gammaScorer } from './gamma/gamma';
import { overlapScorer } from './overlap';
import { pairKappaScorer } from './pair-kappa';
import { ofCoders, type Ratings, ratingsOf, recoded } from './ratings';
import type { Score, Scorer } from './score';
import { unitizing1995Scorer } from './unitizing-1995';
import { unitizingScorer } from './unitizing-family';

function scoreOf<Part>(scorer: Scorer<Part>): Score {
  return scorer.score(scorer.parts);
}

/** The same answer: value within rounding, and the same reason. */
function expectSame(one: Score, other: Score): void {
  expect(other.reason).toBe(one.reason);
  if (one.value !== null) expect(other.value).toBeCloseTo(one.value, 9);
}

const UNIT_MEASURES: Readonly<Record<string, (articles: readonly Ratings[]) => Score>> = {
  observed: (articles) => scoreOf(manyKappaScorer(articles, 'observed')),
  'Cohen’s κ': (articles) => scoreOf(pairKappaScorer(articles, 'cohen')),
  'Scott’s π': (articles) => scoreOf(pairKappaScorer(articles, 'scott')),
  'Fleiss’s κ': (articles) => scoreOf(manyKappaScorer(articles, 'fleiss')),
  AC1: (articles) => scoreOf(manyKappaScorer(articles, 'gwet_ac1')),
  'α nominal': (articles) => scoreOf(alphaScorer(articles, 'nominal')),
};

const CATEGORIES = 4;
const anyRatings = fc
  .array(fc.array(fc.option(fc.nat(CATEGORIES - 1)), { minLength: 3, maxLength: 3 }), {
    maxLength: 12,
  })
  .map((rows) => ratingsOf(rows, CATEGORIES));

describe.each(Object.entries(UNIT_MEASURES))('%s', (name, measure) => {
  it('does not change with the order of the coders', () => {
    fc.assert(
      fc.property(anyRatings, (ratings) => {
        if (ratings.coders === 0) return;
        expectSame(measure([ratings]), measure([ofCoders(ratings, [2, 0, 1])]));
      }),
    );
  });

  it('does not change when codes get other names', () => {
    fc.assert(
      fc.property(anyRatings, (ratings) => {
        expectSame(measure([ratings]), measure([recoded(ratings, [3, 1, 0, 2], CATEGORIES)]));
      }),
    );
  });

  it('does not change when the units are spread over articles', () => {
    fc.assert(
      fc.property(anyRatings, fc.nat(12), (ratings, cut) => {
        if (ratings.coders === 0) return;
        const at = cut * ratings.coders;
        const halves = [ratings.values.slice(0, at), ratings.values.slice(at)];
        expectSame(measure([ratings]), measure(halves.map((values) => ({ ...ratings, values }))));
      }),
    );
  });

  it('takes a unit of weight 2 for two such units', () => {
    fc.assert(
      fc.property(anyRatings, (ratings) => {
        const weights = new Float64Array(ratings.values.length / (ratings.coders || 1)).fill(2);
        expectSame(measure([{ ...ratings, weights }]), measure([ratings, ratings]));
      }),
    );
  });

  // α takes small numbers of values into account, and tends to the others' limit.
  if (name === 'α nominal') return;
  it('does not change when every unit is there twice', () => {
    fc.assert(
      fc.property(anyRatings, (ratings) => {
        expectSame(measure([ratings]), measure([ratings, ratings]));
      }),
    );
  });
});

const LENGTH = 60;
const anySpan = fc
  .tuple(fc.nat(2), fc.nat(LENGTH - 8), fc.integer({ min: 1, max: 8 }))
  .map(
    ([code, start, length]): MarkedSpan => ({ code, fragments: [{ start, end: start + length }] }),
  );
const anyContinuum = fc
  .array(fc.option(fc.array(anySpan, { maxLength: 4 }), { freq: 6 }), {
    minLength: 3,
    maxLength: 3,
  })
  .map((coders): Continuum => ({ length: LENGTH, coders }));

const boundaries = ({ coders }: Continuum) =>
  coders.map((spans) => {
    if (!spans) return null;
    const at = new Map<number, Set<number>>();
    const put = (place: number, type: number) => {
      const types = at.get(place) ?? new Set();
      at.set(place, types.add(type));
    };
    for (const { code, fragments } of spans) {
      put(fragments[0]?.start ?? 0, 2 * code);
      put(fragments.at(-1)?.end ?? 0, 2 * code + 1);
    }
    return at;
  });
const gammaUnits = ({ coders, length }: Continuum) => ({
  length,
  coders: coders.map(
    (spans) =>
      spans?.map(({ code, fragments }) => ({
        category: code,
        start: fragments[0]?.start ?? 0,
        end: fragments.at(-1)?.end ?? 0,
      })) ?? null,
  ),
});
const named = { nameOf: (code: number) => `code ${code}` };

const SPAN_MEASURES: Readonly<Record<string, (article: Continuum) => Score>> = {
  'α of 1995': (article) => scoreOf(unitizing1995Scorer([article], [0, 1, 2])),
  uα: (article) => scoreOf(unitizingScorer([article], 'all', named)),
  '|uα': (article) => scoreOf(unitizingScorer([article], 'binary', named)),
  cuα: (article) => scoreOf(unitizingScorer([article], 'coding', named)),
  'F1 exact': (article) => scoreOf(overlapScorer([article], 'exact')),
  'F1 any': (article) => scoreOf(overlapScorer([article], 'any')),
  'F1 share': (article) => scoreOf(overlapScorer([article], 'share')),
  'boundary similarity': (article) => scoreOf(boundaryScorer([boundaries(article)])),
};

describe.each(Object.entries(SPAN_MEASURES))('%s', (_, measure) => {
  it('does not change with the order of the coders', () => {
    fc.assert(
      fc.property(anyContinuum, (article) => {
        const [a = null, b = null, c = null] = article.coders;
        expectSame(measure(article), measure({ ...article, coders: [c, a, b] }));
      }),
    );
  });

  it('does not change when codes get other names', () => {
    fc.assert(
      fc.property(anyContinuum, (article) => {
        const coders = article.coders.map(
          (spans) => spans?.map((span) => ({ ...span, code: (span.code + 1) % 3 })) ?? null,
        );
        expectSame(measure(article), measure({ ...article, coders }));
      }),
    );
  });

  it('is never more than 1, and 1 for two coders who marked the same', () => {
    fc.assert(
      fc.property(anyContinuum, (article) => {
        const { value } = measure(article);
        if (value !== null) expect(value).toBeLessThan(1 + 1e-9);
        const [spans] = article.coders;
        const twice = measure({ ...article, coders: [spans ?? [], spans ?? []] });
        if (twice.value !== null) expect(twice.value).toBeCloseTo(1, 9);
      }),
    );
  });
});

describe('γ', () => {
  it('has the same observed disorder whoever comes first and whatever the codes are called', () => {
    fc.assert(
      fc.property(anyContinuum, (article) => {
        const settings = { samples: 2, maxSamples: 2, seed: 1, precision: 1 };
        const options = { positional: 1, categorical: 1, empty: 1 };
        const observed = (one: Continuum) =>
          gammaPart(gammaUnits(one), { ...settings, options }).observed;
        const [a = null, b = null, c = null] = article.coders;
        const other = {
          ...article,
          coders: [c, b, a].map(
            (spans) => spans?.map((span) => ({ ...span, code: 2 - span.code })) ?? null,
          ),
        };
        expect(observed(other)).toBeCloseTo(observed(article), 9);
        const { value } = gammaScorer([gammaPart(gammaUnits(article))], 'all').score([
          gammaPart(gammaUnits(article), { ...settings, options }),
        ]);
        if (value !== null) expect(value).toBeLessThan(1 + 1e-9);
      }),
      { numRuns: 40 },
    );
  });
});

describe('attributions', () => {
  const anyPart = fc
    .option(fc.tuple(fc.nat(50), fc.integer({ min: 1, max: 9 })))
    .map((part) => (part ? [{ start: part[0], end: part[0] + part[1] }] : []));
  const anyFrame = fc.record({ source: anyPart, cue: anyPart, content: anyPart });
  const anyFrames = fc.array(anyFrame, { maxLength: 4 });

  it('agree as much one way as the other, and fully with themselves', () => {
    fc.assert(
      fc.property(anyFrames, anyFrames, (a: Frame[], b: Frame[]) => {
        for (const kind of ['found', 'whole', 'source', 'cue', 'content'] as const) {
          const score = (...coders: Frame[][]) => scoreOf(attributionScorer([coders], kind));
          expectSame(score(a, b), score(b, a));
        }
        const withContent = a.filter(({ content }) => content.length > 0);
        const { value } = scoreOf(attributionScorer([[withContent, withContent]], 'found'));
        if (value !== null) expect(value).toBe(1);
      }),
    );
  });

  it('tell the parts apart', () => {
    const part = (start: number, end: number) => [{ start, end }];
    const a: Frame[] = [
      { source: part(0, 4), cue: part(5, 9), content: part(10, 30) },
      { source: [], cue: part(40, 44), content: part(45, 60) },
    ];
    const b: Frame[] = [{ source: part(2, 6), cue: part(31, 33), content: part(12, 28) }];
    const f1 = (kind: 'found' | 'whole' | 'source' | 'cue' | 'content') =>
      scoreOf(attributionScorer([[a, b]], kind)).value;
    expect(f1('found')).toBe(0.75);
    expect(f1('content')).toBeCloseTo(2 / 3, 10);
    expect(f1('source')).toBe(1);
    expect(f1('cue')).toBe(0);
    expect(f1('whole')).toBe(0);
    expect(scoreOf(attributionScorer([[[], []]], 'found')).reason).toBe('no_attributions');
    expect(scoreOf(attributionScorer([[[], null]], 'found')).reason).toBe('one_coder');
  });
});
