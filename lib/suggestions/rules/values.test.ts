import { describe, expect, it } from 'vitest';
import { findQuotations } from './quotations';
import { cueKindOf, quotationKindOf } from './values';

describe('the quotation kind of a content', () => {
  const text = '😀 “We had no warning,” she said, and the port was “quite safe” then.';
  const { quotations } = findQuotations(text, 'sourcemark/1');
  const kind = (words: string) => {
    const start = [...text.slice(0, text.indexOf(words))].length;
    return quotationKindOf(text, [{ start, end: start + [...words].length }], quotations);
  };

  it.each([
    ['“We had no warning,”', 'direct'],
    ['We had no warning', 'direct'],
    ['the port was “quite safe” then', 'mixed'],
    ['the port was', 'indirect'],
    [' ', null],
  ])('of %j is %j', (words, expected) => expect(kind(words)).toBe(expected));
});

describe('the kind of a cue', () => {
  it.each([
    ['has repeatedly denied', 'en', 'reporting_verb'],
    ['According to', 'en', 'according_to'],
    ['allegation', 'en', 'noun'],
    ['claim', 'en', null],
    ['claimed', 'en', 'reporting_verb'],
    ['a déclaré', 'fr-CA', 'reporting_verb'],
    ['D’après', 'fr', 'according_to'],
    ['zufolge', 'de', 'according_to'],
    ['afirmación', 'es', 'noun'],
    [':', null, 'punctuation'],
    ['house', 'en', null],
    ['', 'en', null],
    ['said', 'sv', null],
  ])('%j in %j is %j', (words, language, expected) => {
    expect(cueKindOf(words, language)).toBe(expected);
  });
});
