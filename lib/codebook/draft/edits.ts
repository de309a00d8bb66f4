import { err, ok, type Result } from '@/lib/result/result';
import { type Draft, type DraftItem, type Edit, isItemOf, type ListName } from './schema';

/** Whether two JSON values say the same; absent counts as null. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (a === null || a === undefined || b === null || b === undefined) {
    return (a ?? null) === (b ?? null);
  }
  if (Array.isArray(a) !== Array.isArray(b) || typeof a !== 'object' || typeof b !== 'object') {
    return false;
  }
  const [x, y] = [a as Record<string, unknown>, b as Record<string, unknown>];
  return [...new Set([...Object.keys(x), ...Object.keys(y)])].every((key) =>
    sameJson(x[key], y[key]),
  );
}

function listOf(draft: Draft, list: ListName): readonly DraftItem[] {
  return draft[list];
}

function withList(draft: Draft, list: ListName, items: readonly DraftItem[]): Draft {
  // Items are checked against their list where they come in.
  return { ...draft, [list]: items } as Draft;
}

/** The id of the item before that one; null when it is the first. */
export function placeOf(draft: Draft, list: ListName, id: string): string | null {
  const items = listOf(draft, list);
  const index = items.findIndex((item) => item.id === id);
  return items[index - 1]?.id ?? null;
}

/** The value that a `set` speaks of; null when it is absent. */
export function valueAt(item: DraftItem, field: string, language: string | null): unknown {
  const value: unknown = (item as unknown as Record<string, unknown>)[field] ?? null;
  if (language === null || value === null || typeof value !== 'object') return value;
  return (value as Record<string, unknown>)[language] ?? null;
}

function withValue(
  item: DraftItem,
  field: string,
  language: string | null,
  now: unknown,
): Record<string, unknown> {
  const whole = item as unknown as Record<string, unknown>;
  if (language === null) return { ...whole, [field]: now };
  const texts = { ...(whole[field] as Record<string, unknown>) };
  if (now === null || now === '') delete texts[language];
  else texts[language] = now;
  return { ...whole, [field]: texts };
}

/** Fields that no `set` changes. */
const FIXED = new Set(['id']);

function inserted(draft: Draft, list: ListName, after: string | null, item: DraftItem): Draft {
  const items = [...listOf(draft, list)];
  // Where the neighbour is gone, the end is as good a place as any.
  const index = after === null ? 0 : items.findIndex((one) => one.id === after) + 1 || items.length;
  items.splice(index, 0, item);
  return withList(draft, list, items);
}

/** What stands where the edit wants to write, for showing both sides. */
export interface Obstacle {
  readonly theirs: unknown;
}

function stale(theirs: unknown): Result<never> {
  const obstacle: Obstacle = { theirs: theirs ?? null };
  return err('stale_version', 'Somebody else has changed this meanwhile.', { details: obstacle });
}

/**
 * The draft after one edit. Errors: `stale_version` with what stands there now (`details.theirs`)
 * when it is not what the edit found; `invalid_input` for a shape that does not fit.
 */
export function applyEdit(draft: Draft, edit: Edit): Result<Draft> {
  if (edit.kind === 'name') {
    if (draft.name === edit.now) return ok(draft);
    if (draft.name !== edit.before) return stale(draft.name);
    return ok({ ...draft, name: edit.now });
  }
  if (edit.kind === 'replace') {
    return sameJson(draft, edit.before) ? ok(edit.now) : stale(null);
  }
  const items = listOf(draft, edit.list);
  if (edit.kind === 'insert') {
    if (!isItemOf(edit.list, edit.item)) return err('invalid_input', 'This cannot be added here.');
    const item = edit.item as DraftItem;
    if (items.some((one) => one.id === item.id)) return stale(item);
    return ok(inserted(draft, edit.list, edit.after, item));
  }
  const id = edit.kind === 'remove' ? (edit.item as DraftItem | null)?.id : edit.id;
  const current = items.find((one) => one.id === id);
  if (current === undefined) return stale(null);
  if (edit.kind === 'remove') {
    if (!sameJson(current, edit.item)) return stale(current);
    return ok(
      withList(
        draft,
        edit.list,
        items.filter((one) => one !== current),
      ),
    );
  }
  if (edit.kind === 'move') {
    const rest = withList(
      draft,
      edit.list,
      items.filter((one) => one !== current),
    );
    return ok(inserted(rest, edit.list, edit.after, current));
  }
  const found = valueAt(current, edit.field, edit.language);
  if (sameJson(found, edit.now)) return ok(draft);
  if (!sameJson(found, edit.before)) return stale(found);
  const changed = withValue(current, edit.field, edit.language, edit.now);
  if (FIXED.has(edit.field) || !isItemOf(edit.list, changed)) {
    return err('invalid_input', 'This value does not fit here.', { field: edit.field });
  }
  const next = items.map((one) => (one === current ? (changed as unknown as DraftItem) : one));
  return ok(withList(draft, edit.list, next));
}

/** The draft after all edits, in order; none when one is refused. */
export function applyEdits(draft: Draft, edits: readonly Edit[]): Result<Draft> {
  return edits.reduce<Result<Draft>>(
    (result, edit) => (result.ok ? applyEdit(result.value, edit) : result),
    ok(draft),
  );
}

function inverse(edit: Edit): Edit {
  switch (edit.kind) {
    case 'name':
    case 'replace':
    case 'set':
      return { ...edit, before: edit.now, now: edit.before } as Edit;
    case 'insert':
      return { ...edit, kind: 'remove' };
    case 'remove':
      return { ...edit, kind: 'insert' };
    case 'move':
      return { ...edit, before: edit.after, after: edit.before };
  }
}

/** Edits that take the given ones back: each inverted, the last first. */
export function invertEdits(edits: readonly Edit[]): Edit[] {
  return [...edits].reverse().map(inverse);
}
