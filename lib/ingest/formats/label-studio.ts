import { verbatim } from '@/lib/text/canonicalise';
import { createOffsetMap } from '@/lib/text/offsets';
import {
  type IncomingAnnotation,
  type IncomingCoding,
  type IncomingRelation,
  type IngestLimits,
  type IngestRow,
  type JsonValue,
  noticed,
  type Place,
  type RejectionKind,
  rejected,
  type SourceFile,
} from '../schema';
import { utf8Stream } from './charset';
import { isJsonArray, isJsonObject, type JsonObject, parseUntrustedJson } from './json';
import { splitJsonItems } from './json-items';
import { resolveSpan } from './quoted-span';
import { decodeUtf8, formatBytes, untilFault } from './read';
import { readRecord } from './record';

const NONE: ReadonlySet<string> = new Set();

/**
 * Label Studio's JSON export: an array of tasks, one article each, with the annotations of each
 * person. Its editor counts UTF-16 units; the quotes decide. What a label says more (choices, ratings,
 * texts on a passage) are attributes and notes of the label; choices on the whole task label the
 * article. Predictions and cancelled annotations are counted and left out.
 */
export async function* readLabelStudio(
  files: readonly SourceFile[],
  limits: IngestLimits,
): AsyncGenerator<IngestRow> {
  for (const file of files) yield* untilFault(file, readOne(file, limits));
}

async function* readOne(file: SourceFile, limits: IngestLimits): AsyncGenerator<IngestRow> {
  for await (const { line, bytes } of splitJsonItems(
    utf8Stream(file.stream()),
    limits.maxRecordBytes,
  )) {
    const refuse = (reason: string) => rejected(file.path, line, 'article', reason);
    if (bytes === null) {
      yield refuse(`The task is larger than ${formatBytes(limits.maxRecordBytes)}.`);
      continue;
    }
    const text = decodeUtf8(bytes);
    const task = text.ok ? parseUntrustedJson(text.value, limits.maxJsonDepth) : text;
    if (!task.ok) yield refuse(task.error.userMessage);
    else if (!isJsonObject(task.value)) yield refuse('The item is not a JSON object.');
    else yield* readTask(file, line, bytes, task.value);
  }
}

function* readTask(
  file: SourceFile,
  line: number,
  bytes: Uint8Array,
  task: JsonObject,
): Generator<IngestRow> {
  const refuse = (reason: string) => rejected(file.path, line, 'article', reason);
  const data = isJsonObject(task.data) ? task.data : {};
  const sets = [task.annotations, task.completions].find(isJsonArray) ?? [];
  const textKey = textKeyOf(data, sets);
  if (textKey === null) {
    yield refuse('The task has no text in its `data`.');
    return;
  }
  const { [textKey]: text = null, ...rest } = data;
  const read = readRecord(new Map(Object.entries({ ...rest, text })), NONE);
  const canonical = read.ok ? verbatim(read.value.text) : read;
  if (!read.ok || !canonical.ok) {
    yield refuse(canonical.ok ? '' : canonical.error.userMessage);
    return;
  }
  const tally = { predictions: 0, cancelled: 0, otherUnit: 0 };
  const codings = new Map<string | null, Coding>();
  for (const set of sets.filter(isJsonObject)) {
    if (set.was_cancelled === true) {
      tally.cancelled += 1;
      continue;
    }
    const coder = coderOf(set.completed_by);
    const coding =
      codings.get(coder) ?? new Coding(canonical.value.text, { file: file.path, line });
    codings.set(coder, coding);
    coding.read(isJsonArray(set.result) ? set.result.filter(isJsonObject) : []);
  }
  if (isJsonArray(task.predictions)) tally.predictions += task.predictions.length;
  for (const coding of codings.values()) {
    yield* coding.rejections;
    tally.otherUnit += coding.otherUnit;
  }
  if (tally.otherUnit > 0) yield noticed('code_point_offsets', file.path, tally.otherUnit);
  if (tally.predictions > 0) yield noticed('predictions_skipped', file.path, tally.predictions);
  if (tally.cancelled > 0) yield noticed('cancelled_skipped', file.path, tally.cancelled);
  const { id, fields } = read.value;
  const taskId =
    typeof task.id === 'number' || typeof task.id === 'string' ? String(task.id) : null;
  yield {
    kind: 'article',
    format: 'labelstudio',
    file: file.path,
    line,
    externalId: id ?? fields.url ?? taskId ?? `${file.path}#${line}`,
    capture: { bytes, mediaType: 'application/json', fileName: file.path },
    ...canonical.value,
    fields,
    codings: [...codings].map(([coder, coding]) => coding.made(coder, file.path)),
  };
}

/** The key of `data` that holds the text: `text`, what a result points to, or the only long string. */
function textKeyOf(data: JsonObject, sets: readonly JsonValue[]): string | null {
  if (typeof data.text === 'string') return 'text';
  for (const set of sets.filter(isJsonObject)) {
    for (const one of isJsonArray(set.result) ? set.result.filter(isJsonObject) : []) {
      if (typeof one.to_name === 'string' && typeof data[one.to_name] === 'string') {
        return one.to_name;
      }
    }
  }
  const texts = Object.keys(data).filter((key) => typeof data[key] === 'string');
  return texts.length === 1 ? (texts[0] ?? null) : null;
}

/** `completed_by` is a number, or the person with her address. */
function coderOf(value: JsonValue | undefined): string | null {
  if (typeof value === 'number') return `label-studio-${value}`;
  if (!isJsonObject(value)) return null;
  if (typeof value.email === 'string' && value.email !== '') return value.email;
  return typeof value.id === 'number' ? `label-studio-${value.id}` : null;
}

