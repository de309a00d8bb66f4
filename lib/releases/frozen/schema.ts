import { z } from 'zod';
import { isStorable, NOT_STORABLE } from '@/lib/text/storable';
import { EXPORT_FORMATS, exportFilterSchema } from '../schema';

export const SPLITS = ['train', 'dev', 'test'] as const;
export type SplitName = (typeof SPLITS)[number];

const share = z.number().int().min(0).max(100);
const line = (most: number) => z.string().trim().max(most).refine(isStorable, NOT_STORABLE);

/** Shares in percent, and the seed: the same seed splits the same articles alike. */
export const splitSpecSchema = z
  .strictObject({ train: share, dev: share, test: share, seed: line(100).min(1) })
  .refine(({ train, dev, test }) => train + dev + test === 100, 'The shares make 100 together.');
export type SplitSpec = z.infer<typeof splitSpecSchema>;

/** Which articles, beside what the filter says of annotations. Days are UTC, both included. */
export const articleFilterSchema = z.strictObject({
  publishers: z.array(z.string().min(1).max(500)).max(200).default([]),
  from: z.iso.date().nullable().default(null),
  to: z.iso.date().nullable().default(null),
  /** Articles whose coders agree less (Krippendorff’s α, nominal, on tokens) are left out. */
  minAgreement: z.number().min(-1).max(1).nullable().default(null),
});
export type ArticleFilter = z.infer<typeof articleFilterSchema>;

/** What a lead asks for. */
export const releaseSpecSchema = z.strictObject({
  licence: line(200).default(''),
  notes: line(8000).default(''),
  formats: z
    .array(z.enum(EXPORT_FORMATS))
    .min(1, 'Choose at least one format.')
    .transform((formats) => EXPORT_FORMATS.filter((one) => formats.includes(one))),
  filter: exportFilterSchema,
  articles: articleFilterSchema,
  splits: splitSpecSchema.nullable(),
  /** Coders and reviewers by pseudonyms, the same in all releases of the project. */
  anonymise: z.boolean(),
});
export type ReleaseSpec = z.output<typeof releaseSpecSchema>;

export const createReleaseSchema = z.object({
  projectId: z.uuid(),
  name: line(200).min(1, 'Give the release a name.'),
  spec: releaseSpecSchema,
});
export const releaseRefSchema = z.object({ projectId: z.uuid(), releaseId: z.uuid() });
export const withdrawReleaseSchema = releaseRefSchema.extend({
  reason: line(2000).min(1, 'Say why it is withdrawn.'),
});

const countsSchema = z.record(z.string(), z.number().int().nonnegative());

/** What a release was made from, written once with its articles. */
export const frozenSchema = z.strictObject({
  at: z.iso.datetime(),
  version: z.string(),
  project: z.strictObject({ id: z.string(), slug: z.string(), name: z.string() }),
  codebook: z.strictObject({
    name: z.string().nullable(),
    version: z.number().int().nullable(),
    sha256: z.string().nullable(),
    versions_used: z.array(z.number().int()),
  }),
  codebookVersionId: z.uuid().nullable(),
  history: z.strictObject({ event: z.number().int().nonnegative(), hash: z.string() }),
  counts: countsSchema,
  splitCounts: z.record(z.enum(SPLITS), countsSchema).nullable(),
  relationsLost: z.number().int().nonnegative(),
  coders: z.number().int().nonnegative(),
  languages: countsSchema,
  /** As measured when it was frozen; null where fewer than two people coded the same. */
  agreement: z
    .strictObject({ measure: z.string(), unit: z.string(), value: z.number().nullable() })
    .nullable(),
});
export type Frozen = z.infer<typeof frozenSchema>;

const fileSchema = z.strictObject({
  path: z.string(),
  bytes: z.number().int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

/** `manifest.json` of a release. */
export const releaseManifestSchema = z.strictObject({
  manifest_version: z.literal(2),
  generator: z.strictObject({ name: z.string(), version: z.string() }),
  release: z.strictObject({
    id: z.string(),
    number: z.number().int(),
    name: z.string(),
    licence: z.string(),
    frozen_at: z.iso.datetime(),
  }),
  project: frozenSchema.shape.project,
  offset_unit: z.literal('code points'),
  offset_range: z.literal('half-open'),
  discontinuous_text: z.literal('fragments joined by one space'),
  filter: exportFilterSchema,
  articles: articleFilterSchema,
  splits: splitSpecSchema.nullable(),
  anonymised: z.boolean(),
  codebook: frozenSchema.shape.codebook,
  history: frozenSchema.shape.history,
  counts: countsSchema,
  split_counts: frozenSchema.shape.splitCounts,
  /** What each format cannot carry, and what it wrote in another shape, by reason. */
  formats: z.partialRecord(
    z.enum(EXPORT_FORMATS),
    z.strictObject({ losses: countsSchema, normalised: countsSchema }),
  ),
  reasons: z.record(z.string(), z.string()),
  files: z.array(fileSchema),
});
export type ReleaseManifest = z.infer<typeof releaseManifestSchema>;

export type ReleaseState = 'building' | 'ready' | 'failed' | 'withdrawn';

/** A release as pages see it. Times are ISO 8601, UTC. */
export interface ReleaseDto {
  readonly id: string;
  readonly no: number;
  readonly name: string;
  readonly spec: ReleaseSpec;
  readonly state: ReleaseState;
  /** It is in the queue, and no worker has taken it up. */
  readonly waiting: boolean;
  readonly done: number;
  readonly total: number;
  readonly message: string | null;
  readonly frozen: Frozen | null;
  /** SHA-256 of its manifest, hex. */
  readonly manifestSha256: string | null;
  readonly createdBy: string | null;
  readonly createdAt: string;
  readonly withdrawnBy: string | null;
  readonly withdrawnAt: string | null;
  readonly withdrawalReason: string | null;
}

/** What one release has against another. */
export interface ReleaseDiff {
  readonly articles: DiffCounts;
  readonly annotations: DiffCounts;
  readonly relations: DiffCounts;
  /** Some of the annotations that differ, for looking at. */
  readonly samples: readonly {
    readonly kind: 'added' | 'changed' | 'dropped';
    readonly annotationId: string;
    readonly article: string;
    readonly code: string;
    readonly words: string;
  }[];
}

export interface DiffCounts {
  readonly added: number;
  readonly changed: number;
  readonly dropped: number;
  readonly same: number;
}
