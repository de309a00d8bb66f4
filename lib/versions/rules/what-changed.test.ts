import { describe, expect, it } from 'vitest';
import { type ComparedVersion, whatChanged } from './what-changed';

const first: ComparedVersion = {
  text: [
    'Le conseil du port s’est réuni lundi.',
    'Selon l’agence, le pont coûtera 1 200 millions d’euros et ouvrira le 3 mai 2027.',
    '« Nous ne paierons pas un euro de plus », a déclaré la maire. Elle parle d’un « pari ».',
    'Les riverains attendent.',
  ].join('\n\n'),
  canonicaliser: 'sourcemark/1',
  language: 'fr',
  title: 'Un pont trop cher',
  lede: null,
  byline: 'A. Brandt',
  publisher: 'Le Courrier du port',
  section: null,
  keywords: ['pont'],
  imageUrl: null,
  publishedAt: '2026-03-01T10:37:00.000Z',
  modifiedAt: null,
};

const later: ComparedVersion = {
  ...first,
  text: [
    'Le conseil du port s’est réuni lundi.',
    'Selon l’agence, le pont coûtera 1 500 millions d’euros et ouvrira le 3 mai 2027.',
    '“Nous ne paierons pas un centime de plus”, a déclaré la maire.',
    'Une enquête est ouverte : « Tout sera dit », promet le procureur.',
  ].join('\n\n'),
  title: 'Un pont bien trop cher',
};

describe('what changed between two versions', () => {
  it('tells fields, quotations and figures', () => {
    const changed = whatChanged(first, later);
    expect(changed.fields).toEqual([
      { field: 'title', before: 'Un pont trop cher', after: 'Un pont bien trop cher' },
    ]);
    expect(changed.quotes).toEqual([
      {
        kind: 'reworded',
        before: 'Nous ne paierons pas un euro de plus',
        after: 'Nous ne paierons pas un centime de plus',
      },
      { kind: 'removed', before: 'pari', after: null },
      { kind: 'added', before: null, after: 'Tout sera dit' },
    ]);
    expect(changed.figures).toMatchObject([
      { kind: 'number', before: '1 200 millions', after: '1 500 millions' },
    ]);
    expect(changed.figures[0]?.context).toContain('le pont coûtera 1 500 millions');
    expect(changed.paragraphs).toEqual({ added: 1, removed: 1, changed: 2, moved: 0 });
  });

  it('calls it silent when the page tells no later time', () => {
    expect(whatChanged(first, later).silent).toBe(true);
    const told = { ...later, modifiedAt: '2026-03-01T11:46:00.000Z' };
    expect(whatChanged(first, told).silent).toBe(false);
    expect(whatChanged(first, { ...first, keywords: [] }).silent).toBe(false);
  });

  it('takes another way of writing the same for the same', () => {
    const again = {
      ...first,
      text: first.text.replace('1 200', '1.200').replaceAll('« ', '“').replaceAll(' »', '”'),
    };
    const { quotes, figures } = whatChanged(first, again);
    expect({ quotes, figures }).toEqual({ quotes: [], figures: [] });
  });

  it('follows a figure that moved', () => {
    const parts = first.text.split('\n\n');
    const text = [parts[1], parts[0], parts[2], parts[3]].join('\n\n');
    expect(whatChanged(first, { ...first, text }).figures).toEqual([]);
  });
});
