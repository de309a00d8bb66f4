import type { ExportFragment, JsonValue } from '@/lib/releases/schema';
import type { Tally } from './writer';

/** A brat type, role or attribute name: brat takes ASCII letters, digits, `_` and `-`. */
export function bratName(name: string): string {
  const spelt = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9_-]/g, '_');
  return spelt === '' || /^_+$/.test(spelt) ? 'Unnamed' : spelt;
}

/** True when brat takes the name as it stands. */
export function isBratName(name: string): boolean {
  return /^[A-Za-z0-9_-]+$/.test(name);
}

/**
 * Cuts fragments at line breaks (LF, CR), which a brat range may not cross; the breaks themselves
 * belong to no piece. Source of the rule: brat's annotation parser.
 */
export function splitAtLineBreaks(
  fragments: readonly ExportFragment[],
  tally: Tally,
): ExportFragment[] {
  const pieces: ExportFragment[] = [];
  for (const fragment of fragments) {
    if (!/[\n\r]/.test(fragment.quote)) {
      pieces.push(fragment);
      continue;
    }
    tally.add('fragment_split_at_line_break');
    let start = fragment.start;
    let quote = '';
    let position = fragment.start;
    const close = () => {
      if (quote !== '') pieces.push({ start, end: position, quote });
      quote = '';
    };
    for (const character of fragment.quote) {
      if (character === '\n' || character === '\r') {
        close();
        start = position + 1;
      } else {
        quote += character;
      }
      position += 1;
    }
    close();
  }
  return pieces;
}

/** `0 4;6 9` */
export function bratOffsets(fragments: readonly ExportFragment[]): string {
  return fragments.map(({ start, end }) => `${start} ${end}`).join(';');
}

/** One line of free text for a note: line breaks become spaces, counted. */
export function noteText(text: string, tally: Tally): string {
  if (!/[\n\r]/.test(text)) return text;
  tally.add('memo_line_breaks');
  return text.replace(/\r\n?|\n/g, ' ');
}

/**
 * What an `A` line can carry: one token without white space. Other values (free text, lists) and
 * names that brat does not take go into a note as JSON.
 */
export function splitAttributes(
  attributes: Readonly<Record<string, JsonValue>>,
  implied: readonly string[],
): {
  readonly tokens: readonly (readonly [name: string, value: string])[];
  readonly rest: Readonly<Record<string, JsonValue>>;
} {
  const tokens: [string, string][] = [];
  const rest: Record<string, JsonValue> = {};
  for (const [name, value] of Object.entries(attributes)) {
    if (implied.includes(name)) continue;
    const token = bratToken(value);
    if (token !== null && isBratName(name)) tokens.push([name, token]);
    else if (value !== null) Object.defineProperty(rest, name, { value, enumerable: true });
  }
  return { tokens, rest };
}

function bratToken(value: JsonValue): string | null {
  if (typeof value === 'boolean' || typeof value === 'number') return String(value);
  return typeof value === 'string' && /^[^\s,|]+$/.test(value) ? value : null;
}

const ROLE_NAMES: Readonly<Record<string, string>> = {
  source: 'Source',
  cue: 'Cue',
  content: 'Content',
  content2: 'Content2',
  nested: 'Nested',
};

/** Role names of one event, each once: a second `Source` becomes `Source2`, as brat numbers them. */
export function createRoleNamer(): (role: string) => string {
  const taken = new Set<string>();
  return (role) => {
    const name = bratName(ROLE_NAMES[role] ?? role);
    let candidate = name;
    const base = name.replace(/\d+$/, '') || name;
    for (let n = 2; taken.has(candidate); n += 1) candidate = `${base}${n}`;
    taken.add(candidate);
    return candidate;
  };
}

/** Hands out ids with one letter: the wanted one when it is free and well-formed, else the next. */
export function createIds(
  letter: string,
  wanted: Iterable<string | null>,
): {
  take(wanted: string | null): string;
} {
  const shape = new RegExp(`^${letter}[1-9]\\d{0,8}$`);
  const reserved = new Set<string>();
  for (const id of wanted) if (id !== null && shape.test(id)) reserved.add(id);
  const given = new Set<string>();
  let next = 1;
  return {
    take(id) {
      if (id !== null && reserved.has(id) && !given.has(id)) {
        given.add(id);
        return id;
      }
      while (reserved.has(`${letter}${next}`)) next += 1;
      const fresh = `${letter}${next}`;
      next += 1;
      return fresh;
    },
  };
}
