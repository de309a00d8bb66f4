import type { CodebookPack, ExternalMapping } from '../schema';
import { attributeId, draftOf } from './convert';
import type { Draft, DraftItem, Edit, ListName } from './schema';

type Parts = Pick<CodebookPack, 'layers' | 'codes' | 'attributes' | 'relationTypes'> &
  Partial<Pick<CodebookPack, 'mappings'>>;

/**
 * The edits that add what the draft lacks of a pack or of another codebook; what it has by the same
 * key stays, and takes on the other's outside names. A shortcut that is taken is left out.
 */
export function mergeEdits(draft: Draft, parts: Parts): Edit[] {
  const incoming = draftOf({
    schema: 'sourcemark.codebook/1',
    name: 'incoming',
    layers: [...parts.layers],
    codes: [...parts.codes],
    attributes: [...parts.attributes],
    relationTypes: [...parts.relationTypes],
  });
  const edits: Edit[] = [];
  const idOf = new Map<string, string>();
  const taken = new Set(
    [...draft.layers, ...draft.codes, ...draft.relationTypes].map(({ id }) => id),
  );
  const known = (list: 'layers' | 'codes', key: string) =>
    (draft[list] as readonly DraftItem[]).find((item) => item.key === key)?.id;
  for (const list of ['layers', 'codes'] as const) {
    for (const item of incoming[list]) {
      const own = known(list, item.key);
      // A key that is gone from the draft may live on as another item's id.
      idOf.set(`${list}/${item.id}`, own ?? (taken.has(item.id) ? `${item.id}+` : item.id));
    }
  }
  const layerId = (id: string) => idOf.get(`layers/${id}`) ?? id;
  const codeId = (id: string) => idOf.get(`codes/${id}`) ?? id;
  const last = new Map<ListName, string | null>();
  const append = (list: ListName, item: DraftItem) => {
    const after = last.has(list) ? (last.get(list) ?? null) : (draft[list].at(-1)?.id ?? null);
    edits.push({ kind: 'insert', list, after, item });
    last.set(list, item.id);
  };
  for (const layer of incoming.layers) {
    if (known('layers', layer.key) === undefined)
      append('layers', { ...layer, id: layerId(layer.id) });
  }
  const shortcuts = new Set(draft.codes.map((code) => code.shortcut));
  const names = new Set(
    draft.codes.flatMap((code) => code.externalMappings.map((one) => `${one.system}: ${one.type}`)),
  );
  const free = (mappings: readonly ExternalMapping[]) =>
    mappings.filter((one) => {
      const name = `${one.system}: ${one.type}`;
      if (names.has(name)) return false;
      names.add(name);
      return true;
    });
  for (const code of incoming.codes) {
    const own = draft.codes.find((one) => one.key === code.key);
    const given = (parts.mappings ?? []).filter((one) => one.code === code.key);
    const mappings = free([...code.externalMappings, ...given.map((one) => one.mapping)]);
    if (own === undefined) {
      append('codes', {
        ...code,
        id: codeId(code.id),
        layer: layerId(code.layer),
        parent: code.parent === null ? null : codeId(code.parent),
        shortcut: shortcuts.has(code.shortcut) ? null : code.shortcut,
        roles: code.roles.map((role) => ({ ...role, codes: role.codes.map(codeId) })),
        externalMappings: mappings,
      });
    }
  }
  for (const own of draft.codes) {
    const theirs = incoming.codes.find((one) => one.key === own.key)?.externalMappings ?? [];
    const given = (parts.mappings ?? []).filter((one) => one.code === own.key);
    const mappings = free([...theirs, ...given.map((one) => one.mapping)]);
    if (mappings.length === 0) continue;
    edits.push({
      kind: 'set',
      list: 'codes',
      id: own.id,
      field: 'externalMappings',
      language: null,
      before: own.externalMappings,
      now: [...own.externalMappings, ...mappings],
    });
  }
  for (const attribute of incoming.attributes) {
    const place = {
      key: attribute.key,
      layer: layerId(attribute.layer),
      code: attribute.code === null ? null : codeId(attribute.code),
    };
    const has = draft.attributes.some(
      (one) => one.key === place.key && one.layer === place.layer && one.code === place.code,
    );
    if (!has) append('attributes', { ...attribute, ...place, id: `${attributeId(place)}` });
  }
  for (const type of incoming.relationTypes) {
    if (draft.relationTypes.some((one) => one.key === type.key)) continue;
    append('relationTypes', { ...type, from: type.from.map(codeId), to: type.to.map(codeId) });
  }
  return edits;
}
