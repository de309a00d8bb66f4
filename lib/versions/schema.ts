import type { WhatChanged } from './rules/what-changed';

/** One version of an article in the list of them. Times are ISO 8601, UTC. */
export interface VersionLine {
  readonly versionNo: number;
  readonly versionId: string;
  readonly title: string;
  readonly storedAt: string;
  /** Who imported it; null for the command line's operator. */
  readonly importedBy: string | null;
  readonly publishedAt: string | null;
  readonly modifiedAt: string | null;
  /** In code points. */
  readonly textLength: number;
  readonly capture: {
    readonly sourceName: string;
    readonly url: string | null;
    readonly retrievedAt: string;
    /** Hex. */
    readonly sha256: string;
  };
  /** What changed around the same text later. */
  readonly metadataChanges: readonly {
    readonly seenAt: string;
    readonly sourceName: string;
    readonly changes: Readonly<
      Record<string, { readonly before: string | null; readonly after: string | null }>
    >;
  }[];
}

/** Two versions of an article compared, and the list of all. */
export interface VersionComparison {
  readonly articleId: string;
  readonly versions: readonly VersionLine[];
  readonly language: string | null;
  readonly direction: 'ltr' | 'rtl';
  readonly from: number;
  readonly to: number;
  /** Null where there is only one version. */
  readonly changed: WhatChanged | null;
}
