import { colour } from './define';
import type { TechniqueGroup } from './semeval2023-define';

/** Techniques that turn on who speaks, who is meant, or whom the reader looks up to. */
export const peopleGroups: readonly TechniqueGroup[] = [
  {
    key: 'p23_attack_on_reputation',
    type: 'Attack_on_Reputation',
    name: ['Attack on reputation', 'Atteinte à la réputation'],
    definition: [
      'The passage goes for the standing of a person, a body or an idea instead of for what is said. Use this code itself only when no technique below it fits.',
      'Le passage s’en prend au crédit d’une personne, d’un organisme ou d’une idée plutôt qu’à ce qui est dit. N’employez ce code lui-même que si aucune technique qu’il regroupe ne convient.',
    ],
    include: [
      'Attacks that mix several techniques without a clear seam.',
      'Les attaques qui mêlent plusieurs techniques sans limite nette.',
    ],
    exclude: [
      'Criticism of an act that says what was wrong with it.',
      'La critique d’un acte qui dit en quoi il était fautif.',
    ],
    examples: [
      '[[A council of clowns, thieves and their cousins]] will now decide on the dyke.',
      '[[Ce conseil de pantins, de voleurs et de cousins]] décidera de la digue.',
    ],
    colour: colour('#351621', '#8b6670'),
    techniques: [
      {
        key: 'p23_name_calling',
        type: 'Name_Calling-Labeling',
        name: ['Name calling, labeling', 'Étiquetage, invective'],
        definition: [
          'A person or group is given a loaded name, good or bad, in place of a description that could be checked.',
          'On donne à une personne ou à un groupe un nom chargé, flatteur ou injurieux, à la place d’une description vérifiable.',
        ],
        include: [
          'Nicknames, epithets and badges such as “hero” or “traitor”; mark the noun phrase alone.',
          'Surnoms, épithètes et titres comme « héros » ou « traître » ; marquez le seul groupe nominal.',
        ],
        exclude: [
          'Charged words about things and acts: Loaded language.',
          'Les mots chargés portant sur des choses ou des actes : Langage chargé.',
        ],
        examples: [
          'The vote was won by [[the sandbag baron]] and his friends.',
          'Le vote a été remporté par [[le baron des sacs de sable]] et ses amis.',
        ],
        colour: colour('#9e1901', '#df0913'),
      },
      {
        key: 'p23_guilt_by_association',
        type: 'Guilt_by_Association',
        name: ['Guilt by association', 'Culpabilité par association'],
        definition: [
          'Something is made suspect by showing that people whom the reader despises hold, do or like it too.',
          'On rend une chose suspecte en montrant que des gens que le lecteur méprise la partagent, la font ou l’apprécient.',
        ],
        include: [
          'Comparisons with hated figures of history.',
          'Les comparaisons avec des figures honnies de l’histoire.',
        ],
        exclude: [
          'A reported link that itself matters, such as a payment.',
          'Un lien rapporté qui importe en soi, comme un paiement.',
        ],
        examples: [
          '[[The smugglers’ league, too, has always wanted lower harbour fees.]]',
          '[[La ligue des contrebandiers a toujours voulu, elle aussi, baisser les droits de port.]]',
        ],
        colour: colour('#611802', '#ed7fa4'),
      },
      {
        key: 'p23_doubt',
        type: 'Doubt',
        name: ['Casting doubt', 'Mise en doute'],
        definition: [
          'The competence or honesty of a person or body is questioned in general, so that what they say need not be answered.',
          'On met en cause de façon générale la compétence ou l’honnêteté de quelqu’un, pour ne pas avoir à répondre à ce qu’il dit.',
        ],
        include: ['Insinuating questions.', 'Les questions insinuantes.'],
        exclude: ['Doubt about a statement, with its grounds.', 'Le doute motivé sur un énoncé.'],
        examples: [
          '[[Has this institute ever been right about the river?]]',
          '[[Cet institut a-t-il jamais eu raison à propos du fleuve ?]]',
        ],
        colour: colour('#45252f', '#f91a9f'),
      },
      {
        key: 'p23_appeal_to_hypocrisy',
        type: 'Appeal_to_Hypocrisy',
        name: ['Appeal to hypocrisy', 'Accusation d’hypocrisie'],
        definition: [
          'A position is turned down because those who hold it act against it themselves (tu quoque).',
          'On écarte une position parce que ceux qui la défendent ne s’y tiennent pas eux-mêmes (tu quoque).',
        ],
        include: [
          'Contradictions between words and deeds used as an answer.',
          'Les contradictions entre paroles et actes employées comme réponse.',
        ],
        exclude: [
          'A counter-charge about another matter: Whataboutism.',
          'Une contre-accusation sur un autre sujet : Whataboutisme.',
        ],
        examples: [
          '[[The minister who preaches saving water has three ponds of his own.]]',
          '[[Le ministre qui prêche l’économie d’eau possède trois étangs.]]',
        ],
        colour: colour('#4f0002', '#d7a07f'),
      },
      {
        key: 'p23_questioning_reputation',
        type: 'Questioning_the_Reputation',
        name: ['Questioning the reputation', 'Mise en cause de la réputation'],
        definition: [
          'Strong negative statements about a person’s or a body’s character or past are made in order to weaken them.',
          'On lance des affirmations très négatives sur le caractère ou le passé de quelqu’un afin de l’affaiblir.',
        ],
        include: ['Smears about private life.', 'Les allusions salissantes à la vie privée.'],
        exclude: [
          'Doubt about their competence in the matter: Casting doubt.',
          'Le doute sur la compétence en la matière : Mise en doute.',
        ],
        examples: [
          '[[A man who abandoned his own crew]] now wants to run the port.',
          '[[Un homme qui a abandonné son équipage]] veut maintenant diriger le port.',
        ],
        colour: colour('#9a3763', '#ea6171'),
      },
    ],
  },
  {
    key: 'p23_justification',
    type: 'Justification',
    name: ['Justification', 'Justification'],
    definition: [
      'A statement is propped up by something that the reader reveres, fears or shares, rather than by evidence. Use this code itself only when no technique below it fits.',
      'On étaie un énoncé par ce que le lecteur révère, craint ou partage plutôt que par des preuves. N’employez ce code lui-même que si aucune technique qu’il regroupe ne convient.',
    ],
    include: ['Tradition as a reason.', 'La tradition comme raison.'],
    exclude: [
      'Reasons that can be weighed: figures, laws, observations.',
      'Les raisons que l’on peut peser : chiffres, lois, observations.',
    ],
    examples: [
      '[[Our grandfathers never had a pump, and that settles it.]]',
      '[[Nos grands-pères n’avaient pas de pompe, voilà qui règle la question.]]',
    ],
    colour: colour('#b27d34', '#c6f648'),
    techniques: [
      {
        key: 'p23_flag_waving',
        type: 'Flag_Waving',
        name: ['Flag waving', 'Fibre patriotique'],
        definition: [
          'An idea is made attractive or repellent by playing on the reader’s feeling for a nation, a region or a group.',
          'On rend une idée attirante ou repoussante en jouant sur l’attachement du lecteur à une nation, une région ou un groupe.',
        ],
        include: ['“Every true islander”.', '« Tout véritable insulaire ».'],
        exclude: [
          'The naming of a nation or its symbols.',
          'La simple mention d’une nation ou de ses symboles.',
        ],
        examples: [
          '[[No child of this delta would vote against its dykes.]]',
          '[[Aucun enfant de ce delta ne voterait contre ses digues.]]',
        ],
        colour: colour('#886b54', '#b2cd7c'),
      },
      {
        key: 'p23_appeal_to_authority',
        type: 'Appeal_to_Authority',
        name: ['Appeal to authority', 'Argument d’autorité'],
        definition: [
          'A statement counts as true because a person or body of standing makes it, and for no other reason.',
          'Un énoncé est tenu pour vrai parce qu’une autorité l’a prononcé, et pour cette seule raison.',
        ],
        include: [
          'Authorities from another field than the one at issue.',
          'Les autorités d’un autre domaine que celui en cause.',
        ],
        exclude: [
          'An expert quoted on the facts of their field.',
          'Un expert cité sur les faits de son domaine.',
        ],
        examples: [
          '[[The admiral says so, and the admiral knows.]]',
          '[[L’amiral l’a dit, et l’amiral sait.]]',
        ],
        colour: colour('#975c17', '#f8dfa4'),
      },
      {
        key: 'p23_appeal_to_popularity',
        type: 'Appeal_to_Popularity',
        name: ['Appeal to popularity', 'Appel au nombre'],
        definition: [
          'A statement or an act is justified by saying that everybody, or nearly, believes or does it.',
          'On justifie un énoncé ou un acte en disant que tout le monde, ou presque, y croit ou le fait.',
        ],
        include: ['“Nobody believes that any more.”', '« Plus personne n’y croit. »'],
        exclude: ['A poll reported as news.', 'Un sondage rapporté comme information.'],
        examples: [
          '[[The whole coast has already made up its mind.]]',
          '[[Toute la côte s’est déjà fait son opinion.]]',
        ],
        colour: colour('#455019', '#fbbc03'),
      },
      {
        key: 'p23_appeal_to_values',
        type: 'Appeal_to_Values',
        name: ['Appeal to values', 'Appel aux valeurs'],
        definition: [
          'An idea is tied to a value that the reader holds high, such as freedom, faith or fairness, which then stands in for reasons.',
          'On rattache une idée à une valeur chère au lecteur, comme la liberté, la foi ou l’équité, qui tient alors lieu de raison.',
        ],
        include: [
          'Values invoked without saying how they are touched.',
          'Les valeurs invoquées sans dire en quoi elles sont concernées.',
        ],
        exclude: [
          'An argument about which value should weigh more.',
          'Un raisonnement sur la valeur qui doit l’emporter.',
        ],
        examples: [
          '[[Whoever loves freedom wants this canal.]]',
          '[[Qui aime la liberté veut ce canal.]]',
        ],
        colour: colour('#6e5e3f', '#d0e06e'),
      },
      {
        key: 'p23_appeal_to_fear',
        type: 'Appeal_to_Fear-Prejudice',
        name: ['Appeal to fear or prejudice', 'Appel à la peur ou aux préjugés'],
        definition: [
          'Support is sought by raising fear of the alternative or disgust at a group.',
          'On cherche l’adhésion en éveillant la peur de l’autre issue ou le dégoût d’un groupe.',
        ],
        include: [
          'Threatening pictures of what would follow.',
          'Les tableaux menaçants de ce qui suivrait.',
        ],
        exclude: ['A sober warning with its grounds.', 'Une mise en garde mesurée et motivée.'],
        examples: [
          '[[Open the locks once, and there will be no valley left for our children.]]',
          '[[Ouvrez une fois les écluses et il ne restera plus de vallée pour nos enfants.]]',
        ],
        colour: colour('#9d7447', '#d4b39c'),
      },
    ],
  },
];
