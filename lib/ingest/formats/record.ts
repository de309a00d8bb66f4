import { err, ok, type Result } from '@/lib/result/result';
import { type ArticleFields, type JsonValue, NO_FIELDS } from '../schema';
import { isJsonArray } from './json';
import { parseSourceTime } from './times';

/** A row of JSONL or CSV before it is an article. No prototype games: keys are only read. */
export type SourceRecord = ReadonlyMap<string, JsonValue>;

export interface RecordArticle {
  readonly id: string | null;
  readonly text: string;
  readonly fields: ArticleFields;
}

const SCALAR_COLUMNS = [
  'id',
  'url',
  'title',
  'lede',
  'byline',
  'publisher',
  'section',
  'language',
  'published_at',
  'modified_at',
  'image_url',
] as const;
type ScalarColumn = (typeof SCALAR_COLUMNS)[number];

/** The columns that mean something here; every other one is kept as metadata. */
const KNOWN_COLUMNS: ReadonlySet<string> = new Set(['text', 'keywords', ...SCALAR_COLUMNS]);
const LANGUAGE = /^[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,4}$/;

/**
 * Reads a row. Only `text` is required. Fails with `import_rejected` when it is missing or blank,
 * or when a known column holds something of another kind (a title that is a list, say). A time, an
 * address or a language that cannot be read does not cost the article: it is kept as metadata.
 */
export function readRecord(
  record: SourceRecord,
  ignored: ReadonlySet<string>,
): Result<RecordArticle> {
  const text = record.get('text');
  if (text === undefined || text === null) return refuse('The column `text` is missing.');
  if (typeof text !== 'string') return refuse('`text` is not a text.');
  if (text.trim() === '') return refuse('`text` is empty.');

  const metadata: Record<string, JsonValue> = {};
  for (const [column, value] of record) {
    if (!KNOWN_COLUMNS.has(column) && !ignored.has(column)) metadata[column] = value;
  }
  const columns = new Map<string, string | null>();
  for (const column of SCALAR_COLUMNS) {
    const value = scalar(record, column);
    if (!value.ok) return value;
    columns.set(column, value.value);
  }
  const keywords = readKeywords(record.get('keywords'));
  if (!keywords.ok) return keywords;

  const get = (column: ScalarColumn) => columns.get(column) ?? null;
  /** The value as `read` understands it; what it does not understand goes to the metadata. */
  const readAs = <T>(column: ScalarColumn, read: (raw: string) => T | null): T | null => {
    const raw = get(column);
    const value = raw === null ? null : read(raw);
    if (raw !== null && value === null) metadata[column] = raw;
    return value;
  };
  const fields: ArticleFields = {
    ...NO_FIELDS,
    url: readAs('url', webUrl),
    title: get('title'),
    lede: get('lede'),
    byline: get('byline'),
    publisher: get('publisher'),
    section: get('section'),
    keywords: keywords.value,
    imageUrl: readAs('image_url', webUrl),
    language: readAs('language', (raw) => (LANGUAGE.test(raw) ? raw.replaceAll('_', '-') : null)),
    published: readAs('published_at', parseSourceTime),
    modified: readAs('modified_at', parseSourceTime),
    metadata,
  };
  return ok({ id: get('id'), text, fields });
}

function webUrl(raw: string): string | null {
  return /^https?:\/\/\S{1,2000}$/i.test(raw) ? raw : null;
}

/** A text or a number as text, trimmed; null when absent or blank. */
function scalar(record: SourceRecord, column: string): Result<string | null> {
  const value = record.get(column);
  if (value === undefined || value === null) return ok(null);
  if (typeof value !== 'string' && typeof value !== 'number') {
    return refuse(`\`${column}\` is neither a text nor a number.`);
  }
  const trimmed = String(value).trim();
  return ok(trimmed === '' ? null : trimmed);
}

function readKeywords(value: JsonValue | undefined): Result<string[]> {
  if (value === undefined || value === null) return ok([]);
  if (typeof value === 'string') {
    return ok(
      value
        .split(/[;,|]/)
        .map((one) => one.trim())
        .filter(Boolean),
    );
  }
  if (isJsonArray(value) && value.every((one) => typeof one === 'string')) {
    return ok(value.map((one) => String(one).trim()).filter(Boolean));
  }
  return refuse('`keywords` is neither a text nor a list of texts.');
}

function refuse(reason: string): Extract<Result<never>, { ok: false }> {
  return err('import_rejected', reason);
}
