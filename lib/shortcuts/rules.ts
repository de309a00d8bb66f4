import { ACTIONS, type Action, type ActionId, isActionId, type Scope } from './catalogue';
import { partsOf } from './chord';
import type { OwnKeys } from './schema';

/** The keys of every action as they are in force for one person. */
export type Keys = ReadonlyMap<ActionId, readonly string[]>;

/** Why an action cannot have a key: another has it, the product, the browser or the codes keep it. */
export type Clash =
  | { readonly kind: 'action'; readonly key: string; readonly actionId: ActionId }
  | { readonly kind: 'kept' | 'browser' | 'codes'; readonly key: string };

export function keysInForce(own: OwnKeys): Keys {
  return new Map(ACTIONS.map((action) => [action.id, own[action.id] ?? action.keys] as const));
}

/** Whether a key could mean both actions at the same moment. */
export function overlap(a: Scope, b: Scope): boolean {
  if (a === b || a === 'always' || b === 'always') return true;
  if (a === 'caret' || b === 'caret') return true;
  const idle: readonly Scope[] = ['browse', 'reading'];
  return idle.includes(a) && idle.includes(b);
}

/** Moves the caret, leaves, walks the page, opens the help: never anything else. */
const KEPT = /^(Arrow(Left|Right|Up|Down)|Home|End|PageUp|PageDown|Tab|Escape|F8|\?)$/;
/** What nobody wants to lose in a browser: copy, find, new tab, reload, zoom, its own help and tools. */
const BROWSER = /^(Mod\+(Shift\+)?[acdfhjlnopqrstuvwx0-9+=-]|F\d+)$/;
/** Single letters and digits label while words are selected: they are the codebook's. */
const CODE_KEY = /^[\p{L}\p{N}]$/u;

function reserved(action: Action, key: string): Clash | null {
  const bare = partsOf(key).at(-1) ?? key;
  if (KEPT.test(bare)) return { kind: 'kept', key };
  if (BROWSER.test(key)) return { kind: 'browser', key };
  const withSelection = ['selection', 'caret', 'always'].includes(action.scope);
  return withSelection && CODE_KEY.test(key) ? { kind: 'codes', key } : null;
}

/** Why the action cannot have these keys, each clash named; empty when it can. */
export function clashesOf(actionId: ActionId, keys: readonly string[], own: OwnKeys): Clash[] {
  const action = ACTIONS.find(({ id }) => id === actionId);
  if (!action) return [];
  const inForce = keysInForce(own);
  return keys.flatMap((key): Clash[] => {
    // Keys that came with the product are fine where they came.
    const kept = action.keys.includes(key) ? null : reserved(action, key);
    if (kept) return [kept];
    return ACTIONS.filter(
      (other) =>
        other.id !== actionId &&
        overlap(other.scope, action.scope) &&
        (inForce.get(other.id) ?? []).includes(key),
    ).map((other) => ({ kind: 'action', key, actionId: other.id }));
  });
}

/** Own keys with one action's changed: `null` gives it back those it came with. */
export function withKeys(
  own: OwnKeys,
  actionId: ActionId,
  keys: readonly string[] | null,
): OwnKeys {
  const { [actionId]: _before, ...others } = own;
  return keys === null ? others : { ...others, [actionId]: keys };
}

/**
 * What of stored keys still holds: an action that is gone is left out, and so is a key that clashes
 * with one that came with a later product.
 */
export function soundKeys(stored: OwnKeys): OwnKeys {
  let sound: OwnKeys = {};
  for (const [id, keys] of Object.entries(stored)) {
    if (!isActionId(id)) continue;
    const free = keys.filter((key) => clashesOf(id, [key], { ...stored, ...sound }).length === 0);
    sound = { ...sound, [id]: free };
  }
  return sound;
}
