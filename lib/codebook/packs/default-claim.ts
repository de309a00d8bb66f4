import type {
  CodebookAttribute,
  CodebookCode,
  CodebookLayer,
  CodebookRelationType,
} from '../schema';
import { attribute, code, colour, english, french, option, text } from './define';

/** What can be checked, and what it is checked against. */
export const claimLayer: CodebookLayer = {
  key: 'claim',
  name: text('Verifiable claim', 'Affirmation vérifiable'),
  definition: text(
    'Statements that evidence could show to be right or wrong, whoever makes them, and the evidence that the article or the analyst brings for or against them.',
    'Les énoncés que des éléments de preuve pourraient confirmer ou infirmer, quel qu’en soit l’auteur, et les éléments que l’article ou l’analyste apporte pour ou contre eux.',
  ),
};

export const claimCodes: CodebookCode[] = [
  code({
    key: 'claim',
    layer: 'claim',
    name: text('Claim', 'Affirmation'),
    definition: text(
      'A statement about the world that can be checked: it says that something is, was or will be so, how much, or why. Mark one claim a span, without the attribution around it.',
      'Un énoncé sur le monde qui peut être vérifié : il dit que quelque chose est, a été ou sera, en quelle quantité, ou pourquoi. Marquez une affirmation par segment, sans l’attribution qui l’entoure.',
    ),
    include: [
      text(
        'Figures, causes, comparisons, statements about laws, and predictions precise enough to be held against the outcome.',
        'Les chiffres, causes, comparaisons, énoncés sur le droit, et prédictions assez précises pour être confrontées aux faits.',
      ),
      text(
        'Candidates that turn out not to be claims, when two analysts may differ: mark them and give the type “not a claim”.',
        'Les candidats qui se révèlent ne pas être des affirmations, si deux analystes peuvent diverger : marquez-les avec le type « pas une affirmation ».',
      ),
    ],
    exclude: [
      text(
        'Opinions, wishes, questions and promises without a checkable part.',
        'Les opinions, souhaits, questions et promesses sans partie vérifiable.',
      ),
    ],
    examples: [
      english('Oakes said [[ship traffic had fallen by a third since 2019]].'),
      french('[[Six pays ont signé l’accord]], dont deux enclavés.'),
    ],
    colour: colour('#2315c2', '#94c6f9'),
    shortcut: 'v',
    targets: ['span'],
    externalMappings: [
      { system: 'fullfact', type: 'claim' },
      { system: 'claimbuster', type: 'CFS' },
    ],
  }),
  code({
    key: 'evidence',
    layer: 'claim',
    name: text('Evidence', 'Élément de preuve'),
    definition: text(
      'Words in the article that bear on whether a claim is right: a figure with its origin, a document, a witness, a reference. For evidence outside the text, mark the claim’s article as a whole and give the capture or the link.',
      'Les mots de l’article qui permettent de juger une affirmation : un chiffre et son origine, un document, un témoin, une référence. Pour une preuve extérieure au texte, marquez l’article entier et donnez la capture ou le lien.',
    ),
    include: [
      text(
        'Evidence that speaks against the claim, and evidence that only puts it in context.',
        'Les éléments contraires à l’affirmation et ceux qui ne font que la mettre en contexte.',
      ),
    ],
    exclude: [
      text('The claim said again in other words.', 'L’affirmation répétée en d’autres termes.'),
    ],
    examples: [
      english('[[The port’s own register lists 412 arrivals in 2019 and 431 last year.]]'),
      french('[[Le registre du port fait état de 431 arrivées l’an dernier.]]'),
    ],
    colour: colour('#505103', '#fadf27'),
    shortcut: 'b',
    targets: ['span', 'article'],
  }),
];

