const MAX_BYTES = 120;
/** Names that Windows keeps for devices, with any extension. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
const encoder = new TextEncoder();

/**
 * A name that is safe in a folder, a zip and a header on any system: letters, digits, `.`, `-` and
 * `_` only, no leading or trailing dot, at most 120 bytes of UTF-8. Anything else becomes `_`;
 * an empty result becomes `fallback`. A name that is already safe comes back unchanged.
 */
export function safeFileName(name: string, fallback: string): string {
  let safe = '';
  let bytes = 0;
  for (const character of name.normalize('NFC').replace(/[^\p{L}\p{M}\p{N}._-]/gu, '_')) {
    bytes += encoder.encode(character).length;
    if (bytes > MAX_BYTES) break;
    safe += character;
  }
  safe = safe.replace(/^\.+/, '').replace(/\.+$/, '');
  if (safe === '' || /^_+$/.test(safe)) return fallback;
  return RESERVED.test(safe) ? `_${safe}` : safe;
}

/**
 * Gives each name once, whatever the case, for file systems that do not tell `A` from `a`; a second
 * one gets `-2`, a third `-3`.
 */
export function createNamer(fallback: string): (name: string) => string {
  const taken = new Set<string>();
  return (name) => {
    const base = safeFileName(name, fallback);
    let candidate = base;
    for (let n = 2; taken.has(candidate.toLowerCase()); n += 1) candidate = `${base}-${n}`;
    taken.add(candidate.toLowerCase());
    return candidate;
  };
}

/** `Content-Disposition` for a download whose name came from a user (RFC 6266, RFC 8187). */
export function attachment(name: string): string {
  const safe = safeFileName(name, 'export');
  const ascii = safe.replace(/[^A-Za-z0-9._-]/g, '_');
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(safe)}`;
}
