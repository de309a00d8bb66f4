import { z } from 'zod';

/**
 * The codebook as a document: what a team agrees to mark and how. It is plain JSON; the database
 * stores the same content in rows, and `rules.ts` hashes it.
 */

/** Stable names of layers, codes, attributes, options, roles and relation types. */
export const keySchema = z.string().regex(/^[a-z][a-z0-9_]{0,79}$/);

/** The languages that every text of a published codebook has: those of the interface. */
export const REQUIRED_LANGUAGES = ['en', 'fr'] as const;

/** A language as codebooks name it: `de`, `pt-BR`. */
export const languageSchema = z.string().regex(/^[a-z]{2,3}(-[A-Z]{2})?$/);

const text = z.string().trim().min(1).max(4000);

/** A text in the two languages of the interface, and in any others. */
export const localizedSchema = z
  .object({ en: text, fr: text })
  .catchall(text)
  .refine(
    (value) => Object.keys(value).every((key) => languageSchema.safeParse(key).success),
    'Languages are named by their codes: de, pt-BR.',
  );
export type Localized = { readonly en: string; readonly fr: string } & {
  readonly [language: string]: string;
};

const hexColour = z.string().regex(/^#[0-9a-f]{6}$/);

/** The marker's colour on a light and on a dark page, each with a contrast of 3:1 or more. */
export const colourSchema = z.strictObject({ light: hexColour, dark: hexColour });
export type Colour = z.infer<typeof colourSchema>;

/** What may carry a code: a span of the text, the whole article, or a group of spans. */
export const TARGETS = ['span', 'article', 'composite'] as const;
export const targetSchema = z.enum(TARGETS);
export type Target = z.infer<typeof targetSchema>;

export const ATTRIBUTE_KINDS = [
  'choice',
  'multi_choice',
  'text',
  'number',
  'date',
  'actor',
  'claim',
] as const;
export const attributeKindSchema = z.enum(ATTRIBUTE_KINDS);
export type AttributeKind = z.infer<typeof attributeKindSchema>;

/** The value of one attribute: an option, several options, a text (also dates, actors, claims), or a number. */
export const attributeValueSchema = z.union([z.string(), z.array(z.string()), z.number()]);
export type AttributeValue = z.infer<typeof attributeValueSchema>;

/** The attributes of one annotation, by attribute key. */
export const attributeValuesSchema = z.record(keySchema, attributeValueSchema);
export type AttributeValues = z.infer<typeof attributeValuesSchema>;

/**
 * Where a code comes from in another scheme: `type` is that scheme's own name, kept so that an
 * export can use it again. `attributes` tells apart types that share one code.
 */
export const externalMappingSchema = z.strictObject({
  system: keySchema,
  type: z.string().min(1).max(200),
  attributes: attributeValuesSchema.optional(),
});
export type ExternalMapping = z.infer<typeof externalMappingSchema>;

/** An invented sentence with the marked words between double square brackets. */
export const exampleSchema = z.strictObject({
  language: z.string().regex(/^[a-z]{2}$/),
  text: z.string().trim().min(1).max(2000),
  note: localizedSchema.optional(),
});
export type CodeExample = z.infer<typeof exampleSchema>;

/**
 * One place in a composite. `min` and `max` (null: any number) say what a complete one has; an
 * unfinished or imported composite may have less, and the page says so.
 */
export const roleSchema = z.strictObject({
  role: keySchema,
  name: localizedSchema,
  codes: z.array(keySchema).min(1),
  min: z.int().min(0).max(1000),
  max: z.int().min(1).max(1000).nullable(),
});
export type CompositeRole = z.infer<typeof roleSchema>;

export const layerSchema = z.strictObject({
  key: keySchema,
  name: localizedSchema,
  definition: localizedSchema,
});
export type CodebookLayer = z.infer<typeof layerSchema>;

export const codeSchema = z.strictObject({
  key: keySchema,
  layer: keySchema,
  parentKey: keySchema.nullable().default(null),
  name: localizedSchema,
  definition: localizedSchema,
  include: z.array(localizedSchema).default([]),
  exclude: z.array(localizedSchema).default([]),
  examples: z.array(exampleSchema).default([]),
  colour: colourSchema,
  shortcut: z
    .string()
    .regex(/^[a-z0-9]$/)
    .nullable()
    .default(null),
  targets: z.array(targetSchema).min(1),
  roles: z.array(roleSchema).default([]),
  externalMappings: z.array(externalMappingSchema).default([]),
  retired: z.boolean().default(false),
});
export type CodebookCode = z.infer<typeof codeSchema>;

export const attributeOptionSchema = z.strictObject({
  value: keySchema,
  name: localizedSchema,
});
export type AttributeOption = z.infer<typeof attributeOptionSchema>;

/** An attribute of one code, or of every code of a layer when `code` is null. */
export const attributeDefinitionSchema = z.strictObject({
  key: keySchema,
  layer: keySchema,
  code: keySchema.nullable().default(null),
  kind: attributeKindSchema,
  name: localizedSchema,
  definition: localizedSchema,
  options: z.array(attributeOptionSchema).default([]),
  required: z.boolean().default(false),
  /** What a new annotation starts with; absent: nothing. */
  defaultValue: attributeValueSchema.optional(),
});
export type CodebookAttribute = z.infer<typeof attributeDefinitionSchema>;

/** A typed link between annotations; `from` and `to` are the codes that it may join. */
export const relationTypeSchema = z.strictObject({
  key: keySchema,
  name: localizedSchema,
  definition: localizedSchema,
  symmetric: z.boolean().default(false),
  from: z.array(keySchema).min(1),
  to: z.array(keySchema).min(1),
  externalMappings: z.array(externalMappingSchema).default([]),
});
export type CodebookRelationType = z.infer<typeof relationTypeSchema>;

/** The document's shape, before its inner references are checked. */
export const codebookShape = z.strictObject({
  schema: z.literal('sourcemark.codebook/1'),
  name: z.string().trim().min(1).max(200),
  layers: z.array(layerSchema).min(1),
  codes: z.array(codeSchema).min(1),
  attributes: z.array(attributeDefinitionSchema).default([]),
  relationTypes: z.array(relationTypeSchema).default([]),
});
export type CodebookDocument = z.infer<typeof codebookShape>;

/** One thing wrong with a document: where, and what, in a sentence. */
export interface CodebookProblem {
  readonly path: (string | number)[];
  readonly message: string;
}

function repeated(values: readonly string[]): { index: number; value: string }[] {
  const seen = new Set<string>();
  const found: { index: number; value: string }[] = [];
  values.forEach((value, index) => {
    if (seen.has(value)) found.push({ index, value });
    seen.add(value);
  });
  return found;
}

function codeProblems(document: CodebookDocument): CodebookProblem[] {
  const problems: CodebookProblem[] = [];
  const layers = new Set(document.layers.map((layer) => layer.key));
  const codes = new Map(document.codes.map((code) => [code.key, code]));
  document.codes.forEach((code, index) => {
    const at = (field: string, message: string) =>
      problems.push({ path: ['codes', index, field], message: `Code “${code.key}”: ${message}` });
    if (!layers.has(code.layer)) at('layer', `no layer “${code.layer}”.`);
    if (new Set(code.targets).size !== code.targets.length) at('targets', 'a target stands twice.');
    if (code.targets.includes('composite') !== code.roles.length > 0) {
      at('roles', 'a composite needs roles, and only a composite has them.');
    }
    for (const { value } of repeated(code.roles.map((role) => role.role))) {
      at('roles', `the role “${value}” stands twice.`);
    }
    for (const role of code.roles) {
      if (role.max !== null && role.max < role.min)
        at('roles', `“${role.role}” has max below min.`);
      for (const key of role.codes) if (!codes.has(key)) at('roles', `no code “${key}”.`);
    }
    const above = new Set([code.key]);
    let parentKey = code.parentKey;
    while (parentKey !== null) {
      const parent = codes.get(parentKey);
      if (parent === undefined || parent.layer !== code.layer) {
        at('parentKey', `no code “${parentKey}” in its layer.`);
        break;
      }
      if (above.has(parentKey)) {
        at('parentKey', 'it stands below itself.');
        break;
      }
      above.add(parentKey);
      parentKey = parent.parentKey;
    }
  });
  return problems;
}

function attributeProblems(document: CodebookDocument): CodebookProblem[] {
  const problems: CodebookProblem[] = [];
  const layers = new Set(document.layers.map((layer) => layer.key));
  const codes = new Map(document.codes.map((code) => [code.key, code]));
  const places = new Map<string, string[]>();
  document.attributes.forEach((attribute, index) => {
    const at = (field: string, message: string) =>
      problems.push({
        path: ['attributes', index, field],
        message: `Attribute “${attribute.key}”: ${message}`,
      });
    if (!layers.has(attribute.layer)) at('layer', `no layer “${attribute.layer}”.`);
    if (attribute.code !== null && codes.get(attribute.code)?.layer !== attribute.layer) {
      at('code', `no code “${attribute.code}” in its layer.`);
    }
    const choosing = attribute.kind === 'choice' || attribute.kind === 'multi_choice';
    if (choosing !== attribute.options.length > 0) {
      at('options', 'a choice needs options, and only a choice has them.');
    }
    for (const { value } of repeated(attribute.options.map((option) => option.value))) {
      at('options', `the option “${value}” stands twice.`);
    }
    const others = places.get(`${attribute.layer}/${attribute.key}`) ?? [];
    const place = attribute.code ?? '*';
    if (others.includes(place) || (others.length > 0 && (place === '*' || others.includes('*')))) {
      at('key', 'it is defined twice for one code.');
    }
    places.set(`${attribute.layer}/${attribute.key}`, [...others, place]);
  });
  return problems;
}

/** Everything wrong with the document's inner references; empty for a sound one. */
export function codebookProblems(document: CodebookDocument): CodebookProblem[] {
  const problems = [...codeProblems(document), ...attributeProblems(document)];
  const codes = new Set(document.codes.map((code) => code.key));
  for (const list of ['layers', 'codes', 'relationTypes'] as const) {
    for (const { index, value } of repeated(document[list].map((item) => item.key))) {
      problems.push({ path: [list, index, 'key'], message: `The key “${value}” stands twice.` });
    }
  }
  document.relationTypes.forEach((type, index) => {
    for (const key of [...type.from, ...type.to]) {
      if (!codes.has(key)) {
        const message = `Relation type “${type.key}”: no code “${key}”.`;
        problems.push({ path: ['relationTypes', index], message });
      }
    }
  });
  const shortcuts = document.codes.filter((code) => !code.retired && code.shortcut !== null);
  for (const { value } of repeated(shortcuts.map((code) => code.shortcut ?? ''))) {
    problems.push({ path: ['codes'], message: `Two codes have the shortcut “${value}”.` });
  }
  const mappings = document.codes.flatMap((code) => code.externalMappings);
  for (const { value } of repeated(mappings.map((item) => `${item.system}: ${item.type}`))) {
    problems.push({ path: ['codes'], message: `Two codes stand for “${value}”.` });
  }
  return problems;
}

/** A whole, sound codebook document. */
export const codebookSchema = codebookShape.superRefine((document, context) => {
  for (const problem of codebookProblems(document)) {
    context.addIssue({ code: 'custom', path: problem.path, message: problem.message });
  }
});

/**
 * A set of codes that ships with Sourcemark and can be added to a codebook. `mappings` gives codes
 * that the codebook already has the names that they bear in the pack's scheme.
 */
export interface CodebookPack {
  readonly key: string;
  readonly name: Localized;
  readonly definition: Localized;
  /** Whose scheme it is: the publication to cite. */
  readonly source: string;
  readonly layers: readonly CodebookLayer[];
  readonly codes: readonly CodebookCode[];
  readonly attributes: readonly CodebookAttribute[];
  readonly relationTypes: readonly CodebookRelationType[];
  readonly mappings: readonly { readonly code: string; readonly mapping: ExternalMapping }[];
}

/** A codebook version as pages and commands see it: the document, and the ids of its rows by key. */
export interface CodebookVersionDto {
  readonly versionId: string;
  readonly codebookId: string;
  readonly versionNo: number;
  readonly state: 'draft' | 'published';
  /** SHA-256 of the canonical JSON, hex; null for a draft. */
  readonly sha256: string | null;
  readonly notes: string;
  /** ISO 8601, UTC; null for a draft. */
  readonly publishedAt: string | null;
  readonly document: CodebookDocument;
  readonly codeIds: Readonly<Record<string, string>>;
  readonly relationTypeIds: Readonly<Record<string, string>>;
}
