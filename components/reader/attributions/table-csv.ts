import type { AnnotationDto } from '@/lib/annotations/schema';
import { csvRecord } from '@/lib/text/csv-cells';
import type { CodebookView } from '../model/codebook-view';
import { quoteOf } from '../model/describe';
import type { AttributionRow } from './rows';

/** Where each attribute of a kind of member stands; keys as in the codebook, not their names. */
const ATTRIBUTES = [
  ['source', 'sources'],
  ['cue', 'cues'],
  ['content', 'contents'],
] as const;

/**
 * The rows as CSV, in the exporter's dialect and with its guard against formulas. Columns and values
 * have the codebook's keys, so that a file is the same whatever language the page was in. Several
 * spans in one place are parted by ` | `.
 */
export function attributionsCsv(rows: readonly AttributionRow[], codebook: CodebookView): string {
  const columns = ATTRIBUTES.flatMap(([code, part]) =>
    codebook.attributes(code).map(({ key }) => ({ name: `${code}_${key}`, key, part })),
  );
  const lines = [
    csvRecord([
      'id',
      'source',
      'source_absent',
      'cue',
      'content',
      ...columns.map(({ name }) => name.replace(/^(source|cue|content)_\1_/, '$1_')),
      'coder',
      'review_state',
      'depth',
      'within',
      'start',
    ]),
  ];
  for (const row of rows) {
    lines.push(
      csvRecord([
        row.id,
        all(row.sources, quoteOf),
        row.absent,
        all(row.cues, quoteOf),
        all(row.contents, quoteOf),
        ...columns.map(({ key, part }) => all(row[part], (one) => textOf(one.attributes[key]))),
        row.head.coderName,
        row.head.reviewState,
        row.depth,
        row.within.join(' | '),
        row.start === Number.MAX_SAFE_INTEGER ? null : row.start,
      ]),
    );
  }
  return lines.join('');
}

function all(spans: readonly AnnotationDto[], tell: (span: AnnotationDto) => string): string {
  return spans.map(tell).join(' | ');
}

function textOf(value: AnnotationDto['attributes'][string] | undefined): string {
  return Array.isArray(value) ? value.join('; ') : String(value ?? '');
}
