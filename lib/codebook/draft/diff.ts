import type { CodebookDocument, Localized } from '../schema';
import { sameJson } from './edits';

/** One thing that differs between two versions. */
export interface DiffLine {
  readonly list: 'layers' | 'codes' | 'attributes' | 'relationTypes';
  readonly change: 'added' | 'removed' | 'renamed' | 'changed' | 'retired' | 'restored' | 'moved';
  readonly key: string;
  readonly name: Localized;
  /** For a renamed one: what it was called, or its old key. */
  readonly before?: string;
  /** The fields that differ, in the order of the document. */
  readonly fields: readonly string[];
}

interface Item {
  readonly key: string;
  readonly name: Localized;
  readonly retired?: boolean;
}

function fieldsOf(before: object, now: object): string[] {
  const [a, b] = [before as Record<string, unknown>, now as Record<string, unknown>];
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter(
    (field) => field !== 'key' && field !== 'retired' && !sameJson(a[field], b[field]),
  );
}

function linesOf<T extends Item>(
  list: DiffLine['list'],
  before: readonly T[],
  now: readonly T[],
  idOf: (item: T) => string,
  renames: Readonly<Record<string, string>>,
): DiffLine[] {
  const old = new Map(before.map((item) => [renames[idOf(item)] ?? idOf(item), item]));
  const lines: DiffLine[] = [];
  for (const item of now) {
    const was = old.get(idOf(item));
    const { key, name } = item;
    if (was === undefined) {
      lines.push({ list, change: 'added', key, name, fields: [] });
      continue;
    }
    const fields = fieldsOf(was, item);
    if (was.retired !== item.retired) {
      lines.push({ list, change: item.retired ? 'retired' : 'restored', key, name, fields: [] });
    }
    if (was.key !== key) {
      lines.push({ list, change: 'renamed', key, name, before: was.key, fields: [] });
    }
    if (fields.includes('name')) {
      const former = Object.keys(name).find((one) => was.name[one] !== name[one]) ?? 'en';
      const text = was.name[former] ?? was.name.en;
      lines.push({ list, change: 'renamed', key, name, before: text, fields: [] });
    }
    const rest = fields.filter((field) => field !== 'name');
    if (rest.length > 0) lines.push({ list, change: 'changed', key, name, fields: rest });
  }
  const kept = new Set(now.map(idOf));
  for (const [id, { key, name }] of old) {
    if (!kept.has(id)) lines.push({ list, change: 'removed', key, name, fields: [] });
  }
  return [...lines, ...movedLines(list, before, now, idOf, renames)];
}

/** What stands in another order: the fewest items that, taken out, leave the rest in order. */
function movedLines<T extends Item>(
  list: DiffLine['list'],
  before: readonly T[],
  now: readonly T[],
  idOf: (item: T) => string,
  renames: Readonly<Record<string, string>>,
): DiffLine[] {
  const place = new Map(before.map((item, index) => [renames[idOf(item)] ?? idOf(item), index]));
  const kept = now.filter((item) => place.has(idOf(item)));
  const places = kept.map((item) => place.get(idOf(item)) ?? 0);
  // Longest increasing subsequence, by the plain method: codebooks are small.
  const best = places.map(() => ({ length: 1, from: -1 }));
  places.forEach((value, index) => {
    for (let earlier = 0; earlier < index; earlier += 1) {
      const length = (best[earlier]?.length ?? 0) + 1;
      if ((places[earlier] ?? 0) < value && length > (best[index]?.length ?? 0)) {
        best[index] = { length, from: earlier };
      }
    }
  });
  const still = new Set<number>();
  let at = best.reduce(
    (top, one, index) => (one.length > (best[top]?.length ?? 0) ? index : top),
    0,
  );
  while (at >= 0 && best[at] !== undefined) {
    still.add(at);
    at = best[at]?.from ?? -1;
  }
  return kept
    .filter((_item, index) => !still.has(index))
    .map(({ key, name }) => ({ list, change: 'moved', key, name, fields: [] }));
}

/**
 * What differs between two versions of a codebook, readable: added, removed, renamed, changed,
 * retired, moved. `renames` gives codes whose key changed ({old: new}).
 */
export function diffDocuments(
  before: CodebookDocument,
  now: CodebookDocument,
  renames: Readonly<Record<string, string>> = {},
): DiffLine[] {
  const renamed = (key: string) => renames[key] ?? key;
  const comparable = before.codes.map((code) => ({
    ...code,
    parentKey: code.parentKey === null ? null : renamed(code.parentKey),
    roles: code.roles.map((role) => ({ ...role, codes: role.codes.map(renamed) })),
  }));
  const byKey = (item: Item) => item.key;
  const place = (item: { layer: string; code: string | null; key: string }) =>
    `${item.layer}/${item.code ?? '*'}/${item.key}`;
  const attributes = before.attributes.map((attribute) => ({
    ...attribute,
    code: attribute.code === null ? null : renamed(attribute.code),
  }));
  const relations = before.relationTypes.map((type) => ({
    ...type,
    from: type.from.map(renamed),
    to: type.to.map(renamed),
  }));
  return [
    ...linesOf('layers', before.layers, now.layers, byKey, {}),
    ...linesOf('codes', comparable, now.codes, byKey, renames),
    ...linesOf('attributes', attributes, now.attributes, place, {}),
    ...linesOf('relationTypes', relations, now.relationTypes, byKey, {}),
  ];
}
