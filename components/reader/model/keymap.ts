import { ACTIONS, type Action, type ActionId, type Scope } from '@/lib/shortcuts/catalogue';
import { chordOf, digitUnder, type KeyPress } from '@/lib/shortcuts/chord';
import type { Keys } from '@/lib/shortcuts/rules';
import type { Boundary } from '@/lib/text/fragments';
import type { SelectionMove } from './selection';

export interface KeyContext {
  /** The caret is in the article's text (it has the focus). */
  readonly inText: boolean;
  /** Some text is selected, so that the palette of codes is open. */
  readonly selecting: boolean;
  /** The palette is open for something else: another code for the active annotation, or the article. */
  readonly choosing: boolean;
  readonly active: boolean;
  /** A proposed attribution is drawn and waits for a yes. */
  readonly previewing: boolean;
  readonly marked: number;
  readonly canWrite: boolean;
  readonly rtl: boolean;
  /** Code keys by shortcut letter, of the codes that the open palette offers. */
  readonly shortcuts: ReadonlyMap<string, string>;
}

export type ReaderCommand =
  | { readonly type: 'select'; readonly move: SelectionMove }
  | { readonly type: 'line'; readonly direction: 1 | -1; readonly extend: boolean }
  | { readonly type: 'line-edge'; readonly edge: Boundary; readonly extend: boolean }
  | { readonly type: 'text-edge'; readonly edge: Boundary; readonly extend: boolean }
  | { readonly type: 'paragraph'; readonly direction: 1 | -1; readonly extend: boolean }
  | { readonly type: 'label'; readonly codeKey: string }
  /** Labels and keeps the code for every next selection. */
  | { readonly type: 'lock-code'; readonly codeKey: string }
  | { readonly type: 'escape' }
  | { readonly type: 'act'; readonly id: ActionId };

/** Which actions each key stands for, in one scope. */
export type Bindings = ReadonlyMap<Scope, ReadonlyMap<string, readonly Action[]>>;

/** Prepares a person's keys for looking up. */
export function bindingsOf(keys: Keys): Bindings {
  const bindings = new Map<Scope, Map<string, Action[]>>();
  for (const action of ACTIONS) {
    const scope = bindings.get(action.scope) ?? new Map<string, Action[]>();
    bindings.set(action.scope, scope);
    for (const key of keys.get(action.id) ?? []) {
      scope.set(key, [...(scope.get(key) ?? []), action]);
    }
  }
  return bindings;
}

const select = (move: SelectionMove): ReaderCommand => ({ type: 'select', move });

/** The keys of the caret, which are what they are in every editor. */
function caretKey(press: KeyPress, rtl: boolean): ReaderCommand | null {
  const extend = press.shiftKey;
  const byWord = press.ctrlKey || press.altKey;
  switch (press.key) {
    case 'ArrowLeft':
    case 'ArrowRight': {
      if (press.metaKey) {
        const atEnd = (press.key === 'ArrowRight') !== rtl;
        return { type: 'line-edge', edge: atEnd ? 'end' : 'start', extend };
      }
      const direction = (press.key === 'ArrowRight') === rtl ? -1 : 1;
      return select({ type: 'by', unit: byWord ? 'word' : 'grapheme', direction, extend });
    }
    case 'ArrowUp':
    case 'ArrowDown': {
      const direction = press.key === 'ArrowDown' ? 1 : -1;
      if (press.altKey) return { type: 'paragraph', direction, extend };
      if (press.ctrlKey) return select({ type: 'by', unit: 'sentence', direction, extend });
      return { type: 'line', direction, extend };
    }
    case 'Home':
    case 'End': {
      const edge = press.key === 'Home' ? 'start' : 'end';
      const ofText = press.ctrlKey || press.metaKey;
      return { type: ofText ? 'text-edge' : 'line-edge', edge, extend };
    }
    default:
      return null;
  }
}

function isPossible(action: Action, context: KeyContext): boolean {
  if (action.writes && !context.canWrite) return false;
  switch (action.needs) {
    case 'text':
      return context.inText;
    case 'active':
      return context.active;
    case 'marked':
      return context.marked > 0;
    case 'two-marked':
      return context.marked > 1;
    case 'selected':
      return context.selecting;
    default:
      return true;
  }
}

/** Actions on words that were selected and on the annotation that they are added to. */
const ADDS_TO_ACTIVE: ReadonlySet<ActionId> = new Set(['add-fragment', 'remove-range']);

function find(
  bindings: Bindings,
  scope: Scope,
  chord: string,
  context: KeyContext,
): ReaderCommand | null {
  const found = (bindings.get(scope)?.get(chord) ?? []).find(
    (action) => isPossible(action, context) && (context.active || !ADDS_TO_ACTIVE.has(action.id)),
  );
  return found ? { type: 'act', id: found.id } : null;
}

/** A code's letter; with Shift the code stays for what is selected next. */
function codeKey(chord: string, context: KeyContext): ReaderCommand | null {
  const code = context.shortcuts.get(chord);
  if (code !== undefined) return { type: 'label', codeKey: code };
  const small = chord.toLowerCase();
  const kept = small === chord || !context.selecting ? undefined : context.shortcuts.get(small);
  return kept === undefined ? null : { type: 'lock-code', codeKey: kept };
}

/**
 * The command that a key stands for here and now, or null when the key is not ours. Letters label
 * while text is selected and command otherwise. Keys typed into fields never get here.
 */
export function commandFor(
  press: KeyPress,
  context: KeyContext,
  bindings: Bindings,
): ReaderCommand | null {
  if (press.key === 'Escape') return { type: 'escape' };
  const chord = chordOf(press);
  if (chord === null) return null;
  const always = find(bindings, 'always', chord, context);
  if (always) return always;
  if (context.inText && !context.choosing) {
    const caret = caretKey(press, context.rtl) ?? find(bindings, 'caret', chord, context);
    if (caret) return caret;
  }
  const idle = !context.selecting && !context.choosing;
  const mean = (one: string): ReaderCommand | null => {
    if (context.previewing) {
      const command = find(bindings, 'preview', one, context);
      if (command) return command;
    }
    if (!idle && context.canWrite) {
      const command = codeKey(one, context) ?? find(bindings, 'selection', one, context);
      if (command) return command;
    }
    return (
      (idle ? find(bindings, 'browse', one, context) : null) ??
      find(bindings, 'reading', one, context)
    );
  };
  const digit = digitUnder(press);
  return mean(chord) ?? (digit === null ? null : mean(digit));
}

/** What could be done now: for the list of commands. */
export function isOffered(action: Action, context: KeyContext): boolean {
  if (!isPossible(action, context)) return false;
  if (ADDS_TO_ACTIVE.has(action.id) && !context.active) return false;
  const idle = !context.selecting && !context.choosing;
  switch (action.scope) {
    case 'preview':
      return context.previewing;
    case 'selection':
      return !idle;
    case 'browse':
      return idle;
    default:
      return true;
  }
}
