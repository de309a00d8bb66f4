import { z } from 'zod';
import type { DisagreementKind } from '@/lib/agreement/disagreements';
import type { GammaNotes } from '@/lib/agreement/evaluate';
import { MEASURE_IDS, type MeasureId } from '@/lib/agreement/measures';
import type { Score } from '@/lib/agreement/score';
import { UNITS, type UnitKind } from '@/lib/agreement/units';

/** What of a project is compared; an empty list keeps everything. */
export interface Scope {
  /** Keys. */
  readonly layers: readonly string[];
  readonly codes: readonly string[];
  /** Name, e-mail or id. */
  readonly coders: readonly string[];
  /** Name in its file, or id. */
  readonly articles: readonly string[];
}

export interface Question {
  readonly measure: MeasureId;
  readonly unit: UnitKind;
  readonly scope: Scope;
}

const names = z
  .union([z.string(), z.array(z.string())])
  .transform((value) =>
    [value]
      .flat()
      .filter((name) => name !== '')
      .slice(0, 200),
  )
  .catch([])
  .default([]);

/** The page's address: whatever does not fit is as if it were not there. */
export const questionSchema = z
  .object({
    measure: z.enum(MEASURE_IDS).catch('krippendorff_alpha_nominal'),
    unit: z.enum(UNITS).catch('token'),
    layer: names,
    code: names,
    coder: names,
    article: names,
  })
  .transform(
    ({ measure, unit, layer, code, coder, article }): Question => ({
      measure,
      unit,
      scope: { layers: layer, codes: code, coders: coder, articles: article },
    }),
  );

/** Which disagreements are shown: those of a pair, a code, an article, a month, or several of these. */
export const whichSchema = z.object({
  pair: z
    .string()
    .regex(/^[0-9a-f-]{36}~[0-9a-f-]{36}$/)
    .optional()
    .catch(undefined),
  ofCode: z.string().max(200).optional().catch(undefined),
  ofArticle: z.uuid().optional().catch(undefined),
  ofMonth: z
    .string()
    .regex(/^\d{4}-\d{2}$/)
    .optional()
    .catch(undefined),
});
export type Which = z.infer<typeof whichSchema>;

export interface NamedScore {
  readonly score: Score;
  /** Units, spans or attributions that went in. */
  readonly units: number;
}

export interface CoderDto {
  readonly id: string;
  readonly name: string;
}

export interface PairScore extends NamedScore {
  readonly one: string;
  readonly other: string;
}

export interface AgreementDto {
  readonly question: Question;
  readonly score: Score;
  readonly interval: {
    readonly low: number;
    readonly high: number;
    readonly samples: number;
  } | null;
  readonly units: number;
  readonly coders: readonly CoderDto[];
  readonly articleCount: number;
  /** Share of the coders' units without any code; null where the measure looks at no units. */
  readonly unlabelled: number | null;
  readonly gamma: GammaNotes | null;
  readonly pairs: readonly PairScore[];
  readonly perCode: readonly (NamedScore & { readonly code: string })[];
  readonly perArticle: readonly {
    readonly id: string;
    readonly name: string;
    readonly title: string;
    readonly score: Score;
  }[];
  /** By the month (UTC) in which the last of an article's coders submitted. */
  readonly perMonth: readonly {
    readonly month: string;
    readonly articles: number;
    readonly score: Score;
  }[];
}

/** What can be chosen. */
export interface AgreementChoices {
  readonly coders: readonly CoderDto[];
  readonly articles: readonly { readonly id: string; readonly title: string }[];
}

/** One coder's side of a disagreement. */
export interface SideDto {
  readonly coder: CoderDto;
  /** Null: this coder marked nothing here. */
  readonly code: string | null;
  readonly annotationId: string | null;
  /** In the context's characters (UTF-16), where the words stand. */
  readonly marks: readonly (readonly [start: number, end: number])[];
}

export interface DisagreementDto {
  readonly kind: DisagreementKind;
  readonly article: {
    readonly id: string;
    readonly title: string;
    readonly language: string | null;
    readonly direction: 'ltr' | 'rtl';
  };
  /** Where in the article, code points. */
  readonly at: readonly [start: number, end: number];
  readonly context: string;
  readonly one: SideDto;
  readonly other: SideDto;
}

export interface DisagreementsDto {
  readonly shown: readonly DisagreementDto[];
  readonly total: number;
}
