import { CSV_DIALECT, CSV_GUARD, CSV_UNGUARD } from '@/lib/text/csv-cells';
import type { ExportCounts } from './counts';
import { type Counts, REASONS, type Reason } from './formats/writer';
import type { ExportFilter, ExportFormat, Manifest } from './schema';

export const MANIFEST_FILE = 'manifest.json';

/** What an export was made from: the state of the project that one snapshot showed. */
export interface ExportOrigin {
  readonly project: { readonly id: string; readonly slug: string; readonly name: string };
  readonly codebook: {
    readonly name: string | null;
    readonly version: number | null;
    readonly sha256: string | null;
  };
  readonly history: { readonly event: number; readonly hash: string };
}

export interface WrittenFile {
  readonly path: string;
  readonly bytes: number;
  /** Hex. */
  readonly sha256: string;
}

/** Builds `manifest.json`. `createdAt` is now, from the caller's clock. */
export function buildManifest(given: {
  readonly format: ExportFormat;
  readonly filter: ExportFilter;
  readonly origin: ExportOrigin;
  readonly codebookVersionsUsed: Iterable<number>;
  readonly counts: ExportCounts;
  readonly report: { readonly losses: Counts; readonly normalised: Counts };
  readonly files: readonly WrittenFile[];
  readonly createdAt: Date;
  readonly appVersion: string;
}): Manifest {
  const { losses, normalised } = given.report;
  const met = Object.keys({ ...losses, ...normalised }) as Reason[];
  return {
    manifest_version: 1,
    generator: { name: 'sourcemark', version: given.appVersion },
    format: given.format,
    project: given.origin.project,
    created_at: given.createdAt.toISOString(),
    offset_unit: 'code points',
    offset_range: 'half-open',
    discontinuous_text: 'fragments joined by one space',
    filter: given.filter,
    codebook: {
      ...given.origin.codebook,
      versions_used: [...given.codebookVersionsUsed].sort((a, b) => a - b),
    },
    history: given.origin.history,
    counts: { ...given.counts },
    losses: { ...losses },
    normalised: { ...normalised },
    reasons: Object.fromEntries(met.map((reason) => [reason, REASONS[reason]])),
    ...(given.format === 'csv'
      ? { csv: { dialect: CSV_DIALECT, formula_guard: CSV_GUARD, unguard: CSV_UNGUARD } }
      : {}),
    files: given.files.toSorted((a, b) => (a.path < b.path ? -1 : 1)),
  };
}
