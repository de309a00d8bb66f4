import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createOffsetMap } from '@/lib/text/offsets';
import { anyText } from '@/lib/text/testing';
import { findAttributions } from './attributions';

/** `source | cue (kind) | content (quotation)`; fragments are parted by `…`. */
function read(text: string, language: string): string[] {
  const map = createOffsetMap(text);
  const words = (part: { readonly fragments: readonly { start: number; end: number }[] } | null) =>
    part?.fragments.map(({ start, end }) => map.slice(start, end)).join(' … ') ?? '–';
  return findAttributions(text, language, 'sourcemark/1').candidates.map(
    ({ source, cue, content }) =>
      `${words(source)} | ${words(cue)} (${cue?.kind ?? '–'}) | ${words(content)} (${content.quotation})`,
  );
}

describe('English', () => {
  it.each([
    [
      '“We had no warning,” said Mara Oakes.',
      'Mara Oakes | said (reporting_verb) | “We had no warning,” (direct)',
    ],
    [
      '“We had no warning,” Oakes said, “and no time.”',
      'Oakes | said (reporting_verb) | “We had no warning,” … “and no time.” (direct)',
    ],
    [
      '"It is over," she said. "We lost."',
      'she | said (reporting_verb) | "It is over," … "We lost." (direct)',
    ],
    ['“Why?” she asked.', 'she | asked (reporting_verb) | “Why?” (direct)'],
    [
      'Mara Oakes, the harbour master, said that the quay would stay shut.',
      'Mara Oakes, the harbour master | said (reporting_verb) | that the quay would stay shut (indirect)',
    ],
    [
      'The minister has repeatedly denied that the quay was unsafe.',
      'The minister | has repeatedly denied (reporting_verb) | that the quay was unsafe (indirect)',
    ],
    [
      'The quay is shut, officials said Tuesday.',
      'officials | said (reporting_verb) | The quay is shut (indirect)',
    ],
    [
      'According to two officials, the quay is shut.',
      'two officials | According to (according_to) | the quay is shut (indirect)',
    ],
    [
      'The quay is “a disgrace,” according to Mara Oakes.',
      'Mara Oakes | according to (according_to) | The quay is “a disgrace,” (mixed)',
    ],
    [
      'Oakes told reporters: “No comment at all.”',
      'Oakes | told (reporting_verb) | “No comment at all.” (direct)',
    ],
    [
      'Oakes said the port was “quite safe” on Monday.',
      'Oakes | said (reporting_verb) | the port was “quite safe” on Monday (mixed)',
    ],
    [
      'He pointed out that nobody had been warned.',
      'He | pointed out (reporting_verb) | that nobody had been warned (indirect)',
    ],
    [
      'MARA OAKES: “We had no warning at all.”',
      'MARA OAKES | : (punctuation) | “We had no warning at all.” (direct)',
    ],
  ])('%s', (text, expected) => {
    expect(read(text, 'en')).toEqual([expected]);
  });

  it.each([
    'The State Department issued two reports.',
    'The harbour was closed on Friday and the ships waited.',
    'He read “The Old Man and the Sea” twice.'.replace('The Old Man and the Sea', 'The Sea'),
  ])('offers nothing for: %s', (text) => {
    expect(read(text, 'en')).toEqual([]);
  });
});

describe('French', () => {
  it.each([
    [
      '« On a compté les tonnes », résume Piet Halloran, secrétaire du syndicat.',
      'Piet Halloran, secrétaire du syndicat | résume (reporting_verb) | « On a compté les tonnes » (direct)',
    ],
    [
      '« Ceux-là en répondront », a-t-elle ajouté.',
      'elle | a … ajouté (reporting_verb) | « Ceux-là en répondront » (direct)',
    ],
    [
      '« Ceux-là en répondront », affirme-t-il.',
      'il | affirme (reporting_verb) | « Ceux-là en répondront » (direct)',
    ],
    [
      'La capitainerie assure qu’elle n’a reçu « aucune alerte ».',
      'La capitainerie | assure (reporting_verb) | qu’elle n’a reçu « aucune alerte » (mixed)',
    ],
    [
      "D'après un communiqué, l'entretien aurait été fait.",
      "un communiqué | D'après (according_to) | l'entretien aurait été fait (indirect)",
    ],
    [
      'Les habitants s’opposent au péage, selon un sondage publié lundi.',
      'un sondage publié lundi | selon (according_to) | Les habitants s’opposent au péage (indirect)',
    ],
    [
      'Le ministre a également déclaré que la frontière resterait ouverte.',
      'Le ministre | a également déclaré (reporting_verb) | que la frontière resterait ouverte (indirect)',
    ],
    [
      'La direction fait valoir que tout est en règle.',
      'La direction | fait valoir (reporting_verb) | que tout est en règle (indirect)',
    ],
  ])('%s', (text, expected) => {
    expect(read(text, 'fr')).toEqual([expected]);
  });

  it('finds an attribution inside another one', () => {
    expect(
      read(
        'Selon l’agence Vesta, la ministre Ilse Varn a déclaré que la frontière resterait ouverte.',
        'fr',
      ),
    ).toEqual([
      'l’agence Vesta | Selon (according_to) | la ministre Ilse Varn a déclaré que la frontière resterait ouverte (indirect)',
      'la ministre Ilse Varn | a déclaré (reporting_verb) | que la frontière resterait ouverte (indirect)',
    ]);
  });
});

