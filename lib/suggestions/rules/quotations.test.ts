import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codePointLength, createOffsetMap } from '@/lib/text/offsets';
import { anyText } from '@/lib/text/testing';
import { findQuotations } from './quotations';

/** The quotations of a text as text, inner ones indented by a dot for each depth. */
function quoted(text: string): string[] {
  const map = createOffsetMap(text);
  return findQuotations(text, 'sourcemark/1').quotations.map(
    ({ start, end, depth }) => '.'.repeat(depth) + map.slice(start, end),
  );
}

function unclosed(text: string): string[] {
  return findQuotations(text, 'sourcemark/1').unclosed.map(({ mark }) => mark);
}

describe('quotations', () => {
  it.each([
    ['English', 'She said “yes” and left.', ['“yes”']],
    ['English, single', 'She said ‘yes’ and left.', ['‘yes’']],
    ['typewriter', 'She said "yes" and "no".', ['"yes"', '"no"']],
    ['typewriter, single', "She said 'yes' and left.", ["'yes'"]],
    ['doubled single marks', "''Yes,'' she said.", ["''Yes,''"]],
    ['French', 'Elle a dit « oui ».', ['« oui »']],
    ['French, no-break spaces', 'Elle a dit «\u00a0oui\u202f».', ['«\u00a0oui\u202f»']],
    ['French, spaced typewriter', 'Elle a dit " oui " hier.', ['" oui "']],
    ['German', 'Sie sagte „ja“ und ging.', ['„ja“']],
    ['German, guillemets', 'Sie sagte »ja« und ging.', ['»ja«']],
    ['German, single', 'Sie sagte ‚ja‘ und ‹nein›.', ['‚ja‘', '‹nein›']],
    ['Spanish', 'Dijo «sí» y “no”.', ['«sí»', '“no”']],
    ['Swedish', 'Hon sade ”ja” och gick.', ['”ja”']],
    ['Japanese', '彼は「はい」と言った。', ['「はい」']],
    ['beyond the basic plane', '😀 “𝒳 yes 😀” 😀', ['“𝒳 yes 😀”']],
  ])('are found in %s typography', (_name, text, expected) => {
    expect(quoted(text)).toEqual(expected);
  });

  it('nest', () => {
    expect(quoted('“He said ‘go’ to me,” she said.')).toEqual(['“He said ‘go’ to me,”', '.‘go’']);
    expect(quoted('« Il a dit “va” hier », dit-elle.')).toEqual([
      '« Il a dit “va” hier »',
      '.“va”',
    ]);
    expect(quoted('„Er rief ‚los‘ und ging“, sagte sie.')).toEqual([
      '„Er rief ‚los‘ und ging“',
      '.‚los‘',
    ]);
  });

  it.each([
    'It’s the workers’ turn, rock ’n’ roll, the ’90s.',
    "It's the workers' turn, rock 'n' roll, the '90s, 'tis true.",
    'L’État l’a dit aujourd’hui : c’est d’accord.',
    "L'État l'a dit aujourd'hui : c'est d'accord.",
    'He is 5\'10" tall.',
  ])('are not made of apostrophes: %s', (text) => {
    expect(quoted(text)).toEqual([]);
    expect(unclosed(text)).toEqual([]);
  });

  it('keep a plural’s apostrophe inside', () => {
    expect(quoted('He wants ‘the workers’ rights’ back.')).toEqual(['‘the workers’ rights’']);
  });

  it('run over paragraphs whose opening mark is repeated', () => {
    const text = '“One.\n\n“Two.\n\n“Three,” he said. “Four.”';
    expect(quoted(text)).toEqual(['“One.\n\n“Two.\n\n“Three,”', '“Four.”']);
    expect(findQuotations(text, 'sourcemark/1').quotations[0]?.multiParagraph).toBe(true);
    expect(quoted('« Un.\n\n« Deux.\n\n« Trois », dit-il.')).toHaveLength(1);
    expect(quoted('« Un.\n\n» Deux », dit-il.')).toHaveLength(1);
    expect(quoted('"One.\n\n"Two," he said.')).toHaveLength(1);
  });

  it('run over a paragraph’s end when the closing mark plainly follows', () => {
    expect(quoted('He said: “One.\n\nTwo.” She left.')).toEqual(['“One.\n\nTwo.”']);
  });

  it('are reported when they never close, and not guessed', () => {
    expect(quoted('He said “yes and left.\n\nShe “stayed”.')).toEqual(['“stayed”']);
    expect(unclosed('He said “yes and left.\n\nShe “stayed”.')).toEqual(['“']);
    expect(unclosed('"yes and left.\n\nShe stayed.')).toEqual(['"']);
    expect(quoted('a « b “ c » d')).toEqual(['« b “ c »']);
    expect(unclosed('a « b “ c » d')).toEqual(['“']);
  });

  it('know their words without the marks', () => {
    const text = 'Elle a dit «\u00a0oui\u00a0».';
    const [one] = findQuotations(text, 'sourcemark/1').quotations;
    expect(one && createOffsetMap(text).slice(one.inner.start, one.inner.end)).toBe('oui');
    expect(one?.marks).toBe('«»');
  });
});

const MARKED = fc
  .array(
    fc.oneof(
      anyText,
      fc.constantFrom('“', '”', '„', '«', '»', '‹', '›', '‘', '’', '‚', '"', "'", "''", '``', '「'),
      fc.constantFrom('\n\n', '\n', ' ', ', ', '. ', 'a', 's’ ', '90s'),
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(''));

describe('any text', () => {
  it('gives quotations within it, nested cleanly, that begin and end with their marks', () => {
    fc.assert(
      fc.property(
        MARKED,
        fc.constantFrom('sourcemark/1' as const, 'verbatim' as const),
        (text, how) => {
          const map = createOffsetMap(text);
          const { quotations, unclosed: open } = findQuotations(text, how);
          for (const one of quotations) {
            expect(one.start).toBeLessThan(one.inner.start);
            expect(one.inner.start).toBeLessThan(one.inner.end);
            expect(one.inner.end).toBeLessThan(one.end);
            expect(one.end).toBeLessThanOrEqual(map.length);
            const words = map.slice(one.start, one.end);
            expect(one.marks.startsWith(words.slice(0, 1))).toBe(true);
            expect(one.marks.endsWith(words.slice(-1))).toBe(true);
          }
          for (const [index, one] of quotations.entries()) {
            for (const other of quotations.slice(index + 1)) {
              const apart = other.start >= one.end || one.start >= other.end;
              const inside = one.start < other.start && other.end < one.end;
              expect(apart || inside).toBe(true);
            }
          }
          for (const { offset, mark } of open) {
            expect(map.slice(offset, offset + codePointLength(mark))).toBe(mark);
          }
        },
      ),
      { numRuns: 400 },
    );
  });

  it('of a hundred thousand marks is read in linear time', () => {
    for (const text of ['“‘«"'.repeat(25_000), '" '.repeat(50_000), '‘a\n'.repeat(50_000)])
      expect(() => findQuotations(text, 'verbatim')).not.toThrow();
    expect(() => findQuotations('“‘«"'.repeat(25_000), 'sourcemark/1')).not.toThrow();
  });
});
