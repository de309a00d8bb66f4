import type { Cell as Count } from '@/lib/dashboard/schema';
import { type Cell, csvRecord } from '@/lib/text/csv-cells';
import type { CodeCount, FrameCount, PairCount, ReportQuote } from './schema';

const write = (records: readonly (readonly Cell[])[]) => records.map(csvRecord).join('');

/** Codes by publisher or by month, one count a row; an article that says none has an empty column. RFC 4180. */
export function cellsCsv(column: 'publisher' | 'month', cells: readonly Count[]): string {
  return write([
    ['code', column, 'passages'],
    ...cells
      .toSorted(
        (a, b) =>
          (a.row < b.row ? -1 : Number(a.row > b.row)) ||
          ((a.column ?? '') < (b.column ?? '') ? -1 : 1),
      )
      .map(({ row, column: name, count }) => [row, name, count]),
  ]);
}

/** Frames by voice, one a row. RFC 4180. */
export function framingCsv(frames: readonly FrameCount[]): string {
  return write([
    ['code', 'outlet', 'quoted_source', 'voice_inferred'],
    ...frames.map(({ code, outlet, quoted, inferred }) => [code, outlet, quoted, inferred]),
  ]);
}

/** Pairs of codes on the same words, one a row. RFC 4180. */
export function pairsCsv(pairs: readonly PairCount[], codes: readonly CodeCount[]): string {
  const used = new Map(codes.map(({ code, passages }) => [code, passages]));
  return write([
    ['code', 'other_code', 'overlaps', 'articles', 'coefficient', 'passages', 'other_passages'],
    ...pairs.map(({ one, other, overlaps, articles, coefficient }) => [
      ...[one, other, overlaps, articles, Number(coefficient.toFixed(6))],
      ...[used.get(one) ?? 0, used.get(other) ?? 0],
    ]),
  ]);
}

/** Quotes with where they stand, one a row; several actors parted by `; `. RFC 4180. */
export function quotesCsv(
  quotes: readonly (ReportQuote & { readonly group: string | null })[],
): string {
  return write([
    [
      ...['group', 'code', 'words', 'actors', 'publisher', 'published', 'title', 'url', 'version'],
      ...['language', 'coder', 'review_state', 'memo', 'annotation_id', 'article_id'],
    ],
    ...quotes.map((one) => [
      ...[one.group, one.code, one.words, one.actors.join('; '), one.publisher, one.published],
      ...[one.title, one.url, one.versionNo, one.language, one.coderName, one.reviewState],
      ...[one.memo, one.id, one.articleId],
    ]),
  ]);
}
