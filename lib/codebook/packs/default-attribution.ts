import type { CodebookAttribute, CodebookCode, CodebookLayer } from '../schema';
import { attribute, code, colour, english, french, option, text } from './define';

/** Who is said to say what: sources, cues and contents, after PARC 3 and PolNeAR. */
export const attributionLayer: CodebookLayer = {
  key: 'attribution',
  name: text('Attribution', 'Attribution'),
  definition: text(
    'Who is said to have said, written, thought or known what. Each attribution joins the words attributed to the source that they are credited to and to the words that make the link.',
    'Qui est présenté comme ayant dit, écrit, pensé ou su quoi. Chaque attribution relie les propos attribués à la source à laquelle on les prête et aux mots qui font le lien.',
  ),
};

export const attributionCodes: CodebookCode[] = [
  code({
    key: 'source',
    layer: 'attribution',
    name: text('Source', 'Source'),
    definition: text(
      'The person, body or document to whom the article credits a statement, a thought or a piece of knowledge. Mark the whole noun phrase as it stands in the text, with its titles and appositions.',
      'La personne, l’organisme ou le document à qui l’article prête un propos, une pensée ou une information. Marquez tout le groupe nominal tel qu’il figure dans le texte, avec ses titres et appositions.',
    ),
    include: [
      text(
        'Anonymous and collective sources (“two officials”, “residents”), pronouns that stand for a source, and documents that “say” something.',
        'Les sources anonymes et collectives (« deux responsables », « des riverains »), les pronoms qui tiennent lieu de source et les documents qui « disent » quelque chose.',
      ),
      text(
        'A news agency or an outlet that relays somebody else’s words: it is the source of the outer attribution.',
        'L’agence ou le média qui relaie les propos d’autrui : c’est la source de l’attribution englobante.',
      ),
    ],
    exclude: [
      text(
        'People who are only talked about, and those to whom the words were spoken.',
        'Les personnes dont on parle seulement et celles à qui les propos ont été adressés.',
      ),
    ],
    examples: [
      english('[[Mara Oakes, the harbour master,]] said the quay would stay shut until Friday.'),
      french('Selon [[deux responsables du port]], le quai restera fermé jusqu’à vendredi.'),
    ],
    colour: colour('#1e7fb6', '#2fb5d8'),
    shortcut: 's',
    targets: ['span'],
  }),
  code({
    key: 'cue',
    layer: 'attribution',
    name: text('Cue', 'Marqueur'),
    definition: text(
      'The words or signs that tie a content to its source: a reporting verb, an according-to phrase, a noun such as “claim”, or punctuation alone. Mark the smallest stretch that carries the link, with auxiliaries, negation and adverbs that change its force.',
      'Les mots ou signes qui rattachent un contenu à sa source : verbe de parole, locution du type « selon », nom comme « affirmation », ou ponctuation seule. Marquez le plus petit segment qui porte le lien, avec les auxiliaires, la négation et les adverbes qui en changent la force.',
    ),
    include: [
      text(
        'Verbs of saying, writing, thinking and knowing (“wrongly claimed”, “is said to fear”), and the French conditional when it alone marks hearsay.',
        'Les verbes de parole, d’écriture, de pensée et de savoir (« a prétendu à tort », « craindrait ») et le conditionnel lorsqu’il marque seul le ouï-dire.',
      ),
    ],
    exclude: [
      text(
        'Quotation marks when a verb or phrase already makes the link.',
        'Les guillemets lorsqu’un verbe ou une locution fait déjà le lien.',
      ),
    ],
    examples: [
      english('Mara Oakes [[repeatedly denied]] that the quay had been inspected.'),
      french('[[D’après]] le rapport, la digue a cédé en moins d’une heure.'),
    ],
    colour: colour('#f438a6', '#fdbde7'),
    shortcut: 'c',
    targets: ['span'],
  }),
  code({
    key: 'content',
    layer: 'attribution',
    name: text('Content', 'Contenu'),
    definition: text(
      'What the source is said to have said, written, thought or known. Mark all of it and nothing else; when the cue or the source stands in the middle, mark the pieces as one discontinuous span.',
      'Ce que la source est présentée comme ayant dit, écrit, pensé ou su. Marquez tout le propos et rien d’autre ; si le marqueur ou la source s’y intercale, marquez les morceaux comme un seul segment discontinu.',
    ),
    include: [
      text(
        'Direct quotations with their quotation marks, reported speech, and mixtures of both.',
        'Les citations directes avec leurs guillemets, le discours rapporté et leurs mélanges.',
      ),
      text(
        'A content inside another content, as an attribution of its own.',
        'Un contenu enchâssé dans un autre, comme attribution à part entière.',
      ),
    ],
    exclude: [
      text(
        'What the outlet states in its own voice, even where it is likely that somebody told it.',
        'Ce que le média affirme en son propre nom, même si quelqu’un le lui a probablement dit.',
      ),
    ],
    examples: [
      english(
        '[[“We had no warning,”]] Oakes said, [[“and no time.”]]',
        text('One content in two fragments.', 'Un seul contenu en deux fragments.'),
      ),
      french('Le maire assure que [[les travaux finiront avant l’hiver]].'),
    ],
    colour: colour('#195307', '#368223'),
    shortcut: 'q',
    targets: ['span'],
  }),
  code({
    key: 'attribution',
    layer: 'attribution',
    name: text('Attribution', 'Attribution'),
    definition: text(
      'One act of attributing: it joins a content to its sources and cues. Where no source is named or implied, say that the source is absent instead of leaving the place empty.',
      'Un acte d’attribution : il relie un contenu à ses sources et à ses marqueurs. Si aucune source n’est nommée ni sous-entendue, indiquez que la source est absente au lieu de laisser la place vide.',
    ),
    include: [
      text(
        'A second content when one cue governs two stretches that are not one utterance.',
        'Un second contenu lorsqu’un même marqueur régit deux passages qui ne forment pas un seul propos.',
      ),
      text(
        'Nested attributions: the inner one is wholly inside the content of the outer one.',
        'Les attributions enchâssées : l’intérieure se trouve tout entière dans le contenu de l’extérieure.',
      ),
    ],
    exclude: [
      text(
        'An event that nobody is said to have uttered, thought or known.',
        'Un fait que personne n’est présenté comme ayant énoncé, pensé ou su.',
      ),
    ],
    examples: [
      french(
        '[[Selon l’agence Vesta, le ministre a déclaré que la frontière resterait ouverte.]]',
        text(
          'Two attributions: the agency’s, and inside it the minister’s.',
          'Deux attributions : celle de l’agence et, à l’intérieur, celle du ministre.',
        ),
      ),
      english(
        '[[It is feared that the bridge will not be rebuilt.]]',
        text('Cue and content, source absent.', 'Marqueur et contenu, source absente.'),
      ),
    ],
    colour: colour('#5a00a1', '#9a4cf6'),
    shortcut: 'a',
    targets: ['composite'],
    roles: [
      { role: 'source', name: text('Source', 'Source'), codes: ['source'], min: 0, max: null },
      { role: 'cue', name: text('Cue', 'Marqueur'), codes: ['cue'], min: 0, max: null },
      { role: 'content', name: text('Content', 'Contenu'), codes: ['content'], min: 1, max: 1 },
      {
        role: 'content2',
        name: text('Second content', 'Second contenu'),
        codes: ['content'],
        min: 0,
        max: 1,
      },
    ],
  }),
];

