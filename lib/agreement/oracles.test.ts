import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { alphaScorer } from './alpha';
import type { MarkedSpan } from './continuum';
import { overlapShares } from './overlap';
import { pairKappaScorer } from './pair-kappa';
import { ratingsOf } from './ratings';
import type { Scorer } from './score';
import { unitizing1995Scorer } from './unitizing-1995';

const shared = process.env.SOURCEMARK_SHARED ?? resolve(import.meta.dirname, '../../../shared');
const file = resolve(shared, 'oracles/agreement.json');

const stretches = z.array(z.tuple([z.number(), z.number()]));
const caseSchema = z.looseObject({
  id: z.string(),
  tolerance: z.number().default(0),
  contingency: z.array(z.array(z.number())).optional(),
  units: z.array(z.string()).optional(),
  continuum: z.object({ begin: z.number(), length: z.number() }).optional(),
  coders: z.record(z.string(), z.record(z.string(), stretches)).optional(),
  gold: stretches.optional(),
  predicted: stretches.optional(),
});
type Case = z.infer<typeof caseSchema>;

function scoreOf<Part>({ score, parts }: Scorer<Part>) {
  const { value, observed, expected } = score(parts);
  return { value: value ?? Number.NaN, observed, expected };
}

const spansOf = (code: number, list: z.infer<typeof stretches>): MarkedSpan[] =>
  list.map(([start, end]) => ({ code, fragments: [{ start, end }] }));

/** Ours for each case of the file, in the shape of its `expected`. */
const MEASURES: Readonly<Record<string, (one: Case) => unknown>> = {
  'cohen1960-p45': ({ contingency = [] }) => {
    const cells = contingency.flatMap((line, c) => line.map((_, k) => [c, k]));
    const ratings = ratingsOf(cells, contingency.length, contingency.flat());
    const { value, observed, expected } = scoreOf(pairKappaScorer([ratings], 'cohen'));
    return { po: observed, pe: expected, kappa: value };
  },
  'krippendorff2004-p230': ({ units = [] }) => {
    const letters = [...new Set(units.join('').replaceAll('-', ''))];
    const rows = units.map((unit) =>
      [...unit].map((letter) => (letter === '-' ? null : letters.indexOf(letter))),
    );
    const { value, observed, expected } = scoreOf(
      alphaScorer([ratingsOf(rows, letters.length)], 'nominal'),
    );
    return { do: observed, de: expected, alpha: value };
  },
  'krippendorff2004-p254': ({ continuum, coders = {} }) => {
    const { begin = 0, length = 0 } = continuum ?? {};
    const spans = Object.values(coders).map((byCode) =>
      ['c', 'k'].flatMap((name, code) =>
        spansOf(
          code,
          (byCode[name] ?? []).map(([at, long]) => [at - begin, at - begin + long]),
        ),
      ),
    );
    const alpha = (...codes: number[]) =>
      scoreOf(unitizing1995Scorer([{ length, coders: spans }], codes));
    const c = alpha(0);
    return {
      c: { do: c.observed, de: c.expected, alpha: c.value },
      k: { alpha: alpha(1).value },
      overall: alpha(0, 1).value,
    };
  },
  'semeval2020-task11-si': ({ gold = [], predicted = [] }) =>
    overlapShares(spansOf(0, gold), spansOf(0, predicted)),
};

/** The same with every number replaced by “close to it”. */
function closeTo(expected: unknown, tolerance: number): unknown {
  if (typeof expected === 'number') {
    return expect.toSatisfy((got: number) => Math.abs(got - expected) <= tolerance);
  }
  return Object.fromEntries(
    Object.entries(z.record(z.string(), z.unknown()).parse(expected)).map(([key, value]) => [
      key,
      closeTo(value, tolerance),
    ]),
  );
}

describe.skipIf(!existsSync(file))('the shared file of published figures', () => {
  const cases = existsSync(file)
    ? z
        .object({ cases: z.array(caseSchema.extend({ expected: z.unknown().optional() })) })
        .parse(JSON.parse(readFileSync(file, 'utf8'))).cases
    : [];
  const withFigures = cases.filter(({ expected }) => expected !== undefined);

  it('has figures', () => {
    expect(withFigures.length).toBeGreaterThan(3);
  });

  it.each(withFigures)('$id', (one) => {
    const measure = MEASURES[one.id];
    if (!measure) throw new Error(`Nothing is computed for ${one.id}.`);
    expect(measure(one)).toMatchObject(closeTo(one.expected, one.tolerance) as object);
  });
});
