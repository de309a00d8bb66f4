import { z } from 'zod';
import type { ReviewMove, ReviewState } from '@/lib/review/rules';
import type { CanonicaliserId } from '@/lib/text/canonicalise';
import type { Fragment } from '@/lib/text/fragments';
import type { ColumnMapping } from './csv-columns';

/** The formats that can be loaded; `auto` looks at the names and the first bytes. */
export const INGEST_FORMATS = [
  'plain',
  'html',
  'jsonl',
  'csv',
  'brat',
  'ptc',
  'warc',
  'labelstudio',
  'webannotation',
  'casjson',
  'webannotsv',
  'refi',
  'docx',
  'pdf',
] as const;
export type IngestFormat = (typeof INGEST_FORMATS)[number];

export const formatChoiceSchema = z.enum(['auto', ...INGEST_FORMATS]);
export type FormatChoice = z.infer<typeof formatChoiceSchema>;

/** What an import was made from: files of a format, or the web. */
export const importKindSchema = z.enum([...formatChoiceSchema.options, 'url']);
export type ImportKind = z.infer<typeof importKindSchema>;

export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

/** Where a row stands. `line` is 1-based; null when the whole file is meant. */
export interface Place {
  readonly file: string;
  readonly line: number | null;
}

/** What a rejection is about; decides which count it goes to. */
export const REJECTION_KINDS = [
  'file',
  'article',
  'annotation',
  'relation',
  'attribute',
  'note',
  /** Revisions and decisions before now. */
  'past',
] as const;
export type RejectionKind = (typeof REJECTION_KINDS)[number];

/** Something that was not loaded, and why, in words the person who made the file understands. */
export interface Rejection extends Place {
  readonly kind: RejectionKind;
  readonly reason: string;
}

/** Something that was loaded, but not quite as it stood; counted by its `code`. */
export interface Notice {
  readonly code: NoticeCode;
  readonly file: string;
  readonly count: number;
}

/** What each notice means, for the report. */
export const NOTICE_TEXTS = {
  fragments_sorted: 'passages whose parts stood out of order: sorted',
  fragments_merged: 'passages whose parts touched or overlapped: merged',
  utf16_offsets: 'documents whose offsets counted UTF-16 units: converted to code points',
  file_skipped: 'files of no known format: skipped',
  normalisation_kept: 'normalisations (N lines): kept with the annotation, for export only',
  squashed_body_used: 'articles without a clean body: the run-together one was cut into paragraphs',
  empty_coding: 'annotation files without any annotation: the coding is there, and empty',
  pack_added: 'packs of codes added to the codebook as a new version',
  codes_created: 'codes added to the codebook for unknown types',
  later_version: 'changed pages: stored as a later version of the article that was there',
  no_page: 'records that are no page (requests, redirects, images, feeds): skipped',
  no_article: 'pages without an article (lists, front pages): skipped',
  metadata_changed: 'pages with other metadata around the same text: noted',
  code_point_offsets: 'passages whose offsets counted code points, not UTF-16 units: taken so',
  predictions_skipped: 'predictions of a model: left out',
  cancelled_skipped: 'annotations that were cancelled: left out',
  found_by_quote: 'passages that stood elsewhere than said: found by their words',
  past_left_out:
    'annotations that were revised or reviewed: taken as they are now, without that past',
  past_read: 'annotations with their earlier revisions and the decisions about them',
} as const;
export type NoticeCode = keyof typeof NOTICE_TEXTS;

/** A moment as the source gave it. */
export interface SourceTime {
  /** ISO 8601 in UTC, ending in Z. */
  readonly utc: string;
  /** Minutes east of UTC as written; null when the source gave none (then UTC is assumed). */
  readonly offsetMinutes: number | null;
  /** As it stood in the source. */
  readonly original: string;
}

/** The bytes as they came in. */
export interface IncomingCapture {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  readonly fileName: string;
  /** The address that answered, after redirects; absent: the article’s own. */
  readonly url?: string;
  /** When the bytes came from where they are from, ISO 8601, UTC; absent: as they are loaded. */
  readonly retrievedAt?: string | null;
  /** What came with them: HTTP status and headers, a record's ids. */
  readonly metadata?: Readonly<Record<string, JsonValue>>;
}

export interface ArticleFields {
  readonly url: string | null;
  readonly title: string | null;
  readonly lede: string | null;
  readonly byline: string | null;
  readonly publisher: string | null;
  readonly section: string | null;
  readonly keywords: readonly string[];
  readonly imageUrl: string | null;
  /** BCP 47 as declared by the source; null lets the text decide. */
  readonly language: string | null;
  readonly direction: 'ltr' | 'rtl' | null;
  readonly published: SourceTime | null;
  readonly modified: SourceTime | null;
  /** Everything else the source said, kept as it stood. */
  readonly metadata: Readonly<Record<string, JsonValue>>;
}

/** A revision before the current one, as an export has it. */
export interface IncomingRevision {
  /** The code's name as the file has it. */
  readonly type: string;
  readonly fragments: readonly Fragment[];
  readonly members: readonly IncomingMember[];
  readonly attributes: Readonly<Record<string, JsonValue>>;
  readonly confidence: number | null;
  readonly memo: string | null;
  readonly deleted: boolean;
  readonly author: string;
}

export interface IncomingDecision {
  /** Number of the revision that was looked at, from 1. */
  readonly revision: number;
  readonly kind: ReviewMove;
  readonly reason: string | null;
  /** As the file names the person. */
  readonly decider: string;
}

/** How an annotation came to be what it is now. */
export interface IncomingPast {
  /** Who wrote the current revision. */
  readonly author: string;
  /** The revisions before the current one, the first one first. */
  readonly earlier: readonly IncomingRevision[];
  /** In the order in which they were taken. */
  readonly decisions: readonly IncomingDecision[];
  /** What the decisions have led to. */
  readonly state: ReviewState;
}

