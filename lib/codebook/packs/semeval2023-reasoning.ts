import { colour } from './define';
import type { TechniqueGroup } from './semeval2023-define';

/** Techniques that turn on how something is argued. */
export const reasoningGroups: readonly TechniqueGroup[] = [
  {
    key: 'p23_distraction',
    type: 'Distraction',
    name: ['Distraction', 'Diversion'],
    definition: [
      'The passage leads away from the matter at hand, so that it need not be answered. Use this code itself only when no technique below it fits.',
      'Le passage détourne du sujet pour ne pas avoir à y répondre. N’employez ce code lui-même que si aucune technique qu’il regroupe ne convient.',
    ],
    include: ['Sudden jokes in place of an answer.', 'Une boutade soudaine en guise de réponse.'],
    exclude: ['A change of subject announced as one.', 'Un changement de sujet annoncé comme tel.'],
    examples: [
      'Asked about the leak, [[she praised the weather]].',
      'Interrogée sur la fuite, [[elle a loué le beau temps]].',
    ],
    colour: colour('#30594f', '#78b637'),
    techniques: [
      {
        key: 'p23_straw_man',
        type: 'Straw_Man',
        name: ['Straw man', 'Homme de paille'],
        definition: [
          'A position is replaced by a weaker or sillier one, and that one is knocked down.',
          'On remplace une position par une autre, plus faible ou ridicule, et c’est celle-ci que l’on réfute.',
        ],
        include: [
          '“So you would have us …”, where nobody asked for it.',
          '« Vous voudriez donc que… », alors que personne ne l’a demandé.',
        ],
        exclude: ['A fair summary that is then disputed.', 'Un résumé fidèle, ensuite contesté.'],
        examples: [
          'They ask for a speed limit: [[they want every ship to lie still]].',
          'Ils demandent une limite de vitesse : [[ils veulent immobiliser tous les navires]].',
        ],
        colour: colour('#808f6f', '#898d6a'),
      },
      {
        key: 'p23_red_herring',
        type: 'Red_Herring',
        name: ['Red herring', 'Hareng rouge'],
        definition: [
          'Something that does not bear on the matter is brought in to draw the attention away.',
          'On introduit un point sans rapport avec le sujet pour en détourner l’attention.',
        ],
        include: [
          'True statements that settle nothing here.',
          'Des énoncés vrais qui ne tranchent rien ici.',
        ],
        exclude: [
          'A counter-charge against the critic: Whataboutism.',
          'Une contre-accusation visant le critique : Whataboutisme.',
        ],
        examples: [
          'The report finds cracks. [[The dam, by the way, has won prizes for its gardens.]]',
          'Le rapport constate des fissures. [[Le barrage a d’ailleurs été primé pour ses jardins.]]',
        ],
        colour: colour('#294835', '#2d8031'),
      },
      {
        key: 'p23_whataboutism',
        type: 'Whataboutism',
        name: ['Whataboutism', 'Whataboutisme'],
        definition: [
          'Criticism is answered by pointing at somebody else’s wrongs, without denying one’s own.',
          'On répond à une critique en désignant les torts d’autrui, sans nier les siens.',
        ],
        include: ['“And what about …?”', '« Et que dire de… ? »'],
        exclude: [
          'The critic’s own inconsistency: Appeal to hypocrisy.',
          'L’inconséquence du critique lui-même : Accusation d’hypocrisie.',
        ],
        examples: [
          '[[And what of the bridge that the neighbours never mended?]]',
          '[[Et le pont que les voisins n’ont jamais réparé ?]]',
        ],
        colour: colour('#358170', '#66a31c'),
      },
    ],
  },
  {
    key: 'p23_simplification',
    type: 'Simplification',
    name: ['Simplification', 'Simplification'],
    definition: [
      'The passage makes a matter simpler than it is: fewer causes, fewer choices, a surer outcome. Use this code itself only when no technique below it fits.',
      'Le passage rend une question plus simple qu’elle n’est : moins de causes, moins de choix, une issue plus sûre. N’employez ce code lui-même que si aucune technique qu’il regroupe ne convient.',
    ],
    include: ['Sweeping generalisations.', 'Les généralisations abusives.'],
    exclude: [
      'A shortened account that says that it is one.',
      'Un exposé abrégé qui se donne pour tel.',
    ],
    examples: [
      '[[Ports are like that: they all go under in the end.]]',
      '[[Les ports sont ainsi : tous finissent par couler.]]',
    ],
    colour: colour('#008ee9', '#1ddecb'),
    techniques: [
      {
        key: 'p23_causal_oversimplification',
        type: 'Causal_Oversimplification',
        name: ['Causal oversimplification', 'Simplification causale'],
        definition: [
          'One cause is given for what has several, without looking at the others.',
          'On donne une seule cause à ce qui en a plusieurs, sans examiner les autres.',
        ],
        include: ['Scapegoating.', 'La désignation d’un bouc émissaire.'],
        exclude: ['A cause that is argued for and bounded.', 'Une cause argumentée et délimitée.'],
        examples: [
          '[[The mill closed because of the new school, and for no other reason.]]',
          '[[Le moulin a fermé à cause de la nouvelle école, et pour nulle autre raison.]]',
        ],
        colour: colour('#033256', '#a0f1fd'),
      },
      {
        key: 'p23_false_dilemma',
        type: 'False_Dilemma-No_Choice',
        name: ['False dilemma, no choice', 'Faux dilemme, absence de choix'],
        definition: [
          'Two choices, or one alone, are shown as the only ones although there are more.',
          'On présente deux choix, ou un seul, comme les seuls possibles alors qu’il en existe d’autres.',
        ],
        include: ['“There is no alternative.”', '« Il n’y a pas d’alternative. »'],
        exclude: [
          'A choice that really has two sides only.',
          'Un choix qui n’a réellement que deux branches.',
        ],
        examples: [
          '[[Either we build the wall or we drown.]]',
          '[[Ou nous bâtissons le mur, ou nous nous noyons.]]',
        ],
        colour: colour('#146c7b', '#66809a'),
      },
      {
        key: 'p23_consequential_oversimplification',
        type: 'Consequential_Oversimplification',
        name: ['Consequential oversimplification', 'Pente glissante'],
        definition: [
          'A first step is said to bring about a chain of ever worse or ever better ones, as if nothing could stop it.',
          'Un premier pas est dit entraîner une suite d’effets toujours pires ou toujours meilleurs, comme si rien ne pouvait l’arrêter.',
        ],
        include: [
          'Slippery slopes, up or down.',
          'Les pentes glissantes, vers le pire ou le mieux.',
        ],
        exclude: [
          'A forecast whose steps are argued for.',
          'Une prévision dont chaque étape est argumentée.',
        ],
        examples: [
          '[[Allow one tanker and soon there will be no beach, no fish and no village.]]',
          '[[Autorisez un pétrolier et bientôt il n’y aura plus ni plage, ni poisson, ni village.]]',
        ],
        colour: colour('#2b86b6', '#6ebccb'),
      },
    ],
  },
];
