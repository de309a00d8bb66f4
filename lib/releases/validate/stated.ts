import { readText } from '@/lib/ingest/formats/read';
import type { SourceFile } from '@/lib/ingest/schema';
import { err, ok, type Result } from '@/lib/result/result';
import { type ReleaseManifest, releaseManifestSchema, SPLITS } from '../frozen/schema';
import { EXPORT_FORMATS, type ExportFormat, type Manifest, manifestSchema } from '../schema';
import { inWords } from './fault';
import type { Stated } from './lines';

/** No manifest is so long. */
export const MAX_MANIFEST_BYTES = 16 * 1024 * 1024;

/** Of one export, or of a release. */
export type AnyManifest = Manifest | ReleaseManifest;

/** The manifest, of one export or of a release. Error: `invalid_input`, where it is none. */
export async function readManifest(file: SourceFile): Promise<Result<AnyManifest>> {
  const read = await readText(file, MAX_MANIFEST_BYTES);
  if (!read.ok) return read;
  try {
    const json: unknown = JSON.parse(read.value.text);
    const isRelease = isObject(json) && json.manifest_version === 2;
    const manifest = isRelease
      ? releaseManifestSchema.safeParse(json)
      : manifestSchema.safeParse(json);
    if (manifest.success) return ok(manifest.data);
    return err(
      'invalid_input',
      `The manifest is not as an export writes it: ${inWords(manifest.error)}`,
    );
  } catch (cause) {
    return err('invalid_input', 'The manifest is no JSON.', { cause });
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** The formats that it speaks of, in the order of the product's list. */
export function formatsOf(manifest: AnyManifest): ExportFormat[] {
  if (manifest.manifest_version === 1) return [manifest.format];
  return EXPORT_FORMATS.filter((format) => manifest.formats[format] !== undefined);
}

/** What the manifest states of the files of one format in one folder. */
export interface Part {
  readonly format: (typeof WHOLE)[number];
  /** With its slash, or empty. */
  readonly folder: string;
  readonly stated: Stated;
}

/** The formats that hold all there is, and are held to it. */
export const WHOLE = ['jsonl', 'csv', 'parquet'] as const;

/** The parts of an export whose contents are checked: one a format, or one a split of it. */
export function partsOf(manifest: AnyManifest): Part[] {
  return WHOLE.flatMap((format): Part[] => {
    if (manifest.manifest_version === 1) {
      return manifest.format === format ? [{ format, folder: '', stated: manifest }] : [];
    }
    const losses = manifest.formats[format]?.losses;
    if (!losses) return [];
    const splits = manifest.split_counts;
    if (!splits) return [{ format, folder: `${format}/`, stated: { ...manifest, losses } }];
    return SPLITS.map((split) => ({
      format,
      folder: `${format}/${split}/`,
      stated: { ...manifest, counts: splits[split] ?? {}, losses },
    }));
  });
}
