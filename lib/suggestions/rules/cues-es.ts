import { type CueLexicon, formsOf, listOf } from './lexicon';

function* finite(lemmas: ReadonlySet<string>): Generator<string> {
  for (const lemma of lemmas) {
    const stem = lemma.slice(0, -2);
    if (lemma.endsWith('ar')) {
      yield* [`${stem}a`, `${stem}an`, `${stem}ó`, `${stem}aron`, `${stem}aba`, `${stem}aban`];
      yield* [`${stem}aría`, `${stem}ará`, `${stem}ando`];
    } else {
      yield* [`${stem}e`, `${stem}en`, `${stem}ió`, `${stem}ieron`, `${stem}ía`, `${stem}ían`];
      yield* [`${stem}iría`, `${stem}iendo`];
    }
  }
}

function* participles(lemmas: ReadonlySet<string>): Generator<string> {
  for (const lemma of lemmas) yield lemma.slice(0, -2) + (lemma.endsWith('ar') ? 'ado' : 'ido');
}

const SAYS = listOf(
  'afirmar declarar asegurar explicar señalar indicar precisar anunciar confirmar subrayar relatar',
  'lamentar destacar agregar replicar comentar aclarar denunciar insistir añadir admitir manifestar',
  'recalcar aseverar matizar argumentar puntualizar apuntar alegar informar contar zanjar',
);
const MAY_SAY = listOf(
  'revelar opinar criticar acusar exigir preguntar pensar creer considerar calificar esperar estimar',
  'citar mostrar expresar alertar avisar prometer responder temer llamar observar',
);

export const SPANISH: CueLexicon = {
  language: 'es',
  finite: formsOf([
    ['says', finite(SAYS)],
    ['says', listOf('dice dicen dijo dijeron decía decían diría diciendo')],
    [
      'says',
      listOf('sostiene sostienen sostuvo sostuvieron advierte advierten advirtió advirtieron'),
    ],
    [
      'says',
      listOf('reconoce reconocen reconoció reconocieron concluye concluyó prosigue prosiguió'),
    ],
    ['says', listOf('cuenta cuentan niega niegan negó negaron recuerda recuerdan recordó escribe')],
    ['says', listOf('escribió escribieron mantiene mantuvo asevera contesta contestó')],
    ['may_say', finite(MAY_SAY)],
    ['may_say', listOf('piensa piensan pide piden pidió cree creen sabe')],
  ]),
  participles: formsOf([
    ['says', participles(SAYS)],
    ['says', listOf('dicho sostenido advertido reconocido concluido negado recordado escrito')],
    ['may_say', participles(MAY_SAY)],
  ]),
  auxiliaries: listOf('ha han había habían habría habrían hubo he'),
  adverbs: listOf('también además ya luego después aún incluso no se lo le les'),
  particles: new Map(),
  accordingTo: [
    'según',
    'de acuerdo con',
    'a juicio de',
    'en palabras de',
    'en opinión de',
    'conforme a',
  ],
  accordingAfter: [],
  nouns: listOf(
    'afirmación afirmaciones declaración anuncio acusación acusaciones promesa temor idea argumento',
    'advertencia hipótesis convicción rumor rumores denuncia',
  ),
  complementisers: listOf('que si cómo'),
  pronouns: listOf('él ella ellos ellas yo nosotros este esta usted quien'),
  stops: listOf(
    'y e pero o u cuando mientras porque aunque como si que donde tras antes después sino',
  ),
  notSource: listOf(
    'a al en de del ante durante con por para que lunes martes miércoles jueves viernes sábado domingo',
    'ayer hoy mañana este esta y pero tras sobre desde si no lo',
  ),
};
