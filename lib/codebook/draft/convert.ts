import type { CodebookDocument, Localized } from '../schema';
import type { Draft, Texts } from './schema';

/** A published document as a draft; ids are the keys. */
export function draftOf(document: CodebookDocument): Draft {
  return {
    name: document.name,
    layers: document.layers.map((layer) => ({ id: layer.key, ...layer })),
    codes: document.codes.map(({ parentKey, ...code }) => ({
      id: code.key,
      ...code,
      parent: parentKey,
    })),
    attributes: document.attributes.map(({ defaultValue, ...attribute }) => ({
      id: attributeId(attribute),
      ...attribute,
      defaultValue: defaultValue ?? null,
    })),
    relationTypes: document.relationTypes.map((type) => ({ id: type.key, ...type })),
  };
}

/** The id of an attribute that was published: its place and key. */
export function attributeId(attribute: { layer: string; code: string | null; key: string }) {
  return `${attribute.layer}/${attribute.code ?? '*'}/${attribute.key}`;
}

/** Texts as they are published: trimmed, empty ones left out. Required ones may still be missing. */
function published(texts: Texts): Localized {
  const kept = Object.entries(texts)
    .map(([language, text]) => [language, text.trim()] as const)
    .filter(([, text]) => text !== '');
  return Object.fromEntries(kept) as Localized;
}

/**
 * The draft as a document, ids turned into keys. It need not be sound: `draftProblems` tells, and
 * publishing parses it.
 */
export function documentOf(draft: Draft): CodebookDocument {
  const layerKeys = new Map(draft.layers.map((item) => [item.id, item.key]));
  const codeKeys = new Map(draft.codes.map((item) => [item.id, item.key]));
  const codeKey = (id: string) => codeKeys.get(id) ?? id;
  const some = (texts: readonly Texts[]) =>
    texts.map(published).filter((text) => Object.keys(text).length > 0);
  return {
    schema: 'sourcemark.codebook/1',
    name: draft.name.trim(),
    layers: draft.layers.map(({ key, name, definition }) => ({
      key,
      name: published(name),
      definition: published(definition),
    })),
    codes: draft.codes.map(({ id: _id, parent, layer, ...code }) => ({
      key: code.key,
      layer: layerKeys.get(layer) ?? layer,
      parentKey: parent === null ? null : codeKey(parent),
      name: published(code.name),
      definition: published(code.definition),
      include: some(code.include),
      exclude: some(code.exclude),
      examples: code.examples
        .filter(({ text }) => text.trim() !== '')
        .map(({ language, text, note }) => ({
          language,
          text: text.trim(),
          ...(note && Object.keys(published(note)).length > 0 ? { note: published(note) } : {}),
        })),
      colour: code.colour,
      shortcut: code.shortcut === '' ? null : code.shortcut,
      targets: code.targets,
      roles: code.roles.map(({ name, codes, ...role }) => ({
        ...role,
        name: published(name),
        codes: codes.map(codeKey),
      })),
      externalMappings: code.externalMappings,
      retired: code.retired,
    })),
    attributes: draft.attributes.map(({ id: _id, layer, code, defaultValue, ...attribute }) => ({
      key: attribute.key,
      layer: layerKeys.get(layer) ?? layer,
      code: code === null ? null : codeKey(code),
      kind: attribute.kind,
      name: published(attribute.name),
      definition: published(attribute.definition),
      options: attribute.options.map(({ value, name }) => ({ value, name: published(name) })),
      required: attribute.required,
      ...(defaultValue === null ? {} : { defaultValue }),
    })),
    relationTypes: draft.relationTypes.map(({ id: _id, name, definition, from, to, ...type }) => ({
      ...type,
      name: published(name),
      definition: published(definition),
      from: from.map(codeKey),
      to: to.map(codeKey),
    })),
  };
}

/** Keys of codes of the base version that the draft changed: {old: new}. */
export function renamesOf(draft: Draft, base: CodebookDocument): Record<string, string> {
  const before = new Set(base.codes.map((code) => code.key));
  return Object.fromEntries(
    draft.codes
      .filter((code) => before.has(code.id) && code.key !== code.id)
      .map((code) => [code.id, code.key]),
  );
}