export const NO_FIELDS: ArticleFields = {
  url: null,
  title: null,
  lede: null,
  byline: null,
  publisher: null,
  section: null,
  keywords: [],
  imageUrl: null,
  language: null,
  direction: null,
  published: null,
  modified: null,
  metadata: {},
};

/** A label on passages (`span`) or on the whole article (`article`, no fragments). */
export interface IncomingAnnotation {
  readonly kind: 'span' | 'article';
  /** Unique within its coding, e.g. brat's `T12`. */
  readonly externalId: string;
  /** The type's name as the file has it. */
  readonly type: string;
  /** Code points into the article's text; sorted, apart. */
  readonly fragments: readonly Fragment[];
  readonly attributes: Readonly<Record<string, JsonValue>>;
  /** 1 (a guess) to 5 (certain); null when not said. */
  readonly confidence: number | null;
  readonly memo: string | null;
  readonly line: number;
  /** What the format needs to write the same record again. */
  readonly externalRef: Readonly<Record<string, JsonValue>>;
  /** Absent where the file tells of none. */
  readonly past?: IncomingPast;
}

export interface IncomingMember {
  /** The role's name as the file has it, e.g. brat's `Content2`. */
  readonly role: string;
  readonly targetExternalId: string;
}

/** A composite: an attribution (who is said, by which cue, to say what), or another event. */
export interface IncomingComposite {
  /** Unique within its coding, e.g. brat's `E3`; never equal to an annotation's. */
  readonly externalId: string;
  readonly type: string;
  /** The trigger's passages; may be none. */
  readonly fragments: readonly Fragment[];
  readonly members: readonly IncomingMember[];
  readonly attributes: Readonly<Record<string, JsonValue>>;
  readonly confidence: number | null;
  readonly memo: string | null;
  readonly line: number;
  /** Records of the file that this one stands for: its trigger (an annotation) and its event. */
  readonly counts: { readonly annotations: number; readonly relations: number };
  readonly externalRef: Readonly<Record<string, JsonValue>>;
  readonly past?: IncomingPast;
}

export interface IncomingRelation {
  readonly externalId: string;
  readonly type: string;
  readonly fromExternalId: string;
  readonly toExternalId: string;
  readonly memo: string | null;
  readonly line: number;
  readonly externalRef: Readonly<Record<string, JsonValue>>;
}

/** One person's work on one article, as a file has it. */
export interface IncomingCoding {
  /** As the file names the person; null when it names nobody. */
  readonly coder: string | null;
  readonly file: string;
  readonly annotations: readonly IncomingAnnotation[];
  readonly composites: readonly IncomingComposite[];
  readonly relations: readonly IncomingRelation[];
}

export interface IncomingArticle extends Place {
  readonly kind: 'article';
  readonly format: IngestFormat;
  /** The article's name in its source; kept, so that an export can use it again. */
  readonly externalId: string;
  readonly capture: IncomingCapture;
  readonly text: string;
  readonly canonicaliser: CanonicaliserId;
  /** Length of `text` in code points. */
  readonly length: number;
  readonly fields: ArticleFields;
  readonly codings: readonly IncomingCoding[];
}

export type IngestRow =
  | IncomingArticle
  | { readonly kind: 'rejection'; readonly rejection: Rejection }
  | { readonly kind: 'notice'; readonly notice: Notice };

/** One file of what is imported, opened only when it is read. */
export interface SourceFile {
  /** Path below what was given, with `/`; what reports show. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** A new stream of the bytes each time; bounded chunks. */
  stream(): AsyncIterable<Uint8Array>;
  /** The bytes from `start` up to but not `end`, where any part can be reached: then it may be an archive. */
  slice?(start: number, end: number): AsyncIterable<Uint8Array>;
}

/** A text that the project has. */
export interface KnownText {
  readonly externalId: string;
  readonly url: string | null;
  readonly text: string;
  readonly canonicaliser: CanonicaliserId;
  readonly language: string | null;
}

/** What a person said of the files, or the project knows, for the readers that it concerns. */
export interface ReaderHints {
  /** The project's texts by their addresses, for formats that hold none themselves. */
  readonly findTexts?: (addresses: readonly string[]) => Promise<ReadonlyMap<string, KnownText>>;
  /** Which column of a table is what; the names decide where it says nothing. */
  readonly columns?: ColumnMapping;
}

/** A reader: files in, rows out, never more than a few articles in memory. */
export type FormatReader = (
  files: readonly SourceFile[],
  limits: IngestLimits,
  hints?: ReaderHints,
) => AsyncIterable<IngestRow>;

export interface IngestLimits {
  /** Bytes of a file that is one article (plain, html, brat, ptc). */
  readonly maxFileBytes: number;
  /** Bytes of one line of JSONL, or of one CSV record. */
  readonly maxRecordBytes: number;
  /** Nesting of JSON. */
  readonly maxJsonDepth: number;
}

const MEGABYTE = 1024 * 1024;

/** Generous for any article; small enough that no single one can exhaust the memory. */
export const DEFAULT_LIMITS: IngestLimits = {
  maxFileBytes: 32 * MEGABYTE,
  maxRecordBytes: 16 * MEGABYTE,
  maxJsonDepth: 64,
};

/** Builds a rejection row. */
export function rejected(
  file: string,
  line: number | null,
  kind: RejectionKind,
  reason: string,
): IngestRow {
  return { kind: 'rejection', rejection: { file, line, kind, reason } };
}

/** Builds a notice row. */
export function noticed(code: NoticeCode, file: string, count = 1): IngestRow {
  return { kind: 'notice', notice: { code, file, count } };
}
