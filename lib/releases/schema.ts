import { z } from 'zod';
import { isStorable } from '@/lib/text/storable';

/** JSON as it is stored in attribute values, metadata and external references. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

/** A stretch of the article's text: code points, half-open, with the text that stands there. */
export interface ExportFragment {
  readonly start: number;
  readonly end: number;
  readonly quote: string;
}

/** One annotation that a composite joins, in its stored order. */
export interface ExportMember {
  /** `source`, `cue`, `content`, `content2`, or a role of the project's own codebook. */
  readonly role: string;
  readonly annotationId: string;
}

export interface ExportPerson {
  readonly id: string;
  readonly name: string;
}

export interface ExportReview {
  readonly state: ReviewState;
  /** The latest decision's; null before any. */
  readonly reviewer: string | null;
  /** UTC, ISO 8601. */
  readonly decidedAt: string | null;
  readonly reason: string | null;
}

/** What an imported annotation was called in the file that it came from. */
export interface ExportExternalRef {
  readonly format: string | null;
  readonly file: string | null;
  /** The record's own id (`T3`, `E1`, `R2`). */
  readonly id: string | null;
  /** For a brat event: the id of its trigger; events with one trigger name the same. */
  readonly trigger: string | null;
  readonly type: string | null;
  /** Where the file's own ranges stood in another order, or touched: those. Code points. */
  readonly ranges: readonly { readonly start: number; readonly end: number }[] | null;
  /** For a brat event: its arguments as the file has them (`Source:T3`), in its order. */
  readonly roles: readonly string[];
  /** brat normalisations (`Reference Wikidata:Q95`), kept for the way out. */
  readonly normalisations: readonly string[];
}

/** One revision of one annotation. */
export interface ExportAnnotation {
  readonly id: string;
  readonly kind: AnnotationKind;
  readonly revision: number;
  /** Of a head, always false: deleted annotations are not exported. An earlier revision may have been one. */
  readonly deleted: boolean;
  readonly layer: string;
  readonly code: string;
  /** The type's name in the file that it came from or in a mapped scheme; null when there is none. */
  readonly externalType: string | null;
  /** Attributes whose values that type's name already says; brat does not write them again. */
  readonly impliedAttributes: readonly string[];
  /** In text order; none for a label on the whole article. */
  readonly fragments: readonly ExportFragment[];
  readonly attributes: Readonly<Record<string, JsonValue>>;
  readonly members: readonly ExportMember[];
  readonly memo: string | null;
  /** 1 (a guess) to 5 (certain). */
  readonly confidence: number | null;
  /** Whose coding the annotation belongs to. */
  readonly coder: ExportPerson;
  /** Who wrote this revision: the coder, or a reviewer who amended. */
  readonly author: ExportPerson;
  /** When this revision was written: UTC, ISO 8601. */
  readonly createdAt: string;
  readonly codebookVersion: number;
  readonly review: ExportReview;
  readonly externalRef: ExportExternalRef | null;
}

export interface ExportRelation {
  readonly id: string;
  readonly revision: number;
  readonly type: string;
  readonly externalType: string | null;
  /** Annotation ids. */
  readonly from: string;
  readonly to: string;
  readonly attributes: Readonly<Record<string, JsonValue>>;
  readonly memo: string | null;
  readonly coder: ExportPerson;
  /** UTC, ISO 8601. */
  readonly createdAt: string;
  readonly externalRef: ExportExternalRef | null;
}

export interface ExportDecision {
  readonly id: string;
  readonly annotationId: string;
  /** Number of the revision that was looked at. */
  readonly revision: number;
  readonly kind: string;
  readonly reason: string | null;
  /** Number of the reviewer's own revision; null unless amended. */
  readonly amendedRevision: number | null;
  readonly reviewer: ExportPerson;
  /** UTC, ISO 8601. */
  readonly decidedAt: string;
}

/** One analyst's work on the article version, with or without annotations. */
export interface ExportCoding {
  readonly coder: ExportPerson;
  readonly state: string;
}

/** One article version with everything that the filter keeps. */
export interface ExportArticle {
  /** The article version's id. */
  readonly id: string;
  readonly articleId: string;
  readonly version: number;
  /** The name that the article had in its file. */
  readonly name: string;
  readonly url: string | null;
  readonly title: string;
  readonly language: string | null;
  readonly text: string;
  /** SHA-256 of the text's UTF-8, hex. */
  readonly textSha256: string;
  readonly metadata: Readonly<Record<string, JsonValue>>;
  readonly codings: readonly ExportCoding[];
  /** Head revisions. */
  readonly annotations: readonly ExportAnnotation[];
  /** Revisions before those heads, oldest first; empty unless the format takes them. */
  readonly earlier: readonly ExportAnnotation[];
  readonly relations: readonly ExportRelation[];
  readonly decisions: readonly ExportDecision[];
}

