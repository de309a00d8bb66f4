import { type ColourProblem, colourProblems } from '../colours';
import { checkAttributes } from '../rules';
import { type CodebookAttribute, keySchema, languageSchema, REQUIRED_LANGUAGES } from '../schema';
import type { Draft, DraftAttribute, DraftCode, DraftItem, ListName, Texts } from './schema';

/**
 * Keys that the reader keeps while words are selected or the palette is open: next and previous
 * annotation, next article. `components/codebook/reserved-shortcuts.test.ts` holds this list to the
 * reader's own.
 */
export const RESERVED_SHORTCUTS: Readonly<Record<string, 'next' | 'previous' | 'next_article'>> = {
  j: 'next',
  k: 'previous',
  n: 'next_article',
};

/** What is wrong, for `codebook.problems.*` of the messages; `about` fills the sentence. */
export type ProblemKind =
  | 'no_name'
  | 'no_layers'
  | 'no_codes'
  | 'key_invalid'
  | 'key_taken'
  | 'text_missing'
  | 'text_missing_elsewhere'
  | 'language_unknown'
  | 'layer_missing'
  | 'parent_missing'
  | 'targets_missing'
  | 'roles_missing'
  | 'roles_unused'
  | 'role_codes_missing'
  | 'role_limits'
  | 'options_missing'
  | 'option_invalid'
  | 'default_unfit'
  | 'attribute_twice'
  | 'ends_missing'
  | 'shortcut_invalid'
  | 'shortcut_taken'
  | 'shortcut_reserved'
  | 'colour_invalid'
  | 'colour_faint'
  | 'colour_text'
  | 'colour_alike'
  | 'mapping_taken'
  | 'example_language';

export interface DraftProblem {
  readonly kind: ProblemKind;
  /** A warning does not keep the draft from being published. */
  readonly severity: 'error' | 'warning';
  /** Null: the codebook as a whole. */
  readonly list: ListName | null;
  readonly id: string | null;
  /** The field to go to. */
  readonly field: string;
  /** What the sentence names: a language, another item, a key. */
  readonly about: string;
  readonly more?: string;
}

const HEX = /^#[0-9a-f]{6}$/;

/** The item's name in any language, for naming it in a sentence. */
export function nameOf(
  item: { readonly name: Texts; readonly key: string },
  language = 'en',
): string {
  const { name, key } = item;
  return name[language] || name.en || Object.values(name).find((text) => text !== '') || key;
}

class Finder {
  readonly found: DraftProblem[] = [];
  readonly languages: readonly string[];

  constructor(readonly draft: Draft) {
    this.languages = languagesOf(draft);
  }

  add(
    list: ListName | null,
    item: DraftItem | null,
    field: string,
    kind: ProblemKind,
    about = '',
    severity: DraftProblem['severity'] = 'error',
    more?: string,
  ): void {
    const id = item?.id ?? null;
    this.found.push({ list, id, field, kind, about, severity, ...(more ? { more } : {}) });
  }

  /** Required languages are errors; those that the codebook has elsewhere are warnings. */
  texts(list: ListName, item: DraftItem, field: string, texts: Texts): void {
    for (const language of Object.keys(texts)) {
      if (!languageSchema.safeParse(language).success) {
        this.add(list, item, field, 'language_unknown', language);
      }
    }
    for (const language of this.languages) {
      if (texts[language]?.trim()) continue;
      const required = (REQUIRED_LANGUAGES as readonly string[]).includes(language);
      if (required) this.add(list, item, field, 'text_missing', language);
      else this.add(list, item, field, 'text_missing_elsewhere', language, 'warning');
    }
  }

  keys(list: ListName, items: readonly DraftItem[]): void {
    const seen = new Set<string>();
    for (const item of items) {
      if (!keySchema.safeParse(item.key).success) {
        this.add(list, item, 'key', 'key_invalid', item.key);
      } else if (seen.has(item.key)) this.add(list, item, 'key', 'key_taken', item.key);
      seen.add(item.key);
      this.texts(list, item, 'name', item.name);
      this.texts(list, item, 'definition', item.definition);
    }
  }
}

