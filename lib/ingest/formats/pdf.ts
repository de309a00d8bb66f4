import { getDocumentProxy, getMeta } from 'unpdf';
import { err, ok, type Result } from '@/lib/result/result';
import { canonicalise } from '@/lib/text/canonicalise';
import { isStorable } from '@/lib/text/storable';
import { type IngestLimits, type IngestRow, NO_FIELDS, rejected, type SourceFile } from '../schema';
import { type PdfLine, toParagraphs } from './pdf-lines';
import { titleFromText } from './plain';
import { readWhole, stemOf } from './read';

/** A longer document is no article. */
const MOST_PAGES = 1_000;

/** One article a file: the text of its pages, as far as it is text and no picture. */
export async function* readPdf(
  files: readonly SourceFile[],
  limits: IngestLimits,
): AsyncGenerator<IngestRow> {
  for (const file of files) {
    const bytes = await readWhole(file, limits.maxFileBytes);
    const read = bytes.ok ? await textOfPdf(bytes.value) : bytes;
    if (!bytes.ok || !read.ok) {
      yield rejected(file.path, null, 'article', read.ok ? '' : read.error.userMessage);
      continue;
    }
    const canonical = canonicalise(read.value.text);
    if (!canonical.ok) {
      yield rejected(file.path, null, 'article', canonical.error.userMessage);
      continue;
    }
    const title = read.value.title ?? titleFromText(canonical.value.text) ?? stemOf(file.path);
    yield {
      kind: 'article',
      format: 'pdf',
      file: file.path,
      line: null,
      externalId: file.path,
      capture: { bytes: bytes.value, mediaType: 'application/pdf', fileName: file.path },
      ...canonical.value,
      fields: { ...NO_FIELDS, title },
      codings: [],
    };
  }
}

interface PdfText {
  readonly text: string;
  readonly title: string | null;
}

async function textOfPdf(bytes: Uint8Array): Promise<Result<PdfText>> {
  try {
    // A copy: the library takes the bytes for its own. No code in a document is ever run.
    const pdf = await getDocumentProxy(new Uint8Array(bytes), {
      isEvalSupported: false,
      verbosity: 0,
    });
    try {
      if (pdf.numPages > MOST_PAGES) {
        return err('import_rejected', `The document has more than ${MOST_PAGES} pages.`);
      }
      const pages: PdfLine[][] = [];
      for (let no = 1; no <= pdf.numPages; no += 1) {
        const page = await pdf.getPage(no);
        const { items } = await page.getTextContent();
        pages.push(linesOf(items.flatMap((item) => ('str' in item ? [item] : []))));
        page.cleanup();
      }
      const text = toParagraphs(pages).join('\n\n');
      if (text === '') {
        return err(
          'import_rejected',
          'There is no text in the document: its pages may be pictures.',
        );
      }
      const { info } = await getMeta(pdf);
      const title = typeof info.Title === 'string' ? info.Title.trim() : '';
      return ok({ text, title: title !== '' && isStorable(title) ? title : null });
    } finally {
      await pdf.destroy();
    }
  } catch (cause) {
    const isLocked = cause instanceof Error && cause.name === 'PasswordException';
    const why = isLocked ? 'it needs a password' : 'it is no PDF, or broken';
    return err('import_rejected', `The document cannot be read: ${why}.`, { cause });
  }
}

interface TextPiece {
  readonly str: string;
  /** A matrix; the last two are where it stands. */
  readonly transform: readonly number[];
  readonly height: number;
  readonly hasEOL: boolean;
}

function linesOf(pieces: readonly TextPiece[]): PdfLine[] {
  const lines: PdfLine[] = [];
  let text = '';
  let first: TextPiece | null = null;
  const end = () => {
    if (first && text.trim() !== '') {
      const [, , , , x = 0, y = 0] = first.transform;
      lines.push({ text, x, y, size: first.height });
    }
    text = '';
    first = null;
  };
  for (const piece of pieces) {
    if (piece.str.trim() !== '' && first === null) first = piece;
    text += piece.str;
    if (piece.hasEOL) end();
  }
  end();
  return lines;
}
