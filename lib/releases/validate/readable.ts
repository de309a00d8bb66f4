import { baseName, extensionOf, SourceFault } from '@/lib/ingest/formats/read';
import { READERS } from '@/lib/ingest/readers';
import {
  DEFAULT_LIMITS,
  type IngestFormat,
  NOTICE_TEXTS,
  type NoticeCode,
  type SourceFile,
} from '@/lib/ingest/schema';
import { DOCCANO_FILE } from '../formats/doccano';
import { LABEL_STUDIO_FILE } from '../formats/label-studio';
import type { ExportFormat } from '../schema';
import type { Faults } from './fault';

/** The formats whose files are read as an import would read them, and which of the files those are. */
const READABLE: Partial<
  Record<ExportFormat, { readonly as: IngestFormat; readonly takes: (path: string) => boolean }>
> = {
  brat: { as: 'brat', takes: () => true },
  ptc: {
    as: 'ptc',
    takes: (path) => extensionOf(path) === 'txt' || extensionOf(path) === 'labels',
  },
  doccano: { as: 'jsonl', takes: (path) => baseName(path) === DOCCANO_FILE },
  labelstudio: { as: 'labelstudio', takes: (path) => baseName(path) === LABEL_STUDIO_FILE },
};

/** What an import would mend and tell; an export should not need it. */
const MENDED: ReadonlySet<NoticeCode> = new Set([
  'fragments_merged',
  'utf16_offsets',
  'code_point_offsets',
  'found_by_quote',
]);

/** Whether `checkReadable` looks into files of this format. */
export function isReadable(format: ExportFormat): boolean {
  return format in READABLE;
}

/**
 * Reads the files of a format as an import would, and finds fault with each record that the reader
 * refuses, or would mend: passages that are not where they are said to be, ids that nothing has, lines of
 * no shape.
 */
export async function checkReadable(
  format: ExportFormat,
  files: readonly SourceFile[],
  faults: Faults,
): Promise<void> {
  const reader = READABLE[format];
  const taken = files.filter(({ path }) => reader?.takes(path));
  if (!reader || taken.length === 0) return;
  try {
    for await (const row of READERS[reader.as](taken, DEFAULT_LIMITS, {})) {
      if (row.kind === 'rejection') {
        const { file, line, reason } = row.rejection;
        faults.add(file, line, reason);
      } else if (row.kind === 'notice' && MENDED.has(row.notice.code)) {
        const { file, code, count } = row.notice;
        faults.add(file, null, `${count} ${NOTICE_TEXTS[code]}.`);
      }
    }
  } catch (cause) {
    // It was told when the file was read for its SHA-256.
    if (!(cause instanceof SourceFault)) throw cause;
  }
}
