import { createOffsetMap } from '@/lib/text/offsets';
import {
  type IncomingAnnotation,
  type IncomingCoding,
  type IncomingComposite,
  type IncomingRelation,
  type IngestLimits,
  type IngestRow,
  type JsonValue,
  type KnownText,
  NO_FIELDS,
  noticed,
  type ReaderHints,
  type RejectionKind,
  rejected,
  type SourceFile,
} from '../schema';
import { isJsonArray, isJsonObject, type JsonObject, parseUntrustedJson } from './json';
import { splitJsonItems } from './json-items';
import { webAddress } from './page-url';
import { anchorQuote } from './quote-anchor';
import { decodeUtf8, formatBytes, readWhole, untilFault } from './read';
import { type Annotation, readAnnotation } from './web-annotation-record';

/** Annotations of one file that are held until its end. */
const MOST_ANNOTATIONS = 200_000;

/**
 * Annotations by the W3C Web Annotation model, as Recogito and other tools write them, and by
 * Hypothesis: an array, a page or collection with its `items`, an answer with its `rows`, or one a
 * line. There is no text in such a file: each goes to the article of the project that has its
 * address, in the newest version. Positions are taken in the unit in which they give the quote; where
 * they give it in neither, the quote is looked for. Tags are codes, comments are notes.
 */
export async function* readWebAnnotations(
  files: readonly SourceFile[],
  limits: IngestLimits,
  hints: ReaderHints = {},
): AsyncGenerator<IngestRow> {
  for (const file of files) yield* untilFault(file, readOne(file, limits, hints));
}

interface Numbered {
  /** 1-based; null where the file is one object. */
  readonly line: number | null;
  readonly annotation: Annotation;
}

async function* readOne(
  file: SourceFile,
  limits: IngestLimits,
  { findTexts }: ReaderHints,
): AsyncGenerator<IngestRow> {
  const bySource = new Map<string, Numbered[]>();
  /** The annotations of the same page, by the id of one of them. */
  const placeOf = new Map<string, Numbered[]>();
  const links: Numbered[] = [];
  let count = 0;
  let reviews = 0;
  for await (const item of itemsOf(file, limits)) {
    if ('rejection' in item) {
      yield item;
      continue;
    }
    const annotation = readAnnotation(item.value, count + 1);
    count += 1;
    if (count > MOST_ANNOTATIONS) {
      const most = `The file holds more than ${MOST_ANNOTATIONS} annotations: cut it in two.`;
      yield rejected(file.path, item.line, 'file', most);
      break;
    }
    if (annotation === null) {
      reviews += 1;
      continue;
    }
    if (typeof annotation === 'string') {
      yield rejected(file.path, item.line, 'annotation', annotation);
      continue;
    }
    if (annotation.ends) {
      links.push({ line: item.line, annotation });
      continue;
    }
    const source = webAddress(annotation.source) ?? annotation.source;
    const same = bySource.get(source) ?? [];
    same.push({ line: item.line, annotation });
    bySource.set(source, same);
    placeOf.set(annotation.id, same);
  }
  for (const link of links) {
    const place = placeOf.get(link.annotation.ends?.[0] ?? '');
    if (place) place.push(link);
    else {
      const reason = `${link.annotation.id}: what it links is not in the file.`;
      yield rejected(file.path, link.line, 'relation', reason);
    }
  }
  if (reviews > 0) yield noticed('past_left_out', file.path, reviews);
  const known = (await findTexts?.([...bySource.keys()])) ?? new Map<string, KnownText>();
  for (const [source, annotations] of bySource) {
    const text = known.get(source);
    if (text) {
      yield* attach(file, text, annotations);
      continue;
    }
    for (const { line, annotation } of annotations) {
      const reason = `${annotation.id}: there is no article from ${source} in this project. Load the page first.`;
      yield rejected(file.path, line, 'annotation', reason);
    }
  }
}

type Item =
  | { readonly line: number | null; readonly value: JsonObject }
  | (IngestRow & { readonly kind: 'rejection' });

/** The annotations of a file, however they are wrapped. */
async function* itemsOf(file: SourceFile, limits: IngestLimits): AsyncGenerator<Item> {
  const bytes = await readWhole(file, limits.maxFileBytes);
  const text = bytes.ok ? decodeUtf8(bytes.value) : bytes;
  if (!bytes.ok || !text.ok) {
    yield rejectedItem(file, null, text.ok ? '' : text.error.userMessage);
    return;
  }
  const begins = text.value.trimStart();
  if (begins.startsWith('[')) {
    yield* arrayItems(file, bytes.value, limits);
    return;
  }
  const whole = parseUntrustedJson(text.value, limits.maxJsonDepth);
  if (whole.ok && isJsonObject(whole.value)) {
    for (const one of wrapped(whole.value)) yield { line: null, value: one };
    return;
  }
  for (const [index, row] of text.value.split(/\r\n?|\n/).entries()) {
    if (row.trim() === '') continue;
    const one = parseUntrustedJson(row, limits.maxJsonDepth);
    if (one.ok && isJsonObject(one.value)) yield { line: index + 1, value: one.value };
    else {
      const reason = one.ok ? 'The line is not a JSON object.' : one.error.userMessage;
      yield rejectedItem(file, index + 1, reason);
    }
  }
}

