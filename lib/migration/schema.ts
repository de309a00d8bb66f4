import { z } from 'zod';
import { keySchema } from '@/lib/codebook/schema';

/** What becomes of the annotations of one code, or of several. Keys are those of older versions. */
export const codeStepSchema = z.discriminatedUnion('kind', [
  /** The same code goes on. `again`: its meaning changed, so reviews are asked for anew. */
  z.strictObject({ kind: z.literal('keep'), from: keySchema, review: z.enum(['keep', 'again']) }),
  z.strictObject({ kind: z.literal('rename'), from: keySchema, to: keySchema }),
  z.strictObject({
    kind: z.literal('merge'),
    from: z.array(keySchema).min(2).max(200),
    to: keySchema,
  }),
  /** By the value of an attribute; what no case fits goes to a person. Null: all go to a person. */
  z.strictObject({
    kind: z.literal('split'),
    from: keySchema,
    attribute: keySchema.nullable(),
    cases: z.array(z.strictObject({ value: z.string().max(4000), to: keySchema })).max(200),
  }),
  /** Null: each is listed for a person. */
  z.strictObject({ kind: z.literal('retire'), from: keySchema, to: keySchema.nullable() }),
]);
export type CodeStep = z.infer<typeof codeStepSchema>;

/** What becomes of one attribute of a code: another key (null: let go), other values (null: let go). */
export const attributeStepSchema = z.strictObject({
  code: keySchema,
  attribute: keySchema,
  to: keySchema.nullable(),
  values: z
    .array(z.strictObject({ from: z.string().max(4000), to: z.string().max(4000).nullable() }))
    .max(200),
});
export type AttributeStep = z.infer<typeof attributeStepSchema>;

/** What becomes of the relations of one type. Null: each is listed for a person. */
export const relationStepSchema = z.strictObject({ from: keySchema, to: keySchema.nullable() });

export const planSchema = z.strictObject({
  schema: z.literal('sourcemark.migration/1'),
  codes: z.array(codeStepSchema).max(2000),
  attributes: z.array(attributeStepSchema).max(2000),
  relations: z.array(relationStepSchema).max(500),
});
export type MigrationPlan = z.infer<typeof planSchema>;

export const EMPTY_PLAN: MigrationPlan = {
  schema: 'sourcemark.migration/1',
  codes: [],
  attributes: [],
  relations: [],
};

/** Why an annotation or relation waits for a person. */
export const PERSON_REASONS = [
  'no_step',
  'retired',
  'split',
  'split_no_case',
  'target_unfit',
  'attribute_unfit',
  'member',
  'holder',
  'relation',
  'relation_type',
] as const;
export type PersonReason = (typeof PERSON_REASONS)[number];

export const previewSchema = z.object({ projectId: z.uuid(), plan: planSchema });
export const startSchema = previewSchema.extend({
  reason: z.string().trim().min(1, 'Say why, in a line.').max(2000),
});
export const continueSchema = z.object({ projectId: z.uuid(), migrationId: z.uuid() });

/** What a plan would do, counted. */
export interface MigrationPreview {
  /** By the key of the code that they have now. */
  readonly codes: readonly {
    readonly from: string;
    readonly kind: CodeStep['kind'] | 'none';
    /** Where they go, with counts. */
    readonly to: readonly { readonly key: string; readonly count: number }[];
    /** Whose review state stays. */
    readonly reviewsKept: number;
    readonly persons: readonly { readonly reason: PersonReason; readonly count: number }[];
  }[];
  readonly relations: { readonly moved: number; readonly persons: number };
  /** Attribute values that the plan lets go, on purpose. */
  readonly valuesLetGo: number;
  readonly moved: number;
  readonly persons: number;
  readonly codings: number;
}

/** How far a migration is. */
export interface MigrationProgress {
  readonly migrationId: string;
  readonly done: number;
  readonly total: number;
  readonly moved: number;
  readonly listed: number;
  readonly finished: boolean;
}

/** A code of older versions that annotations still have. */
export interface CodeInUse {
  readonly key: string;
  readonly name: { readonly en: string; readonly fr: string };
  readonly count: number;
  /** What differs in the version in force: nothing, its wording, its meaning, or all of it. */
  readonly state: 'same' | 'wording' | 'meaning' | 'retired' | 'gone';
  /** Attributes that annotations of it may have, with their values where they are choices. */
  readonly attributes: readonly {
    readonly key: string;
    readonly name: { readonly en: string; readonly fr: string };
    readonly values: readonly string[];
    /** Whether the version in force lacks it or one of its values under the same code. */
    readonly lost: boolean;
  }[];
}

export interface TargetCode {
  readonly key: string;
  readonly name: { readonly en: string; readonly fr: string };
  readonly attributes: readonly { readonly key: string; readonly values: readonly string[] }[];
}

/** What the migration page starts from. */
export interface MigrationStart {
  readonly toVersionId: string;
  readonly toVersionNo: number;
  readonly inUse: readonly CodeInUse[];
  readonly targets: readonly TargetCode[];
  readonly relationTypes: readonly {
    readonly key: string;
    readonly count: number;
    readonly gone: boolean;
  }[];
  readonly targetRelationTypes: readonly {
    readonly key: string;
    readonly name: { readonly en: string; readonly fr: string };
  }[];
  readonly plan: MigrationPlan;
  /** Under way, to be gone on with; null when there is none. */
  readonly running: MigrationProgress | null;
  readonly last: MigrationProgress | null;
}

/** One thing that waits for a person. */
export interface PersonItem {
  readonly id: string;
  readonly kind: 'annotation' | 'relation';
  readonly annotationId: string;
  readonly articleId: string;
  readonly articleTitle: string;
  readonly coderName: string;
  readonly codeName: { readonly en: string; readonly fr: string };
  readonly quote: string;
  readonly reason: PersonReason;
  readonly about: string;
  readonly versionNo: number;
}
