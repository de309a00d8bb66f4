/** A language's English name; the code itself when it has none. */
export function languageName(code: string | null): string {
  if (code === null || code === 'und') return 'Unknown';
  return new Intl.DisplayNames('en', { type: 'language', fallback: 'code' }).of(code) ?? code;
}
