import { describe, expect, it } from 'vitest';
import { productSources } from './scan-testing';
import { sentencesOf } from './sentence-scan-testing';
import { translateSentence } from './sentences';
import french from './sentences/fr.json';

const sources = productSources(['app', 'lib']);
const said = new Map<string, string>();
for (const file of sources) {
  for (const { text, at } of sentencesOf(file)) said.set(text, said.get(text) ?? at);
}
const { sentences, words } = french;

describe('what leaves the server', () => {
  const pages = productSources(['app']);
  const actions = sources.filter(({ fileName }) => /(actions|\/act)\.ts$/.test(fileName));
  const linesOf = (files: typeof pages, pattern: RegExp) =>
    files.flatMap(({ fileName, text }) =>
      text
        .split('\n')
        .filter((line) => pattern.test(line))
        .map((line) => `${fileName}: ${line.trim()}`),
    );

  it('says failures in the language of the person', () => {
    expect(pages.length).toBeGreaterThan(30);
    expect(actions.length).toBeGreaterThan(7);
    // Pages print a failure through `say`, actions answer one through `plain`.
    expect(linesOf(pages, /(?<!say\(\w+(\.\w+)*)\.userMessage/)).toEqual([]);
    expect(linesOf(actions, /return (parsed|actor|found|result);/)).toEqual([]);
  });
});

describe('the sentences of the domains in French', () => {
  it('are read off the sources', () => {
    expect(said.size).toBeGreaterThan(200);
  });

  it('are all there, and none that nobody says', () => {
    const missing = [...said].filter(([text]) => !Object.hasOwn(sentences, text));
    const leftOver = Object.keys(sentences).filter((text) => !said.has(text));
    expect({ missing, leftOver }).toEqual({ missing: [], leftOver: [] });
  });

  it('name the same things as the English', () => {
    const places = (text: string) => (text.match(/\{\d\}/g) ?? []).sort().join();
    const differing = Object.entries({ ...sentences, ...words }).filter(
      ([english, translated]) => places(english) !== places(translated),
    );
    expect(differing).toEqual([]);
  });

  it('have words that stand in a source', () => {
    const texts = sources.map((file) => file.text);
    const unsaid = Object.keys(words).filter((word) => {
      const [first = ''] = word.split(/\{\d\}/);
      return !texts.some((text) => text.includes(first));
    });
    expect(unsaid).toEqual([]);
  });

  it.each(Object.entries(sentences))('recognise %s', (english, translated) => {
    const fill = (text: string) => text.replace(/\{(\d)\}/g, (_, place) => `Q${place}q`);
    expect(translateSentence(fill(english), 'fr')).toBe(fill(translated));
  });

  it('translate what they quote, and keep names', () => {
    expect(translateSentence('Your role in this project (reader) does not allow this.', 'fr')).toBe(
      'Votre rôle dans ce projet (lecture) ne le permet pas.',
    );
    expect(
      translateSentence(
        '`text`: The text holds half of a surrogate pair (U+D800) at position 3.',
        'fr',
      ),
    ).toBe(
      '`text`\u00a0: Le texte contient une moitié de paire de substitution (U+D800) à la position 3.',
    );
    expect(translateSentence('“Tone” has no option “loud”.', 'fr')).toBe(
      '«\u202fTone\u202f» n’a pas d’option «\u202floud\u202f».',
    );
  });

  it('leave English as it is, and what is not known', () => {
    expect(translateSentence('Enter a name.', 'en')).toBe('Enter a name.');
    expect(translateSentence('Nobody says this', 'fr')).toBe('Nobody says this');
    expect(translateSentence('__proto__', 'fr')).toBe('__proto__');
    const long = 'x: '.repeat(50_000);
    expect(translateSentence(long, 'fr')).toBe(long);
  });
});
