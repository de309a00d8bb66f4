import { z } from 'zod';
import { CAUSES } from '@/lib/adjudication/schema';
import type { AnnotationDto } from '@/lib/annotations/schema';
import { isStorable, NOT_STORABLE } from '@/lib/text/storable';

/** Measures that a threshold makes sense for: 1 is all right, and chance is not taken out twice. */
export const TRAINING_MEASURES = [
  'f1_exact',
  'f1_any_overlap',
  'overlap_f1',
  'u_alpha',
  'cu_alpha',
  'krippendorff_alpha_nominal',
  'attribution_agr',
  'attribution_frame_f1',
] as const;
export type TrainingMeasure = (typeof TRAINING_MEASURES)[number];

const project = z.object({ projectId: z.uuid() });
const reason = z
  .string()
  .trim()
  .min(1, 'Give a reason.')
  .max(2_000)
  .refine(isStorable, NOT_STORABLE);

export const trainingSettingsSchema = project.extend({
  measure: z.enum(TRAINING_MEASURES),
  /** Keys; none: all. */
  layers: z.array(z.string().min(1).max(100)).max(50).default([]),
  threshold: z.number().gt(0, 'Between 0 and 1.').max(1, 'Between 0 and 1.'),
  articlesNeeded: z.int().min(1).max(100),
  /** For each article; null: as many as they like. */
  attemptsAllowed: z.int().min(1).max(20).nullable(),
  articleIds: z.array(z.uuid()).min(1, 'Choose an article.').max(500),
});
export type TrainingInput = z.output<typeof trainingSettingsSchema>;

/** `training`: begins or begins again; `admitted`: without the score, with a reason. */
export const traineeSchema = project.extend({
  userIds: z.array(z.uuid()).min(1).max(200),
  state: z.enum(['training', 'admitted']),
  reason: reason.nullable().default(null),
});
export type TraineeInput = z.output<typeof traineeSchema>;

export const scoreSchema = project.extend({ articleVersionId: z.uuid() });
export type ScoreInput = z.output<typeof scoreSchema>;

export const againSchema = scoreSchema.extend({
  idempotencyKey: z.string().min(8).max(100).refine(isStorable, NOT_STORABLE),
});
export type AgainInput = z.output<typeof againSchema>;

/** How the trainee's work and the gold differ at one place. */
export const VERDICTS = ['agreed', 'missed', 'extra', 'differs'] as const;
export type Verdict = (typeof VERDICTS)[number];

const side = z.object({
  codeKey: z.string(),
  quote: z.string(),
  /** What else it says, as the codebook's keys have it. */
  attributes: z.record(z.string(), z.unknown()),
  parts: z.array(z.object({ role: z.string(), quote: z.string() })),
});
export type Side = z.output<typeof side>;

const differenceSchema = z.object({
  kind: z.enum(['article', 'span', 'composite', 'relation']),
  verdict: z.enum(VERDICTS),
  /** Of `differs`: code, boundary, attribute, relation. */
  differences: z.array(z.enum(['missing', 'code', 'boundary', 'attribute', 'relation'])),
  /** Code points; -1: the whole article. */
  position: z.int(),
  mine: side.nullable(),
  gold: side.nullable(),
  cause: z.enum(CAUSES).nullable(),
  note: z.string().nullable(),
});
export type TrainingDifference = z.output<typeof differenceSchema>;

/** What an attempt keeps: it stays readable whatever becomes of the annotations. Version 1. */
export const resultSchema = z.object({
  v: z.literal(1),
  perCode: z.array(
    z.object({
      code: z.string(),
      value: z.number().nullable(),
      reason: z.string().nullable(),
      units: z.number(),
    }),
  ),
  differences: z.array(differenceSchema),
});
export type TrainingResult = z.output<typeof resultSchema>;

export interface TrainingRules {
  readonly measure: TrainingMeasure;
  readonly layers: readonly string[];
  readonly threshold: number;
  readonly articlesNeeded: number;
  readonly attemptsAllowed: number | null;
}

/** Times are ISO 8601, UTC. */
export interface AttemptLine {
  readonly id: string;
  readonly userId: string;
  readonly articleId: string;
  readonly attemptNo: number;
  readonly value: number | null;
  readonly reason: string | null;
  readonly threshold: number;
  readonly passed: boolean;
  readonly scoredAt: string;
}

export interface AttemptDto extends AttemptLine {
  readonly measure: TrainingMeasure;
  readonly userName: string;
  readonly articleVersionId: string;
  readonly versionNo: number;
  readonly title: string;
  readonly language: string | null;
  readonly direction: 'ltr' | 'rtl';
  readonly result: TrainingResult;
}

export interface TrainingArticleDto {
  readonly articleId: string;
  /** The newest version that has gold. */
  readonly articleVersionId: string;
  readonly versionNo: number;
  readonly title: string;
  readonly publisher: string | null;
  readonly language: string | null;
  readonly direction: 'ltr' | 'rtl';
}

export interface TraineeDto {
  readonly userId: string;
  readonly name: string;
  /** Null: never put in training. */
  readonly state: 'training' | 'admitted' | null;
  readonly since: string | null;
  readonly reason: string | null;
  readonly passed: number;
  readonly attempts: readonly AttemptLine[];
}

/** What a lead sees of a project's training. */
export interface TrainingBoard {
  readonly rules: TrainingRules | null;
  readonly articles: readonly TrainingArticleDto[];
  /** Articles whose adjudication is complete, those of the set among them. */
  readonly candidates: readonly TrainingArticleDto[];
  readonly people: readonly TraineeDto[];
}

/** One article of the set, as the acting person stands with it. */
export interface OwnTrainingArticle extends TrainingArticleDto {
  readonly state: 'not_started' | 'in_progress' | 'submitted';
  /** Coded before the training began: it does not count. */
  readonly isOld: boolean;
  readonly attempts: readonly AttemptLine[];
  /** Handed in, and not scored yet. */
  readonly waits: boolean;
  readonly mayTryAgain: boolean;
}

export interface OwnTraining {
  readonly rules: TrainingRules | null;
  readonly state: 'training' | 'admitted' | null;
  readonly passed: number;
  readonly articles: readonly OwnTrainingArticle[];
}

/** What of a head the score needs. */
export type ScoredHead = Pick<
  AnnotationDto,
  | 'id'
  | 'kind'
  | 'codingId'
  | 'revisionId'
  | 'layerKey'
  | 'codeKey'
  | 'fragments'
  | 'members'
  | 'attributes'
>;
