import type { CodebookCode, CodebookPack, Localized } from '../schema';
import { code, colour, english, french, text } from './define';

const LAYER = 'frame_functions';

function frameFunction(
  given: Pick<CodebookCode, 'key' | 'name' | 'definition' | 'colour' | 'examples'> & {
    include: Localized;
    exclude: Localized;
    type: string;
  },
): CodebookCode {
  const { include, exclude, type, ...rest } = given;
  return code({
    ...rest,
    layer: LAYER,
    include: [include],
    exclude: [exclude],
    targets: ['span'],
    externalMappings: [{ system: 'entman1993', type }],
  });
}

/** What a frame does, after Entman: the four functions, as spans. */
export const entmanPack: CodebookPack = {
  key: 'entman',
  name: text('Entman’s four functions', 'Les quatre fonctions d’Entman'),
  definition: text(
    'What a frame does with an issue: it defines a problem, names its causes, judges, and recommends.',
    'Ce qu’un cadre fait d’un sujet : il définit un problème, en désigne les causes, juge et recommande.',
  ),
  source:
    'R. M. Entman: Framing: Toward Clarification of a Fractured Paradigm. Journal of Communication 43(4), 1993. The definitions here are Sourcemark’s own.',
  layers: [
    {
      key: LAYER,
      name: text('Functions of a frame', 'Fonctions du cadre'),
      definition: text(
        'Which of its four jobs a frame does in a passage. A passage may do several; mark each with the words that do it.',
        'Laquelle de ses quatre fonctions le cadre remplit dans un passage. Un passage peut en remplir plusieurs ; marquez chacune avec les mots qui la portent.',
      ),
    },
  ],
  codes: [
    frameFunction({
      key: 'problem_definition',
      type: 'define problems',
      name: text('Problem definition', 'Définition du problème'),
      definition: text(
        'Words that say what is at stake and for whom: what somebody does or undergoes, with what costs and benefits.',
        'Les mots qui disent ce qui est en jeu et pour qui : ce que quelqu’un fait ou subit, avec quels coûts et quels avantages.',
      ),
      include: text(
        'Naming something a crisis, a threat, a chance.',
        'Le fait de nommer une chose crise, menace ou chance.',
      ),
      exclude: text(
        'Who or what brought it about: Causal interpretation.',
        'Qui ou quoi l’a provoqué : Interprétation causale.',
      ),
      examples: [
        english('[[The valley is running out of drinking water]], and the poorest streets first.'),
        french('[[La vallée manque d’eau potable]], à commencer par les rues les plus pauvres.'),
      ],
      colour: colour('#1e7fb6', '#2fb5d8'),
    }),
    frameFunction({
      key: 'causal_interpretation',
      type: 'diagnose causes',
      name: text('Causal interpretation', 'Interprétation causale'),
      definition: text(
        'Words that say who or what has brought the problem about, person, body or force.',
        'Les mots qui disent qui ou quoi a provoqué le problème : personne, organisme ou force.',
      ),
      include: text(
        'Blame, and its denial, when it is about the cause.',
        'L’imputation et sa dénégation, si elles portent sur la cause.',
      ),
      exclude: text(
        'Whether that was right or wrong: Moral evaluation.',
        'Si c’était bien ou mal : Évaluation morale.',
      ),
      examples: [
        english('The wells fell dry [[because the quarry pumped day and night]].'),
        french('Les puits se sont taris [[parce que la carrière pompait jour et nuit]].'),
      ],
      colour: colour('#a5851d', '#fadf27'),
    }),
    frameFunction({
      key: 'moral_evaluation',
      type: 'make moral judgments',
      name: text('Moral evaluation', 'Évaluation morale'),
      definition: text(
        'Words that judge those who cause the problem or what follows from it: right, wrong, shameful, brave.',
        'Les mots qui jugent les responsables du problème ou ses effets : juste, injuste, honteux, courageux.',
      ),
      include: text(
        'Judgements by sources as well as by the outlet.',
        'Les jugements des sources comme ceux du média.',
      ),
      exclude: text(
        'A legal finding reported as such.',
        'Une décision de justice rapportée comme telle.',
      ),
      examples: [
        english('[[It is a disgrace]] that nobody warned the villages.'),
        french('[[Il est honteux]] que personne n’ait averti les villages.'),
      ],
      colour: colour('#5a00a1', '#9a4cf6'),
    }),
    frameFunction({
      key: 'treatment_recommendation',
      type: 'suggest remedies',
      name: text('Treatment recommendation', 'Recommandation d’un remède'),
      definition: text(
        'Words that propose or defend a remedy, or that foretell what it would do.',
        'Les mots qui proposent ou défendent un remède, ou qui en prédisent les effets.',
      ),
      include: text(
        'Demands, plans, warnings against a remedy.',
        'Les revendications, les plans, les mises en garde contre un remède.',
      ),
      exclude: text(
        'A measure already carried out and only reported.',
        'Une mesure déjà appliquée et simplement rapportée.',
      ),
      examples: [
        english('[[The pumps must stop at night]], the farmers say.'),
        french('[[Il faut arrêter les pompes la nuit]], disent les agriculteurs.'),
      ],
      colour: colour('#f438a6', '#fdbde7'),
    }),
  ],
  attributes: [],
  relationTypes: [],
  mappings: [],
};