describe('German', () => {
  it.each([
    [
      '„Wir gehen jetzt“, sagte Ministerin Ilse Varn am Montag.',
      'Ministerin Ilse Varn | sagte (reporting_verb) | „Wir gehen jetzt“ (direct)',
    ],
    [
      'Laut einem Bericht sei der Hafen sicher.',
      'einem Bericht | Laut (according_to) | sei der Hafen sicher (indirect)',
    ],
    [
      'Dem Ministerium zufolge ist der Hafen offen.',
      'Dem Ministerium | zufolge (according_to) | ist der Hafen offen (indirect)',
    ],
    [
      'Er fügte hinzu, dass niemand gewarnt habe.',
      'Er | fügte hinzu (reporting_verb) | dass niemand gewarnt habe (indirect)',
    ],
    [
      'Der Minister hat gestern gesagt, dass alles gut sei.',
      'Der Minister | hat … gesagt (reporting_verb) | dass alles gut sei (indirect)',
    ],
    [
      'Sie teilte mit: »Alles ist gut.«',
      'Sie | teilte mit (reporting_verb) | »Alles ist gut.« (direct)',
    ],
  ])('%s', (text, expected) => {
    expect(read(text, 'de')).toEqual([expected]);
  });
});

describe('Spanish', () => {
  it.each([
    [
      '«No hubo aviso», dijo la capitana Mara Oakes.',
      'la capitana Mara Oakes | dijo (reporting_verb) | «No hubo aviso» (direct)',
    ],
    [
      'Según el informe, el muelle cerrará el viernes.',
      'el informe | Según (according_to) | el muelle cerrará el viernes (indirect)',
    ],
    [
      'El ministro ha declarado que “no habrá acuerdo”.',
      'El ministro | ha declarado (reporting_verb) | que “no habrá acuerdo” (mixed)',
    ],
    [
      'El puerto está abierto, de acuerdo con la policía.',
      'la policía | de acuerdo con (according_to) | El puerto está abierto (indirect)',
    ],
  ])('%s', (text, expected) => {
    expect(read(text, 'es')).toEqual([expected]);
  });
});

describe('other languages', () => {
  it('give their quotations alone', () => {
    expect(read('Hon sade ”vi går nu hem igen”.', 'sv')).toEqual([
      '– | – (–) | ”vi går nu hem igen” (direct)',
    ]);
  });
});

const PIECES = [
  'said',
  'says',
  ' that ',
  'According to ',
  'selon ',
  'a-t-il dit',
  ' a ',
  'déclaré',
  'hat ',
  'gesagt',
  'fügte ',
  'hinzu',
  'dijo ',
  'según ',
  '“',
  '”',
  '« ',
  ' »',
  '„',
  '"',
  ', ',
  '. ',
  ': ',
  '\n\n',
  'Mara Oakes',
  'he ',
  'we go home ',
  'l’',
  '😀',
  '𝒳',
];
const reported = fc
  .array(fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...PIECES) }, anyText), { maxLength: 60 })
  .map((parts) => parts.join(''));

describe('any text', () => {
  it('gives candidates whose fragments lie in it, in order, apart, and snap to whole characters', () => {
    fc.assert(
      fc.property(
        reported,
        fc.constantFrom('en', 'fr-CA', 'de', 'es', 'ar', null, 'not a language'),
        fc.constantFrom('sourcemark/1' as const, 'verbatim' as const),
        (text, language, how) => {
          const map = createOffsetMap(text);
          for (const one of findAttributions(text, language, how).candidates) {
            expect(one.score).toBeGreaterThan(0);
            expect(one.score).toBeLessThanOrEqual(1);
            for (const part of [one.content, one.cue, one.source]) {
              let last = -1;
              for (const { start, end } of part?.fragments ?? []) {
                expect(start).toBeGreaterThan(last);
                expect(start).toBeLessThan(end);
                expect(end).toBeLessThanOrEqual(map.length);
                last = end;
              }
            }
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('of half a million characters is read in linear time', () => {
    const sentence = '“We had no warning,” said Mara Oakes, and he added that nobody came. ';
    const text = `${sentence.repeat(40)}\n\n`.repeat(180);
    expect(findAttributions(text, 'en', 'sourcemark/1').candidates.length).toBeGreaterThan(7_000);
    // One paragraph, too.
    const one = findAttributions(sentence.repeat(3_000), 'en', 'sourcemark/1');
    expect(one.candidates.length).toBeGreaterThan(2_000);
  });
});
