import type { IngestFormat } from '@/lib/ingest/schema';

/**
 * Which reader makes a text of a capture's bytes by themselves; null where the bytes are the text
 * already (a row of a table, a text with stand-off annotations), so that there is nothing to extract.
 */
export function readerOf(importer: string, canonicaliser: string): IngestFormat | null {
  if (canonicaliser === 'verbatim') return null;
  const format = importer.replace(/^sourcemark\//, '');
  if (format === 'warc') return 'html';
  return format === 'plain' || format === 'html' ? format : null;
}

/** A value with what is in it as `key.inner` pairs; lists are joined. */
export function flatten(value: unknown, prefix = ''): [string, string][] {
  if (value === null || value === undefined) return [];
  if (typeof value !== 'object') return [[prefix, String(value)]];
  if (Array.isArray(value)) {
    return value.every((one) => typeof one !== 'object')
      ? [[prefix, value.join(', ')]]
      : value.flatMap((one, index) => flatten(one, `${prefix}.${index}`));
  }
  return Object.entries(value).flatMap(([key, inner]) =>
    flatten(inner, prefix === '' ? key : `${prefix}.${key}`),
  );
}
