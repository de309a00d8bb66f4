import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { err, ok, type Result } from '@/lib/result/result';
import { type CanonicalText, canonicalise } from '@/lib/text/canonicalise';
import {
  type ArticleFields,
  type IngestLimits,
  type IngestRow,
  rejected,
  type SourceFile,
} from '../schema';
import { decodePage } from './charset';
import { articleFields, readPageMetadata } from './html-metadata';
import { textOfElement } from './html-text';
import { readWhole } from './read';

/** Readability walks the tree many times over: a page with more elements is not an article. */
const MAX_ELEMENTS = 60_000;

/** One article a page: Readability for the body, metadata of the page for the fields. */
export async function* readHtml(
  files: readonly SourceFile[],
  limits: IngestLimits,
): AsyncGenerator<IngestRow> {
  for (const file of files) {
    const bytes = await readWhole(file, limits.maxFileBytes);
    const page = bytes.ok ? extractPage(bytes.value) : bytes;
    if (!bytes.ok || !page.ok) {
      const reason = page.ok ? '' : page.error.userMessage;
      yield rejected(file.path, null, 'article', reason);
      continue;
    }
    const { canonical, fields, charset } = page.value;
    yield {
      kind: 'article',
      format: 'html',
      file: file.path,
      line: null,
      externalId: fields.url ?? file.path,
      capture: {
        bytes: bytes.value,
        mediaType: `text/html; charset=${charset}`,
        fileName: file.path,
      },
      ...canonical,
      fields,
      codings: [],
    };
  }
}

export interface ExtractedPage {
  readonly canonical: CanonicalText;
  readonly fields: ArticleFields;
  readonly charset: string;
}

/**
 * Extracts the article of a page. `contentType` is the HTTP header when the page was fetched.
 * Fails with `import_rejected` when there is no article in it, or the page is beyond reading.
 */
export function extractPage(
  bytes: Uint8Array,
  contentType: string | null = null,
): Result<ExtractedPage> {
  const { text: html, charset } = decodePage(bytes, contentType);
  const read = readDocument(html);
  if (!read.ok) return read;
  const canonical = canonicalise(read.value.body);
  if (!canonical.ok) return canonical;
  if (canonical.value.length === 0) return noArticle();
  return ok({ canonical: canonical.value, fields: read.value.fields, charset });
}

function readDocument(html: string): Result<{ body: string; fields: ArticleFields }> {
  if (isTooDeep(html)) return unreadable();
  try {
    const { document } = parseHTML(html);
    if (!document.documentElement) return noArticle();
    const page = readPageMetadata(document);
    const article = new Readability<Node>(document, {
      maxElemsToParse: MAX_ELEMENTS,
      serializer: (node) => node,
    }).parse();
    if (!article?.content) return noArticle();
    const fields = articleFields(page, article);
    return ok({ body: withoutTitle(textOfElement(article.content), fields.title), fields });
  } catch (cause) {
    // The parsers throw on pages built to break them (too many elements, nested too deep).
    return unreadable(cause);
  }
}

/** Elements that often stand without their end tag, or have none. */
const OPEN_ENDED =
  /^(?:p|li|t[drh]|d[td]|option|area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/i;
const MAX_DEPTH = 1000;

/** The parser's time grows with the square of the depth: what no page has is refused before it. */
function isTooDeep(html: string): boolean {
  let depth = 0;
  for (const [, end, name = ''] of html.matchAll(/<(\/?)([a-zA-Z][a-zA-Z0-9-]{0,20})/g)) {
    if (OPEN_ENDED.test(name)) continue;
    depth = end === '/' ? Math.max(0, depth - 1) : depth + 1;
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}

function unreadable(cause?: unknown): Result<never> {
  const reason = 'The page could not be read: too large or nested too deep.';
  return err('import_rejected', reason, { cause });
}

/** The headline is a field; some pages repeat it as the body's first line. */
function withoutTitle(body: string, title: string | null): string {
  return title !== null && body.startsWith(`${title}\n`) ? body.slice(title.length) : body;
}

const NO_ARTICLE = Symbol('no article');

/** Whether a page was refused because there is none in it, and for no other reason. */
export function hasNoArticle({ cause }: { readonly cause?: unknown }): boolean {
  return cause === NO_ARTICLE;
}

function noArticle(): Result<never> {
  return err('import_rejected', 'No article was found in the page.', { cause: NO_ARTICLE });
}
