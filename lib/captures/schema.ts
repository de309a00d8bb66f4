import { z } from 'zod';

/** One link of the chain from bytes to a text. Times are ISO 8601, UTC; hashes hex. */
export interface TextLink {
  readonly versionNo: number;
  readonly versionId: string;
  readonly title: string;
  readonly storedAt: string;
  readonly textSha256: string;
  /** In code points. */
  readonly textLength: number;
  readonly canonicaliser: string;
  /** By which import; null for one that was extracted again. */
  readonly importId: string | null;
  readonly importFormat: string | null;
  readonly capture: {
    readonly id: string;
    readonly sha256: string;
    /** In bytes. */
    readonly size: number;
    readonly mediaType: string;
    readonly sourceName: string;
    readonly url: string | null;
    readonly importer: string;
    readonly importerVersion: string;
    readonly retrievedAt: string;
    /** Null for the command line's operator. */
    readonly capturedBy: string | null;
    /** What came with the bytes (line, HTTP status and headers, WARC ids), flat: `http.status`. */
    readonly details: readonly (readonly [key: string, value: string])[];
  };
}

export interface TextChain {
  readonly articleId: string;
  readonly title: string;
  readonly language: string | null;
  readonly direction: 'ltr' | 'rtl';
  readonly links: readonly TextLink[];
  /** Whether the newest version's bytes can be extracted again by themselves. */
  readonly extractable: boolean;
}

/** The bytes of a capture, to be handed out. */
export interface CaptureBytes {
  readonly bytes: Uint8Array;
  readonly name: string;
  readonly sha256: string;
}

export const extractAgainSchema = z.object({ projectId: z.uuid(), articleId: z.uuid() });

/** What a second extraction came to; without a version, the text is the same as before. */
export interface ExtractionOutcome {
  readonly versionNo: number | null;
}