const LABELS = /^(?:hypertext)?labels$/;

/** One person's results on one text. */
class Coding {
  readonly rejections: IngestRow[] = [];
  otherUnit = 0;
  private readonly annotations: IncomingAnnotation[] = [];
  private readonly relations: IncomingRelation[] = [];
  private readonly map;

  constructor(
    private readonly text: string,
    private readonly place: Place,
  ) {
    this.map = createOffsetMap(text);
  }

  read(results: readonly JsonObject[]): void {
    const byRegion = new Map<string, JsonObject[]>();
    for (const [index, one] of results.entries()) {
      const id = typeof one.id === 'string' ? one.id : `#${index + 1}`;
      byRegion.set(id, [...(byRegion.get(id) ?? []), one]);
    }
    for (const [id, parts] of byRegion) {
      const labels = parts.find(({ type }) => LABELS.test(String(type)));
      if (labels) this.readRegion(id, labels, parts);
      else for (const part of parts) this.readWhole(id, part);
    }
  }

  made(coder: string | null, file: string): IncomingCoding {
    const { annotations, relations } = this;
    return { coder, file, annotations, composites: [], relations };
  }

  private refuse(kind: RejectionKind, reason: string): void {
    this.rejections.push(rejected(this.place.file, this.place.line, kind, reason));
  }

  private readRegion(id: string, labels: JsonObject, parts: readonly JsonObject[]): void {
    const value = isJsonObject(labels.value) ? labels.value : {};
    const { start, end, text } = value;
    // A hypertext region gives its place in the page, and in its text beside it.
    const global = isJsonObject(value.globalOffsets) ? value.globalOffsets : { start, end };
    const span = {
      start: Number(global.start),
      end: Number(global.end),
      quote: typeof text === 'string' ? text : null,
    };
    const found = resolveSpan(this.text, this.map, span, 'utf16');
    if (typeof found === 'string') {
      this.refuse('annotation', `Region ${id}: ${found}`);
      return;
    }
    if (found.unit === 'codePoints' && this.map.length !== this.map.utf16Length)
      this.otherUnit += 1;
    const { attributes, memo } = this.saidOf(parts);
    const names = stringsOf(value[String(labels.type)]);
    if (names.length === 0) this.refuse('annotation', `Region ${id} has no label.`);
    for (const [index, type] of names.entries()) {
      const externalId = index === 0 ? id : `${id}/${index + 1}`;
      this.annotations.push(
        this.annotation('span', externalId, type, [found.fragment], attributes, memo),
      );
    }
  }

  /** What else is said of a region: choices and numbers are attributes, texts the note. */
  private saidOf(parts: readonly JsonObject[]) {
    const attributes: Record<string, JsonValue> = {};
    const notes: string[] = [];
    for (const { type, from_name: name, value } of parts) {
      if (LABELS.test(String(type)) || !isJsonObject(value)) continue;
      if (type === 'textarea') notes.push(...stringsOf(value.text));
      else if (typeof name === 'string' && name !== '__proto__') {
        const given = value[String(type)] ?? null;
        const list = stringsOf(given);
        attributes[name] = list.length === 1 ? (list[0] ?? null) : given;
      }
    }
    return { attributes, memo: notes.join('\n') || null };
  }

  /** A result that is no passage: a relation, or a choice on the whole task. */
  private readWhole(id: string, part: JsonObject): void {
    if (part.type === 'relation') {
      this.readRelation(part);
      return;
    }
    const value = isJsonObject(part.value) ? part.value : {};
    if (part.type !== 'choices') {
      const type = String(part.type).slice(0, 40);
      this.refuse('annotation', `Result ${id} is a “${type}”, which has no place here.`);
      return;
    }
    for (const [index, type] of stringsOf(value.choices).entries()) {
      this.annotations.push(this.annotation('article', `${id}/${index + 1}`, type, [], {}, null));
    }
  }

  private readRelation({ from_id: from, to_id: to, direction, labels }: JsonObject): void {
    if (typeof from !== 'string' || typeof to !== 'string') {
      this.refuse('relation', 'A relation lacks from_id or to_id.');
      return;
    }
    const [start, end] = direction === 'left' ? [to, from] : [from, to];
    const names = stringsOf(labels);
    for (const type of names.length > 0 ? names : ['relation']) {
      const externalId = `R${this.relations.length + 1}`;
      this.relations.push({
        externalId,
        type,
        fromExternalId: start,
        toExternalId: end,
        memo: null,
        line: this.place.line ?? 1,
        externalRef: { format: 'labelstudio', file: this.place.file, id: externalId, type },
      });
    }
  }

  private annotation(
    kind: IncomingAnnotation['kind'],
    externalId: string,
    type: string,
    fragments: IncomingAnnotation['fragments'],
    attributes: IncomingAnnotation['attributes'],
    memo: string | null,
  ): IncomingAnnotation {
    const { file, line } = this.place;
    return {
      kind,
      externalId,
      type,
      fragments,
      attributes,
      confidence: null,
      memo,
      line: line ?? 1,
      externalRef: { format: 'labelstudio', file, id: externalId, type },
    };
  }
}

function stringsOf(value: JsonValue | undefined): string[] {
  if (typeof value === 'string') return [value];
  if (!isJsonArray(value)) return [];
  return value.filter((one): one is string => typeof one === 'string' && one !== '');
}
