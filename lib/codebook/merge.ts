import { err, ok, type Result } from '@/lib/result/result';
import {
  type CodebookCode,
  type CodebookDocument,
  type CodebookPack,
  codebookSchema,
  type ExternalMapping,
  type Localized,
  type Target,
} from './schema';

function withMapping(code: CodebookCode, mapping: ExternalMapping): CodebookCode {
  const has = code.externalMappings.some(
    (item) => item.system === mapping.system && item.type === mapping.type,
  );
  return has ? code : { ...code, externalMappings: [...code.externalMappings, mapping] };
}

function checked(document: CodebookDocument): Result<CodebookDocument> {
  const parsed = codebookSchema.safeParse(document);
  if (parsed.success) return ok(document);
  const first = parsed.error.issues[0]?.message ?? 'The codebook is not sound.';
  return err('conflict', first, { cause: parsed.error });
}

/**
 * The document with the pack's layers, codes, attributes, relation types and outside names added. What the document
 * already has stays as it is; a shortcut that is taken is left out. The same document (by content)
 * comes back when it had everything. Error `conflict`: a name of the pack stands for another code,
 * or a code that the pack needs is missing.
 */
export function mergePack(
  document: CodebookDocument,
  pack: CodebookPack,
): Result<CodebookDocument> {
  const layerKeys = new Set(document.layers.map((layer) => layer.key));
  const codeKeys = new Set(document.codes.map((code) => code.key));
  const shortcuts = new Set(document.codes.map((code) => code.shortcut));
  const missing = pack.mappings.find(({ code }) => !codeKeys.has(code));
  if (missing !== undefined) {
    return err('conflict', `The pack “${pack.name.en}” needs the code “${missing.code}”.`);
  }
  const attributeId = (item: { layer: string; code: string | null; key: string }) =>
    `${item.layer}/${item.code ?? '*'}/${item.key}`;
  const attributes = new Set(document.attributes.map(attributeId));
  const typeKeys = new Set(document.relationTypes.map((type) => type.key));
  const known = document.codes.map((code) => {
    const mappings = [
      ...(pack.codes.find((item) => item.key === code.key)?.externalMappings ?? []),
      ...pack.mappings.filter((item) => item.code === code.key).map((item) => item.mapping),
    ];
    return mappings.reduce(withMapping, code);
  });
  const added = pack.codes
    .filter((code) => !codeKeys.has(code.key))
    .map((code) => (shortcuts.has(code.shortcut) ? { ...code, shortcut: null } : code));
  return checked({
    ...document,
    layers: [...document.layers, ...pack.layers.filter((layer) => !layerKeys.has(layer.key))],
    codes: [...known, ...added],
    attributes: [
      ...document.attributes,
      ...pack.attributes.filter((item) => !attributes.has(attributeId(item))),
    ],
    relationTypes: [
      ...document.relationTypes,
      ...pack.relationTypes.filter((type) => !typeKeys.has(type.key)),
    ],
  });
}

/** A type met in a file that no code and no pack knows. */
export interface NewType {
  readonly type: string;
  readonly target: Target;
  /** Roles of a composite, by the names in the file, with the keys of the codes seen in them. */
  readonly roles?: readonly { readonly role: string; readonly codes: readonly string[] }[];
}

const IMPORTED_LAYER = 'imported';
const both = (value: string): Localized => ({ en: value, fr: value });
/** Colour-blind safe pairs, taken in turn. */
const COLOURS = [
  { light: '#ab3841', dark: '#f46c38' },
  { light: '#a5851d', dark: '#fadf27' },
  { light: '#195307', dark: '#368223' },
  { light: '#1e7fb6', dark: '#2fb5d8' },
  { light: '#5a00a1', dark: '#9a4cf6' },
  { light: '#f438a6', dark: '#fdbde7' },
] as const;

/** A key made of a type's name: ASCII letters, digits and underscores, not in `taken`. */
export function keyForType(type: string, taken: ReadonlySet<string>): string {
  const plain = type
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 60);
  const base = plain === '' ? 'code' : /^[a-z]/.test(plain) ? plain : `code_${plain}`;
  let key = base;
  for (let n = 2; taken.has(key); n += 1) key = `${base}_${n}`;
  return key;
}

/**
 * The document with a code for each new type, in the layer “Imported”, named as in the file and
 * mapped to `system`. Roles of a composite may be filled by any code named in them, or by any span.
 */
export function addTypes(
  document: CodebookDocument,
  types: readonly NewType[],
  system: string,
): Result<CodebookDocument> {
  const taken = new Set(document.codes.map((code) => code.key));
  const added = types.map((item, index): CodebookCode => {
    const key = keyForType(item.type, taken);
    taken.add(key);
    const name = both(item.type);
    const spans = document.codes.filter((code) => code.targets.includes('span'));
    return {
      key,
      layer: IMPORTED_LAYER,
      parentKey: null,
      name,
      definition: {
        en: `“${item.type}” as in the imported files; nobody has defined it here yet.`,
        fr: `« ${item.type} » tel que dans les fichiers importés ; personne ne l’a encore défini ici.`,
      },
      include: [],
      exclude: [],
      examples: [],
      colour: COLOURS[index % COLOURS.length] ?? COLOURS[0],
      shortcut: null,
      targets: [item.target],
      roles: (item.target === 'composite' ? (item.roles ?? []) : []).map((role) => ({
        role: keyForType(role.role, new Set()),
        name: both(role.role),
        codes: role.codes.length > 0 ? [...role.codes] : spans.map((code) => code.key),
        min: 0,
        max: null,
      })),
      externalMappings: [{ system, type: item.type }],
      retired: false,
    };
  });
  const hasLayer = document.layers.some((layer) => layer.key === IMPORTED_LAYER);
  const layer = {
    key: IMPORTED_LAYER,
    name: { en: 'Imported', fr: 'Importé' },
    definition: {
      en: 'Codes that came with imported files.',
      fr: 'Codes venus avec des fichiers importés.',
    },
  };
  return checked({
    ...document,
    layers: added.length === 0 || hasLayer ? document.layers : [...document.layers, layer],
    codes: [...document.codes, ...added],
  });
}
