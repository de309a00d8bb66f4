/** With the u flag a surrogate pair is one character, so this finds lone surrogates only. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/** Why the database cannot store a string, in words; null when it can. */
export function unstorable(text: string): string | null {
  if (text.includes('\0')) return 'a NUL character (U+0000)';
  return LONE_SURROGATE.test(text) ? 'half of a surrogate pair' : null;
}

/** For schemas of what comes from outside: false for what would fail only in the database. */
export function isStorable(text: string): boolean {
  return unstorable(text) === null;
}

/** What to say of a string that is not storable. */
export const NOT_STORABLE = 'The text holds a character that cannot be stored.';
