import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alignTexts } from './align';
import { type Fragment, normaliseFragments } from './fragments';
import { createOffsetMap, codePointLength as lengthOf } from './offsets';
import { quoteAt } from './quote';
import { createReanchorer, type Reanchored } from './reanchor';
import { anyRange, anyText } from './testing';

function spanOf(text: string, quote: string, nth = 0): Fragment {
  let at = text.indexOf(quote);
  for (let n = 0; n < nth; n += 1) at = text.indexOf(quote, at + 1);
  if (at < 0) throw new Error(`“${quote}” is not in the text`);
  const start = lengthOf(text.slice(0, at));
  return { start, end: start + lengthOf(quote) };
}

function follow(
  before: string,
  after: string,
  ...quotes: string[]
): Reanchored & { quote: string } {
  const found = createReanchorer(before, after)(quotes.map((quote) => spanOf(before, quote)));
  return { ...found, quote: quoteAt(after, found.fragments) };
}

const HARBOUR =
  'The harbour council met on Monday 📈. Its chair, Ada Brandt, called the plan a gamble with other people’s money.';
const COST = 'According to the agency, the new bridge will cost 12 million euros and open in 2027.';
const END = 'Residents of both banks have waited for it since the ferry was given up.';
const FIRST = [HARBOUR, COST, END].join('\n\n');

describe('following a passage into a later text', () => {
  it('knows it again where the text around it moved along', () => {
    const found = follow(FIRST, `A new first line.\n\n${FIRST}`, 'Ada Brandt');
    expect(found).toMatchObject({ verdict: 'exact', score: 1, runnerUp: null });
    expect(found.fragments).toEqual([spanOf(`A new first line.\n\n${FIRST}`, 'Ada Brandt')]);
  });

  it('finds it where its paragraph went', () => {
    const after = [END, HARBOUR, COST].join('\n\n');
    expect(follow(FIRST, after, 'waited for it')).toMatchObject({
      verdict: 'moved',
      quote: 'waited for it',
    });
  });

  it('knows a short passage again in a paragraph that moved as a whole', () => {
    const short = 'The council votes on Thursday.';
    const before = [HARBOUR, COST, END, short].join('\n\n');
    const after = [short, HARBOUR, COST, END].join('\n\n');
    expect(follow(before, after, 'Thursday').verdict).toBe('moved');
    const twice = [short, HARBOUR, short, COST, END].join('\n\n');
    expect(follow(before, twice, 'Thursday').verdict).toBe('changed');
  });

  it.each([
    [
      'a figure',
      '12 million',
      '15 million',
      'will cost 12 million euros',
      'will cost 15 million euros',
    ],
    [
      'a word put in',
      'a gamble',
      'a reckless gamble',
      'called the plan a gamble with',
      'called the plan a reckless gamble with',
    ],
    ['a spelling', 'Residents', 'Résidents', 'Residents of both banks', 'Résidents of both banks'],
  ])('asks a person about %s, with the place', (_, from, to, quote, expected) => {
    const found = follow(FIRST, FIRST.replace(from, to), quote);
    expect(found).toMatchObject({ verdict: 'changed', quote: expected });
  });

  it('asks a person where only signs changed', () => {
    const before = 'He went in. “We will not go,” said the mayor to the press.';
    const after = 'He went in. « We will not go », said the mayor to the press.';
    expect(follow(before, after, '“We will not go,”')).toMatchObject({
      verdict: 'changed',
      quote: '« We will not go »,',
      score: 1,
    });
  });

  it('gives up what is gone, and says where it stood', () => {
    const after = [HARBOUR, END].join('\n\n');
    const found = follow(FIRST, after, 'the new bridge will cost 12 million euros');
    expect(found).toMatchObject({ verdict: 'lost', fragments: [] });
    expect(found.near).toBe(spanOf(after, 'Residents').start);
  });

  it('does not take another copy of the same sentence for it', () => {
    const before = [COST, HARBOUR, COST, END].join('\n\n');
    const after = [HARBOUR, COST, END].join('\n\n');
    expect(follow(before, after, 'the new bridge').verdict).toBe('lost');
  });

  it('does not choose between two new copies', () => {
    const after = [HARBOUR, END, 'So much is known.', COST, 'And once more.', COST].join('\n\n');
    const found = follow([COST, HARBOUR, END].join('\n\n'), after, 'the new bridge will cost');
    expect(found.verdict).toBe('changed');
    expect(found.score - (found.runnerUp ?? 0)).toBeLessThan(0.125);
  });

  it('does not choose which of two neighbours with the same words was cut', () => {
    const before =
      'One came first here. No comment was made. No comment was made. Then all went home.';
    const after = 'One came first here. No comment was made. Then all went home.';
    const reanchor = createReanchorer(before, after);
    const verdicts = [0, 1].map((nth) => reanchor([spanOf(before, 'No comment', nth)]).verdict);
    expect(verdicts).not.toContain('exact');
    expect(verdicts).not.toContain('moved');
  });

  it('does not take the beginning of another word for a word', () => {
    expect(follow('It saw the port at dawn.', 'It saw the portal at dawn.', 'port').verdict).toBe(
      'changed',
    );
  });

  it('does not trust a chance word in a rewritten sentence', () => {
    const before = 'Alpha beta gamma delta market epsilon zeta eta theta iota.';
    const after = 'Quite other words came to stand where a market was told of at length before.';
    expect(follow(before, after, 'market').verdict).toBe('changed');
  });

  it('keeps the parts of a passage together, or asks', () => {
    const quotes = ['Ada Brandt', 'other people’s money'];
    expect(follow(FIRST, `Later.\n\n${FIRST}`, ...quotes)).toMatchObject({
      verdict: 'exact',
      quote: quotes.join(' '),
    });
    const torn = FIRST.replace(' with other people’s money', '').replace(
      'given up.',
      'given up. Some called it a gamble with other people’s money.',
    );
    expect(follow(FIRST, torn, ...quotes).verdict).toBe('changed');
  });

  it('follows Chinese by its characters', () => {
    const before = '市议会周一开会。新桥将耗资一千二百万欧元。居民等了很久。';
    const after = `最新消息。${before}`;
    expect(follow(before, after, '新桥')).toMatchObject({ verdict: 'exact', quote: '新桥' });
  });
});

