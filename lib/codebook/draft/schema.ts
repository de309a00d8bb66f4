import { z } from 'zod';
import { ATTRIBUTE_KINDS, attributeValueSchema, externalMappingSchema, TARGETS } from '../schema';

/**
 * A codebook while people work on it: texts may be missing in a language, keys may clash. Layers and
 * codes are named by ids that stay when their keys change; of what the base version has, the id is
 * its key there.
 */

const id = z.string().min(1).max(200);
/** A text as typed so far, by language. */
const texts = z.record(z.string().max(10), z.string().max(4000));
export type Texts = z.infer<typeof texts>;
const key = z.string().max(80);

const layer = z.object({ id, key, name: texts, definition: texts });
export type DraftLayer = z.infer<typeof layer>;

const example = z.object({
  language: z.string().max(10),
  text: z.string().max(2000),
  note: texts.optional(),
});
const role = z.object({
  role: key,
  name: texts,
  codes: z.array(id).max(1000),
  min: z.int().min(0).max(1000),
  max: z.int().min(1).max(1000).nullable(),
});
const code = z.object({
  id,
  key,
  layer: id,
  parent: id.nullable(),
  name: texts,
  definition: texts,
  include: z.array(texts).max(50),
  exclude: z.array(texts).max(50),
  examples: z.array(example).max(50),
  colour: z.object({ light: z.string().max(20), dark: z.string().max(20) }),
  shortcut: z.string().max(10).nullable(),
  targets: z.array(z.enum(TARGETS)).max(3),
  roles: z.array(role).max(20),
  externalMappings: z.array(externalMappingSchema).max(100),
  retired: z.boolean(),
});
export type DraftCode = z.infer<typeof code>;

const attribute = z.object({
  id,
  key,
  layer: id,
  /** Null: of every code of the layer. */
  code: id.nullable(),
  kind: z.enum(ATTRIBUTE_KINDS),
  name: texts,
  definition: texts,
  options: z.array(z.object({ value: key, name: texts })).max(200),
  required: z.boolean(),
  defaultValue: attributeValueSchema.nullable(),
});
export type DraftAttribute = z.infer<typeof attribute>;

const relationType = z.object({
  id,
  key,
  name: texts,
  definition: texts,
  symmetric: z.boolean(),
  from: z.array(id).max(1000),
  to: z.array(id).max(1000),
  externalMappings: z.array(externalMappingSchema).max(100),
});
export type DraftRelationType = z.infer<typeof relationType>;

const items = { layers: layer, codes: code, attributes: attribute, relationTypes: relationType };
export const LISTS = ['layers', 'codes', 'attributes', 'relationTypes'] as const;
export type ListName = (typeof LISTS)[number];

export const draftSchema = z.object({
  name: z.string().max(200),
  layers: z.array(layer).max(100),
  codes: z.array(code).max(2000),
  attributes: z.array(attribute).max(2000),
  relationTypes: z.array(relationType).max(500),
});
export type Draft = z.infer<typeof draftSchema>;
export type DraftItem = DraftLayer | DraftCode | DraftAttribute | DraftRelationType;

/** Whether the item has the shape that its list asks for. */
export function isItemOf(list: ListName, item: unknown): boolean {
  return items[list].safeParse(item).success;
}

const json: z.ZodType<unknown> = z.json();

/**
 * One step of an edit. Each says what it found, so that it can be refused when somebody else has
 * been there, and taken back. `after` names the item that it stands behind; null: the first.
 */
export const editSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('name'), before: z.string().max(200), now: z.string().max(200) }),
  z.object({
    kind: z.literal('set'),
    list: z.enum(LISTS),
    id,
    field: z.string().regex(/^[a-zA-Z]{1,30}$/),
    /** For a text: its language. Null: the whole field. */
    language: z.string().max(10).nullable(),
    before: json,
    now: json,
  }),
  z.object({
    kind: z.literal('insert'),
    list: z.enum(LISTS),
    after: id.nullable(),
    item: json,
  }),
  z.object({ kind: z.literal('remove'), list: z.enum(LISTS), after: id.nullable(), item: json }),
  z.object({
    kind: z.literal('move'),
    list: z.enum(LISTS),
    id,
    before: id.nullable(),
    after: id.nullable(),
  }),
  z.object({ kind: z.literal('replace'), before: draftSchema, now: draftSchema }),
]);
export type Edit = z.infer<typeof editSchema>;

export const editsSchema = z.array(editSchema).min(1).max(500);

const ref = { projectId: z.uuid(), draftId: z.uuid() };
export const projectSchema = z.object({ projectId: z.uuid() });
export const saveEditsSchema = z.object({
  ...ref,
  /** The last revision that the page knows. */
  seen: z.int().min(0),
  edits: editsSchema,
});
export type SaveEdits = z.infer<typeof saveEditsSchema>;
export const draftRefSchema = z.object({ ...ref, seen: z.int().min(0) });
export type DraftRef = z.infer<typeof draftRefSchema>;
export const discardSchema = z.object(ref);
export const addPackSchema = z.object({ ...ref, pack: z.string().max(80) });
export const publishSchema = z.object({
  ...ref,
  seen: z.int().min(0),
  note: z.string().trim().min(1, 'Say in a line what is new.').max(2000),
});
export const examplesSchema = z.object({
  projectId: z.uuid(),
  /** The code's key in the version in force. */
  codeKey: z.string().max(80),
  search: z.string().trim().max(200),
});

/** An edit of the draft, with whose it is. */
export interface SavedEdit {
  readonly revision: number;
  readonly authorName: string | null;
  /** By the person who asks. */
  readonly own: boolean;
  readonly edits: readonly Edit[];
}

/** What saving answers: the edits that the page has not seen, its own last. */
export interface Saved {
  readonly revision: number;
  readonly since: readonly SavedEdit[];
  /** Whether there is something of this person's to take back. */
  readonly canUndo: boolean;
}

/** Both sides of an edit that met somebody else's. */
export interface EditConflict {
  readonly edit: Edit;
  /** What stands there now. */
  readonly theirs: unknown;
  readonly by: string | null;
}

export interface DraftDto {
  readonly draftId: string;
  readonly baseVersionId: string;
  readonly baseVersionNo: number;
  /** True when a newer version was published since the draft began. */
  readonly baseIsOld: boolean;
  readonly revision: number;
  readonly startedBy: string | null;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly canUndo: boolean;
  readonly draft: Draft;
}

/** An annotation of the project that could stand as an example. */
export interface ExampleCandidate {
  readonly annotationId: string;
  readonly articleTitle: string;
  readonly language: string;
  /** The sentence around it, with the annotated words between double square brackets. */
  readonly text: string;
}
