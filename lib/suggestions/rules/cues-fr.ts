import { type CueLexicon, formsOf, listOf } from './lexicon';

/** `rappeler` doubles its l, `révéler` opens its é, before a mute ending. */
function muteStem(stem: string): string {
  if (stem.endsWith('appel')) return `${stem}l`;
  return stem.replace(/[eé]([^aeiouéè])$/, 'è$1');
}

function* finite(lemmas: ReadonlySet<string>): Generator<string> {
  for (const lemma of lemmas) {
    const stem = lemma.slice(0, -2);
    const soft = stem.endsWith('g') ? `${stem}e` : stem.replace(/c$/, 'ç');
    const mute = muteStem(stem);
    yield* [`${mute}e`, `${mute}ent`, `${soft}ait`, `${soft}aient`, `${soft}a`, `${stem}èrent`];
    yield* [`${soft}ant`, `${stem}erait`, `${stem}eraient`, `${stem}era`, `${stem}eront`];
  }
}

function* participles(lemmas: ReadonlySet<string>): Generator<string> {
  for (const lemma of lemmas) yield `${lemma.slice(0, -2)}é`;
}

const SAYS = listOf(
  'affirmer déclarer assurer expliquer ajouter estimer indiquer préciser annoncer confier rappeler',
  'souligner raconter témoigner insister répliquer rétorquer avancer avouer concéder confirmer',
  'alerter marteler lancer résumer glisser regretter nuancer assener asséner signaler plaider',
  'déplorer argumenter ironiser tempérer poursuivre commenter constater juger murmurer tweeter',
  'protester clamer révéler dénoncer certifier',
);
const MAY_SAY = listOf(
  'noter observer montrer évoquer espérer demander penser exiger critiquer accuser qualifier appeler',
  'citer pointer suggérer imaginer considérer supposer redouter conseiller recommander interroger',
  'contester réclamer saluer relever relater rapporter reprocher démentir trouver',
);

export const FRENCH: CueLexicon = {
  language: 'fr',
  finite: formsOf([
    ['says', finite(SAYS)],
    ['says', listOf('dit disent disait disaient dirent dirait diraient disant')],
    ['says', listOf('soutient soutiennent soutenait soutint prétend prétendent prétendait')],
    ['says', listOf('répond répondent répondait répondit reconnaît reconnaissent reconnaissait')],
    [
      'says',
      listOf('poursuit poursuivent poursuivait conclut concluent concluait admet admettent'),
    ],
    ['says', listOf('promet promettent promettait prévient préviennent prévenait maintient')],
    ['says', listOf('écrit écrivent écrivait écrivit dément démentent')],
    ['may_say', finite(MAY_SAY)],
    ['may_say', listOf('croit croient croyait craint craignent craignait voit sait savent veut')],
    ['may_say', listOf('reprend reprennent reprenait fait sourit soupire relève')],
  ]),
  participles: formsOf([
    ['says', participles(SAYS)],
    ['says', listOf('dit soutenu prétendu répondu reconnu poursuivi conclu admis promis prévenu')],
    ['says', listOf('maintenu écrit démenti')],
    ['may_say', participles(MAY_SAY)],
    ['may_say', listOf('cru craint repris fait')],
  ]),
  auxiliaries: listOf('a ont avait avaient aurait auraient eut ai as est sont'),
  adverbs: listOf(
    'également aussi encore déjà ensuite notamment pourtant même toutefois récemment ainsi t',
    'clairement simplement publiquement toujours bien par ailleurs n ne l y en s se lui leur pas',
  ),
  particles: new Map<string, readonly string[]>([
    ['fait', ['valoir', 'savoir', 'remarquer', 'observer']],
    ['font', ['valoir', 'savoir', 'remarquer', 'observer']],
  ]),
  accordingTo: [
    'selon',
    'd après',
    'à en croire',
    'aux yeux de',
    'de l avis de',
    'de l aveu de',
    'aux dires de',
    'de source',
    'pour reprendre les mots de',
  ],
  accordingAfter: [],
  nouns: listOf(
    'affirmation affirmations annonce déclaration idée argument accusation accusations promesse',
    'crainte craintes espoir conviction hypothèse thèse rumeur rumeurs information informations',
  ),
  complementisers: listOf('que qu si combien pourquoi comment'),
  pronouns: listOf('il elle ils elles on je nous vous celui celle ceux celles celui-ci lui eux'),
  stops: listOf(
    'et mais ou où donc car quand lorsque lorsqu tandis alors puisque puisqu parce comme si que qu',
    'qui dont laquelle lequel après avant depuis pendant cependant',
  ),
  notSource: listOf(
    'à au aux en dans sur lors avec par pour que qu de d lundi mardi mercredi jeudi vendredi samedi',
    'dimanche hier aujourd demain ce cette mais et après avant depuis devant auprès vouloir avoir être',
    'ne pas si comme quand lorsque n non oui',
  ),
};
