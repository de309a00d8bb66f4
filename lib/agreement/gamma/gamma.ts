import { type Random, seededRandom } from '../random';
import { belowChance, type Score, type Scorer, undefinedBecause } from '../score';
import { alignCoderByCoder } from './align-coder-by-coder';
import { alignExactly } from './align-exact';
import {
  type Alignment,
  DEFAULT_GAMMA,
  type GammaOptions,
  type GammaUnit,
  positionalDissimilarity,
  UnitCosts,
} from './costs';
import { shuffled } from './shuffle';

/** One article for γ: its length and each coder's units; null for one who did not code it. */
export interface GammaArticle {
  readonly length: number;
  readonly coders: readonly (readonly GammaUnit[] | null)[];
}

export interface GammaSettings {
  readonly options: GammaOptions;
  readonly seed: number;
  /** Random annotations at first; more are drawn until the precision is reached. */
  readonly samples: number;
  readonly maxSamples: number;
  /** Half-width of the 95 % interval of the expected disorder, as a share of it. */
  readonly precision: number;
}

export const DEFAULT_SETTINGS: GammaSettings = {
  options: DEFAULT_GAMMA,
  seed: 2015,
  samples: 30,
  maxSamples: 100,
  precision: 0.02,
};

/** What one article adds to γ and to γ-cat. */
export interface GammaPart {
  readonly coders: number;
  readonly units: number;
  /** Mean number of units a coder. */
  readonly meanUnits: number;
  /** δ of the best alignment, and its mean over the samples. */
  readonly observed: number;
  readonly expected: number;
  /** δ_cat of both (null: no two units were aligned), and the weight of the pairs behind the first. */
  readonly observedCat: number | null;
  readonly expectedCat: number | null;
  readonly weightCat: number;
  readonly samples: number;
  /** Whether the best alignment is proven to be the best; and how many of the samples' are. */
  readonly exact: boolean;
  readonly exactSamples: number;
}

/**
 * Mathet's γ, or γ-cat, over articles. Sources: Mathet, Widlöcher & Métivier (2015), *The unified and
 * holistic method gamma (γ) for inter-annotator agreement measure and alignment*, Computational
 * Linguistics 41(3): `γ = 1 − δ(best alignment)/δ_e`, δ the sum of the unitary alignments' disorders over
 * the mean number of units a coder (section 4.4), δ_e the mean δ of random annotations (section 5.2),
 * of which so many are drawn that δ_e is known to ±2 % with 95 % confidence (section 5.3). Mathet (2017),
 * *The agreement measure γcat*, Computational Linguistics 43(3), section 4.2.5: on the same alignments
 * `δ_cat = Σ w d_cat / Σ w` over the aligned pairs of units, `w = max(0, 1 − α d_pos)/(n_v − 1)`, with n_v the
 * units in the unitary alignment.
 *
 * Several articles: `Σ x̄ δ / Σ x̄ δ_e` (x̄: mean number of units a coder), so that γ of one article is
 * the paper's; γ-cat likewise with the weights. That pooling is ours.
 *
 * Undefined: one coder; nobody marked anything; γ-cat: no units aligned, or one code only.
 */
export function gammaScorer(parts: readonly GammaPart[], which: 'all' | 'cat'): Scorer<GammaPart> {
  return { parts, score: (chosen) => (which === 'all' ? gamma(chosen) : gammaCat(chosen)) };
}

function gamma(parts: readonly GammaPart[]): Score {
  if (!parts.some(({ coders }) => coders > 1)) return undefinedBecause('one_coder');
  const used = parts.filter(({ coders, units }) => coders > 1 && units > 0);
  const weight = used.reduce((sum, part) => sum + part.meanUnits, 0);
  if (weight === 0) return undefinedBecause('no_spans');
  const mean = (of: (part: GammaPart) => number) =>
    used.reduce((sum, part) => sum + part.meanUnits * of(part), 0) / weight;
  return belowChance(
    mean(({ observed }) => observed),
    mean(({ expected }) => expected),
    'no_spans',
  );
}

function gammaCat(parts: readonly GammaPart[]): Score {
  if (!parts.some(({ coders }) => coders > 1)) return undefinedBecause('one_coder');
  if (!parts.some(({ units }) => units > 0)) return undefinedBecause('no_spans');
  let weight = 0;
  let observed = 0;
  let expected = 0;
  for (const part of parts) {
    if (part.observedCat === null || part.expectedCat === null) continue;
    weight += part.weightCat;
    observed += part.weightCat * part.observedCat;
    expected += part.weightCat * part.expectedCat;
  }
  if (weight === 0) return undefinedBecause('nothing_in_common');
  return belowChance(observed / weight, expected / weight, 'one_code');
}

