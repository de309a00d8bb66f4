import { describe, expect, it } from 'vitest';
import { defaultCodebook } from '@/lib/codebook/packs/default';
import { evidenceWords, linkedEvidence, webAddress } from './evidence';

const LINK = {
  kind: 'link',
  reference: 'https://stats.example/port',
  title: 'Port register',
  accessed: '2024-03-05',
} as const;

describe('evidence outside the text', () => {
  it.each([
    [' https://stats.example/a?b=1 ', 'https://stats.example/a?b=1'],
    ['http://stats.example', 'http://stats.example/'],
    ['javascript:alert(1)', null],
    ['data:text/html,x', null],
    ['stats.example', null],
    ['', null],
  ])('takes %j for %j', (text, expected) => {
    expect(webAddress(text)).toBe(expected);
  });

  it('is told in attributes that the default codebook has', () => {
    const known = new Set(defaultCodebook.attributes.map(({ key }) => key));
    expect(linkedEvidence(LINK, known)).toEqual({
      attributes: {
        evidence_kind: 'link',
        evidence_reference: LINK.reference,
        evidence_title: LINK.title,
        evidence_accessed: LINK.accessed,
      },
      memo: null,
    });
  });

  it('is told in the memo where an older codebook has no place for it', () => {
    const known = new Set(['evidence_kind', 'evidence_reference']);
    expect(linkedEvidence(LINK, known)).toEqual({
      attributes: { evidence_kind: 'link', evidence_reference: LINK.reference },
      memo: 'Port register · 2024-03-05',
    });
  });

  it('gives an address only where it is one', () => {
    expect(evidenceWords({ evidence_reference: LINK.reference })).toEqual({
      words: LINK.reference,
      href: LINK.reference,
    });
    expect(evidenceWords({ evidence_reference: 'javascript:alert(1)' }).href).toBeNull();
    expect(evidenceWords({ evidence_reference: 'ab'.repeat(32) }).words).toBe('abababababab');
  });
});
