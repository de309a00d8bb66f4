import { type CueLexicon, formsOf, listOf } from './lexicon';

const DOUBLING = listOf('admit');

/** The present, past and -ing forms of regular English verbs. */
function* regular(lemmas: ReadonlySet<string>): Generator<string> {
  for (const lemma of lemmas) {
    const stem = DOUBLING.has(lemma) ? lemma + lemma.at(-1) : lemma;
    if (/[^aeiou]y$/.test(lemma)) {
      yield* [lemma, `${lemma.slice(0, -1)}ies`, `${lemma.slice(0, -1)}ied`, `${lemma}ing`];
    } else if (lemma.endsWith('e')) {
      yield* [lemma, `${lemma}s`, `${lemma}d`, `${lemma.slice(0, -1)}ing`];
    } else {
      yield* [lemma, /(?:s|x|ch|sh)$/.test(lemma) ? `${lemma}es` : `${lemma}s`];
      yield* [`${stem}ed`, `${stem}ing`];
    }
  }
}

/** After the reporting verbs of PARC 3 and the commonest of news style guides. */
const SAYS = listOf(
  'argue insist assert allege contend declare acknowledge admit explain announce warn reply',
  'joke quip concede reiterate stress emphasize emphasise complain confirm testify predict suggest',
  'exclaim lament recount boast muse opine retort proclaim claim predict deny vow caution',
  'maintain profess recall',
);
const MAY_SAY = listOf(
  'add note report state comment reveal disclose believe hope fear shout respond ask call describe',
  'agree promise urge demand answer propose accuse criticize criticise blame question cite quote',
  'express conclude estimate indicate imply hint signal expect doubt worry wonder observe',
  'argue learn pledge praise dismiss denounce condemn blast slam mock label dub brand advise order',
  'recommend guess assume suspect calculate demonstrate determine discover forecast imagine consider',
  'remark tweet mention repeat charge counter interject continue whisper yell cry post declare request rule want',
);

export const ENGLISH: CueLexicon = {
  language: 'en',
  finite: formsOf([
    ['says', listOf('say says said saying tell tells told telling')],
    ['says', regular(SAYS)],
    ['may_say', regular(MAY_SAY)],
    ['may_say', listOf('think thinks thought know knows knew write writes wrote written writing')],
    ['may_say', listOf('find finds found show shows showed shown see sees saw hear hears heard')],
    ['may_say', listOf('feel feels felt swear swears swore understand understands understood')],
    ['may_say', listOf('mean means meant speak speaks spoke teach taught point pointed points')],
  ]),
  participles: formsOf([]),
  auxiliaries: listOf('has have had is are was were been being be will would could did does do ve'),
  adverbs: listOf(
    'also later then again repeatedly reportedly allegedly wrongly falsely publicly privately',
    'recently previously once never not even still now often simply once further flatly openly',
    'already just always too t',
  ),
  particles: new Map<string, readonly string[]>([
    ['point', ['out']],
    ['points', ['out']],
    ['pointed', ['out']],
  ]),
  accordingTo: ['according to', 'in the words of', 'in the view of', 'in the opinion of'],
  accordingAfter: [],
  nouns: listOf(
    'claim claims assertion allegation allegations argument statement announcement warning belief',
    'suggestion idea notion view fear fears hope hopes conclusion admission evidence prediction',
    'accusation accusations report reports rumor rumors concern concerns complaint promise fact',
  ),
  complementisers: listOf('that whether if how why'),
  pronouns: listOf('he she they it we i you who this that these those'),
  stops: listOf(
    'and but while when where which that because although though as if since after before until',
    'so or nor yet then whether than however meanwhile',
  ),
  notSource: listOf(
    'on in at during after before when while as to that by of for with about from through via late',
    'early last this next earlier later today yesterday tomorrow monday tuesday wednesday thursday',
    'friday saturday sunday and but if how why what whether there so it would will could',
  ),
};
