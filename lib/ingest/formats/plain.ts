import { canonicalise } from '@/lib/text/canonicalise';
import {
  type ArticleFields,
  type IngestLimits,
  type IngestRow,
  NO_FIELDS,
  noticed,
  rejected,
  type SourceFile,
} from '../schema';
import { readExtraction } from './plain-extraction';
import { readText, stemOf } from './read';

/** A first line up to this many characters, with no full stop at its end, is taken for a title. */
const MAX_TITLE_LENGTH = 200;

/**
 * One article a file, UTF-8: either a plain document, kept whole, or a web-page extraction (see
 * plain-extraction.ts), of which the clean body becomes the text.
 */
export async function* readPlain(
  files: readonly SourceFile[],
  limits: IngestLimits,
): AsyncGenerator<IngestRow> {
  for (const file of files) yield* readOne(file, limits);
}

async function* readOne(file: SourceFile, limits: IngestLimits): AsyncGenerator<IngestRow> {
  const read = await readText(file, limits.maxFileBytes);
  if (!read.ok) {
    yield rejected(file.path, null, 'article', read.error.userMessage);
    return;
  }
  const { bytes, text: raw } = read.value;
  const extraction = readExtraction(raw);
  const canonical = canonicalise(extraction ? extraction.body : raw);
  if (!canonical.ok) {
    yield rejected(file.path, null, 'article', canonical.error.userMessage);
    return;
  }
  const { text, canonicaliser, length } = canonical.value;
  if (length === 0) {
    yield rejected(file.path, null, 'article', 'The file holds no text.');
    return;
  }
  const fields: ArticleFields = extraction
    ? extraction.fields
    : { ...NO_FIELDS, title: titleFromText(text) ?? stemOf(file.path) };
  if (extraction?.usedSquashedBody) yield noticed('squashed_body_used', file.path);
  yield {
    kind: 'article',
    format: 'plain',
    file: file.path,
    line: null,
    externalId: fields.url ?? file.path,
    capture: { bytes, mediaType: 'text/plain; charset=utf-8', fileName: file.path },
    text,
    canonicaliser,
    length,
    fields,
    codings: [],
  };
}

/**
 * The first line of a document when it looks like a headline: short, more text below it, and not
 * ending as a sentence does. Null otherwise.
 */
export function titleFromText(text: string): string | null {
  const start = text.trimStart();
  const end = start.indexOf('\n');
  if (end < 0 || end > MAX_TITLE_LENGTH) return null;
  const first = start.slice(0, end).trim();
  return first === '' || /[.,;:]$/.test(first) ? null : first;
}
