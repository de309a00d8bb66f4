import { err, ok, type Result } from '@/lib/result/result';
import type {
  AttributeValue,
  AttributeValues,
  CodebookAttribute,
  CodebookCode,
  CodebookDocument,
  CodebookPack,
} from './schema';

/** The code with that key, retired or not. */
export function findCode(document: CodebookDocument, key: string): CodebookCode | undefined {
  return document.codes.find((code) => code.key === key);
}

/** The attributes that an annotation with this code may have: the code's own, then its layer's. */
export function attributesOf(
  document: Pick<CodebookDocument, 'attributes'>,
  code: Pick<CodebookCode, 'key' | 'layer'>,
): readonly CodebookAttribute[] {
  return document.attributes.filter(
    (attribute) =>
      attribute.layer === code.layer && (attribute.code === code.key || attribute.code === null),
  );
}

/** What a new annotation of the code starts with: the default values of its attributes. */
export function defaultsOf(
  document: Pick<CodebookDocument, 'attributes'>,
  code: Pick<CodebookCode, 'key' | 'layer'>,
): AttributeValues {
  return Object.fromEntries(
    attributesOf(document, code).flatMap(({ key, defaultValue }) =>
      defaultValue === undefined ? [] : [[key, defaultValue]],
    ),
  );
}

const TEXT_LIMIT = 4000;
const PARTIAL_DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

/** Whether it is a year, a month (`2023-04`) or a day (`2023-04-10`) that exists. */
export function isPartialDate(value: string): boolean {
  const match = PARTIAL_DATE.exec(value);
  if (match === null) return false;
  const [, year = '', month = '01', day = '01'] = match;
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return (
    !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === `${year}-${month}-${day}`
  );
}

function valueProblem(attribute: CodebookAttribute, value: AttributeValue): string | null {
  const options = attribute.options.map((option) => option.value);
  switch (attribute.kind) {
    case 'choice':
      if (typeof value !== 'string') return 'needs one option';
      return options.includes(value) ? null : `has no option “${value}”`;
    case 'multi_choice': {
      if (!Array.isArray(value)) return 'needs a list of options';
      if (new Set(value).size !== value.length) return 'holds an option twice';
      const unknown = value.find((item) => !options.includes(item));
      return unknown === undefined ? null : `has no option “${unknown}”`;
    }
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? null : 'needs a number';
    case 'date':
      return typeof value === 'string' && isPartialDate(value)
        ? null
        : 'needs a date: 2023, 2023-04 or 2023-04-10';
    case 'text':
    case 'actor':
    case 'claim':
      if (typeof value !== 'string') return 'needs a text';
      if (value.trim() === '') return 'must not be empty';
      return value.length > TEXT_LIMIT ? `is longer than ${TEXT_LIMIT} characters` : null;
  }
}

/**
 * Whether the attribute values fit the code. With `complete`, required attributes must be there;
 * without it an unfinished annotation may lack them. Error: `invalid_input`, `field` is the key.
 */
export function checkAttributes(
  document: Pick<CodebookDocument, 'attributes'>,
  code: Pick<CodebookCode, 'key' | 'layer' | 'name'>,
  values: AttributeValues,
  { complete = false }: { complete?: boolean } = {},
): Result<AttributeValues> {
  const definitions = attributesOf(document, code);
  for (const [key, value] of Object.entries(values)) {
    const attribute = definitions.find((item) => item.key === key);
    if (attribute === undefined) {
      return err('invalid_input', `The code “${code.name.en}” has no attribute “${key}”.`, {
        field: key,
      });
    }
    const problem = valueProblem(attribute, value);
    if (problem !== null) {
      return err('invalid_input', `“${attribute.name.en}” ${problem}.`, { field: key });
    }
  }
  const missing = complete
    ? definitions.find((item) => item.required && !Object.hasOwn(values, item.key))
    : undefined;
  if (missing !== undefined) {
    return err('invalid_input', `“${missing.name.en}” is required.`, { field: missing.key });
  }
  return ok(values);
}

/** What a type of an outside scheme is here. */
export interface MappedType {
  readonly code: CodebookCode;
  /** Attribute values that the outside type implies. */
  readonly attributes: AttributeValues;
  /** The scheme's key, or null when the type is simply a code's own key. */
  readonly system: string | null;
}

/**
 * The code that a type name in a file stands for: by an external mapping (of `system`, when given,
 * else of any), or by the code's own key. Names are compared exactly.
 */
export function codeForExternalType(
  document: Pick<CodebookDocument, 'codes'>,
  type: string,
  system?: string,
): MappedType | undefined {
  for (const code of document.codes) {
    const mapping = code.externalMappings.find(
      (item) => item.type === type && (system === undefined || item.system === system),
    );
    if (mapping !== undefined) {
      return { code, attributes: mapping.attributes ?? {}, system: mapping.system };
    }
  }
  const own = document.codes.find((code) => code.key === type);
  return own === undefined ? undefined : { code: own, attributes: {}, system: null };
}

/**
 * The name that a code bears in an outside scheme, given an annotation's attributes: the mapping
 * whose attributes all agree, the most telling first. Undefined when the scheme lacks the code.
 */
export function externalTypeOf(
  code: CodebookCode,
  attributes: AttributeValues,
  system: string,
): string | undefined {
  const fitting = code.externalMappings
    .filter((mapping) => mapping.system === system)
    .map((mapping) => ({ mapping, wanted: Object.entries(mapping.attributes ?? {}) }))
    .filter(({ wanted }) => wanted.every(([key, value]) => attributes[key] === value))
    .sort((a, b) => b.wanted.length - a.wanted.length);
  return fitting[0]?.mapping.type;
}

/**
 * The type names that a pack brings: those of its own codes, with the keys by which our exports name
 * these, and those it gives to other codes.
 */
export function packTypes(pack: CodebookPack): string[] {
  const own = pack.codes.flatMap(({ key, externalMappings }) => [
    key,
    ...externalMappings.map((mapping) => mapping.type),
  ]);
  return [...own, ...pack.mappings.map(({ mapping }) => mapping.type)];
}

/**
 * The packs to add so that each of `types` stands for a code, and the types that are unknown even
 * then. Of several packs that know a type, the one that knows most of the unknown types wins.
 */
export function packsForTypes(
  document: CodebookDocument,
  packs: readonly CodebookPack[],
  types: Iterable<string>,
): { packs: CodebookPack[]; unknown: string[] } {
  const chosen: CodebookPack[] = [];
  let unknown = [...new Set(types)].filter((type) => !codeForExternalType(document, type));
  while (unknown.length > 0) {
    const ranked = packs
      .filter((pack) => !chosen.includes(pack))
      .map((pack) => ({ pack, known: new Set(packTypes(pack).filter((t) => unknown.includes(t))) }))
      .sort((a, b) => b.known.size - a.known.size);
    const best = ranked[0];
    if (best === undefined || best.known.size === 0) break;
    chosen.push(best.pack);
    unknown = unknown.filter((type) => !best.known.has(type));
  }
  return { packs: chosen, unknown };
}
