import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText } from './testing';
import { diffReadably, diffVersions } from './version-diff';

const canonical = (text: string) => ({ text, canonicaliser: 'sourcemark/1' as const });
const kinds = (before: string, after: string) =>
  diffVersions(canonical(before), canonical(after)).map(({ kind }) => kind);

const A = 'The council met on Monday behind closed doors.';
const B = 'The bridge will cost 12 million euros, the agency says.';
const C = 'Residents have waited for years.';

describe('two versions side by side', () => {
  it('pairs what belongs together, and tells what came and went', () => {
    const after = [A, 'Quite another paragraph stands here.', B.replace('12', '15')].join('\n\n');
    expect(kinds([A, B, C].join('\n\n'), after)).toEqual(['same', 'added', 'changed', 'removed']);
  });

  it('knows a paragraph that moved', () => {
    expect(kinds([A, B, C].join('\n\n'), [C, A, B].join('\n\n'))).toEqual([
      'moved',
      'same',
      'same',
      'moved',
    ]);
  });

  it('keeps the halves of a paragraph that was cut in two beside it', () => {
    const rows = diffVersions(canonical(`${A} ${B}`), canonical(`${A}\n\n${B}`));
    expect(rows).toHaveLength(1);
    expect(rows[0]?.changes).toEqual([
      { kind: 'same', text: A },
      { kind: 'removed', text: ' ' },
      { kind: 'added', text: '\n\n' },
      { kind: 'same', text: B },
    ]);
  });

  it('shows a rewritten clause whole and not in crumbs', () => {
    expect(diffReadably('He spoke of the cost of it.', 'He wrote of the price of it.')).toEqual([
      { kind: 'same', text: 'He ' },
      { kind: 'removed', text: 'spoke of the cost' },
      { kind: 'added', text: 'wrote of the price' },
      { kind: 'same', text: ' of it.' },
    ]);
  });

  it('loses nothing', () => {
    fc.assert(
      fc.property(anyText, anyText, anyText, (a, b, c) => {
        const [before, after] = [`${a}\n\n${b}`, `${b}${c}\n\n${a}`];
        const changes = diffReadably(before, after);
        const side = (not: string) =>
          changes.flatMap(({ kind, text }) => (kind === not ? [] : [text])).join('');
        expect(side('added')).toBe(before);
        expect(side('removed')).toBe(after);
        const rows = diffVersions(canonical(before), canonical(after));
        const parts = (text: string) =>
          text
            .split('\n\n')
            .filter((part) => part !== '')
            .join('');
        const joined = rows
          .map((row) => row.after ?? '')
          .join('')
          .replaceAll('\n\n', '');
        expect(joined).toBe(parts(after).replaceAll('\n\n', ''));
      }),
    );
  });
});
