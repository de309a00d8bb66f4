import { type AlphaLevel, alphaScorer } from './alpha';
import { type AttributionKind, attributionScorer } from './attribution';
import { bootstrap, type Interval } from './bootstrap';
import { boundaryScorer } from './boundary';
import { manyKappaScorer } from './fleiss';
import {
  DEFAULT_SETTINGS,
  type GammaPart,
  type GammaSettings,
  gammaScorer,
  gammaSteps,
} from './gamma/gamma';
import { MEASURES, type MeasureId } from './measures';
import { type OverlapKind, overlapScorer } from './overlap';
import { pairKappaScorer } from './pair-kappa';
import { MISSING, ofCoders, pairableCount, type Ratings, recoded } from './ratings';
import { type Score, type Scorer, undefinedBecause } from './score';
import {
  BOUNDARY_REACH,
  boundariesOf,
  continuumOf,
  framesOf,
  gammaArticleOf,
  type RatedStudy,
  rateStudy,
  type Study,
  withCode,
  withCoders,
} from './study';
import { unitizing1995Scorer } from './unitizing-1995';
import { type UnitizingKind, unitizingScorer } from './unitizing-family';
import type { UnitKind } from './units';

/** A measure asked of a study. */
export interface Answer {
  readonly score: Score;
  /** By article, in the study's order, and by group of articles; asked for besides. */
  readonly perArticle: readonly Score[];
  readonly perGroup: readonly Score[];
  readonly interval: Interval | null;
  /** What went in: units coded twice or more, spans, or attributions. */
  readonly units: number;
  readonly gamma: GammaNotes | null;
}

/** What has to be told with a γ. */
export interface GammaNotes {
  readonly seed: number;
  /** Random annotations an article, the fewest. */
  readonly samples: number;
  /** Articles whose best alignment is proven, of all that have something to align. */
  readonly exact: number;
  readonly articles: number;
}

interface Asked {
  readonly articles?: boolean;
  /** Groups of articles (indices) that are scored each as a whole. */
  readonly groups?: readonly (readonly number[])[];
  readonly interval?: boolean;
  /** What `align` gave. */
  readonly aligned?: readonly GammaPart[] | null;
  readonly seed?: number;
  readonly samples?: number;
}

const ALPHA_LEVELS: Partial<Record<MeasureId, AlphaLevel>> = {
  krippendorff_alpha_nominal: 'nominal',
  krippendorff_alpha_ordinal: 'ordinal',
  krippendorff_alpha_interval: 'interval',
};
const UNITIZING: Partial<Record<MeasureId, UnitizingKind>> = {
  u_alpha_binary: 'binary',
  u_alpha: 'all',
  cu_alpha: 'coding',
  ku_alpha: 'value',
};
const OVERLAP: Partial<Record<MeasureId, OverlapKind>> = {
  f1_exact: 'exact',
  f1_any_overlap: 'any',
  overlap_f1: 'share',
};
const ATTRIBUTION: Partial<Record<MeasureId, AttributionKind>> = {
  attribution_agr: 'found',
  attribution_frame_f1: 'whole',
  attribution_source_f1: 'source',
  attribution_cue_f1: 'cue',
  attribution_content_f1: 'content',
};
/** One measure on one kind of unit, of a study: as a whole, by code, by pair of coders. */
export class Evaluation {
  constructor(
    private readonly study: Study,
    private readonly measure: MeasureId,
    private readonly unit: UnitKind,
    private rated: RatedStudy | null = null,
  ) {}

  /** The units as they are rated, for those measures that look at units. */
  get ratings(): RatedStudy {
    this.rated ??= rateStudy(this.study, this.unit);
    return this.rated;
  }

  whole(asked: Asked = {}): Answer {
    return this.ask(this.study, asked, null);
  }

  /** The same question of two of the coders. */
  ofPair(one: number, other: number): Evaluation {
    const study = withCoders(this.study, [one, other]);
    const rated = MEASURES[this.measure].on === 'units' ? this.ratings : null;
    const ofPair = rated && {
      ...rated,
      articles: rated.articles.map((ratings) => ofCoders(ratings, [one, other])),
    };
    return new Evaluation(study, this.measure, this.unit, ofPair);
  }

  /**
   * γ's alignments, to be handed to `whole` or `code`: giving way after each, since they take long.
   * Null for the other measures.
   */
  *align(code: number | null, asked: Asked = {}): Generator<void, readonly GammaPart[] | null> {
    if (this.measure !== 'gamma' && this.measure !== 'gamma_cat') return null;
    const study = code === null ? this.study : withCode(this.study, code);
    const parts: GammaPart[] = [];
    for (const article of study.articles) {
      parts.push(yield* gammaSteps(gammaArticleOf(article), settingsFor(asked)));
    }
    return parts;
  }

  /** One code: units with it against units without, or its spans alone. */
  code(code: number, asked: Asked = {}): Answer {
    return this.ask(this.study, asked, code);
  }

  private ask(study: Study, asked: Asked, code: number | null): Answer {
    if (MEASURES[this.measure].on === 'units') return this.askUnits(asked, code);
    const attribution = ATTRIBUTION[this.measure];
    if (attribution !== undefined) {
      const articles = study.articles.map(framesOf);
      const units = sum(articles.map((coders) => sum(coders.map((one) => one?.length ?? 0))));
      return answer(attributionScorer(articles, attribution), units, asked);
    }
    return this.askSpans(study, asked, code);
  }

