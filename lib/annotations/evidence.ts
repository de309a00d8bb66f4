import type { Attributes } from './schema';

/** Evidence that stands outside the text: an address on the web, or a capture of the project. */
export interface LinkedEvidence {
  readonly kind: 'link' | 'capture';
  /** The address, or the capture's SHA-256 in hex. */
  readonly reference: string;
  /** Empty when not known. */
  readonly title: string;
  /** When the address was looked at, `YYYY-MM-DD`; empty when not said. */
  readonly accessed: string;
}

/** An http or https address, as a browser writes it; null for anything else. */
export function webAddress(text: string): string | null {
  const typed = text.trim();
  if (!URL.canParse(typed)) return null;
  const url = new URL(typed);
  return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null;
}

/**
 * The attributes that say so on an annotation of the code `evidence`. A codebook older than the
 * attributes for title and date of access has them said in the memo instead: nothing is lost.
 */
export function linkedEvidence(
  evidence: LinkedEvidence,
  known: ReadonlySet<string>,
): { attributes: Attributes; memo: string | null } {
  const said: [key: string, value: string][] = [
    ['evidence_kind', evidence.kind],
    ['evidence_reference', evidence.reference],
    ['evidence_title', evidence.title],
    ['evidence_accessed', evidence.accessed],
  ];
  const given = said.filter(([, value]) => value !== '');
  const homeless = given.filter(([key]) => !known.has(key)).map(([, value]) => value);
  return {
    attributes: Object.fromEntries(given.filter(([key]) => known.has(key))),
    memo: homeless.length > 0 ? homeless.join(' · ') : null,
  };
}

/** What evidence outside the text says of itself, in words, and its address if it has one. */
export function evidenceWords(attributes: Attributes): { words: string; href: string | null } {
  const text = (key: string) => {
    const value = attributes[key];
    return typeof value === 'string' ? value : '';
  };
  const reference = text('evidence_reference');
  const href = webAddress(reference);
  const accessed = text('evidence_accessed');
  const shown = text('evidence_title') || (href ?? reference.slice(0, 12));
  return { words: [shown, accessed].filter(Boolean).join(' · '), href };
}
