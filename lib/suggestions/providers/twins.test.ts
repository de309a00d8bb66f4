import { describe, expect, it } from 'vitest';
import { sliceByCodePoints } from '@/lib/text/offsets';
import { labelsHere } from './twins';

const TWIN = [
  '😀 The harbour opened on Friday after eleven years of work by two companies.',
  'The minister said that nobody would be turned away at the gate this winter.',
  'A critic called the whole affair a costly monument to vanity and concrete.',
].join('\n\n');
const HERE = [
  'Our reporter was there.',
  'The minister said that nobody would be turned away at the gate this winter.',
  '😀 The harbour opened on Friday after twelve years of work by two companies.',
].join('\n\n');

function label(words: string, coderId = 'ana') {
  const start = [...TWIN.slice(0, TWIN.indexOf(words))].length;
  const fragments = [{ start, end: start + [...words].length }];
  return { articleId: 'twin', codeKey: 'content', coderId, fragments };
}

describe('labels of a twin', () => {
  const offered = (...labels: ReturnType<typeof label>[]) =>
    labelsHere(HERE, [{ text: TWIN, labels }]).map(({ proposal, reason }) => [
      proposal.fragments.map(({ start, end }) => sliceByCodePoints(HERE, start, end)).join('…'),
      reason.key,
      reason.people,
    ]);

  it('are offered where the words stand, once for all who gave them', () => {
    const words = 'nobody would be turned away at the gate';
    expect(offered(label(words), label(words, 'ben'))).toEqual([[words, 'twin_same', 2]]);
  });

  it('say that the words were changed, and are not offered where they are not', () => {
    const [reworded] = offered(label('opened on Friday after eleven years of work'));
    expect(reworded?.slice(0, 2)).toEqual([
      'opened on Friday after twelve years of work',
      'twin_changed',
    ]);
    expect(offered(label('a costly monument to vanity and concrete'))).toEqual([]);
  });
});