  private askUnits(asked: Asked, code: number | null): Answer {
    const { articles, sets } = this.ratings;
    const units = sum(articles.map(pairableCount));
    if (code !== null) {
      const map = sets.map((codes) => (codes.includes(code) ? 1 : 0));
      const binary = articles.map((ratings) => recoded(ratings, map, 2));
      // With one code there is no order and no distance: those α are the nominal one.
      return this.answerUnits(binary, 'nominal', null, units, asked);
    }
    const level = ALPHA_LEVELS[this.measure] ?? 'nominal';
    if (level === 'nominal') return this.answerUnits(articles, level, null, units, asked);
    // A scale has one value a unit, and “nothing” is none of its values.
    if (sets.some((codes) => codes.length > 1)) {
      return nothing(undefinedBecause('several_codes_in_a_unit'), articles.length, units, asked);
    }
    const map = sets.map(([only]) => only ?? MISSING);
    const onScale = articles.map((ratings) => recoded(ratings, map, this.study.codes.length));
    const numbers = this.study.codes.map(Number);
    const used = new Set(map.filter((value) => value !== MISSING));
    const scale = [...used].every((value) => Number.isFinite(numbers[value])) ? numbers : null;
    return this.answerUnits(onScale, level, scale, sum(onScale.map(pairableCount)), asked);
  }

  private answerUnits(
    articles: readonly Ratings[],
    level: AlphaLevel,
    scale: readonly number[] | null,
    units: number,
    asked: Asked,
  ): Answer {
    switch (this.measure) {
      case 'cohen_kappa':
        return answer(pairKappaScorer(articles, 'cohen'), units, asked);
      case 'scott_pi':
        return answer(pairKappaScorer(articles, 'scott'), units, asked);
      case 'observed_agreement':
        return answer(manyKappaScorer(articles, 'observed'), units, asked);
      case 'fleiss_kappa':
        return answer(manyKappaScorer(articles, 'fleiss'), units, asked);
      case 'gwet_ac1':
        return answer(manyKappaScorer(articles, 'gwet_ac1'), units, asked);
      default:
        return answer(alphaScorer(articles, level, scale), units, asked);
    }
  }

  private askSpans(whole: Study, asked: Asked, code: number | null): Answer {
    const kind = UNITIZING[this.measure];
    // cuα and (k)uα of a code are about the other codes that it is confused with.
    const keepsAll = kind === 'coding' || kind === 'value';
    const study = code === null || keepsAll ? whole : withCode(whole, code);
    const continua = study.articles.map(continuumOf);
    const units = sum(continua.map(({ coders }) => sum(coders.map((spans) => spans?.length ?? 0))));
    const nameOf = (index: number) => this.study.codes[index] ?? String(index);
    if (kind !== undefined) {
      const options = code === null ? { nameOf } : { nameOf, value: nameOf(code) };
      const asks = code === null || !keepsAll ? kind : 'value';
      return answer(unitizingScorer(continua, asks, options), units, asked);
    }
    const overlap = OVERLAP[this.measure];
    if (overlap !== undefined) return answer(overlapScorer(continua, overlap), units, asked);
    if (this.measure === 'boundary_similarity') {
      const articles = study.articles.map(boundariesOf);
      return answer(boundaryScorer(articles, BOUNDARY_REACH), units, asked);
    }
    if (this.measure === 'gamma' || this.measure === 'gamma_cat') {
      return this.askGamma(code, units, asked);
    }
    const codes = code === null ? this.study.codes.map((_, index) => index) : [code];
    return answer(unitizing1995Scorer(continua, codes), units, asked);
  }

  private askGamma(code: number | null, units: number, asked: Asked): Answer {
    const parts = asked.aligned ?? finish(this.align(code, asked)) ?? [];
    const used = parts.filter(({ samples }) => samples > 0);
    return {
      ...answer(gammaScorer(parts, this.measure === 'gamma' ? 'all' : 'cat'), units, asked),
      gamma: {
        seed: settingsFor(asked).seed,
        samples: used.length > 0 ? Math.min(...used.map(({ samples }) => samples)) : 0,
        exact: used.filter(({ exact }) => exact).length,
        articles: used.length,
      },
    };
  }
}

/** Runs steps to their end at once. */
function finish<T>(steps: Generator<void, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

function settingsFor({ seed, interval }: Asked): GammaSettings {
  return {
    ...DEFAULT_SETTINGS,
    ...(seed === undefined ? {} : { seed }),
    // Cells of a matrix are told from the first samples; the whole is told to its precision.
    ...(interval ? {} : { maxSamples: DEFAULT_SETTINGS.samples }),
  };
}

function answer<Part>(scorer: Scorer<Part>, units: number, asked: Asked): Answer {
  const { seed, samples } = asked;
  return {
    score: scorer.score(scorer.parts),
    perArticle: asked.articles ? scorer.parts.map((part) => scorer.score([part])) : [],
    perGroup: (asked.groups ?? []).map((group) =>
      scorer.score(group.flatMap((at) => scorer.parts.slice(at, at + 1))),
    ),
    interval: asked.interval
      ? bootstrap(scorer, {
          ...(seed === undefined ? {} : { seed }),
          ...(samples === undefined ? {} : { samples }),
        })
      : null,
    units,
    gamma: null,
  };
}

function nothing(score: Score, articles: number, units: number, asked: Asked): Answer {
  const perArticle = Array.from({ length: articles }, () => score);
  const perGroup = (asked.groups ?? []).map(() => score);
  return { score, perArticle, perGroup, interval: null, units, gamma: null };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