/** The languages that the draft has texts in, the required ones first. */
export function languagesOf(draft: Draft): string[] {
  const all = [...draft.layers, ...draft.codes, ...draft.attributes, ...draft.relationTypes];
  const used = all.flatMap((item) => [...Object.keys(item.name), ...Object.keys(item.definition)]);
  return [...new Set([...REQUIRED_LANGUAGES, ...used.sort()])];
}

function codeProblems(finder: Finder, code: DraftCode): void {
  const { draft } = finder;
  const add = (
    field: string,
    kind: ProblemKind,
    about = '',
    severity: DraftProblem['severity'] = 'error',
    more?: string,
  ) => finder.add('codes', code, field, kind, about, severity, more);
  if (!draft.layers.some((layer) => layer.id === code.layer)) add('layer', 'layer_missing');
  const parent = draft.codes.find((one) => one.id === code.parent);
  if (code.parent !== null && (parent === undefined || parent.layer !== code.layer)) {
    add('parent', 'parent_missing');
  }
  for (const field of ['include', 'exclude'] as const) {
    for (const texts of code[field]) {
      if (Object.values(texts).some((text) => text.trim() !== '')) {
        finder.texts('codes', code, field, texts);
      }
    }
  }
  for (const { language } of code.examples) {
    if (!/^[a-z]{2}$/.test(language)) add('examples', 'example_language', language);
  }
  if (code.targets.length === 0) add('targets', 'targets_missing');
  const composite = code.targets.includes('composite');
  if (composite && code.roles.length === 0) add('roles', 'roles_missing');
  if (!composite && code.roles.length > 0) add('roles', 'roles_unused');
  const roles = new Set<string>();
  for (const role of code.roles) {
    const label = role.role || nameOf({ name: role.name, key: '?' });
    if (!keySchema.safeParse(role.role).success) add('roles', 'key_invalid', role.role);
    if (roles.has(role.role)) add('roles', 'key_taken', role.role);
    roles.add(role.role);
    if (role.codes.length === 0) add('roles', 'role_codes_missing', label);
    if (role.max !== null && role.max < role.min) add('roles', 'role_limits', label);
    finder.texts('codes', code, 'roles', role.name);
  }
  for (const problem of shortcutProblems(draft, code)) finder.found.push(problem);
  for (const problem of draftColourProblems(draft, code)) finder.found.push(problem);
}

/** What is wrong with a code's shortcut: no letter or digit, another code's, or the reader's own. */
export function shortcutProblems(draft: Draft, code: DraftCode): DraftProblem[] {
  const { shortcut } = code;
  if (shortcut === null || shortcut === '' || code.retired) return [];
  const problem = (kind: ProblemKind, about: string): DraftProblem => ({
    list: 'codes',
    id: code.id,
    field: 'shortcut',
    severity: 'error',
    kind,
    about,
    more: shortcut,
  });
  if (!/^[a-z0-9]$/.test(shortcut)) return [problem('shortcut_invalid', shortcut)];
  const reserved = RESERVED_SHORTCUTS[shortcut];
  if (reserved !== undefined) return [problem('shortcut_reserved', reserved)];
  const other = draft.codes.find(
    (one) => one.id !== code.id && !one.retired && one.shortcut === shortcut,
  );
  return other === undefined ? [] : [problem('shortcut_taken', nameOf(other))];
}

const COLOUR_KIND = { mark: 'colour_faint', text: 'colour_text', alike: 'colour_alike' } as const;

/** The other codes of the layer that a code's colour must be told from. */
export function neighboursOf(draft: Draft, code: DraftCode): DraftCode[] {
  return draft.codes.filter(
    (one) =>
      one.id !== code.id &&
      one.layer === code.layer &&
      !one.retired &&
      HEX.test(one.colour.light) &&
      HEX.test(one.colour.dark),
  );
}

