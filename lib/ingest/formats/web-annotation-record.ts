import type { JsonValue } from '../schema';
import { isJsonArray, isJsonObject, type JsonObject } from './json';
import type { Selected } from './quote-anchor';

/** One annotation of a file, with what it says put in the terms of this product. */
export interface Annotation {
  readonly id: string;
  /** Address of the page; empty for a link, which stands where its ends do. */
  readonly source: string;
  /** As the file names the person; null where it names nobody. */
  readonly creator: string | null;
  /** Its tags; `highlight` or `comment` where it has none. */
  readonly types: readonly string[];
  readonly memo: string | null;
  readonly attributes: Readonly<Record<string, JsonValue>>;
  readonly confidence: number | null;
  /** What an attribution joins: roles with the ids of annotations; none for a passage. */
  readonly members: readonly { readonly role: string; readonly id: string }[];
  readonly isComposite: boolean;
  /** One for each part of the passage; none for a note on the page. */
  readonly selected: readonly Selected[];
  /** For a link between two annotations: their ids. */
  readonly ends: readonly [string, string] | null;
}

/** Bodies with these purposes name what something is; all others are words about it. */
const NAMING = new Set(['tagging', 'classifying', 'identifying', 'linking']);

/** An annotation that is about another one's worth. */
const REVIEWING = new Set(['assessing', 'moderating']);

/**
 * Reads one annotation (W3C Web Annotation Data Model, 2017; Hypothesis' API v1). `no` names one that
 * has no id. Answers why, in words, where it cannot be one, and null for a review of another one.
 */
export function readAnnotation(value: JsonObject, no: number): Annotation | string | null {
  const id = text(value.id)?.replace(/^#/, '') ?? `annotation ${no}`;
  if (isJsonArray(value.references) && value.references.length > 0) {
    return `${id}: it is a reply to another annotation, which has no place here.`;
  }
  if (listOf(value.motivation).some((one) => REVIEWING.has(localName(text(one) ?? '')))) {
    return null;
  }
  const targets = listOf(value.target);
  const bodies = bodiesOf(value);
  const common = {
    id,
    // Where a reviewer has amended an annotation, it is still in its coder's coding.
    creator: text(value['sm:coder']) ?? creatorOf(value.creator ?? value.user),
    memo: bodies.words.join('\n') || null,
    attributes: isJsonObject(value['sm:attributes']) ? value['sm:attributes'] : {},
    confidence: confidenceOf(value['sm:confidence']),
    members: membersOf(listOf(value.body)),
    isComposite: value['sm:kind'] === 'composite',
  };
  const ends = endsOf(targets);
  const places = targets.filter(isJsonObject);
  if (ends) {
    const types = bodies.names.length > 0 ? bodies.names : ['linking'];
    return { ...common, source: '', types, selected: [], ends };
  }
  const source = sourceOf(value, targets);
  if (source === null) return `${id}: it does not say which page it is about.`;
  const selected = places.flatMap((place) => {
    const selectors = listOf(place.selector).filter(isJsonObject);
    return selectors.length === 0 ? [] : [selectedBy(selectors)];
  });
  if (places.some((place, at) => at > 0 && addressOf(place) !== addressOf(places[0] ?? {}))) {
    return `${id}: its parts stand on several pages.`;
  }
  const untagged = common.memo === null ? 'highlight' : 'comment';
  const types = bodies.names.length > 0 ? [...new Set(bodies.names)] : [untagged];
  return { ...common, source, types, selected, ends: null };
}

function bodiesOf(value: JsonObject): { names: string[]; words: string[] } {
  const names = listOf(value.tags).flatMap((tag) => text(tag) ?? []);
  const words = [text(value.text), text(value.bodyValue)].flatMap((one) => one ?? []);
  const motivations = listOf(value.motivation).flatMap((one) => text(one) ?? []);
  for (const body of listOf(value.body)) {
    if (isJsonObject(body) && body['sm:role'] !== undefined) continue;
    if (!isJsonObject(body)) {
      words.push(...[text(body)].flatMap((one) => one ?? []));
      continue;
    }
    const said = text(body.value) ?? text(body.label) ?? lastPart(text(body.source));
    if (said === null) continue;
    const purposes = listOf(body.purpose).flatMap((one) => text(one) ?? []);
    const why = purposes.length > 0 ? purposes : motivations;
    (why.some((one) => NAMING.has(localName(one))) ? names : words).push(said);
  }
  return { names, words };
}

function membersOf(bodies: readonly JsonValue[]): Annotation['members'] {
  return bodies.flatMap((body) => {
    if (!isJsonObject(body)) return [];
    const [role, id] = [text(body['sm:role']), text(body.source)];
    return role === null || id === null ? [] : [{ role, id }];
  });
}

function confidenceOf(value: JsonValue | undefined): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 5
    ? value
    : null;
}

/** Two annotations by their ids, for a link between them. */
function endsOf(targets: readonly JsonValue[]): readonly [string, string] | null {
  const [from, to, more] = targets.map((target) => {
    const id = isJsonObject(target) && !target.selector && !target.source ? text(target.id) : null;
    return id === null ? null : id.replace(/^#/, '');
  });
  return from && to && more === undefined ? [from, to] : null;
}

function sourceOf(value: JsonObject, targets: readonly JsonValue[]): string | null {
  for (const target of targets) {
    const address = isJsonObject(target) ? addressOf(target) : text(target);
    if (address !== null) return address;
  }
  return text(value.uri) ?? text(value.source);
}

/** The page of a target, or of its scope. */
function addressOf(target: JsonObject): string | null {
  const { source, scope } = target;
  if (isJsonObject(source)) return text(source.id);
  return text(source) ?? text(scope) ?? (target.selector ? null : text(target.id));
}

function selectedBy(selectors: readonly JsonObject[]): Selected {
  const all = selectors.flatMap(withRefinements);
  const position = all.find(({ type }) => type === 'TextPositionSelector');
  const quote = all.find(({ type }) => type === 'TextQuoteSelector');
  return {
    position: position ? { start: Number(position.start), end: Number(position.end) } : null,
    quote: quote
      ? {
          exact: raw(quote.exact),
          prefix: raw(quote.prefix),
          suffix: raw(quote.suffix),
        }
      : null,
  };
}

/** The selector with what refines it, the finest first. */
function withRefinements(selector: JsonObject): JsonObject[] {
  const finer = listOf(selector.refinedBy).filter(isJsonObject).flatMap(withRefinements);
  return [...finer, selector];
}

/** `acct:ana@hypothes.is` is ana; an agent is called by its name, its nickname or its id. */
function creatorOf(value: JsonValue | undefined): string | null {
  const [one] = listOf(value);
  if (isJsonObject(one)) return text(one.name) ?? text(one.nickname) ?? text(one.id);
  const name = text(one);
  return name === null ? null : (/^acct:([^@]+)@/.exec(name)?.[1] ?? name);
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  if (value === undefined || value === null) return [];
  return isJsonArray(value) ? value : [value];
}

function text(value: JsonValue | undefined): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

const raw = (value: JsonValue | undefined) => (typeof value === 'string' ? value : '');

/** `oa:tagging` and `http://www.w3.org/ns/oa#tagging` are `tagging`. */
const localName = (name: string) => name.split(/[:#/]/).at(-1) ?? name;

const lastPart = (iri: string | null) => iri?.split(/[#/]/).filter(Boolean).at(-1) ?? null;
