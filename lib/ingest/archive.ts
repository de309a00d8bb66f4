import { Readable } from 'node:stream';
import yauzl, { type Entry, RandomAccessReader, type ZipFile } from 'yauzl';
import { extensionOf, readHead, SourceFault } from './formats/read';
import type { Rejection, SourceFile } from './schema';
import { uploadPathSchema } from './upload-schema';

/** An archive with more entries than this is surely made to fill something. */
const MAX_ENTRIES = 100_000;
/** What an archive expands to, relative to its own size; applies from 64 MB on. */
const MAX_RATIO = 200;
const RATIO_FROM_BYTES = 64 * 1024 * 1024;
const MAX_EXPANDED_BYTES = 16 * 1024 ** 3;
const ZIP_START = 'PK\u0003\u0004';
/** Unix mode bits of a symbolic link, in the upper half of the external attributes. */
const FILE_TYPE = 0o170000;
const SYMBOLIC_LINK = 0o120000;

export interface OpenedArchives {
  /** The given files, with what is in archives in place of these. */
  readonly files: readonly SourceFile[];
  readonly rejections: readonly Rejection[];
}

/**
 * Looks into the ZIP archives among some files: an entry `a/b.txt` of `news.zip` is the file
 * `news.zip/a/b.txt`. Nothing is unpacked: an entry is expanded while it is read. Hidden entries,
 * symbolic links and archives inside archives are left alone; an entry that leads out of its archive,
 * is encrypted or stands twice is refused, and so is a whole archive that is broken, has too many
 * entries, or would expand too far (by what it states, to which expanding is held).
 */
export async function openArchives(files: readonly SourceFile[]): Promise<OpenedArchives> {
  const opened: SourceFile[] = [];
  const rejections: Rejection[] = [];
  for (const file of files) {
    const { slice } = file;
    if (!slice || !(await isZip(file, files.length === 1))) {
      opened.push(file);
      continue;
    }
    try {
      const listed = await listArchive(file, slice);
      opened.push(...listed.files);
      rejections.push(...listed.rejections);
    } catch (cause) {
      if (!(cause instanceof SourceFault)) throw cause;
      const reason = `The archive cannot be read: ${cause.message}.`;
      rejections.push({ file: file.path, line: null, kind: 'file', reason });
    }
  }
  return { files: opened, rejections };
}

async function isZip(file: SourceFile, alone: boolean): Promise<boolean> {
  const extension = extensionOf(file.path);
  if (extension === 'zip' || extension === 'qdpx') return true;
  // A document of an office program is a ZIP too, by another name.
  if (!alone || extension !== '') return false;
  return Buffer.from(await readHead(file, 4)).toString('latin1') === ZIP_START;
}

type Slice = NonNullable<SourceFile['slice']>;

class SliceReader extends RandomAccessReader {
  constructor(private readonly slice: Slice) {
    super();
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.slice(start, end), { objectMode: false });
  }
}

async function listArchive(file: SourceFile, slice: Slice): Promise<OpenedArchives> {
  const zip = await openZip(file, slice);
  const files: SourceFile[] = [];
  const rejections: Rejection[] = [];
  const seen = new Set<string>();
  let expanded = 0;
  if (zip.entryCount > MAX_ENTRIES) throw new SourceFault('it holds too many entries');
  for await (const entry of entriesOf(zip)) {
    expanded += entry.uncompressedSize;
    if (expanded > RATIO_FROM_BYTES && expanded > file.size * MAX_RATIO) {
      throw new SourceFault(`it expands to more than ${MAX_RATIO} times its size`);
    }
    if (expanded > MAX_EXPANDED_BYTES) throw new SourceFault('it expands to more than 16 GB');
    const name = nameOf(entry);
    if (name.endsWith('/') || isLeftOut(entry, name)) continue;
    const path = `${file.path}/${name}`;
    const fault = faultOf(entry, name) ?? (seen.has(name) ? 'This name stands in it twice.' : null);
    seen.add(name);
    if (fault !== null) {
      // A name that is refused is shown without what may be wrong with it.
      const shown = uploadPathSchema.safeParse(name).success ? path : file.path;
      rejections.push({ file: shown, line: null, kind: 'file', reason: fault });
      continue;
    }
    files.push({ path, size: entry.uncompressedSize, stream: () => expand(zip, entry) });
  }
  // By code units, as the files of a folder.
  files.sort((a, b) => (a.path < b.path ? -1 : 1));
  return { files, rejections };
}

function openZip(file: SourceFile, slice: Slice): Promise<ZipFile> {
  // Names are decoded and judged here, so that one bad name does not cost the archive.
  const options = { lazyEntries: true, autoClose: false, decodeStrings: false };
  return new Promise((resolve, reject) => {
    yauzl.fromRandomAccessReader(new SliceReader(slice), file.size, options, (cause, zip) => {
      if (cause) reject(new SourceFault('it is no ZIP, or broken', { cause }));
      else resolve(zip);
    });
  });
}

async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  for (;;) {
    const entry = await new Promise<Entry | null>((resolve, reject) => {
      zip.removeAllListeners();
      zip.once('entry', resolve);
      zip.once('end', () => resolve(null));
      zip.once('error', (cause) =>
        reject(new SourceFault('its list of entries is broken', { cause })),
      );
      zip.readEntry();
    });
    if (entry === null) return;
    yield entry;
  }
}

function nameOf(entry: Entry): string {
  const { generalPurposeBitFlag, fileNameRaw, extraFields } = entry;
  return yauzl.getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, false);
}

/** As in a folder: what is hidden, what the Mac adds, and links. */
function isLeftOut({ externalFileAttributes }: Entry, name: string): boolean {
  const link = ((externalFileAttributes >>> 16) & FILE_TYPE) === SYMBOLIC_LINK;
  const parts = name.split('/');
  return (
    link ||
    parts[0] === '__MACOSX' ||
    parts.some((part) => part.startsWith('.') && part !== '.' && part !== '..')
  );
}

function faultOf(entry: Entry, name: string): string | null {
  const path = uploadPathSchema.safeParse(name);
  if (yauzl.validateFileName(name) !== null || !path.success) {
    return path.error?.issues[0]?.message ?? 'A file name must not lead out of its folder.';
  }
  if (entry.isEncrypted()) return 'It is encrypted.';
  return entry.canDecodeFileData() ? null : 'It is compressed in a way that is not known here.';
}

/** Expands one entry; it is held to the size that the archive states for it. */
async function* expand(zip: ZipFile, entry: Entry): AsyncGenerator<Uint8Array> {
  const stream = await new Promise<Readable>((resolve, reject) => {
    zip.openReadStream(entry, (cause, opened) => {
      if (cause) reject(new SourceFault('its place in the archive is broken', { cause }));
      else resolve(opened);
    });
  });
  try {
    for await (const chunk of stream) yield chunk;
  } catch (cause) {
    throw new SourceFault('its compressed bytes are broken', { cause });
  } finally {
    stream.destroy();
  }
}
