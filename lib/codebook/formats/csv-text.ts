import type { Fault } from './format';

export interface CsvRow {
  /** 1-based line on which the record begins. */
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * The records of a CSV text (RFC 4180; LF or CRLF; comma, semicolon or tab, whichever the first line
 * has most of). Records that are empty are left out.
 */
export function readCsvText(text: string): { readonly rows: CsvRow[] } | Fault {
  const head = text.slice(0, text.search(/[\r\n]|$/));
  const delimiter = [',', ';', '\t'].reduce((best, one) =>
    head.split(one).length > head.split(best).length ? one : best,
  );
  const rows: CsvRow[] = [];
  let cells: string[] = [];
  let cell = '';
  let line = 1;
  let begun = 1;
  let quoted = false;
  let wasQuoted = false;
  const endCell = () => {
    cells.push(cell);
    cell = '';
    wasQuoted = false;
  };
  const endRow = () => {
    endCell();
    if (cells.some((value) => value !== '')) rows.push({ line: begun, cells });
    cells = [];
  };
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] ?? '';
    if (char === '\n') line += 1;
    if (quoted) {
      if (char !== '"') cell += char;
      else if (text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else {
        quoted = false;
        wasQuoted = true;
      }
    } else if (char === delimiter) endCell();
    else if (char === '\n' || (char === '\r' && text[at + 1] === '\n')) {
      if (char === '\r') {
        at += 1;
        line += 1;
      }
      endRow();
      begun = line;
    } else if (wasQuoted) return { line, reason: 'Something follows a closing quote.' };
    else if (char === '"' && cell === '') quoted = true;
    else cell += char;
  }
  if (quoted) return { line: begun, reason: 'A quoted cell does not end.' };
  endRow();
  return { rows };
}
