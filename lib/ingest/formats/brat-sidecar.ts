import { ok, type Result } from '@/lib/result/result';
import { unstorable } from '@/lib/text/storable';
import { type ArticleFields, type JsonValue, NO_FIELDS, type SourceFile } from '../schema';
import { baseName, readText } from './read';
import { parseSourceTime } from './times';

/** What a table beside a brat folder says about one text. */
export interface BratSidecar {
  readonly fields: ArticleFields;
}

const MAX_BYTES = 32 * 1024 * 1024;
const COLUMN_OF_FIELD = {
  title: ['title', 'headline'],
  byline: ['author', 'byline'],
  publisher: ['publisher'],
  url: ['url'],
  section: ['section'],
  language: ['language'],
  published: ['published_at', 'publication_date', 'date'],
} as const;
/** How such tables write "nothing". */
const EMPTY = new Set(['', 'None', 'NA', 'null']);

/** True for `metadata.tsv`, which may stand anywhere below. */
export function isBratSidecar(path: string): boolean {
  return baseName(path) === 'metadata.tsv';
}

/**
 * Reads `metadata.tsv` (first line: columns, of which `filename` is the text's base name; tabs, no
 * quoting). Without that column it says nothing. Unknown columns are kept as metadata.
 */
export async function readBratSidecar(file: SourceFile): Promise<Result<Map<string, BratSidecar>>> {
  const read = await readText(file, MAX_BYTES);
  if (!read.ok) return read;
  const [header = '', ...lines] = read.value.text.split(/\r?\n/);
  const columns = header.split('\t');
  const rows = new Map<string, BratSidecar>();
  for (const line of lines) {
    const cells = line.split('\t');
    if (cells.length !== columns.length || unstorable(line)) continue;
    const row = new Map(columns.map((column, index) => [column, cells[index] ?? '']));
    const name = row.get('filename')?.replace(/\.(?:txt|ann)$/, '');
    if (name) rows.set(name, { fields: toFields(row) });
  }
  return ok(rows);
}

function toFields(row: ReadonlyMap<string, string>): ArticleFields {
  const used = new Set(['filename']);
  const get = (field: keyof typeof COLUMN_OF_FIELD): string | null => {
    for (const column of COLUMN_OF_FIELD[field]) {
      const value = row.get(column)?.trim() ?? '';
      if (EMPTY.has(value)) continue;
      used.add(column);
      return value;
    }
    return null;
  };
  const url = get('url');
  const published = get('published');
  const fields = {
    ...NO_FIELDS,
    title: get('title'),
    byline: get('byline'),
    publisher: get('publisher'),
    section: get('section'),
    language: get('language'),
    url: url && /^https?:\/\/\S+$/i.test(url) ? url : null,
    published: published ? parseSourceTime(published) : null,
  };
  const metadata: Record<string, JsonValue> = {};
  for (const [column, value] of row) {
    if (column !== '__proto__' && !used.has(column) && !EMPTY.has(value)) metadata[column] = value;
  }
  return { ...fields, metadata };
}
