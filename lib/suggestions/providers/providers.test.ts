import { describe, expect, it } from 'vitest';
import { createOffsetMap } from '@/lib/text/offsets';
import { CONTRACT, MOST_ROWS } from './contract';
import { matches } from './elsewhere';
import { readAnswer } from './http-provider';

const TEXT = '😀 The port of Brindle is shut. “Nobody goes,” she said.';

function answer(...suggestions: unknown[]): string {
  return JSON.stringify({ contract: CONTRACT, provider: { version: '3' }, suggestions });
}

const span = (quote: string, start: number, more: object = {}) => ({
  score: 0.5,
  kind: 'span',
  code: 'source',
  fragments: [{ start, end: start + [...quote].length, quote }],
  ...more,
});

function read(text: string) {
  const result = readAnswer(text, TEXT);
  if (!result.ok) return result.error.userMessage;
  const { version, offers, refusals } = result.value;
  return { version, offers: offers.length, refusals };
}

describe('an answer from the network', () => {
  it('is taken where it quotes the text truly, in code points', () => {
    expect(read(answer(span('The port', 2)))).toEqual({ version: '3', offers: 1, refusals: [] });
  });

  it('is refused row by row, with reasons', () => {
    const result = read(
      answer(
        span('The port', 3), // UTF-16 units
        span('The port', 900),
        span('The port', 2, { score: 7 }),
        span('The port', 2, { kind: 'lie' }),
        null,
        'text',
        span('The port', 2),
      ),
    );
    expect(result).toMatchObject({ offers: 1 });
    expect(
      typeof result === 'object' && result.refusals.map((reason) => reason.slice(0, 6)),
    ).toEqual(['Row 1:', 'Row 2:', 'Row 3:', 'Row 4:', 'Row 5:', 'Row 6:']);
  });

  it('is refused as a whole when it is no answer', () => {
    expect(read('<html>')).toMatch(/no JSON/);
    expect(read('{}')).toMatch(/does not keep to sourcemark-suggestions\/1/);
    expect(read('[]')).toMatch(/does not keep/);
    expect(read(answer().replace('/1', '/9'))).toMatch(/contract/);
  });

  it('is read up to a limit', () => {
    const rows = Array.from({ length: MOST_ROWS + 3 }, () => span('The port', 2));
    expect(read(answer(...rows))).toMatchObject({ offers: MOST_ROWS, refusals: { length: 3 } });
  });

  it('cannot reach an object’s prototype', () => {
    const row = `{"score":1,"kind":"span","code":"source","__proto__":{"polluted":1},"attributes":{"__proto__":"x"},"fragments":[{"start":2,"end":5,"quote":"The"}]}`;
    read(`{"contract":"${CONTRACT}","provider":{"version":"1"},"suggestions":[${row}]}`);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('keeps templates as the text that they are', () => {
    const reason = '{{constructor.constructor("return process")()}} $\u007b7*7} <%= 1 %>';
    const result = readAnswer(answer(span('The port', 2, { reason })), TEXT);
    expect(result.ok && result.value.offers[0]?.reason).toEqual({ text: reason });
  });
});

describe('the same words elsewhere', () => {
  const row = (quote: string, codeKey: string, coderId = 'ana') => ({ quote, codeKey, coderId });
  const offered = (...rows: ReturnType<typeof row>[]) => {
    const map = createOffsetMap(TEXT);
    return matches(TEXT, rows).map(({ proposal, score, reason }) => {
      const [place] = proposal.fragments;
      return [
        place ? map.slice(place.start, place.end) : '',
        proposal.codeKey,
        score,
        reason.people,
      ];
    });
  };

  it('are found whatever their case, composition and spacing, from three words on', () => {
    expect(offered(row('the  Port of\nBRINDLE', 'source'))).toEqual([
      ['The port of Brindle', 'source', 0.67, 1],
    ]);
    expect(offered(row('The port', 'source'))).toEqual([]);
  });

  it('count more, the more agree', () => {
    expect(
      offered(
        row('The port of Brindle', 'source', 'ana'),
        row('The port of Brindle', 'source', 'ben'),
        row('The port of Brindle', 'source', 'ben'),
        row('The port of Brindle', 'cue', 'ben'),
      ),
    ).toEqual([
      ['The port of Brindle', 'source', 0.67, 2],
      ['The port of Brindle', 'cue', 0.22, 2],
    ]);
  });
});