const sourceAttributes: CodebookAttribute[] = [
  attribute({
    key: 'source_naming',
    layer: 'attribution',
    code: 'source',
    kind: 'choice',
    name: text('Naming', 'Désignation'),
    definition: text(
      'How exactly a reader can tell who the source is, from this mention and its near context.',
      'Avec quelle précision le lecteur peut savoir qui est la source, d’après cette mention et son contexte proche.',
    ),
    options: [
      option('named', 'Named', 'Nommée'),
      option('role_only', 'Role only', 'Fonction seule'),
      option('anonymous', 'Anonymous', 'Anonyme'),
      option('collective', 'Collective', 'Collective'),
      option('implicit', 'Implicit', 'Implicite'),
    ],
  }),
  attribute({
    key: 'source_kind',
    layer: 'attribution',
    code: 'source',
    kind: 'choice',
    name: text('Kind of source', 'Type de source'),
    definition: text(
      'In what capacity the source speaks here; a minister at a party rally speaks as a person, at a government briefing as the government.',
      'À quel titre la source parle ici ; un ministre parle comme personne dans un meeting, comme gouvernement lors d’un point de presse officiel.',
    ),
    options: [
      option('person', 'Person', 'Personne'),
      option('government', 'Government', 'Pouvoirs publics'),
      option('military', 'Military', 'Forces armées'),
      option('company', 'Company', 'Entreprise'),
      option('media', 'Media or agency', 'Média ou agence'),
      option('ngo', 'NGO', 'ONG'),
      option('expert', 'Expert', 'Expert'),
      option('document', 'Document', 'Document'),
      option('public', 'Public', 'Public'),
      option('other', 'Other', 'Autre'),
    ],
  }),
  attribute({
    key: 'actor',
    layer: 'attribution',
    code: 'source',
    kind: 'actor',
    name: text('Actor', 'Acteur'),
    definition: text(
      'The person or body meant, written the same way in each article.',
      'La personne ou l’organisme visé, écrit de la même façon dans chaque article.',
    ),
  }),
  attribute({
    key: 'anonymity_reason',
    layer: 'attribution',
    code: 'source',
    kind: 'text',
    name: text('Reason given for anonymity', 'Motif de l’anonymat'),
    definition: text(
      'The reason that the article itself gives for not naming the source, in its own words.',
      'Le motif que l’article donne lui-même pour ne pas nommer la source, dans ses propres mots.',
    ),
  }),
];