/** Aligns one article, and random ones like it. Deterministic for a seed. */
export function gammaPart(article: GammaArticle, settings = DEFAULT_SETTINGS): GammaPart {
  const steps = gammaSteps(article, settings);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The same, giving way after each alignment: a server has others to answer meanwhile. */
export function* gammaSteps(
  article: GammaArticle,
  settings = DEFAULT_SETTINGS,
): Generator<void, GammaPart> {
  const coders = article.coders.flatMap((units) => (units ? [units] : []));
  const units = coders.flat().length;
  const meanUnits = coders.length > 0 ? units / coders.length : 0;
  const nothing = { observed: 0, expected: 0, observedCat: null, expectedCat: null, weightCat: 0 };
  if (coders.length < 2 || units === 0) {
    const rest = { samples: 0, exact: true, exactSamples: 0 };
    return { coders: coders.length, units, meanUnits, ...nothing, ...rest };
  }
  const best = disorders(coders, settings.options, true);
  yield;
  const sampled = yield* sampleDisorders(coders, article.length, settings, best.exact);
  const cats = sampled.flatMap(({ cat }) => cat ?? []);
  return {
    coders: coders.length,
    units,
    meanUnits,
    observed: best.all,
    expected: meanOf(sampled.map(({ all }) => all)),
    observedCat: best.cat,
    expectedCat: cats.length > 0 ? meanOf(cats) : null,
    weightCat: best.weight,
    samples: sampled.length,
    exact: best.exact,
    exactSamples: sampled.filter(({ exact }) => exact).length,
  };
}

/** The best alignment that can be had: proven where that is possible in little time. */
export function bestAlignment(
  coders: readonly (readonly GammaUnit[])[],
  options: GammaOptions = DEFAULT_GAMMA,
  tryExactly = true,
): Alignment & { readonly costs: UnitCosts } {
  const owned = coders.flatMap((units, coder) => units.map((unit) => ({ ...unit, coder })));
  const costs = new UnitCosts(owned, coders.length, options);
  // Two coders' best alignment is one assignment, which is exact.
  const exact = tryExactly && coders.length > 2 ? alignExactly(costs) : null;
  return { ...(exact ?? alignCoderByCoder(costs)), costs };
}

interface Disorders {
  readonly all: number;
  readonly cat: number | null;
  readonly weight: number;
  readonly exact: boolean;
}

function disorders(
  coders: readonly (readonly GammaUnit[])[],
  options: GammaOptions,
  tryExactly: boolean,
): Disorders {
  const { groups, cost, exact, costs } = bestAlignment(coders, options, tryExactly);
  let weights = 0;
  let differing = 0;
  for (const group of groups) {
    for (let i = 0; i < group.length; i += 1) {
      for (let j = i + 1; j < group.length; j += 1) {
        const u = costs.units[group[i] ?? 0];
        const v = costs.units[group[j] ?? 0];
        if (!u || !v) continue;
        const off = options.positional * positionalDissimilarity(u, v, options.empty);
        const weight = Math.max(0, 1 - off) / (group.length - 1);
        weights += weight;
        if (u.category !== v.category) differing += weight * options.empty;
      }
    }
  }
  const meanUnits = costs.units.length / coders.length;
  return {
    all: meanUnits > 0 ? cost / meanUnits : 0,
    cat: weights > 0 ? differing / weights : null,
    weight: weights,
    exact,
  };
}

function* sampleDisorders(
  coders: readonly (readonly GammaUnit[])[],
  length: number,
  { options, seed, samples, maxSamples, precision }: GammaSettings,
  tryExactly: boolean,
): Generator<void, Disorders[]> {
  const random: Random = seededRandom(seed);
  const sampled: Disorders[] = [];
  let wanted = samples;
  while (sampled.length < wanted) {
    const one = shuffled(coders, length, random);
    // One without units may have been drawn for everybody: there is nothing to align. Somebody has some.
    if (one.every((units) => units.length === 0)) continue;
    // Aligned in the way that served for the real ones, so that the two can be compared.
    sampled.push(disorders(one, options, tryExactly));
    yield;
    if (sampled.length === wanted && wanted < maxSamples) {
      const needed = neededSamples(
        sampled.map(({ all }) => all),
        precision,
      );
      wanted = Math.min(maxSamples, Math.max(wanted, needed));
    }
  }
  return sampled;
}

/** `(C_v · 1.96 / e)²`: Mathet et al. (2015), section 5.3. */
function neededSamples(values: readonly number[], precision: number): number {
  const mean = meanOf(values);
  if (mean === 0) return 0;
  const variance =
    values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length - 1);
  return Math.ceil(((Math.sqrt(variance) / mean) * (1.96 / precision)) ** 2);
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / (values.length || 1);
}
