import { describe, expect, it } from 'vitest';
import { defaultCodebook } from '@/lib/codebook/packs/default';
import { createCodebookView } from '../model/codebook-view';
import { highlightCss } from './highlight-styles';

describe('highlightCss', () => {
  it('gives every code a rule for each theme, and layers different lines', () => {
    const css = highlightCss(createCodebookView(defaultCodebook));
    for (const { key } of defaultCodebook.codes) {
      expect(css).toContain(`::highlight(sm-own-${key}) {`);
      expect(css).toContain(`[data-theme="dark"] ::highlight(sm-other-${key}) {`);
    }
    expect(css).toMatch(/sm-own-source\) \{[^}]*underline solid/);
    expect(css).toMatch(/sm-own-economic\) \{[^}]*underline dashed/);
    expect(css).toMatch(/sm-own-claim\) \{[^}]*underline dotted/);
    expect(css).toContain('forced-colors: active');
    // Paper is light in any theme.
    for (const line of css.split('\n').filter((rule) => rule.includes('data-theme'))) {
      expect(line).toMatch(/^@media not print/);
    }
  });

  it('lets no codebook write style of its own', () => {
    const [code] = defaultCodebook.codes;
    if (!code) throw new Error('a code');
    const evil = { light: 'red; } body { display: none', dark: '#000000' };
    const document = {
      ...defaultCodebook,
      codes: [
        { ...code, colour: evil },
        { ...code, key: 'x){}' },
      ],
    };
    expect(highlightCss(createCodebookView(document))).toBe('');
  });
});
