import { z } from 'zod';

/** What a document is about: one annotation, one article with all of its, one export, or everything. */
export const provScopeSchema = z.discriminatedUnion('of', [
  z.object({ of: z.literal('annotation'), id: z.uuid() }),
  z.object({ of: z.literal('article'), id: z.uuid() }),
  z.object({ of: z.literal('release'), id: z.uuid() }),
  z.object({ of: z.literal('project') }),
]);
export type ProvScope = z.infer<typeof provScopeSchema>;

export const PROV_FORMATS = ['json', 'n'] as const;
export type ProvFormat = (typeof PROV_FORMATS)[number];

/** An event that did something: the activity. */
export interface ActRow {
  readonly seq: number;
  readonly id: string;
  readonly type: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Null for the command line's operator. */
  readonly actorId: string | null;
  /** The import that it is a part of. */
  readonly importId: string | null;
}

export interface CaptureRow {
  readonly id: string;
  readonly sha256: string;
  readonly mediaType: string;
  readonly sourceName: string;
  readonly url: string | null;
  readonly importer: string;
  readonly importerVersion: string;
  readonly retrievedAt: string;
  readonly capturedBy: string | null;
}

export interface VersionRow {
  readonly id: string;
  readonly articleId: string;
  readonly versionNo: number;
  readonly captureId: string;
  readonly importId: string | null;
  readonly title: string;
  readonly textSha256: string;
  readonly canonicaliser: string;
  /** The version before, where it is in the same document. */
  readonly previousId: string | null;
  readonly act: ActRow | null;
}

export interface ImportRow {
  readonly id: string;
  readonly format: string;
  readonly sourceName: string;
  readonly startedBy: string | null;
  readonly startedAt: string;
  readonly finishedAt: string | null;
}

export interface RevisionRow {
  readonly id: string;
  readonly annotationId: string;
  readonly revisionNo: number;
  readonly previousId: string | null;
  readonly articleVersionId: string;
  readonly codebookVersionId: string;
  readonly codeKey: string;
  readonly quote: string;
  /** Code points, half-open: `12-34,40-52`. */
  readonly fragments: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly deleted: boolean;
  readonly authorId: string;
  readonly createdAt: string;
  readonly memberIds: readonly string[];
  /** Revisions that it was made from: of other codings (gold), of an earlier version (carried over). */
  readonly madeFrom: readonly string[];
  readonly act: ActRow | null;
}

export interface DecisionRow {
  readonly id: string;
  readonly kind: string;
  readonly reason: string | null;
  readonly revisionId: string;
  readonly deciderId: string;
  readonly decidedAt: string;
  readonly act: ActRow | null;
}

export interface CodebookRow {
  readonly id: string;
  readonly versionNo: number;
  readonly sha256: string | null;
  readonly act: ActRow | null;
}

/** A frozen release, or an export. */
export interface ReleaseRow {
  readonly act: ActRow;
  /** Of a release; null of an export, which has none. */
  readonly name: string | null;
  /** Names, with commas between. */
  readonly format: string;
  readonly filter: unknown;
  readonly manifestSha256: string;
  /** The event that it shows the project after, and the chain's hash there. */
  readonly event: number;
  readonly hash: string;
  /** What stood in the project by then: the last revision of each annotation that was not deleted. */
  readonly revisionIds: readonly string[];
  readonly versionIds: readonly string[];
}

/** Everything that a document is made of. */
export interface ProvRows {
  readonly project: { readonly id: string; readonly slug: string; readonly name: string };
  readonly softwareVersion: string;
  readonly people: readonly { readonly id: string; readonly name: string }[];
  readonly captures: readonly CaptureRow[];
  readonly imports: readonly ImportRow[];
  readonly versions: readonly VersionRow[];
  readonly codebooks: readonly CodebookRow[];
  readonly revisions: readonly RevisionRow[];
  readonly decisions: readonly DecisionRow[];
  readonly releases: readonly ReleaseRow[];
}
