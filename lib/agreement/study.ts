import type { Frame } from './attribution';
import { type Boundaries, DEFAULT_REACH } from './boundary';
import type { Continuum, MarkedSpan } from './continuum';
import type { GammaArticle } from './gamma/gamma';
import { MISSING, type Ratings } from './ratings';
import {
  firstEndingAfter,
  LabelSets,
  rateCharacters,
  rateUnits,
  type UnitKind,
  unitsOf,
} from './units';

/** One coder's work on one article; codes are indices into the study's. */
export interface CoderWork {
  readonly spans: readonly MarkedSpan[];
  /** Codes of the article as a whole. */
  readonly articleCodes: readonly number[];
  readonly frames: readonly Frame[];
}

export interface StudyArticle {
  readonly text: string;
  /** Code points. */
  readonly length: number;
  readonly language: string | null;
  /** By coder; null for one who has not coded it. */
  readonly coders: readonly (CoderWork | null)[];
}

/** What is compared: articles, coders (indices) and codes (in the codebook's order). */
export interface Study {
  readonly articles: readonly StudyArticle[];
  readonly coders: number;
  readonly codes: readonly string[];
}

/** The same study with some of its coders, in that order. */
export function withCoders(study: Study, chosen: readonly number[]): Study {
  const articles = study.articles.map((article) => ({
    ...article,
    coders: chosen.map((coder) => article.coders[coder] ?? null),
  }));
  return { ...study, coders: chosen.length, articles };
}

/** The same study with one code. */
export function withCode(study: Study, code: number): Study {
  const only = (work: CoderWork | null) =>
    work && {
      ...work,
      spans: work.spans.filter((span) => span.code === code),
      articleCodes: work.articleCodes.filter((one) => one === code),
    };
  const articles = study.articles.map((article) => ({
    ...article,
    coders: article.coders.map(only),
  }));
  return { ...study, articles };
}

export function continuumOf({ length, coders }: StudyArticle): Continuum {
  return { length, coders: coders.map((work) => work?.spans ?? null) };
}

export function framesOf({ coders }: StudyArticle): (readonly Frame[] | null)[] {
  return coders.map((work) => work?.frames ?? null);
}

/** Each article's units rated by what they carry: one table of label sets for all. */
export interface RatedStudy {
  readonly articles: readonly Ratings[];
  /** By category, its codes; category 0 carries none. */
  readonly sets: readonly (readonly number[])[];
}

export function rateStudy(study: Study, unit: UnitKind): RatedStudy {
  const sets = new LabelSets();
  const articles = study.articles.map((article) => {
    if (unit === 'char') return rateCharacters(continuumOf(article), sets);
    const units = unitsOf(article.text, unit, article.language);
    if (unit !== 'article') return rateUnits(units, continuumOf(article), sets);
    // Codes of the whole article count where the article is the unit, and only there.
    const coders = article.coders.map(
      (work) => work && [...work.spans, ...wholeArticle(work.articleCodes, article.length)],
    );
    return rateUnits(units, { coders }, sets);
  });
  return {
    articles: articles.map((ratings) => ({ ...ratings, categories: sets.all.length })),
    sets: sets.all,
  };
}

function wholeArticle(codes: readonly number[], length: number): MarkedSpan[] {
  return length === 0
    ? []
    : codes.map((code) => ({ code, fragments: [{ start: 0, end: length }] }));
}

/** The share of units, of those that somebody coded, that each coder left without a code. */
export function unlabelledShare({ articles }: RatedStudy): number | null {
  let blank = 0;
  let all = 0;
  for (const { values, weights, coders } of articles) {
    values.forEach((value, at) => {
      if (value === MISSING) return;
      const weight = weights?.[Math.floor(at / coders)] ?? 1;
      all += weight;
      if (value === 0) blank += weight;
    });
  }
  return all > 0 ? blank / all : null;
}

/**
 * Where each coder's spans begin and end, as positions between tokens: a span begins before the token
 * that holds its first character and ends after the one that holds its last. Beginning and end of
 * each code are types of their own.
 */
export function boundariesOf(article: StudyArticle): (Boundaries | null)[] {
  const tokens = unitsOf(article.text, 'token', article.language);
  return article.coders.map((work) => {
    if (!work) return null;
    const at = new Map<number, Set<number>>();
    const put = (position: number, type: number) => {
      const types = at.get(position);
      if (types) types.add(type);
      else at.set(position, new Set([type]));
    };
    for (const { code, fragments } of work.spans) {
      for (const { start, end } of fragments) {
        put(firstEndingAfter(tokens, start), 2 * code);
        put(firstEndingAfter(tokens, end - 1) + 1, 2 * code + 1);
      }
    }
    return at;
  });
}

/** Tokens that a boundary may be off and still count as moved. */
export const BOUNDARY_REACH = DEFAULT_REACH;

/** Units for γ: a discontinuous span reaches from its first character to its last. */
export function gammaArticleOf({ length, coders }: StudyArticle): GammaArticle {
  return {
    length,
    coders: coders.map(
      (work) =>
        work?.spans.map(({ code, fragments }) => ({
          category: code,
          start: fragments[0]?.start ?? 0,
          end: fragments.at(-1)?.end ?? 0,
        })) ?? null,
    ),
  };
}