export const EXPORT_FORMATS = [
  'jsonl',
  'csv',
  'parquet',
  'brat',
  'webannotation',
  'doccano',
  'labelstudio',
  'casjson',
  'webannotsv',
  'refi',
  'spacy',
  'conll',
  'ptc',
] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export const ANNOTATION_KINDS = ['span', 'article', 'composite'] as const;
export type AnnotationKind = (typeof ANNOTATION_KINDS)[number];

export const REVIEW_STATES = ['unreviewed', 'accepted', 'amended', 'rejected', 'disputed'] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];

const list = <T extends z.ZodType>(item: T) => z.array(item).max(200).default([]);
const name = z.string().min(1).max(200).refine(isStorable);

/** What an export holds. An empty list keeps everything; two lists narrow each other. */
export const exportFilterSchema = z.strictObject({
  /** Layer keys. */
  layers: list(name),
  /** Code keys. */
  codes: list(name),
  /** Names or ids of coders. */
  coders: list(name),
  states: list(z.enum(REVIEW_STATES)),
});
export type ExportFilter = z.infer<typeof exportFilterSchema>;

export const EMPTY_FILTER: ExportFilter = { layers: [], codes: [], coders: [], states: [] };

/** What a download asks for. */
export const exportRequestSchema = z.strictObject({
  format: z.enum(EXPORT_FORMATS),
  filter: exportFilterSchema,
});
export type ExportRequest = z.infer<typeof exportRequestSchema>;

const countsSchema = z.record(z.string(), z.number().int().nonnegative());

/** `manifest.json` of an export: what is in it, what it was made from, what it could not carry. */
export const manifestSchema = z.strictObject({
  manifest_version: z.literal(1),
  generator: z.strictObject({ name: z.string(), version: z.string() }),
  format: z.enum(EXPORT_FORMATS),
  project: z.strictObject({ id: z.string(), slug: z.string(), name: z.string() }),
  /** UTC, ISO 8601. */
  created_at: z.iso.datetime(),
  offset_unit: z.literal('code points'),
  offset_range: z.literal('half-open'),
  discontinuous_text: z.literal('fragments joined by one space'),
  filter: exportFilterSchema,
  /** The version that the project codes with now, and each version that an exported revision used. */
  codebook: z.strictObject({
    name: z.string().nullable(),
    version: z.number().int().nullable(),
    sha256: z.string().nullable(),
    versions_used: z.array(z.number().int()),
  }),
  /** The project's history up to which this export was made. */
  history: z.strictObject({ event: z.number().int().nonnegative(), hash: z.string() }),
  counts: countsSchema,
  /** What this format cannot carry, by reason; an absent reason means none was met. */
  losses: countsSchema,
  /** What was written in another shape with the same meaning, by reason. */
  normalised: countsSchema,
  /** What each reason in `losses` and `normalised` means. */
  reasons: z.record(z.string(), z.string()),
  csv: z
    .strictObject({
      dialect: z.string(),
      formula_guard: z.string(),
      unguard: z.string(),
    })
    .optional(),
  files: z.array(
    z.strictObject({
      path: z.string(),
      bytes: z.number().int().nonnegative(),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  ),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** What the export page offers to choose from: keys with names, in codebook order. */
export interface ExportChoices {
  readonly layers: readonly { readonly key: string; readonly name: string }[];
  readonly codes: readonly {
    readonly key: string;
    readonly layer: string;
    readonly name: string;
  }[];
  readonly coders: readonly { readonly id: string; readonly name: string }[];
}

/** What an export would hold. */
export interface ExportPreview {
  readonly counts: Readonly<Record<string, number>>;
  /** By format: what it could not carry, by reason. */
  readonly losses: Readonly<Record<ExportFormat, Readonly<Record<string, number>>>>;
}

/** The event of an export, as the history keeps it. */
export const pastExportSchema = z.object({
  payload: z.object({
    format: z.enum(EXPORT_FORMATS),
    filter: exportFilterSchema,
    counts: countsSchema,
    losses: countsSchema,
    history: z.object({ event: z.number(), hash: z.string() }),
    manifestSha256: z.string(),
  }),
});

/** One export of the project's past. */
export interface PastExport {
  readonly seq: number;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Null for the command line's operator. */
  readonly actorName: string | null;
  readonly payload: z.infer<typeof pastExportSchema>['payload'];
}
