import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { spokenLiterals } from './literal-testing';
import { productSources } from './scan-testing';

/** Texts that are the same in every language, or are no text for people. */
const ALLOWED: readonly (readonly [file: RegExp, text: RegExp, why: string])[] = [
  [/./, /^Sourcemark$/, 'the name of the product'],
  [/./, /^sha256$|^SHA-256$/i, 'the name of the algorithm'],
  [
    /./,
    /^(Enter|Esc|Escape|Ctrl|Shift|Alt|Space|Tab|Del|Delete|Backspace|Home|End|Shift [A-Z])$/,
    'keys by the names that Kbd translates',
  ],
  [/./, /^https:\/\/$/, 'the beginning of an address'],
  [/^app\/api\//, /./, 'sentences of the server: lib/i18n/sentences.test.ts holds them'],
  [/history\/words\.ts$/, /^\w+$/, 'verbs of stored labels, by which they are recognised'],
  [/highlight-styles\.ts$/, /^@media/, 'a style sheet'],
  [
    /^components\/codebook\/|\/codebook\/page\.tsx$/,
    /./,
    'the codebook is read in any of its languages, whatever the interface’s; it holds both',
  ],
];

describe('words of the interface', () => {
  const sources = productSources(['app', 'components']);

  it('stand in the catalogues, not in pages and components', () => {
    expect(sources.length).toBeGreaterThan(200);
    const written = sources
      .flatMap(spokenLiterals)
      .filter(
        ({ text, at }) =>
          !ALLOWED.some(([file, words]) => file.test(at.replace(/:\d+$/, '')) && words.test(text)),
      );
    expect(written.map(({ text, at }) => `${at} ${text}`)).toEqual([]);
  });

  it.each([
    ['text between tags', '<p>Nothing here</p>'],
    ['a label', '<Button aria-label="close">x</Button>'],
    ['a choice of words', '<p>{open ? "Sign in" : null}</p>'],
    ['a template', '<p>{`By them alone`}</p>'],
    ['a constant', 'const TITLE = "All projects";'],
    ['a toast', 'toast.success("The link was copied.")'],
  ])('are found as %s', (_, code) => {
    const file = ts.createSourceFile(
      'x.tsx',
      code,
      ts.ScriptTarget.ESNext,
      true,
      ts.ScriptKind.TSX,
    );
    expect(spokenLiterals(file)).toHaveLength(1);
  });

  it.each([
    ['class names', '<p className="flex items-center gap-2">{t("key")}</p>'],
    ['a key', '<Kbd>Enter</Kbd>'],
    ['a message asked for', '<p>{t("Sign in")}</p>'],
    ['an error thrown', 'throw new Error("Part of the review outside it")'],
  ])('are not %s', (_, code) => {
    const file = ts.createSourceFile(
      'x.tsx',
      code,
      ts.ScriptTarget.ESNext,
      true,
      ts.ScriptKind.TSX,
    );
    expect(spokenLiterals(file)).toEqual([]);
  });
});
