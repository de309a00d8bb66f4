import { keyForType } from '../merge';
import { placeOf } from './edits';
import type { Draft, DraftCode, Edit } from './schema';

/** The codes of a layer as a tree, in reading order, with their depth. */
export function treeOf(draft: Draft, layer: string): { code: DraftCode; depth: number }[] {
  const codes = draft.codes.filter((code) => code.layer === layer);
  const ids = new Set(codes.map((code) => code.id));
  const below = (parent: string | null, depth: number, path: ReadonlySet<string>) =>
    codes
      .filter((code) =>
        parent === null ? code.parent === null || !ids.has(code.parent) : code.parent === parent,
      )
      .flatMap((code): { code: DraftCode; depth: number }[] =>
        path.has(code.id)
          ? []
          : [{ code, depth }, ...below(code.id, depth + 1, new Set([...path, code.id]))],
      );
  return below(null, 0, new Set());
}

/** The id of a code and of all below it. */
export function branchOf(draft: Draft, id: string): Set<string> {
  const found = new Set([id]);
  for (let grown = true; grown; ) {
    grown = false;
    for (const code of draft.codes) {
      if (code.parent !== null && found.has(code.parent) && !found.has(code.id)) {
        found.add(code.id);
        grown = true;
      }
    }
  }
  return found;
}

function siblings(draft: Draft, code: DraftCode): DraftCode[] {
  return draft.codes.filter((one) => one.layer === code.layer && one.parent === code.parent);
}

function set(code: DraftCode, field: keyof DraftCode, now: unknown): Edit {
  return {
    kind: 'set',
    list: 'codes',
    id: code.id,
    field,
    language: null,
    before: code[field],
    now,
  };
}

export type TreeMove = 'up' | 'down' | 'in' | 'out';

/**
 * The edits of one step by keyboard: up or down among its siblings, in (below the sibling before
 * it), out (behind its parent). Empty when there is no way.
 */
export function moveEdits(draft: Draft, code: DraftCode, move: TreeMove): Edit[] {
  const row = siblings(draft, code);
  const index = row.findIndex((one) => one.id === code.id);
  if (move === 'in') {
    const above = row[index - 1];
    return above === undefined
      ? []
      : [set(code, 'parent', above.id), ...behindLast(draft, code, above.id)];
  }
  if (move === 'out') {
    const parent = draft.codes.find((one) => one.id === code.parent);
    if (parent === undefined) return [];
    return [set(code, 'parent', parent.parent), moveAfter(draft, code, parent.id)];
  }
  const other = row[move === 'up' ? index - 1 : index + 1];
  if (other === undefined) return [];
  const after = move === 'down' ? other.id : placeOf(draft, 'codes', other.id);
  return [moveAfter(draft, code, after)];
}

function moveAfter(draft: Draft, code: DraftCode, after: string | null): Edit {
  const before = placeOf(draft, 'codes', code.id);
  return { kind: 'move', list: 'codes', id: code.id, before, after };
}

function behindLast(draft: Draft, code: DraftCode, parent: string): Edit[] {
  const last = draft.codes.filter((one) => one.parent === parent && one.id !== code.id).at(-1);
  const after = last?.id ?? parent;
  return placeOf(draft, 'codes', code.id) === after ? [] : [moveAfter(draft, code, after)];
}

/** The edits of dropping a code on another: before it, behind it, or below it. Empty: no way. */
export function dropEdits(
  draft: Draft,
  code: DraftCode,
  on: DraftCode,
  where: 'before' | 'after' | 'inside',
): Edit[] {
  if (branchOf(draft, code.id).has(on.id)) return [];
  const parent = where === 'inside' ? on.id : on.parent;
  const after = where === 'before' ? placeOf(draft, 'codes', on.id) : on.id;
  const moved: Edit[] = [];
  if (code.layer !== on.layer) {
    for (const id of branchOf(draft, code.id)) {
      const one = draft.codes.find((item) => item.id === id);
      if (one) moved.push(set(one, 'layer', on.layer));
    }
  }
  if (code.parent !== parent) moved.push(set(code, 'parent', parent));
  if (after !== code.id && placeOf(draft, 'codes', code.id) !== after) {
    moved.push(moveAfter(draft, code, after));
  }
  return moved;
}

/** A key that no code of the draft has. */
export function freshKey(draft: Draft, name: string): string {
  return keyForType(name, new Set([...draft.codes, ...draft.layers].map((item) => item.key)));
}

/** The edit that copies a code, with its own attributes, behind it. `ids` makes new ids. */
export function duplicateEdits(draft: Draft, code: DraftCode, newId: () => string): Edit[] {
  const id = newId();
  const suffix = { en: ' (copy)', fr: ' (copie)' } as Record<string, string>;
  const name = Object.fromEntries(
    Object.entries(code.name).map(([language, text]) => [
      language,
      text + (suffix[language] ?? ' (2)'),
    ]),
  );
  const copy: DraftCode = {
    ...code,
    id,
    key: freshKey(draft, code.key),
    name,
    shortcut: null,
    // One outside name stands for one code.
    externalMappings: [],
  };
  const attributes = draft.attributes.filter((attribute) => attribute.code === code.id);
  return [
    { kind: 'insert', list: 'codes', after: code.id, item: copy },
    ...attributes.map(
      (attribute): Edit => ({
        kind: 'insert',
        list: 'attributes',
        after: attribute.id,
        item: { ...attribute, id: newId(), code: id },
      }),
    ),
  ];
}

/**
 * The edits that take a code away, with its own attributes; codes below it move up. Places where
 * others name it (roles, relation ends) are cleared too.
 */
export function removeEdits(draft: Draft, code: DraftCode): Edit[] {
  const edits: Edit[] = [];
  for (const one of draft.codes) {
    if (one.parent === code.id) edits.push(set(one, 'parent', code.parent));
    if (one.id !== code.id && one.roles.some((role) => role.codes.includes(code.id))) {
      const roles = one.roles.map((role) => ({
        ...role,
        codes: role.codes.filter((id) => id !== code.id),
      }));
      edits.push(set(one, 'roles', roles));
    }
  }
  for (const type of draft.relationTypes) {
    for (const side of ['from', 'to'] as const) {
      if (!type[side].includes(code.id)) continue;
      edits.push({
        kind: 'set',
        list: 'relationTypes',
        id: type.id,
        field: side,
        language: null,
        before: type[side],
        now: type[side].filter((id) => id !== code.id),
      });
    }
  }
  for (const attribute of draft.attributes.filter((one) => one.code === code.id).reverse()) {
    const after = placeOf(draft, 'attributes', attribute.id);
    edits.push({ kind: 'remove', list: 'attributes', after, item: attribute });
  }
  edits.push({
    kind: 'remove',
    list: 'codes',
    after: placeOf(draft, 'codes', code.id),
    item: code,
  });
  return edits;
}
