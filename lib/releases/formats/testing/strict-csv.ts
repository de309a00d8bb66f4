/**
 * An RFC 4180 reader of its own, for tests: a state machine over characters that throws on anything
 * the grammar does not allow (a bare CR or LF, a stray quote, records of unequal length).
 */
export function readStrictCsv(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let i = 0;
  while (i < text.length) {
    let field = '';
    if (text[i] === '"') {
      i += 1;
      for (;;) {
        if (i >= text.length) throw new Error('a quoted field does not end');
        if (text[i] === '"' && text[i + 1] === '"') {
          field += '"';
          i += 2;
        } else if (text[i] === '"') {
          i += 1;
          break;
        } else {
          field += text[i];
          i += 1;
        }
      }
    } else {
      while (i < text.length && text[i] !== ',' && text[i] !== '\r') {
        if (text[i] === '"' || text[i] === '\n') throw new Error(`stray character at ${i}`);
        field += text[i];
        i += 1;
      }
    }
    record.push(field);
    if (text[i] === ',') {
      i += 1;
      if (i >= text.length) throw new Error('the last record does not end');
    } else if (text[i] === '\r' && text[i + 1] === '\n') {
      i += 2;
      records.push(record);
      record = [];
    } else {
      throw new Error(`neither comma nor CRLF at ${i}`);
    }
  }
  if (record.length > 0) throw new Error('the last record does not end in CRLF');
  const width = records[0]?.length;
  if (records.some(({ length }) => length !== width)) throw new Error('records of unequal length');
  return records;
}

/** Rows as objects, with the guard against formulas undone as the manifest tells. */
export function readCsvTable(text: string): Record<string, string>[] {
  const [header = [], ...rows] = readStrictCsv(text);
  return rows.map((row) =>
    Object.fromEntries(
      header.map((name, i) => {
        const cell = row[i] ?? '';
        return [name, /^'+[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell];
      }),
    ),
  );
}
