/** The part of a KeyboardEvent that decides. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  /** AltGr is down: the browser then reports Ctrl and Alt too, though nobody holds them. */
  readonly altGraph?: boolean;
  /** Where the key lies, for digits that a layout has above other characters. */
  readonly code?: string;
}

/** Longest notation of a key that is kept: modifiers and the longest key names. UTF-16 units. */
export const LONGEST_CHORD = 40;

/** One character that someone can see, whatever its length in UTF-16. */
function isCharacter(key: string): boolean {
  return key !== ' ' && [...key].length === 1;
}

function isLetter(key: string): boolean {
  return key.toLowerCase() !== key.toUpperCase();
}

/**
 * What was pressed, in one notation: `Mod+`, `Alt+` and `Shift+`, then the key as the layout gives it
 * (`event.key`). Mod is Ctrl or ⌘. A character carries its own Shift (`L`, `{`), except a letter with
 * Mod, which is written small. Null for a modifier alone.
 */
export function chordOf(press: KeyPress): string | null {
  const { key } = press;
  if (key === '' || ['Shift', 'Control', 'Alt', 'Meta', 'AltGraph', 'Dead'].includes(key)) {
    return null;
  }
  const mod = (press.ctrlKey || press.metaKey) && !press.altGraph;
  const alt = press.altKey && !press.altGraph;
  const name = key === ' ' ? 'Space' : key;
  const shift = press.shiftKey && (!isCharacter(key) || (mod && isLetter(key)));
  const written = mod && isCharacter(key) ? name.toLowerCase() : name;
  return `${mod ? 'Mod+' : ''}${alt ? 'Alt+' : ''}${shift ? 'Shift+' : ''}${written}`;
}

/**
 * The digit that lies on the pressed key of the top row, for layouts where it needs Shift (AZERTY).
 * Ask only when the character itself means nothing. Null for every other key.
 */
export function digitUnder(press: KeyPress): string | null {
  if (press.ctrlKey || press.metaKey || press.altKey || press.shiftKey) return null;
  return /^Digit(\d)$/.exec(press.code ?? '')?.[1] ?? null;
}

/** Modifiers and key apart, for showing them as keys. */
export function partsOf(chord: string): readonly string[] {
  const parts: string[] = [];
  let rest = chord;
  for (const modifier of ['Mod', 'Alt', 'Shift'] as const) {
    // `Mod++` is Mod and plus.
    if (rest.startsWith(`${modifier}+`) && rest.length > modifier.length + 1) {
      parts.push(modifier);
      rest = rest.slice(modifier.length + 1);
    }
  }
  return [...parts, rest];
}

/** Whether the notation is one that `chordOf` can give. */
export function isChord(text: string): boolean {
  if (text.length > LONGEST_CHORD) return false;
  const key = partsOf(text).at(-1) ?? '';
  return isCharacter(key) || /^(Space|[A-Z][A-Za-z0-9]+)$/.test(key);
}