export const claimAttributes: CodebookAttribute[] = [
  attribute({
    key: 'claim_type',
    layer: 'claim',
    code: 'claim',
    kind: 'choice',
    name: text('Type of claim', 'Type d’affirmation'),
    definition: text(
      'What sort of statement it is, after the scheme of Full Fact; take the part that a check would turn on.',
      'De quelle sorte d’énoncé il s’agit, d’après la grille de Full Fact ; retenez la partie sur laquelle porterait la vérification.',
    ),
    options: [
      option('personal_experience', 'Personal experience', 'Expérience personnelle'),
      option('quantity', 'Quantity', 'Quantité'),
      option('correlation_or_causation', 'Correlation or causation', 'Corrélation ou causalité'),
      option('law_or_rule', 'Law or rule', 'Loi ou règle'),
      option('prediction', 'Prediction', 'Prédiction'),
      option('other', 'Other', 'Autre'),
      option('not_a_claim', 'Not a claim', 'Pas une affirmation'),
    ],
  }),
  attribute({
    key: 'check_worthiness',
    layer: 'claim',
    code: 'claim',
    kind: 'choice',
    name: text('Check-worthiness', 'Intérêt d’une vérification'),
    definition: text(
      'Whether the public would want to know if it is true, after ClaimBuster.',
      'Si le public voudrait savoir si c’est vrai, d’après ClaimBuster.',
    ),
    options: [
      option('check_worthy_factual', 'Check-worthy factual', 'Factuel à vérifier'),
      option('unimportant_factual', 'Unimportant factual', 'Factuel sans importance'),
      option('non_factual', 'Non-factual', 'Non factuel'),
    ],
  }),
  attribute({
    key: 'normalised_text',
    layer: 'claim',
    code: 'claim',
    kind: 'text',
    name: text('Normalised text', 'Texte normalisé'),
    definition: text(
      'The claim as one sentence that can be understood without the article: names for pronouns, dates for “yesterday”.',
      'L’affirmation en une phrase compréhensible sans l’article : des noms au lieu des pronoms, des dates au lieu de « hier ».',
    ),
  }),
  attribute({
    key: 'claim_time',
    layer: 'claim',
    code: 'claim',
    kind: 'text',
    name: text('Time', 'Époque'),
    definition: text(
      'When it is said to hold, as exactly as the text allows.',
      'Quand cela est présenté comme vrai, aussi précisément que le texte le permet.',
    ),
  }),
  attribute({
    key: 'claim_place',
    layer: 'claim',
    code: 'claim',
    kind: 'text',
    name: text('Place', 'Lieu'),
    definition: text('Where it is said to hold.', 'Où cela est présenté comme vrai.'),
  }),
  attribute({
    key: 'asserted_by',
    layer: 'claim',
    code: 'claim',
    kind: 'choice',
    name: text('Asserted by', 'Affirmé par'),
    definition: text(
      'Whose word it is: the outlet’s own, or that of a source that it quotes.',
      'De qui vient la parole : du média lui-même ou d’une source qu’il cite.',
    ),
    options: [
      option('outlet', 'The outlet itself', 'Le média lui-même'),
      option('quoted_source', 'A quoted source', 'Une source citée'),
    ],
  }),
  attribute({
    key: 'verdict',
    layer: 'claim',
    code: 'claim',
    kind: 'text',
    name: text('Verdict', 'Verdict'),
    definition: text(
      'What the check found, on the project’s own scale or in free words; empty while unchecked.',
      'Le résultat de la vérification, sur l’échelle du projet ou en termes libres ; vide tant que rien n’est vérifié.',
    ),
  }),
  attribute({
    key: 'evidence_kind',
    layer: 'claim',
    code: 'evidence',
    kind: 'choice',
    name: text('Kind of evidence', 'Nature de la preuve'),
    definition: text(
      'Where it is: words of this article, a capture kept in the project, or a link.',
      'Où elle se trouve : des mots de cet article, une capture conservée dans le projet, ou un lien.',
    ),
    options: [
      option('span', 'Span', 'Segment'),
      option('capture', 'Capture', 'Capture'),
      option('link', 'Link', 'Lien'),
    ],
  }),
  attribute({
    key: 'evidence_reference',
    layer: 'claim',
    code: 'evidence',
    kind: 'text',
    name: text('Reference', 'Référence'),
    definition: text(
      'The address of the link, or the SHA-256 of the capture.',
      'L’adresse du lien ou l’empreinte SHA-256 de la capture.',
    ),
  }),
  attribute({
    key: 'evidence_title',
    layer: 'claim',
    code: 'evidence',
    kind: 'text',
    name: text('Title', 'Titre'),
    definition: text(
      'What the document at that address calls itself.',
      'Le titre que se donne le document à cette adresse.',
    ),
  }),
  attribute({
    key: 'evidence_accessed',
    layer: 'claim',
    code: 'evidence',
    kind: 'date',
    name: text('Looked at on', 'Consulté le'),
    definition: text(
      'The day on which the address showed what is meant.',
      'Le jour où l’adresse montrait ce qui est visé.',
    ),
  }),
];

export const claimRelationTypes: CodebookRelationType[] = [
  {
    key: 'asserted_in',
    name: text('asserted in', 'affirmé dans'),
    definition: text(
      'The claim is made within this attributed content. A claim without this relation is in the outlet’s own voice.',
      'L’affirmation est faite dans ce contenu attribué. Une affirmation sans cette relation relève de la voix du média.',
    ),
    symmetric: false,
    from: ['claim'],
    to: ['content'],
    externalMappings: [],
  },
  {
    key: 'supported_by',
    name: text('supported by', 'étayé par'),
    definition: text(
      'The evidence speaks for the claim.',
      'L’élément de preuve va dans le sens de l’affirmation.',
    ),
    symmetric: false,
    from: ['claim'],
    to: ['evidence'],
    externalMappings: [],
  },
  {
    key: 'refuted_by',
    name: text('refuted by', 'réfuté par'),
    definition: text(
      'The evidence speaks against the claim.',
      'L’élément de preuve contredit l’affirmation.',
    ),
    symmetric: false,
    from: ['claim'],
    to: ['evidence'],
    externalMappings: [],
  },
  {
    key: 'put_in_context_by',
    name: text('put in context by', 'mis en contexte par'),
    definition: text(
      'The evidence neither confirms nor refutes the claim but changes how it is to be understood.',
      'L’élément de preuve ne confirme ni ne réfute l’affirmation, mais change la façon de la comprendre.',
    ),
    symmetric: false,
    from: ['claim'],
    to: ['evidence'],
    externalMappings: [],
  },
  {
    key: 'same_as',
    name: text('same as', 'identique à'),
    definition: text(
      'Both say the same about the same time and place, in whatever words, in the same article or in another.',
      'Les deux disent la même chose du même moment et du même lieu, quels que soient les mots, dans le même article ou dans un autre.',
    ),
    symmetric: true,
    from: ['claim'],
    to: ['claim'],
    externalMappings: [],
  },
  {
    key: 'contradicts',
    name: text('contradicts', 'contredit'),
    definition: text('Both cannot be true.', 'Les deux ne peuvent être vraies ensemble.'),
    symmetric: true,
    from: ['claim'],
    to: ['claim'],
    externalMappings: [],
  },
  {
    key: 'updates',
    name: text('updates', 'actualise'),
    definition: text(
      'The claim replaces an older one, which it does not call wrong: a later count, a newer state.',
      'L’affirmation en remplace une plus ancienne sans la dire fausse : un décompte ultérieur, un état plus récent.',
    ),
    symmetric: false,
    from: ['claim'],
    to: ['claim'],
    externalMappings: [],
  },
];
