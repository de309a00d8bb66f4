import { describe, expect, it } from 'vitest';
import { colourProblems, suggestColour } from './colours';
import { contrast, distance, linearRgb, tritanopia } from './packs/colour-vision';
import { defaultCodebook } from './packs/default';
import { semeval2023Pack } from './packs/semeval2023';

describe('colourProblems', () => {
  it('finds faint marks in the theme where they are faint', () => {
    const problems = colourProblems({ light: '#ffee88', dark: '#ffee88' }, []);
    expect(problems.map(({ kind, mode }) => [kind, mode])).toEqual([['mark', 'light']]);
  });

  it('names the code that it would be taken for, and by whose eyes', () => {
    const red = { key: 'red', colour: { light: '#a03030', dark: '#f46c38' } };
    const same = colourProblems({ light: '#a03131', dark: '#2fb5d8' }, [red]);
    expect(same).toEqual([{ kind: 'alike', mode: 'light', eyes: 'usual', other: 'red' }]);
    // Of one lightness: red and green differ for usual eyes, not without the green cones.
    const green = colourProblems({ light: '#56680f', dark: '#2fb5d8' }, [
      { key: 'red', colour: { light: '#8c5521', dark: '#f46c38' } },
    ]);
    expect(green.map((p) => (p.kind === 'alike' ? p.eyes : p.kind))).not.toContain('usual');
    expect(green.length).toBeGreaterThan(0);
  });

  it('finds nothing wrong with what ships', () => {
    for (const { layers, codes } of [defaultCodebook, semeval2023Pack]) {
      for (const layer of layers) {
        const own = codes.filter((code) => code.layer === layer.key);
        for (const code of own) {
          const contrasts = colourProblems(code.colour, []).filter(({ kind }) => kind === 'text');
          expect(contrasts, code.key).toEqual([]);
        }
      }
    }
  });
});

describe('suggestColour', () => {
  it('keeps what is right and mends what is not, near by', () => {
    const good = { light: '#1e7fb6', dark: '#2fb5d8' };
    expect(suggestColour(good, [])).toEqual(good);
    const mended = suggestColour({ light: '#ffee88', dark: '#ffee88' }, []);
    expect(mended?.dark).toBe('#ffee88');
    expect(contrast(mended?.light ?? '#ffffff', '#faf8f3')).toBeGreaterThanOrEqual(3);
  });

  it('stays apart from forty others, for every kind of eyes', () => {
    const others: { key: string; colour: { light: string; dark: string } }[] = [];
    for (let n = 0; n < 40; n += 1) {
      const colour = suggestColour({ light: '#1e7fb6', dark: '#2fb5d8' }, others);
      if (colour === null) break;
      expect(colourProblems(colour, others)).toEqual([]);
      others.push({ key: `c${n}`, colour });
    }
    expect(others.length).toBe(40);
    const [a, b] = others;
    const seen = (hex = '') => tritanopia(linearRgb(hex));
    expect(distance(seen(a?.colour.light), seen(b?.colour.light))).toBeGreaterThanOrEqual(0.04);
  });
});
