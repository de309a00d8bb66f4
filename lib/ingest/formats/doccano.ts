import { createOffsetMap, type OffsetMap } from '@/lib/text/offsets';
import type {
  IncomingAnnotation,
  IncomingCoding,
  IncomingRelation,
  JsonValue,
  Place,
  Rejection,
  RejectionKind,
} from '../schema';
import { isJsonArray, isJsonObject, type JsonObject } from './json';

/** Columns of doccano's that are not the article's metadata. */
export const DOCCANO_COLUMNS: ReadonlySet<string> = new Set([
  'label',
  'labels',
  'entities',
  'relations',
  'cats',
]);
/** doccano has no field for the annotator; people add one of these. */
const CODER_KEYS = ['annotator', 'annotator_name', 'username', 'user'] as const;

/**
 * Whether a row is a document of doccano: `label` (older: `labels`) as triples, or `entities`; a
 * plain list of labels counts when doccano's own `Comments` stands beside it.
 */
export function isDoccano(object: JsonObject): boolean {
  if (isJsonArray(object.entities)) return object.entities.every(isJsonObject);
  const labels = object.label ?? object.labels;
  if (!isJsonArray(labels)) return false;
  if (labels.length === 0 || 'Comments' in object) return true;
  return labels.every((one) => isJsonArray(one));
}

export interface DoccanoRead {
  readonly coding: IncomingCoding;
  readonly rejections: readonly Rejection[];
  /** True when the offsets reach beyond the text in code points but not in UTF-16 units. */
  readonly usedUtf16: boolean;
}

interface Triple {
  readonly id: string;
  readonly start: number;
  readonly end: number;
  readonly label: string;
}

/**
 * Reads the labels of one document. doccano counts code points and quotes nothing, so its offsets
 * can only be held against the text's length: where they do not fit in code points but do in UTF-16
 * units, the latter is taken. A label that fits neither is refused, the others stay.
 */
export function readDoccano(object: JsonObject, text: string, place: Place): DoccanoRead {
  const rejections: Rejection[] = [];
  const refuse = (kind: RejectionKind, reason: string) =>
    rejections.push({ ...place, kind, reason });
  const annotations: IncomingAnnotation[] = [];
  const triples: Triple[] = [];
  const listed = object.entities ?? object.label ?? object.labels;
  for (const [index, one] of (isJsonArray(listed) ? listed : []).entries()) {
    const id = `L${index + 1}`;
    const triple = readTriple(one, id);
    if (triple) triples.push(triple);
    else if (typeof one === 'string') annotations.push(toAnnotation('article', id, one, [], place));
    else refuse('annotation', `Label ${index + 1} is neither [start, end, label] nor an entity.`);
  }
  const map = createOffsetMap(text);
  const fitsCodePoints = triples.every(({ end }) => end <= map.length);
  const usedUtf16 = !fitsCodePoints && triples.every(({ end }) => end <= map.utf16Length);
  for (const triple of triples) {
    const fragment = toFragment(triple, map, usedUtf16);
    if (typeof fragment === 'string') refuse('annotation', fragment);
    else annotations.push(toAnnotation('span', triple.id, triple.label, [fragment], place));
  }
  const coder = CODER_KEYS.map((key) => object[key]).find((name) => typeof name === 'string');
  return {
    coding: {
      coder: typeof coder === 'string' && coder.trim() !== '' ? coder.trim() : null,
      file: place.file,
      annotations,
      composites: [],
      relations: readRelations(object, place, refuse),
    },
    rejections,
    usedUtf16,
  };
}

function readTriple(value: JsonValue, fallbackId: string): Triple | null {
  const [start, end, label, id] = isJsonArray(value)
    ? [...value.slice(0, 3), fallbackId]
    : isJsonObject(value)
      ? [value.start_offset, value.end_offset, value.label, value.id ?? fallbackId]
      : [];
  if (typeof start !== 'number' || typeof end !== 'number' || typeof label !== 'string')
    return null;
  return { id: String(id), start, end, label };
}

function toFragment({ start, end, label }: Triple, map: OffsetMap, usedUtf16: boolean) {
  const length = usedUtf16 ? map.utf16Length : map.length;
  const whole = Number.isInteger(start) && Number.isInteger(end);
  if (!whole || start < 0 || start >= end || end > length) {
    return `“${label}” at ${start}–${end} is not a passage of this text (0–${length}).`;
  }
  if (!usedUtf16) return { start, end };
  return { start: map.toCodePoint(start), end: map.toCodePoint(end, 'ceil') };
}

function toAnnotation(
  kind: 'span' | 'article',
  externalId: string,
  type: string,
  fragments: IncomingAnnotation['fragments'],
  place: Place,
): IncomingAnnotation {
  return {
    kind,
    externalId,
    type,
    fragments,
    attributes: {},
    confidence: null,
    memo: null,
    line: place.line ?? 1,
    externalRef: { format: 'doccano', file: place.file, id: externalId, type },
  };
}

function readRelations(
  object: JsonObject,
  place: Place,
  refuse: (kind: RejectionKind, reason: string) => void,
): IncomingRelation[] {
  const relations: IncomingRelation[] = [];
  for (const [index, one] of (isJsonArray(object.relations) ? object.relations : []).entries()) {
    const { from_id: from, to_id: to, type, id } = isJsonObject(one) ? one : {};
    const ends = [from, to].every((end) => typeof end === 'number' || typeof end === 'string');
    if (!ends || typeof type !== 'string') {
      refuse('relation', `Relation ${index + 1} lacks from_id, to_id or type.`);
      continue;
    }
    const externalId = `R${String(id ?? index + 1)}`;
    relations.push({
      externalId,
      type,
      fromExternalId: String(from),
      toExternalId: String(to),
      memo: null,
      line: place.line ?? 1,
      externalRef: { format: 'doccano', file: place.file, id: externalId, type },
    });
  }
  return relations;
}