/** What is wrong with a code's colours; alike colours of one layer are named once, at the later one. */
function draftColourProblems(draft: Draft, code: DraftCode): DraftProblem[] {
  const base = { list: 'codes', id: code.id, field: 'colour' } as const;
  if (!HEX.test(code.colour.light) || !HEX.test(code.colour.dark)) {
    return [{ ...base, kind: 'colour_invalid', severity: 'error', about: '' }];
  }
  if (code.retired) return [];
  const at = draft.codes.indexOf(code);
  const earlier = neighboursOf(draft, code).filter((one) => draft.codes.indexOf(one) < at);
  return colourProblems(code.colour, earlier).map((problem: ColourProblem) => {
    const alike = problem.kind === 'alike';
    const other = alike ? earlier.find((one) => one.key === problem.other) : undefined;
    return {
      ...base,
      kind: COLOUR_KIND[problem.kind],
      severity: 'warning' as const,
      about: other ? nameOf(other) : problem.mode,
      ...(alike ? { more: problem.eyes } : {}),
    };
  });
}

function attributeProblems(finder: Finder, attribute: DraftAttribute): void {
  const { draft } = finder;
  const add = (field: string, kind: ProblemKind, about = '') =>
    finder.add('attributes', attribute, field, kind, about);
  if (!keySchema.safeParse(attribute.key).success) add('key', 'key_invalid', attribute.key);
  if (!draft.layers.some((layer) => layer.id === attribute.layer)) add('layer', 'layer_missing');
  const code = draft.codes.find((one) => one.id === attribute.code);
  if (attribute.code !== null && code?.layer !== attribute.layer) add('code', 'parent_missing');
  const twin = draft.attributes.find(
    (one) =>
      one.id !== attribute.id &&
      one.layer === attribute.layer &&
      one.key === attribute.key &&
      (one.code === attribute.code || one.code === null || attribute.code === null),
  );
  if (twin !== undefined) add('key', 'attribute_twice', attribute.key);
  finder.texts('attributes', attribute, 'name', attribute.name);
  finder.texts('attributes', attribute, 'definition', attribute.definition);
  const choosing = attribute.kind === 'choice' || attribute.kind === 'multi_choice';
  if (choosing && attribute.options.length === 0) add('options', 'options_missing');
  const values = new Set<string>();
  for (const { value, name } of choosing ? attribute.options : []) {
    if (!keySchema.safeParse(value).success || values.has(value)) {
      add('options', 'option_invalid', value);
    }
    values.add(value);
    finder.texts('attributes', attribute, 'options', name);
  }
  if (attribute.defaultValue !== null) {
    const definition: CodebookAttribute = {
      ...attribute,
      key: 'value',
      layer: 'layer',
      code: null,
      name: { en: 'value', fr: 'value' },
      definition: { en: 'value', fr: 'value' },
      options: attribute.options.map(({ value }) => ({ value, name: { en: value, fr: value } })),
      defaultValue: undefined,
    };
    const holder = { key: 'code', layer: 'layer', name: { en: 'code', fr: 'code' } };
    const values = { value: attribute.defaultValue };
    const fits = checkAttributes({ attributes: [definition] }, holder, values);
    if (!fits.ok) add('defaultValue', 'default_unfit');
  }
}

/** Everything that is wrong with the draft, errors first. Publishing asks for no errors. */
export function draftProblems(draft: Draft): DraftProblem[] {
  const finder = new Finder(draft);
  if (draft.name.trim() === '') finder.add(null, null, 'name', 'no_name');
  if (draft.layers.length === 0) finder.add(null, null, 'layers', 'no_layers');
  if (draft.codes.length === 0) finder.add(null, null, 'codes', 'no_codes');
  finder.keys('layers', draft.layers);
  finder.keys('codes', draft.codes);
  finder.keys('relationTypes', draft.relationTypes);
  for (const code of draft.codes) codeProblems(finder, code);
  for (const attribute of draft.attributes) attributeProblems(finder, attribute);
  for (const type of draft.relationTypes) {
    for (const side of ['from', 'to'] as const) {
      if (type[side].length === 0) finder.add('relationTypes', type, side, 'ends_missing');
    }
  }
  const mapped = new Map<string, DraftCode>();
  for (const code of draft.codes) {
    for (const { system, type } of code.externalMappings) {
      const name = `${system}: ${type}`;
      if (mapped.has(name)) finder.add('codes', code, 'externalMappings', 'mapping_taken', name);
      mapped.set(name, code);
    }
  }
  const rank = ({ severity }: DraftProblem) => (severity === 'error' ? 0 : 1);
  return finder.found.sort((a, b) => rank(a) - rank(b));
}
