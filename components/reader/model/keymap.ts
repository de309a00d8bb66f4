import type { Boundary } from '@/lib/text/fragments';
import type { TextUnit } from '@/lib/text/units';
import type { SelectionMove } from './selection';

/** The part of a KeyboardEvent that decides. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

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
  | {
      readonly type: 'line';
      readonly direction: 1 | -1;
      readonly extend: boolean;
    }
  | {
      readonly type: 'line-edge';
      readonly edge: Boundary;
      readonly extend: boolean;
    }
  | {
      readonly type: 'text-edge';
      readonly edge: Boundary;
      readonly extend: boolean;
    }
  | { readonly type: 'label'; readonly codeKey: string }
  | {
      readonly type: 'boundary';
      readonly boundary: Boundary;
      readonly direction: 1 | -1;
      readonly unit: TextUnit;
    }
  | { readonly type: 'confidence'; readonly value: number | null }
  | { readonly type: SimpleCommand };

export type SimpleCommand =
  | 'escape'
  | 'search-codes'
  | 'add-fragment'
  | 'remove-range'
  | 'edit-boundaries'
  | 'delete'
  | 'next'
  | 'previous'
  | 'mark'
  | 'link'
  | 'link-marked'
  | 'confirm-link'
  | 'toggle-absent'
  | 'relate'
  | 'inspect'
  | 'memo'
  | 'recode'
  | 'label-article'
  | 'undo'
  | 'redo'
  | 'next-article'
  | 'submit';

const simple = (type: SimpleCommand): ReaderCommand => ({ type });
const select = (move: SelectionMove): ReaderCommand => ({
  type: 'select',
  move,
});

function withModifier(press: KeyPress): ReaderCommand | null {
  const key = press.key.toLowerCase();
  if (key === 'z') return simple(press.shiftKey ? 'redo' : 'undo');
  if (key === 'y' && press.ctrlKey) return simple('redo');
  if (key === 'enter') return simple('submit');
  return null;
}

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
      return select({
        type: 'by',
        unit: byWord ? 'word' : 'grapheme',
        direction,
        extend,
      });
    }
    case 'ArrowUp':
    case 'ArrowDown': {
      const direction = press.key === 'ArrowDown' ? 1 : -1;
      if (byWord) return select({ type: 'by', unit: 'sentence', direction, extend });
      return { type: 'line', direction, extend };
    }
    case 'Home':
    case 'End': {
      const edge = press.key === 'Home' ? 'start' : 'end';
      return {
        type: press.ctrlKey || press.metaKey ? 'text-edge' : 'line-edge',
        edge,
        extend,
      };
    }
    case ' ':
      if (press.ctrlKey || press.altKey || press.metaKey) return null;
      return select({ type: press.shiftKey ? 'shrink' : 'grow' });
    default:
      return null;
  }
}

const TAKEN_UNITS = { w: 'word', s: 'sentence', p: 'paragraph' } as const;

function selectionKey(key: string, context: KeyContext): ReaderCommand | null {
  const codeKey = context.shortcuts.get(key);
  if (codeKey !== undefined) return { type: 'label', codeKey };
  if (key === '/') return simple('search-codes');
  if (!context.selecting || !context.active) return null;
  if (key === '+' || key === '=') return simple('add-fragment');
  if (key === '-') return simple('remove-range');
  return null;
}

function boundaryKey(press: KeyPress): ReaderCommand | null {
  const unit: TextUnit = press.altKey ? 'grapheme' : 'word';
  switch (press.key) {
    case '[':
      return { type: 'boundary', boundary: 'end', direction: -1, unit };
    case ']':
      return { type: 'boundary', boundary: 'end', direction: 1, unit };
    case '{':
      return { type: 'boundary', boundary: 'start', direction: -1, unit };
    case '}':
      return { type: 'boundary', boundary: 'start', direction: 1, unit };
    default:
      return null;
  }
}

function previewKey(key: string): ReaderCommand | null {
  if (key === 'Enter' || key === 'a') return simple('confirm-link');
  if (key === '0') return simple('toggle-absent');
  return null;
}

/** What can be done to the active annotation. */
function activeKey(key: string): ReaderCommand | null {
  if (/^[1-5]$/.test(key)) return { type: 'confidence', value: Number(key) };
  switch (key) {
    case '0':
      return { type: 'confidence', value: null };
    case 'Delete':
    case 'Backspace':
      return simple('delete');
    case 'x':
      return simple('mark');
    case 'a':
      return simple('link');
    case 'b':
      return simple('edit-boundaries');
    case 'c':
      return simple('recode');
    case 'm':
      return simple('memo');
    default:
      return null;
  }
}

function readingKey(press: KeyPress, context: KeyContext): ReaderCommand | null {
  switch (press.key) {
    case 'Escape':
      return simple('escape');
    case 'j':
      return simple('next');
    case 'k':
      return simple('previous');
    case 'n':
      return simple('next-article');
    case 'Enter':
      return context.active ? simple('inspect') : null;
    default:
      return null;
  }
}

/**
 * The command that a key stands for here and now, or null when the key is not ours. Letters label
 * while text is selected and command otherwise. Keys typed into fields never get here.
 */
export function commandFor(press: KeyPress, context: KeyContext): ReaderCommand | null {
  const { key } = press;
  if (press.ctrlKey || press.metaKey) {
    const command = withModifier(press);
    if (command) return context.canWrite ? command : null;
  }
  if (context.inText && !context.choosing) {
    const caret = caretKey(press, context.rtl);
    if (caret) return caret;
  }
  if (context.canWrite && context.active && !context.choosing) {
    const boundary = boundaryKey(press);
    if (boundary) return boundary;
  }
  if (press.ctrlKey || press.metaKey || press.altKey) return null;
  if (context.canWrite && context.previewing) {
    const command = previewKey(key);
    if (command) return command;
  }
  if (context.canWrite && (context.selecting || context.choosing)) {
    const command = selectionKey(key, context);
    if (command) return command;
  }
  const reading = readingKey(press, context);
  if (reading) return reading;
  if (!context.selecting && !context.choosing && context.inText) {
    if (key === 'w' || key === 's' || key === 'p') {
      return select({ type: 'take', unit: TAKEN_UNITS[key] });
    }
  }
  if (!context.canWrite) return null;
  if (key === 'L') return simple('label-article');
  if (context.marked > 0 && key === 'A') return simple('link-marked');
  if (context.marked > 1 && key === 'R') return simple('relate');
  if (context.active && !context.selecting && !context.choosing) return activeKey(key);
  return null;
}
