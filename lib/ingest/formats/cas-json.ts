import { verbatim } from '@/lib/text/canonicalise';
import { createOffsetMap } from '@/lib/text/offsets';
import {
  type IngestLimits,
  type IngestRow,
  type JsonValue,
  NO_FIELDS,
  rejected,
  type SourceFile,
} from '../schema';
import { CodingBuilder } from './coding-builder';
import { LINGUISTIC, NAMING_FEATURES, shortLayerName } from './inception';
import { isJsonArray, isJsonObject, type JsonObject, parseUntrustedJson } from './json';
import { baseName, decodeUtf8, folderOf, readWhole, stemOf, untilFault } from './read';
import { readRecord } from './record';

/** Features of ours that are not attributes. */
const OWN_FEATURES = new Set([
  'id',
  'layer',
  'quote',
  'attributes',
  'memo',
  'confidence',
  'sofa',
  'begin',
  'end',
]);

/**
 * UIMA CAS JSON 0.4, as INCEpTION and we export it: a document of one person a file. Offsets are UTF-16
 * units; where the file quotes the words, they decide. What is marked is named by one of
 * `NAMING_FEATURES`, or by its type. Features that refer to two annotations make a relation.
 */
export async function* readCasJson(
  files: readonly SourceFile[],
  limits: IngestLimits,
): AsyncGenerator<IngestRow> {
  for (const file of files) yield* untilFault(file, readOne(file, limits));
}

async function* readOne(file: SourceFile, limits: IngestLimits): AsyncGenerator<IngestRow> {
  const refuse = (reason: string) => rejected(file.path, null, 'article', reason);
  const bytes = await readWhole(file, limits.maxFileBytes);
  if (!bytes.ok) {
    yield refuse(bytes.error.userMessage);
    return;
  }
  const text = decodeUtf8(bytes.value);
  const json = text.ok ? parseUntrustedJson(text.value, limits.maxJsonDepth) : text;
  if (!json.ok) {
    yield refuse(json.error.userMessage);
    return;
  }
  const structures = structuresOf(json.value);
  const sofa = structures.find((one) => one['%TYPE'] === 'uima.cas.Sofa');
  if (typeof sofa?.sofaString !== 'string') {
    yield refuse('It holds no text (sofaString).');
    return;
  }
  const canonical = verbatim(sofa.sofaString);
  if (!canonical.ok) {
    yield refuse(canonical.error.userMessage);
    return;
  }
  const about = structures.find(
    ({ '%TYPE': type }) => typeof type === 'string' && shortLayerName(type) === 'Article',
  );
  const named = namesOf(file.path, about);
  const coding = new CodingBuilder({
    file: file.path,
    map: createOffsetMap(canonical.value.text),
    text: canonical.value.text,
    format: 'casjson',
  });
  for (const one of structures) takeAnnotation(one, coding);
  for (const one of structures) takeRelation(one, coding);
  yield* coding.rejections;
  yield* coding.notices();
  yield {
    kind: 'article',
    format: 'casjson',
    file: file.path,
    line: null,
    externalId: named.article,
    capture: { bytes: bytes.value, mediaType: 'application/json', fileName: file.path },
    ...canonical.value,
    fields: fieldsOf(about, structures),
    codings: [coding.made(named.coder)],
  };
}

function structuresOf(value: JsonValue): JsonObject[] {
  const all = isJsonObject(value) ? value['%FEATURE_STRUCTURES'] : undefined;
  return isJsonArray(all) ? all.filter(isJsonObject) : [];
}

function takeAnnotation(one: JsonObject, coding: CodingBuilder): void {
  const { '%ID': id, '%TYPE': type, begin, end } = one;
  if (typeof type !== 'string' || LINGUISTIC.test(type) || endsOf(one) !== null) return;
  if (typeof begin !== 'number' || typeof end !== 'number') return;
  coding.addPiece({
    piece: String(id),
    id: typeof one.id === 'string' ? one.id : null,
    start: begin,
    end,
    quote: typeof one.quote === 'string' ? one.quote : null,
    type: nameOf(one, type),
    attributes: attributesOf(one),
    memo: typeof one.memo === 'string' ? one.memo : null,
    confidence: typeof one.confidence === 'number' ? one.confidence : null,
    line: 1,
  });
}

function takeRelation(one: JsonObject, coding: CodingBuilder): void {
  const ends = endsOf(one);
  const { '%TYPE': type } = one;
  if (!ends || typeof type !== 'string' || LINGUISTIC.test(type)) return;
  coding.addRelation({
    id: typeof one.id === 'string' ? one.id : `R${String(one['%ID'])}`,
    type: nameOf(one, type),
    from: ends[0],
    to: ends[1],
    memo: typeof one.memo === 'string' ? one.memo : null,
    line: 1,
  });
}

/** The pieces that a structure joins: from the governor, or `from` or `source`, to the other one. */
function endsOf(one: JsonObject): readonly [string, string] | null {
  for (const [from, to] of [
    ['@Governor', '@Dependent'],
    ['@from', '@to'],
    ['@source', '@target'],
  ] as const) {
    if (typeof one[from] === 'number' && typeof one[to] === 'number') {
      return [String(one[from]), String(one[to])];
    }
  }
  return null;
}

function nameOf(one: JsonObject, type: string): string {
  for (const key of NAMING_FEATURES) {
    const value = one[key];
    if (typeof value === 'string' && value.trim() !== '') return value;
  }
  return shortLayerName(type);
}

/** Ours stand in one feature as JSON; those of other tools are features of their own. */
function attributesOf(one: JsonObject): JsonObject {
  if (typeof one.attributes === 'string') {
    const read = parseUntrustedJson(one.attributes, 8);
    return read.ok && isJsonObject(read.value) ? read.value : {};
  }
  const naming = NAMING_FEATURES.find((key) => typeof one[key] === 'string');
  return Object.fromEntries(
    Object.entries(one).filter(
      ([key, value]) =>
        !/^[%@^]/.test(key) &&
        !OWN_FEATURES.has(key) &&
        key !== naming &&
        (typeof value === 'string' || typeof value === 'number'),
    ),
  );
}

/** INCEpTION exports `annotation/DOCUMENT/PERSON.json`; a file by itself is named after its document. */
function namesOf(path: string, about: JsonObject | undefined) {
  if (about && typeof about.name === 'string') {
    return { article: about.name, coder: typeof about.coder === 'string' ? about.coder : null };
  }
  const folder = baseName(folderOf(path));
  if (/\.\w{1,5}$/.test(folder)) return { article: folder, coder: stemOf(path) };
  return { article: stemOf(path), coder: null };
}

function fieldsOf(about: JsonObject | undefined, structures: readonly JsonObject[]) {
  const document = structures.find(({ language }) => typeof language === 'string');
  const spoken = document?.language;
  const language = typeof spoken === 'string' && spoken !== 'x-unspecified' ? spoken : null;
  if (!about) return { ...NO_FIELDS, language };
  const metadata =
    typeof about.metadata === 'string' ? parseUntrustedJson(about.metadata, 16) : null;
  const more = metadata?.ok && isJsonObject(metadata.value) ? metadata.value : {};
  const cells = new Map<string, JsonValue>(Object.entries(more));
  for (const key of ['title', 'url'] as const) {
    const value = about[key];
    if (typeof value === 'string') cells.set(key, value);
  }
  const read = readRecord(new Map([...cells, ['text', 'x']]), new Set());
  return read.ok ? { ...read.value.fields, language } : { ...NO_FIELDS, language };
}