async function* arrayItems(
  file: SourceFile,
  bytes: Uint8Array,
  limits: IngestLimits,
): AsyncGenerator<Item> {
  async function* once() {
    yield bytes;
  }
  for await (const { line, bytes: item } of splitJsonItems(once(), limits.maxRecordBytes)) {
    if (item === null) {
      const most = `The annotation is larger than ${formatBytes(limits.maxRecordBytes)}.`;
      yield rejectedItem(file, line, most);
      continue;
    }
    const decoded = decodeUtf8(item);
    const one = decoded.ok ? parseUntrustedJson(decoded.value, limits.maxJsonDepth) : decoded;
    if (one.ok && isJsonObject(one.value)) yield { line, value: one.value };
    else {
      const reason = one.ok ? 'The item is not a JSON object.' : one.error.userMessage;
      yield rejectedItem(file, line, reason);
    }
  }
}

/** What a collection, a page or an answer holds; an annotation by itself otherwise. */
function wrapped(value: JsonObject): JsonObject[] {
  const first = isJsonObject(value.first) ? value.first : {};
  const list = [value.items, first.items, value.rows, value.annotations].find(isJsonArray);
  return list ? list.filter(isJsonObject) : [value];
}

function rejectedItem(file: SourceFile, line: number | null, reason: string) {
  return {
    kind: 'rejection',
    rejection: { file: file.path, line, kind: 'annotation', reason },
  } as const;
}

/** The annotations of one article, a coding for each person. */
function* attach(
  file: SourceFile,
  known: KnownText,
  annotations: readonly Numbered[],
): Generator<IngestRow> {
  const map = createOffsetMap(known.text);
  const codings = new Map<string | null, Made>();
  const found = { utf16: 0, codePoints: 0, quote: 0 };
  /** By an annotation's id, the coding that holds it. */
  const madeIn = new Map<string, Made>();
  for (const { line, annotation } of annotations) {
    const refuse = (kind: RejectionKind, reason: string) =>
      rejected(file.path, line, kind, `${annotation.id}: ${reason}`);
    if (annotation.ends) {
      const { ends } = annotation;
      const made = madeIn.get(ends[0]);
      if (made) made.relations.push(relationOf(annotation, ends, line));
      else yield refuse('relation', 'What it links was refused.');
      continue;
    }
    const coding = codings.get(annotation.creator) ?? {
      annotations: [],
      composites: [],
      relations: [],
    };
    codings.set(annotation.creator, coding);
    const places = annotation.selected.map((selected) => anchorQuote(known.text, map, selected));
    const wrong = places.find((place) => typeof place === 'string');
    if (wrong !== undefined) {
      yield refuse('annotation', wrong);
      continue;
    }
    const anchored = places.flatMap((place) => (typeof place === 'string' ? [] : [place]));
    for (const { by } of anchored) found[by] += 1;
    const fragments = anchored
      .map(({ fragment }) => fragment)
      .toSorted((a, b) => a.start - b.start || a.end - b.end);
    for (const [index, type] of annotation.types.entries()) {
      const externalId = index === 0 ? annotation.id : `${annotation.id}/${index + 1}`;
      if (madeIn.has(externalId)) {
        yield refuse('annotation', 'Its id stands in the file twice.');
        continue;
      }
      madeIn.set(externalId, coding);
      if (annotation.isComposite) {
        coding.composites.push(compositeOf(annotation, type, fragments, line));
        continue;
      }
      coding.annotations.push({
        kind: fragments.length === 0 ? 'article' : 'span',
        externalId,
        type,
        fragments,
        attributes: annotation.attributes,
        confidence: annotation.confidence,
        memo: annotation.memo,
        line: line ?? 0,
        externalRef: { format: 'webannotation', id: annotation.id },
      });
    }
  }
  // Where the two units differ and the browser's was meant.
  if (found.utf16 > 0 && map.length !== map.utf16Length) {
    yield noticed('utf16_offsets', file.path);
  }
  if (found.quote > 0) yield noticed('found_by_quote', file.path, found.quote);
  yield {
    kind: 'article',
    format: 'webannotation',
    file: file.path,
    line: null,
    externalId: known.externalId,
    capture: { bytes: new Uint8Array(), mediaType: 'application/ld+json', fileName: file.path },
    text: known.text,
    canonicaliser: known.canonicaliser,
    length: map.length,
    fields: { ...NO_FIELDS, url: known.url, language: known.language },
    codings: [...codings].map(([coder, made]): IncomingCoding => {
      return { coder, file: file.path, ...made };
    }),
  };
}

interface Made {
  readonly annotations: IncomingAnnotation[];
  readonly composites: IncomingComposite[];
  readonly relations: IncomingRelation[];
}

function compositeOf(
  { id, members, memo, attributes, confidence }: Annotation,
  type: string,
  fragments: IncomingComposite['fragments'],
  line: number | null,
): IncomingComposite {
  return {
    externalId: id,
    type,
    fragments,
    members: members.map((one) => ({ role: one.role, targetExternalId: one.id })),
    attributes,
    confidence,
    memo,
    line: line ?? 0,
    counts: { annotations: 1, relations: 0 },
    externalRef: { format: 'webannotation', id },
  };
}

function relationOf(
  { id, types, memo }: Annotation,
  [from, to]: readonly [string, string],
  line: number | null,
): IncomingRelation {
  const externalRef: Record<string, JsonValue> = { format: 'webannotation', id };
  return {
    externalId: id,
    type: types[0] ?? 'linking',
    fromExternalId: from,
    toExternalId: to,
    memo,
    line: line ?? 0,
    externalRef,
  };
}
