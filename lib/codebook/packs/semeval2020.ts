import type { CodebookCode, CodebookPack, Colour } from '../schema';
import { code, colour, english, text } from './define';

interface Technique {
  readonly key: string;
  /** As in the corpus's label files. */
  readonly type: string;
  readonly name: readonly [en: string, fr: string];
  readonly definition: readonly [en: string, fr: string];
  readonly include: readonly [en: string, fr: string];
  readonly exclude: readonly [en: string, fr: string];
  readonly example: string;
  readonly colour: Colour;
}

const techniques: readonly Technique[] = [
  {
    key: 'appeal_to_authority',
    type: 'Appeal_to_Authority',
    name: ['Appeal to authority', 'Argument d’autorité'],
    definition: [
      'A claim is said to be true only because a person or body of standing says so, with no other support.',
      'Une affirmation est dite vraie pour la seule raison qu’une autorité le dit, sans autre appui.',
    ],
    include: [
      'Authorities in another field than the one at issue.',
      'Les autorités d’un autre domaine que celui en cause.',
    ],
    exclude: [
      'An expert quoted on facts of their own field.',
      'Un expert cité sur les faits de son propre domaine.',
    ],
    example: '[[If the admiral himself calls the dam safe, who are we to doubt it?]]',
    colour: colour('#9c5859', '#cd8584'),
  },
  {
    key: 'appeal_to_fear_prejudice',
    type: 'Appeal_to_fear-prejudice',
    name: ['Appeal to fear or prejudice', 'Appel à la peur ou aux préjugés'],
    definition: [
      'Support is sought by raising fear or panic about the alternative, or by playing on prejudice against a group.',
      'On cherche l’adhésion en suscitant la peur de l’autre issue ou en jouant sur les préjugés contre un groupe.',
    ],
    include: [
      'Threatening pictures of what would follow.',
      'Les tableaux menaçants de ce qui suivrait.',
    ],
    exclude: ['A sober warning with its grounds.', 'Une mise en garde mesurée et motivée.'],
    example: '[[Open the locks once, and there will be no valley left for our children.]]',
    colour: colour('#772703', '#ba5702'),
  },
  {
    key: 'bandwagon_reductio_ad_hitlerum',
    type: 'Bandwagon,Reductio_ad_hitlerum',
    name: ['Bandwagon, reductio ad Hitlerum', 'Effet de mode, reductio ad Hitlerum'],
    definition: [
      'The reader should agree because everybody does, or disagree because a hated group agrees.',
      'Le lecteur devrait approuver parce que tout le monde approuve, ou désapprouver parce qu’un groupe honni approuve.',
    ],
    include: [
      '“Everyone already knows”; comparison with tyrants.',
      '« Tout le monde sait déjà » ; comparaison avec des tyrans.',
    ],
    exclude: ['The plain report of a majority.', 'Le simple constat d’une majorité.'],
    example: '[[Every decent town has already signed; only the cranks hold out.]]',
    colour: colour('#715b13', '#f4a437'),
  },
  {
    key: 'black_and_white_fallacy',
    type: 'Black-and-White_Fallacy',
    name: ['Black-and-white fallacy', 'Faux dilemme'],
    definition: [
      'Two choices are shown as the only ones although there are more, or one as the only possible.',
      'Deux choix sont présentés comme les seuls alors qu’il en existe d’autres, ou un seul comme possible.',
    ],
    include: [
      '“Either … or …”, “there is no other way”.',
      '« Soit … soit … », « il n’y a pas d’autre voie ».',
    ],
    exclude: [
      'A choice that really has two sides only.',
      'Un choix qui n’a réellement que deux branches.',
    ],
    example: '[[Either we build the wall or we drown.]]',
    colour: colour('#a5851d', '#fadf27'),
  },
  {
    key: 'causal_oversimplification',
    type: 'Causal_Oversimplification',
    name: ['Causal oversimplification', 'Simplification causale'],
    definition: [
      'One cause is given for something that has several, or one group is blamed without looking at the rest.',
      'On donne une seule cause à ce qui en a plusieurs, ou l’on accuse un groupe sans examiner le reste.',
    ],
    include: ['Scapegoating.', 'La désignation d’un bouc émissaire.'],
    exclude: ['A cause that is argued for and bounded.', 'Une cause argumentée et délimitée.'],
    example: '[[The mill closed because of the new school, and for no other reason.]]',
    colour: colour('#2d8f09', '#75b015'),
  },
  {
    key: 'doubt',
    type: 'Doubt',
    name: ['Doubt', 'Mise en doute'],
    definition: [
      'The credibility of a person or a body is questioned instead of what it says.',
      'On met en cause la crédibilité d’une personne ou d’un organisme plutôt que ses propos.',
    ],
    include: ['Insinuating questions.', 'Les questions insinuantes.'],
    exclude: ['Reasoned criticism of a statement.', 'La critique argumentée d’un énoncé.'],
    example: '[[Can a mayor who lost his own keys be trusted with the reservoir?]]',
    colour: colour('#1a6444', '#79ff9c'),
  },
  {
    key: 'exaggeration_minimisation',
    type: 'Exaggeration,Minimisation',
    name: ['Exaggeration, minimisation', 'Exagération, minimisation'],
    definition: [
      'Something is made larger, better or worse than it is, or smaller and less important.',
      'On rend une chose plus grande, meilleure ou pire qu’elle n’est, ou au contraire moindre et insignifiante.',
    ],
    include: [
      'Superlatives without grounds; “just a joke”.',
      'Les superlatifs infondés ; « ce n’était qu’une blague ».',
    ],
    exclude: ['A figure that is merely wrong.', 'Un chiffre simplement faux.'],
    example: '[[It was the greatest betrayal in the history of fishing.]]',
    colour: colour('#359282', '#5ad0ac'),
  },
  {
    key: 'flag_waving',
    type: 'Flag-Waving',
    name: ['Flag-waving', 'Fibre patriotique'],
    definition: [
      'An action is justified by playing on strong feeling for one’s nation or group.',
      'On justifie une action en jouant sur le sentiment national ou d’appartenance.',
    ],
    include: ['“Our people”, “true islanders”.', '« Notre peuple », « les vrais insulaires ».'],
    exclude: [
      'The naming of a nation or its symbols.',
      'La simple mention d’une nation ou de ses symboles.',
    ],
    example: '[[A true daughter of the delta would never sell her boat.]]',
    colour: colour('#0c728a', '#93efff'),
  },
  {
    key: 'loaded_language',
    type: 'Loaded_Language',
    name: ['Loaded language', 'Langage chargé'],
    definition: [
      'Words with a strong emotional charge that influence the reader, where plain ones would do.',
      'Des mots à forte charge émotionnelle qui influencent le lecteur là où des mots neutres suffiraient.',
    ],
    include: [
      'The charged words alone, not the sentence.',
      'Les seuls mots chargés, non la phrase.',
    ],
    exclude: [
      'A label for a person or group: Name calling, labeling.',
      'Une étiquette donnée à une personne ou un groupe : Invectives, étiquetage.',
    ],
    example: 'The council’s [[cruel and shameful]] decision',
    colour: colour('#004a70', '#37a8d7'),
  },
  {
    key: 'name_calling_labeling',
    type: 'Name_Calling,Labeling',
    name: ['Name calling, labeling', 'Invectives, étiquetage'],
    definition: [
      'A person, group or object is given a name that the audience fears, hates or loves.',
      'On donne à une personne, un groupe ou un objet un nom que le public craint, déteste ou aime.',
    ],
    include: ['Nicknames and epithets.', 'Les surnoms et épithètes.'],
    exclude: ['Ordinary titles and functions.', 'Les titres et fonctions ordinaires.'],
    example: '[[the drainpipe prince]] of the waterworks',
    colour: colour('#566fcf', '#3072df'),
  },
  {
    key: 'repetition',
    type: 'Repetition',
    name: ['Repetition', 'Répétition'],
    definition: [
      'The same message is said again and again so that the reader comes to accept it.',
      'Le même message est répété jusqu’à ce que le lecteur l’accepte.',
    ],
    include: ['Each later occurrence.', 'Chaque occurrence ultérieure.'],
    exclude: [
      'Words repeated because the matter demands it.',
      'Les mots répétés parce que le sujet l’exige.',
    ],
    example: 'They knew. [[They knew]] in March, [[they knew]] in May.',
    colour: colour('#3a2aa1', '#b6aaff'),
  },
  {
    key: 'slogans',
    type: 'Slogans',
    name: ['Slogans', 'Slogans'],
    definition: [
      'A short and striking phrase that may label and stereotype and that appeals to feeling.',
      'Une formule brève et frappante, qui peut étiqueter ou caricaturer et qui s’adresse à l’émotion.',
    ],
    include: ['Campaign cries and chants.', 'Les mots d’ordre et slogans scandés.'],
    exclude: ['Headlines as such.', 'Les titres en tant que tels.'],
    example: '[[“Water for all, walls for none!”]]',
    colour: colour('#7c34a7', '#bf58fd'),
  },
  {
    key: 'thought_terminating_cliches',
    type: 'Thought-terminating_Cliches',
    name: ['Thought-terminating clichés', 'Clichés qui coupent court'],
    definition: [
      'A stock phrase that ends discussion and discourages thinking further.',
      'Une formule toute faite qui clôt la discussion et décourage la réflexion.',
    ],
    include: ['“It is what it is.”', '« C’est comme ça. »'],
    exclude: ['A proverb that adds to an argument.', 'Un proverbe qui appuie un raisonnement.'],
    example: '[[Boys will be boys]], said the coach, and closed the file.',
    colour: colour('#cf50eb', '#965ea3'),
  },
  {
    key: 'whataboutism_straw_men_red_herring',
    type: 'Whataboutism,Straw_Men,Red_Herring',
    name: ['Whataboutism, straw men, red herring', 'Whataboutisme, homme de paille, diversion'],
    definition: [
      'The matter is evaded: by a counter-charge, by answering something that was not said, or by bringing up something that does not belong.',
      'On esquive le sujet : par une contre-accusation, en réfutant ce qui n’a pas été dit ou en introduisant un point étranger.',
    ],
    include: ['“And what about …?”', '« Et que dire de … ? »'],
    exclude: ['A comparison that bears on the matter.', 'Une comparaison pertinente.'],
    example: '[[And what of the bridge that his own party never mended?]]',
    colour: colour('#fc328c', '#db327b'),
  },
];

