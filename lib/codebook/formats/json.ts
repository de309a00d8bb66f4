import type { CodebookDocument } from '../schema';
import { type CodebookRead, type CodebookWritten, checkedRead, faulty } from './format';
import { readJsonText } from './json-text';

/** Sourcemark's own: the whole document, readable. Nothing is lost. */
export function writeJson(document: CodebookDocument): CodebookWritten {
  return { body: `${JSON.stringify(document, null, 2)}\n`, losses: [] };
}

/** Reads Sourcemark's own JSON; unknown fields are faults. */
export function readJson(text: string): CodebookRead {
  const read = readJsonText(text);
  if ('reason' in read) return faulty(read);
  return checkedRead(read.value, [], (path) => read.lineOf(path));
}
