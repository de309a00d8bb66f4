import { type CueLexicon, formsOf, listOf } from './lexicon';

/** Present, past and subjunctive of weak verbs, third persons. */
function* weak(lemmas: ReadonlySet<string>): Generator<string> {
  for (const lemma of lemmas) {
    const stem = lemma.replace(/e?n$/, '');
    const link = /[td]$/.test(stem) ? 'e' : '';
    yield* [`${stem}${link}t`, lemma, `${stem}${link}te`, `${stem}${link}ten`];
  }
}

function* weakParticiples(lemmas: ReadonlySet<string>): Generator<string> {
  for (const lemma of lemmas) {
    const stem = lemma.replace(/e?n$/, '');
    const link = /[td]$/.test(stem) ? 'e' : '';
    const ge = /^(?:be|er|ver|ent|ge|zer)|ieren$/.test(lemma) ? '' : 'ge';
    yield `${ge}${stem}${link}t`;
  }
}

const SAYS = listOf(
  'sagen erklären betonen behaupten versichern berichten erläutern erwidern bekräftigen beteuern',
  'bestätigen warnen antworten ergänzen beklagen bemängeln kommentieren argumentieren erzählen',
  'bedauern schildern prophezeien kritisieren twittern unterstreichen begründen',
);
const MAY_SAY = listOf(
  'melden meinen glauben fordern fragen hoffen vermuten zeigen urteilen resümieren rechnen erinnern',
  'verlangen sprechen loben befürchten fürchten schätzen bezeichnen nennen raten spotten',
);

export const GERMAN: CueLexicon = {
  language: 'de',
  finite: formsOf([
    ['says', weak(SAYS)],
    ['says', listOf('sagt sagte sagten schrieb schreibt schrieben widersprach widerspricht')],
    ['says', listOf('unterstrich unterstreicht verspricht versprach')],
    ['may_say', weak(MAY_SAY)],
    ['may_say', listOf('hieß heißt nannte nannten sprach sprachen weiß wusste findet fand')],
    // The first halves of separable verbs: nothing without their second half.
    [
      'may_say',
      listOf('fügt fügte fügten teilt teilte teilten gibt gab gaben räumt räumte räumten'),
    ],
    ['may_say', listOf('kündigt kündigte kündigten weist wies wiesen hält hielt führt führte')],
    ['may_say', listOf('stellt stellte merkt merkte wirft warf lehnt lehnte legte legt')],
  ]),
  participles: formsOf([
    ['says', weakParticiples(SAYS)],
    ['says', listOf('geschrieben widersprochen versprochen mitgeteilt hinzugefügt angekündigt')],
    ['says', listOf('eingeräumt angegeben zurückgewiesen unterstrichen')],
    ['may_say', weakParticiples(MAY_SAY)],
    ['may_say', listOf('genannt gesprochen')],
  ]),
  auxiliaries: listOf('hat haben hatte hatten habe hätte hätten'),
  adverbs: listOf('auch zudem weiter später bereits erneut dann nun außerdem dagegen jedoch'),
  particles: new Map<string, readonly string[]>([
    ...['fügt', 'fügte', 'fügten'].map((form) => [form, ['hinzu', 'an']] as const),
    ...['teilt', 'teilte', 'teilten'].map((form) => [form, ['mit']] as const),
    ...['gibt', 'gab', 'gaben'].map((form) => [form, ['an', 'zu', 'bekannt']] as const),
    ...['räumt', 'räumte', 'räumten'].map((form) => [form, ['ein']] as const),
    ...['kündigt', 'kündigte', 'kündigten'].map((form) => [form, ['an']] as const),
    ...['weist', 'wies', 'wiesen'].map((form) => [form, ['zurück', 'hin', 'darauf']] as const),
    ...['hält', 'hielt'].map((form) => [form, ['fest', 'entgegen']] as const),
    ...['führt', 'führte'].map((form) => [form, ['aus', 'an']] as const),
    ...['stellt', 'stellte'].map((form) => [form, ['fest', 'klar']] as const),
    ...['merkt', 'merkte'].map((form) => [form, ['an']] as const),
    ...['wirft', 'warf'].map((form) => [form, ['vor', 'ein']] as const),
    ...['lehnt', 'lehnte'].map((form) => [form, ['ab']] as const),
    ...['legt', 'legte'].map((form) => [form, ['nach', 'dar']] as const),
  ]),
  accordingTo: [
    'laut',
    'nach angaben',
    'nach aussage',
    'nach ansicht',
    'nach einschätzung',
    'gemäß',
  ],
  accordingAfter: ['zufolge'],
  nouns: listOf(
    'behauptung aussage erklärung ankündigung vorwurf warnung annahme hoffnung befürchtung',
    'überzeugung these vermutung einschätzung forderung mitteilung',
  ),
  complementisers: listOf('dass ob daß wie warum'),
  pronouns: listOf('er sie es wir ich man'),
  stops: listOf(
    'und aber oder denn dass weil während als wenn doch sondern nachdem bevor ob',
    'sei seien ist sind war waren habe haben hat werde wird werden wurde wurden könne soll sollen muss',
  ),
  notSource: listOf(
    'am im in auf bei nach vor zu zum zur mit dass ob weil und aber gegenüber heute gestern montag',
    'dienstag mittwoch donnerstag freitag samstag sonntag sich nicht an über von für',
  ),
};
