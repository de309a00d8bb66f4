import { describe, expect, it } from 'vitest';
import { type LinkCandidate, membersOfMarked, suggestAttribution } from './suggest-attribution';

const span = (
  id: string,
  codeKey: string,
  start: number,
  end: number,
  linked = false,
): LinkCandidate => ({ id, codeKey, start, end, linked });
const scopes = { sentence: { start: 0, end: 100 }, paragraph: { start: 0, end: 300 } };

describe('suggestAttribution', () => {
  it('takes the nearest of each role in the sentence', () => {
    const content = span('q', 'content', 40, 80);
    const found = suggestAttribution(
      content,
      [
        content,
        span('far', 'source', 0, 5),
        span('near', 'source', 20, 30),
        span('cue', 'cue', 31, 35),
        span('next', 'cue', 150, 155),
      ],
      scopes,
    );
    expect(found).toEqual([
      { role: 'source', annotationId: 'near' },
      { role: 'cue', annotationId: 'cue' },
      { role: 'content', annotationId: 'q' },
    ]);
  });

  it('prefers a span that is in no attribution yet', () => {
    const content = span('q', 'content', 40, 80);
    const found = suggestAttribution(
      content,
      [span('taken', 'source', 30, 39, true), span('free', 'source', 0, 5)],
      scopes,
    );
    expect(found?.[0]).toEqual({ role: 'source', annotationId: 'free' });
  });

  it('looks through the paragraph when the sentence holds nothing to join', () => {
    const found = suggestAttribution(
      span('q', 'content', 40, 80),
      [span('s', 'source', 200, 210)],
      scopes,
    );
    expect(found).toEqual([
      { role: 'source', annotationId: 's' },
      { role: 'content', annotationId: 'q' },
    ]);
  });

  it('starts from a source or a cue as well, but never without a content', () => {
    const content = span('q', 'content', 40, 80);
    const found = suggestAttribution(span('s', 'source', 0, 10), [content], scopes);
    expect(found?.map(({ role }) => role)).toEqual(['source', 'content']);
    expect(suggestAttribution(span('s', 'source', 0, 10), [], scopes)).toBeNull();
    expect(suggestAttribution(span('c', 'claim', 0, 10), [content], scopes)).toBeNull();
  });
});

describe('membersOfMarked', () => {
  it('gives each its role by its code, contents in text order', () => {
    const members = membersOfMarked([
      span('q2', 'content', 90, 99),
      span('cue', 'cue', 50, 55),
      span('q1', 'content', 0, 40),
      span('s', 'source', 60, 70),
    ]);
    expect(members).toEqual([
      { role: 'source', annotationId: 's' },
      { role: 'cue', annotationId: 'cue' },
      { role: 'content', annotationId: 'q1' },
      { role: 'content2', annotationId: 'q2' },
    ]);
  });

  it('refuses no content, and three', () => {
    expect(membersOfMarked([span('s', 'source', 0, 1)])).toBeNull();
    const three = [0, 10, 20].map((at) => span(`q${at}`, 'content', at, at + 5));
    expect(membersOfMarked(three)).toBeNull();
  });
});