const textAndSpan = anyText
  .filter((text) => text !== '')
  .chain((text) => {
    const length = createOffsetMap(text).length;
    const spans = fc.array(anyRange(length), { minLength: 1, maxLength: 3 });
    return spans.map((ranges) => ({ text, fragments: normaliseFragments(ranges) }));
  });

describe('for any text', () => {
  it('says exact for all of a text that did not change', () => {
    fc.assert(
      fc.property(textAndSpan, ({ text, fragments }) => {
        const found = createReanchorer(text, text)(fragments);
        expect(found).toMatchObject({ verdict: 'exact', fragments });
      }),
    );
  });

  it('says exact, shifted, when a paragraph is put before or after', () => {
    fc.assert(
      fc.property(textAndSpan, fc.boolean(), ({ text, fragments }, before) => {
        const added = 'Zyvantil 📰 quorbex';
        const later = before ? `${added}\n\n${text}` : `${text}\n\n${added}`;
        // Runs of line breaks are one token: what touches the seam is changed, and rightly so.
        fc.pre(!/^[\s\p{M}\p{L}\p{N}]|[\s\p{L}\p{N}\p{M}]$/u.test(text));
        const shift = before ? lengthOf(added) + 2 : 0;
        const expected = fragments.map(({ start, end }) => ({
          start: start + shift,
          end: end + shift,
        }));
        const found = createReanchorer(text, later)(fragments);
        expect(found).toMatchObject({ verdict: 'exact', fragments: expected });
      }),
    );
  });

  it('never calls other words exact or moved, and never leaves the text', () => {
    const cases = fc.tuple(textAndSpan, anyText, fc.nat(40));
    fc.assert(
      fc.property(cases, ([{ text, fragments }, other, cut]) => {
        const map = createOffsetMap(text);
        const at = Math.min(cut, map.length);
        const later = map.slice(at, map.length) + other + map.slice(0, Math.floor(at / 2));
        const found = createReanchorer(text, later)(fragments);
        const length = createOffsetMap(later).length;
        for (const { start, end } of found.fragments)
          expect(0 <= start && start < end && end <= length).toBe(true);
        expect(normaliseFragments(found.fragments)).toEqual(found.fragments);
        if (found.verdict === 'exact' || found.verdict === 'moved') {
          expect(quoteAt(later, found.fragments)).toBe(quoteAt(text, fragments));
          expect(found.fragments).toHaveLength(fragments.length);
        }
        expect(found.fragments.length === 0).toBe(found.verdict === 'lost');
      }),
      { numRuns: 500 },
    );
  });

  it('aligns only what is equal, in order on both sides', () => {
    fc.assert(
      fc.property(anyText, anyText, anyText, (a, b, c) => {
        const [before, after] = [a + b, b + c + a];
        let [i, j] = [0, 0];
        for (const one of alignTexts(before, after)) {
          expect(one.before >= i && one.after >= j && one.length > 0).toBe(true);
          [i, j] = [one.before + one.length, one.after + one.length];
          expect(before.slice(one.before, i)).toBe(after.slice(one.after, j));
        }
      }),
    );
  });
});
