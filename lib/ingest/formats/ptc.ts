import { verbatim } from '@/lib/text/canonicalise';
import {
  type IncomingAnnotation,
  type IngestLimits,
  type IngestRow,
  NO_FIELDS,
  noticed,
  rejected,
  type SourceFile,
} from '../schema';
import { titleFromText } from './plain';
import { baseName, readText, stemOf } from './read';

const ARTICLE_FILE = /^article(\d+)\.txt$/;
const LABELS_FILE = /^article(\d+)\..*labels$/;
const WHOLE_NUMBER = /^\d{1,9}$/;

/** True for the names that SemEval-2020 task 11 uses. */
export function isPtcName(path: string): boolean {
  return ARTICLE_FILE.test(baseName(path)) || LABELS_FILE.test(baseName(path));
}

/**
 * SemEval-2020 task 11: `article<ID>.txt` with `article<ID>….labels` anywhere below, four columns
 * apart by tabs: article, technique, start, end. Offsets are code points into the untouched text.
 */
export async function* readPtc(
  files: readonly SourceFile[],
  limits: IngestLimits,
): AsyncGenerator<IngestRow> {
  const labels = new Map<string, SourceFile[]>();
  const texts: { readonly id: string; readonly file: SourceFile }[] = [];
  for (const file of files) {
    const id = ARTICLE_FILE.exec(baseName(file.path))?.[1];
    if (id) texts.push({ id, file });
    const labelled = LABELS_FILE.exec(baseName(file.path))?.[1];
    if (labelled) labels.set(labelled, [...(labels.get(labelled) ?? []), file]);
  }
  for (const { id, file } of texts) {
    yield* readArticle(id, file, labels.get(id) ?? [], limits);
    labels.delete(id);
  }
  for (const orphan of [...labels.values()].flat()) {
    yield rejected(orphan.path, null, 'file', 'There is no article text for these labels.');
  }
}

async function* readArticle(
  id: string,
  file: SourceFile,
  labelFiles: readonly SourceFile[],
  limits: IngestLimits,
): AsyncGenerator<IngestRow> {
  const read = await readText(file, limits.maxFileBytes, true);
  const canonical = read.ok ? verbatim(read.value.text) : read;
  if (!read.ok || !canonical.ok) {
    yield rejected(file.path, null, 'article', canonical.ok ? '' : canonical.error.userMessage);
    return;
  }
  const { text, length } = canonical.value;
  const annotations: IncomingAnnotation[] = [];
  for (const labelFile of labelFiles) {
    const table = await readText(labelFile, limits.maxFileBytes);
    if (!table.ok) {
      yield rejected(labelFile.path, null, 'file', table.error.userMessage);
      continue;
    }
    for (const [index, line] of table.value.text.split(/\r?\n/).entries()) {
      if (line === '') continue;
      const place = { file: labelFile.path, line: index + 1 };
      const row = readRow(line, id, length, place);
      if (typeof row === 'string') yield rejected(place.file, place.line, 'annotation', row);
      else annotations.push(row);
    }
  }
  if (labelFiles.length > 0 && annotations.length === 0) {
    yield noticed('empty_coding', labelFiles[0]?.path ?? file.path);
  }
  yield {
    kind: 'article',
    format: 'ptc',
    file: file.path,
    line: null,
    externalId: stemOf(file.path),
    capture: {
      bytes: read.value.bytes,
      mediaType: 'text/plain; charset=utf-8',
      fileName: file.path,
    },
    ...canonical.value,
    fields: { ...NO_FIELDS, title: titleFromText(text) ?? stemOf(file.path) },
    codings:
      labelFiles.length === 0
        ? []
        : [
            {
              coder: null,
              file: labelFiles[0]?.path ?? file.path,
              annotations,
              composites: [],
              relations: [],
            },
          ],
  };
}

function readRow(
  line: string,
  id: string,
  length: number,
  place: { readonly file: string; readonly line: number },
): IncomingAnnotation | string {
  const cells = line.split('\t');
  const [article, type, startText, endText] = cells;
  if (cells.length !== 4 || !type) {
    return `${cells.length} columns where article, technique, start and end are expected.`;
  }
  if (article !== id) return `The line is about article ${article}, the file about ${id}.`;
  if (!WHOLE_NUMBER.test(startText ?? '') || !WHOLE_NUMBER.test(endText ?? '')) {
    return `The offsets “${startText}” and “${endText}” are not whole numbers.`;
  }
  const [start, end] = [Number(startText), Number(endText)];
  if (start >= end || end > length) {
    return `${start}–${end} is not a passage of this text (0–${length}).`;
  }
  const externalId = `${place.line}`;
  return {
    kind: 'span',
    externalId,
    type,
    fragments: [{ start, end }],
    attributes: {},
    confidence: null,
    memo: null,
    line: place.line,
    externalRef: { format: 'ptc', file: place.file, id: externalId, type },
  };
}
