import mammoth from 'mammoth';
import yauzl from 'yauzl';
import { err, ok, type Result } from '@/lib/result/result';
import { canonicalise } from '@/lib/text/canonicalise';
import { type IngestLimits, type IngestRow, NO_FIELDS, rejected, type SourceFile } from '../schema';
import { titleFromText } from './plain';
import { readWhole, stemOf } from './read';

const MOST_ENTRIES = 5_000;
/** A document expands to no more than this, pictures and all. */
const MOST_EXPANDED_BYTES = 256 * 1024 * 1024;

/** One article a file: the paragraphs of a Word document (.docx). */
export async function* readDocx(
  files: readonly SourceFile[],
  limits: IngestLimits,
): AsyncGenerator<IngestRow> {
  for (const file of files) {
    const bytes = await readWhole(file, limits.maxFileBytes);
    const read = bytes.ok ? await textOfDocx(bytes.value) : bytes;
    const canonical = read.ok ? canonicalise(read.value) : read;
    if (!bytes.ok || !canonical.ok) {
      yield rejected(file.path, null, 'article', canonical.ok ? '' : canonical.error.userMessage);
      continue;
    }
    const { text } = canonical.value;
    if (text === '') {
      yield rejected(file.path, null, 'article', 'There is no text in the document.');
      continue;
    }
    yield {
      kind: 'article',
      format: 'docx',
      file: file.path,
      line: null,
      externalId: file.path,
      capture: {
        bytes: bytes.value,
        mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
        fileName: file.path,
      },
      ...canonical.value,
      fields: { ...NO_FIELDS, title: titleFromText(text) ?? stemOf(file.path) },
      codings: [],
    };
  }
}

async function textOfDocx(bytes: Uint8Array): Promise<Result<string>> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    // The library expands all of it in memory: looked through first, entry by entry.
    await expandWithin(buffer);
    const { value } = await mammoth.extractRawText({ buffer });
    return ok(value);
  } catch (cause) {
    const why = cause instanceof TooLarge ? cause.message : 'it is no .docx, or broken';
    return err('import_rejected', `The document cannot be read: ${why}.`, { cause });
  }
}

class TooLarge extends Error {
  constructor() {
    super('it would expand too far');
  }
}

/** Expands every entry to nowhere. Throws where one is longer than it says, or all are too long. */
async function expandWithin(buffer: Buffer): Promise<void> {
  const zip = await new Promise<yauzl.ZipFile>((resolve, reject) =>
    yauzl.fromBuffer(buffer, { lazyEntries: true }, (error, opened) =>
      error ? reject(error) : resolve(opened),
    ),
  );
  if (zip.entryCount > MOST_ENTRIES) throw new TooLarge();
  let expanded = 0;
  await new Promise<void>((resolve, reject) => {
    zip.on('error', reject);
    zip.on('end', resolve);
    zip.on('entry', (entry: yauzl.Entry) => {
      expanded += entry.uncompressedSize;
      if (expanded > MOST_EXPANDED_BYTES) {
        reject(new TooLarge());
        return;
      }
      zip.openReadStream(entry, (error, stream) => {
        if (error) {
          reject(error);
          return;
        }
        stream.on('error', reject);
        stream.on('end', () => zip.readEntry());
        stream.resume();
      });
    });
    zip.readEntry();
  });
}