function toCode(technique: Technique): CodebookCode {
  return code({
    key: technique.key,
    layer: 'persuasion',
    name: text(...technique.name),
    definition: text(...technique.definition),
    include: [text(...technique.include)],
    exclude: [text(...technique.exclude)],
    examples: [english(technique.example)],
    colour: technique.colour,
    targets: ['span'],
    externalMappings: [{ system: 'semeval2020_task11', type: technique.type }],
  });
}

/** The fourteen propaganda techniques of SemEval-2020 task 11, by the names in its label files. */
export const semeval2020Pack: CodebookPack = {
  key: 'semeval2020',
  name: text('SemEval-2020 task 11', 'SemEval-2020, tâche 11'),
  definition: text(
    'The fourteen propaganda techniques of SemEval-2020 task 11.',
    'Les quatorze techniques de propagande de la tâche 11 de SemEval-2020.',
  ),
  source:
    'G. Da San Martino, A. Barrón-Cedeño, H. Wachsmuth, R. Petrov, P. Nakov: SemEval-2020 Task 11: Detection of Propaganda Techniques in News Articles. SemEval 2020. The definitions here are Sourcemark’s own.',
  layers: [
    {
      key: 'persuasion',
      name: text('Persuasion techniques', 'Techniques de persuasion'),
      definition: text(
        'Ways of persuading that work past argument, by emotion or by faulty reasoning, whoever uses them.',
        'Les procédés qui persuadent en contournant l’argumentation, par l’émotion ou le raisonnement fautif, quel qu’en soit l’auteur.',
      ),
    },
  ],
  codes: techniques.map(toCode),
  attributes: [],
  relationTypes: [],
  mappings: [],
};
