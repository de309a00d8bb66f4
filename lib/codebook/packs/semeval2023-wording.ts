import { colour } from './define';
import type { TechniqueGroup } from './semeval2023-define';

/** Techniques that turn on urging and on the choice of words. */
export const wordingGroups: readonly TechniqueGroup[] = [
  {
    key: 'p23_call',
    type: 'Call',
    name: ['Call', 'Injonction'],
    definition: [
      'The passage urges the reader to act or to think in a certain way instead of arguing for it. Use this code itself only when no technique below it fits.',
      'Le passage presse le lecteur d’agir ou de penser d’une certaine façon au lieu d’argumenter. N’employez ce code lui-même que si aucune technique qu’il regroupe ne convient.',
    ],
    include: ['Rallying cries in running text.', 'Les appels à se rallier dans le corps du texte.'],
    exclude: [
      'A recommendation with its reasons.',
      'Une recommandation accompagnée de ses raisons.',
    ],
    examples: [
      '[[Wake up, neighbours!]] The pumps are failing.',
      '[[Réveillez-vous, voisins !]] Les pompes lâchent.',
    ],
    colour: colour('#7f12ba', '#5b5cfa'),
    techniques: [
      {
        key: 'p23_slogans',
        type: 'Slogans',
        name: ['Slogans', 'Slogans'],
        definition: [
          'A short and striking phrase that urges and that sticks, often with rhythm or rhyme.',
          'Une formule brève et frappante, qui presse et qui se retient, souvent rythmée ou rimée.',
        ],
        include: ['Campaign cries and chants.', 'Les mots d’ordre et slogans scandés.'],
        exclude: ['Headlines as such.', 'Les titres en tant que tels.'],
        examples: [
          '[[“Water for all, walls for none!”]]',
          '[[« De l’eau pour tous, des murs pour personne ! »]]',
        ],
        colour: colour('#324dfe', '#cd9bf9'),
      },
      {
        key: 'p23_conversation_killer',
        type: 'Conversation_Killer',
        name: ['Conversation killer', 'Cliché qui coupe court'],
        definition: [
          'A stock phrase that ends a discussion and discourages thinking further.',
          'Une formule toute faite qui clôt la discussion et décourage d’aller plus loin.',
        ],
        include: ['“It is what it is.”', '« C’est comme ça. »'],
        exclude: ['A proverb that adds to an argument.', 'Un proverbe qui appuie un raisonnement.'],
        examples: [
          '[[That is just how rivers are]], said the mayor, and closed the file.',
          '[[Les fleuves sont comme ça]], a dit le maire en refermant le dossier.',
        ],
        colour: colour('#7d56c8', '#7b88fc'),
      },
      {
        key: 'p23_appeal_to_time',
        type: 'Appeal_to_Time',
        name: ['Appeal to time', 'Appel à l’urgence'],
        definition: [
          'The reader is told that the moment to act is now, which is given as a reason in itself.',
          'On dit au lecteur que le moment d’agir est venu, ce qui tient lieu de raison.',
        ],
        include: ['“Now or never”.', '« Maintenant ou jamais ».'],
        exclude: ['A real date or deadline.', 'Une date ou une échéance réelle.'],
        examples: [
          '[[The hour has struck: it is today or not at all.]]',
          '[[L’heure a sonné : c’est aujourd’hui ou jamais.]]',
        ],
        colour: colour('#3425e1', '#a668d7'),
      },
    ],
  },
  {
    key: 'p23_manipulative_wording',
    type: 'Manipulative_Wording',
    name: ['Manipulative wording', 'Formulation manipulatrice'],
    definition: [
      'The choice or the use of words does the persuading. Use this code itself only when no technique below it fits.',
      'C’est le choix ou l’usage des mots qui persuade. N’employez ce code lui-même que si aucune technique qu’il regroupe ne convient.',
    ],
    include: [
      'Scare quotes that mock a term.',
      'Les guillemets qui tournent un terme en dérision.',
    ],
    exclude: ['Colourful style without a target.', 'Un style imagé sans cible.'],
    examples: [
      'The city’s [[so-called “plan”]] was published on Monday.',
      'Le [[prétendu « plan »]] de la ville a paru lundi.',
    ],
    colour: colour('#eb3da7', '#c57bcc'),
    techniques: [
      {
        key: 'p23_loaded_language',
        type: 'Loaded_Language',
        name: ['Loaded language', 'Langage chargé'],
        definition: [
          'Words with a strong emotional charge, good or bad, where plain ones would do.',
          'Des mots à forte charge émotionnelle, positive ou négative, là où des mots neutres suffiraient.',
        ],
        include: [
          'The charged words alone, not the sentence.',
          'Les seuls mots chargés, non la phrase.',
        ],
        exclude: [
          'A name for a person or group: Name calling, labeling.',
          'Un nom donné à une personne ou à un groupe : Étiquetage, invective.',
        ],
        examples: [
          'The council’s [[cruel and shameful]] decision',
          'La décision [[cruelle et honteuse]] du conseil',
        ],
        colour: colour('#5a1e8c', '#b92cba'),
      },
      {
        key: 'p23_obfuscation',
        type: 'Obfuscation-Vagueness-Confusion',
        name: ['Obfuscation, vagueness, confusion', 'Flou, obscurité, confusion'],
        definition: [
          'Words are left unclear on purpose, so that each reader may find their own meaning in them or none at all.',
          'Les mots restent délibérément obscurs, de sorte que chaque lecteur y trouve le sens qu’il veut, ou aucun.',
        ],
        include: ['Jargon that hides who did what.', 'Le jargon qui cache qui a fait quoi.'],
        exclude: ['Caution about what is not known.', 'La prudence sur ce qui n’est pas connu.'],
        examples: [
          '[[Certain forces have certain interests in certain outcomes.]]',
          '[[Certaines forces ont certains intérêts à certaines issues.]]',
        ],
        colour: colour('#cb1b98', '#eab8ff'),
      },
      {
        key: 'p23_exaggeration_minimisation',
        type: 'Exaggeration-Minimisation',
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
        examples: [
          '[[It was the greatest betrayal in the history of fishing.]]',
          '[[Ce fut la plus grande trahison de l’histoire de la pêche.]]',
        ],
        colour: colour('#cd59cb', '#924ed5'),
      },
      {
        key: 'p23_repetition',
        type: 'Repetition',
        name: ['Repetition', 'Répétition'],
        definition: [
          'The same words or the same message come again and again, so that the reader comes to accept them.',
          'Les mêmes mots ou le même message reviennent sans cesse, jusqu’à ce que le lecteur les accepte.',
        ],
        include: ['Each later occurrence.', 'Chaque occurrence ultérieure.'],
        exclude: [
          'Words repeated because the matter demands it.',
          'Les mots répétés parce que le sujet l’exige.',
        ],
        examples: [
          'They knew. [[They knew]] in March, [[they knew]] in May.',
          'Ils savaient. [[Ils savaient]] en mars, [[ils savaient]] en mai.',
        ],
        colour: colour('#792b71', '#d02c61'),
      },
    ],
  },
];
