import { openArchives } from '@/lib/ingest/archive';
import { baseName, extensionOf, readWhole, SourceFault } from '@/lib/ingest/formats/read';
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
import { REFI_FILE } from '../formats/refi-qda';
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
  casjson: { as: 'casjson', takes: (path) => extensionOf(path) === 'json' },
  webannotsv: { as: 'webannotsv', takes: (path) => extensionOf(path) === 'tsv' },
  refi: { as: 'refi', takes: (path) => baseName(path) === REFI_FILE },
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
  given: readonly SourceFile[],
  faults: Faults,
): Promise<void> {
  const reader = READABLE[format];
  const taken = given.filter(({ path }) => reader?.takes(path));
  if (!reader || taken.length === 0) return;
  try {
    const files = format === 'refi' ? await unpacked(taken, faults) : taken;
    for await (const row of READERS[reader.as](files, DEFAULT_LIMITS, {})) {
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

/** The largest project that is looked into where it stands in a ZIP itself, bytes. */
const MOST_HELD = 1024 ** 3;

/** What stands in packed projects. One that is in a ZIP is held in memory, so that it can be opened there. */
async function unpacked(files: readonly SourceFile[], faults: Faults): Promise<SourceFile[]> {
  const reachable: SourceFile[] = [];
  for (const file of files) {
    if (file.slice) {
      reachable.push(file);
      continue;
    }
    const bytes = await readWhole(file, MOST_HELD);
    if (!bytes.ok) {
      faults.add(file.path, null, bytes.error.userMessage);
      continue;
    }
    const part = async function* (start: number, end: number) {
      yield bytes.value.subarray(start, end);
    };
    reachable.push({ ...file, stream: () => part(0, file.size), slice: part });
  }
  const opened = await openArchives(reachable);
  for (const { file, line, reason } of opened.rejections) faults.add(file, line, reason);
  return [...opened.files];
}
