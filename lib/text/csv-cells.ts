/** What a cell may hold before it is written. */
export type Cell = string | number | boolean | null;

const DANGEROUS = /^'*[=+\-@\t\r]/;
const GUARDED = /^'+[=+\-@\t\r]/;
const NEEDS_QUOTES = /[",\r\n]/;

export const CSV_DIALECT =
  'RFC 4180: UTF-8 without byte order mark, comma, CRLF between records, a header record, quotes ' +
  'doubled inside quoted fields; an absent value is an empty field';
export const CSV_GUARD =
  "a cell whose first character, after any apostrophes, is = + - @ tab or carriage return has one apostrophe (') put before it";
export const CSV_UNGUARD =
  "where a cell matches ^'+[=+\\-@\\t\\r], take one leading apostrophe away";

/**
 * Keeps a spreadsheet from running a cell as a formula (OWASP, CSV injection). A text that already
 * begins with apostrophes and such a character gets one more, so that `unguardCell` undoes it.
 */
export function guardCell(text: string): string {
  return DANGEROUS.test(text) ? `'${text}` : text;
}

/** Undoes `guardCell`. */
export function unguardCell(text: string): string {
  return GUARDED.test(text) ? text.slice(1) : text;
}

/** One record with its CRLF. Null becomes an empty field. */
export function csvRecord(cells: readonly Cell[]): string {
  let record = '';
  for (let i = 0; i < cells.length; i += 1) {
    if (i > 0) record += ',';
    const cell = cells[i];
    if (typeof cell === 'string') record += csvField(cell);
    else if (cell !== null && cell !== undefined) record += String(cell);
  }
  return `${record}\r\n`;
}

function csvField(text: string): string {
  const guarded = guardCell(text);
  return NEEDS_QUOTES.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