const cueAttributes: CodebookAttribute[] = [
  attribute({
    key: 'cue_kind',
    layer: 'attribution',
    code: 'cue',
    kind: 'choice',
    name: text('Kind of cue', 'Type de marqueur'),
    definition: text('By what means the link is made.', 'Par quel moyen le lien est établi.'),
    options: [
      option('reporting_verb', 'Reporting verb', 'Verbe de parole'),
      option('according_to', 'According-to phrase', 'Locution du type « selon »'),
      option('punctuation', 'Punctuation', 'Ponctuation'),
      option('noun', 'Noun', 'Nom'),
    ],
  }),
  attribute({
    key: 'cue_stance',
    layer: 'attribution',
    code: 'cue',
    kind: 'choice',
    name: text('Stance', 'Positionnement'),
    definition: text(
      'How the outlet places itself towards the content by its choice of cue: it reports (said), endorses (revealed), keeps its distance (alleged) or hedges (reportedly).',
      'Comment le média se situe par rapport au contenu par son choix de marqueur : il rapporte (a dit), cautionne (a révélé), prend ses distances (prétend) ou modalise (aurait dit).',
    ),
    options: [
      option('neutral', 'Neutral', 'Neutre'),
      option('endorsing', 'Endorsing', 'Cautionnant'),
      option('distancing', 'Distancing', 'Distanciant'),
      option('hedged', 'Hedged', 'Modalisé'),
    ],
  }),
];

const contentAttributes: CodebookAttribute[] = [
  attribute({
    key: 'quotation',
    layer: 'attribution',
    code: 'content',
    kind: 'choice',
    name: text('Quotation', 'Citation'),
    definition: text(
      'Whether the source’s own words are given: all within quotation marks, none, or some.',
      'Si les mots mêmes de la source sont donnés : tous entre guillemets, aucun, ou certains.',
    ),
    options: [
      option('direct', 'Direct', 'Directe'),
      option('indirect', 'Indirect', 'Indirecte'),
      option('mixed', 'Mixed', 'Mixte'),
    ],
  }),
  attribute({
    key: 'factuality',
    layer: 'attribution',
    code: 'content',
    kind: 'choice',
    name: text('Factuality', 'Factualité'),
    definition: text(
      'How sure of the content the source is shown to be.',
      'Avec quel degré de certitude la source est présentée comme tenant le contenu pour vrai.',
    ),
    options: [
      option('certain', 'Certain', 'Certain'),
      option('probable', 'Probable', 'Probable'),
      option('possible', 'Possible', 'Possible'),
      option('unknown', 'Unknown', 'Inconnu'),
    ],
  }),
  attribute({
    key: 'polarity',
    layer: 'attribution',
    code: 'content',
    kind: 'choice',
    name: text('Polarity', 'Polarité'),
    definition: text(
      'Whether the source is shown to assert the content or to deny it.',
      'Si la source est présentée comme affirmant le contenu ou comme le niant.',
    ),
    options: [
      option('positive', 'Positive', 'Positive'),
      option('negative', 'Negative', 'Négative'),
    ],
  }),
];

export const attributionAttributes: CodebookAttribute[] = [
  ...sourceAttributes,
  ...cueAttributes,
  ...contentAttributes,
  attribute({
    key: 'source_presence',
    layer: 'attribution',
    code: 'attribution',
    kind: 'choice',
    name: text('Presence of the source', 'Présence de la source'),
    definition: text(
      'Whether the article says, in whatever form, to whom the content is credited. Absent means that no words in the text stand for the source.',
      'Si l’article dit, sous quelque forme que ce soit, à qui le contenu est prêté. Absente signifie qu’aucun mot du texte ne tient lieu de source.',
    ),
    options: [option('stated', 'Stated', 'Exprimée'), option('absent', 'Absent', 'Absente')],
  }),
];
