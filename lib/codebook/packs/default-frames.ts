import type { CodebookCode, Localized } from '../schema';
import { code, colour, english, french, text } from './define';

/** Name in the Media Frames Corpus and in SemEval-2023 task 3, where it has one. */
function frame(
  given: Pick<CodebookCode, 'key' | 'name' | 'definition' | 'colour' | 'shortcut' | 'examples'> & {
    include: Localized;
    exclude: Localized;
    mfc: string;
    semeval: string | null;
  },
): CodebookCode {
  const { include, exclude, mfc, semeval, ...rest } = given;
  return code({
    ...rest,
    layer: 'framing',
    include: [include],
    exclude: [exclude],
    targets: ['span', 'article'],
    externalMappings: [
      { system: 'media_frames_corpus', type: mfc },
      ...(semeval === null ? [] : [{ system: 'semeval2023_task3', type: semeval }]),
    ],
  });
}

/** The fifteen frames, in the order of the Media Frames Corpus. */
export const framingCodes: CodebookCode[] = [
  frame({
    key: 'economic',
    name: text('Economic', 'Économie'),
    definition: text(
      'Costs, benefits, jobs, prices, trade or other financial consequences of the issue, for anybody from a household to a country.',
      'Les coûts, bénéfices, emplois, prix, échanges ou autres conséquences financières du sujet, pour un ménage comme pour un pays.',
    ),
    include: text(
      'Taxes, budgets, wages, market reactions.',
      'Impôts, budgets, salaires, réactions des marchés.',
    ),
    exclude: text(
      'A shortage of staff, places or equipment that is not put in terms of money: Capacity and resources.',
      'Un manque de personnel, de places ou de matériel qui n’est pas exprimé en argent : Capacités et ressources.',
    ),
    examples: [
      english('[[The ferry ban will cost the island four million crowns a month in lost trade.]]'),
    ],
    colour: colour('#a5851d', '#f4a437'),
    shortcut: 'e',
    mfc: 'Economic',
    semeval: 'Economic',
  }),
  frame({
    key: 'capacity_and_resources',
    name: text('Capacity and resources', 'Capacités et ressources'),
    definition: text(
      'Whether there is enough of something limited: time, space, staff, equipment, water, energy, or a system’s ability to cope.',
      'La disponibilité d’une ressource limitée : temps, espace, personnel, matériel, eau, énergie, ou capacité d’un système à faire face.',
    ),
    include: text(
      'Full hospitals, missing judges, waiting lists.',
      'Hôpitaux pleins, juges manquants, listes d’attente.',
    ),
    exclude: text(
      'The price of closing the gap: Economic.',
      'Le prix à payer pour combler le manque : Économie.',
    ),
    examples: [french('[[Le refuge compte quarante lits pour deux cents demandeurs.]]')],
    colour: colour('#715b13', '#fadf27'),
    shortcut: 'r',
    mfc: 'Capacity and Resources',
    semeval: 'Capacity_and_resources',
  }),
  frame({
    key: 'morality',
    name: text('Morality', 'Morale'),
    definition: text(
      'Right and wrong: duty, conscience, religious teaching, honour, shame, responsibility towards others or towards nature.',
      'Le bien et le mal : devoir, conscience, enseignement religieux, honneur, honte, responsabilité envers autrui ou la nature.',
    ),
    include: text(
      'Appeals to a shared duty; talk of sin or of sacred things.',
      'Les appels au devoir commun ; ce qui relève du péché ou du sacré.',
    ),
    exclude: text(
      'Unequal treatment as such: Fairness and equality.',
      'L’inégalité de traitement en tant que telle : Équité et égalité.',
    ),
    examples: [
      english('The bishop called leaving the boats unaided [[a stain on all our consciences]].'),
    ],
    colour: colour('#9c5859', '#cd8584'),
    shortcut: 'm',
    mfc: 'Morality',
    semeval: 'Morality',
  }),
  frame({
    key: 'fairness_and_equality',
    name: text('Fairness and equality', 'Équité et égalité'),
    definition: text(
      'Whether laws, burdens, rewards or attention fall equally on people and groups; discrimination and privilege.',
      'L’égale répartition des lois, des charges, des avantages ou de l’attention entre personnes et groupes ; discriminations et privilèges.',
    ),
    include: text(
      'Balance between the rights of two groups.',
      'L’équilibre entre les droits de deux groupes.',
    ),
    exclude: text(
      'What a court or a constitution says about it: Legality.',
      'Ce qu’en dit un tribunal ou une constitution : Légalité.',
    ),
    examples: [
      french(
        '[[Les loyers du nord de la ville ont été gelés, pas ceux du sud]], relève l’association.',
      ),
    ],
    colour: colour('#7c34a7', '#bf58fd'),
    shortcut: 'f',
    mfc: 'Fairness and Equality',
    semeval: 'Fairness_and_equality',
  }),
  frame({
    key: 'legality',
    name: text(
      'Legality, constitutionality and jurisprudence',
      'Légalité, constitutionnalité et jurisprudence',
    ),
    definition: text(
      'Rights, freedoms and powers as the law, a constitution or the courts give, limit or interpret them.',
      'Les droits, libertés et pouvoirs tels que la loi, une constitution ou les tribunaux les accordent, les limitent ou les interprètent.',
    ),
    include: text(
      'Court rulings, jurisdiction, legality of a measure.',
      'Décisions de justice, compétence, légalité d’une mesure.',
    ),
    exclude: text(
      'Offences, arrests and sentences: Crime and punishment.',
      'Infractions, arrestations et peines : Crime et châtiment.',
    ),
    examples: [
      english(
        '[[The high court must now decide whether the council had the power to close the strait.]]',
      ),
    ],
    colour: colour('#566fcf', '#3072df'),
    shortcut: 'l',
    mfc: 'Legality, Constitutionality, Jurisdiction',
    semeval: 'Legality_Constitutionality_and_jurisprudence',
  }),
  frame({
    key: 'policy_prescription_and_evaluation',
    name: text('Policy prescription and evaluation', 'Prescription et évaluation de politiques'),
    definition: text(
      'A specific measure that is proposed, or the judgement whether an existing one works.',
      'Une mesure précise que l’on propose, ou le jugement porté sur l’efficacité d’une mesure existante.',
    ),
    include: text(
      'Effects, success or failure of a rule in force.',
      'Effets, réussite ou échec d’une règle en vigueur.',
    ),
    exclude: text(
      'The fight between parties over the measure: Political.',
      'La lutte des partis autour de la mesure : Politique.',
    ),
    examples: [
      french('[[Deux ans après, la prime au vélo n’a pas réduit le trafic]], conclut le rapport.'),
    ],
    colour: colour('#359282', '#5ad0ac'),
    shortcut: 'p',
    mfc: 'Policy Prescription and Evaluation',
    semeval: 'Policy_prescription_and_evaluation',
  }),
  frame({
    key: 'crime_and_punishment',
    name: text('Crime and punishment', 'Crime et châtiment'),
    definition: text(
      'Breaking the law and what follows: offences, investigation, arrest, trial, sentence, and whether punishment deters.',
      'La violation de la loi et ses suites : infractions, enquête, arrestation, procès, peine, et effet dissuasif de la sanction.',
    ),
    include: text(
      'Fraud, violence, smuggling, police work.',
      'Fraude, violence, contrebande, travail de la police.',
    ),
    exclude: text(
      'Threats to a country or a community at large: Security and defense.',
      'Les menaces qui pèsent sur un pays ou une collectivité : Sécurité et défense.',
    ),
    examples: [
      english('[[Three pilots were charged with letting the barge sail without papers.]]'),
    ],
    colour: colour('#772703', '#ba5702'),
    shortcut: 'w',
    mfc: 'Crime and Punishment',
    semeval: 'Crime_and_punishment',
  }),
  frame({
    key: 'security_and_defense',
    name: text('Security and defense', 'Sécurité et défense'),
    definition: text(
      'Protection of a person, group or nation from a threat that has not yet struck: borders, armies, intelligence, terrorism, preparedness.',
      'La protection d’une personne, d’un groupe ou d’une nation contre une menace à venir : frontières, armées, renseignement, terrorisme, préparation.',
    ),
    include: text(
      'Calls for protective action before harm is done.',
      'Les appels à se protéger avant que le mal ne soit fait.',
    ),
    exclude: text(
      'Accidents, disease and everyday safety: Health and safety.',
      'Accidents, maladies et sécurité quotidienne : Santé et sûreté.',
    ),
    examples: [french('[[L’armée a doublé ses patrouilles le long du fleuve frontalier.]]')],
    colour: colour('#004a70', '#37a8d7'),
    shortcut: 'd',
    mfc: 'Security and Defense',
    semeval: 'Security_and_defense',
  }),
  frame({
    key: 'health_and_safety',
    name: text('Health and safety', 'Santé et sûreté'),
    definition: text(
      'Illness, injury, care, hygiene, mental health, accidents, and the safety of food, roads or buildings.',
      'Maladie, blessure, soins, hygiène, santé mentale, accidents, et sûreté des aliments, des routes ou des bâtiments.',
    ),
    include: text(
      'Effects of a measure on the body or the mind.',
      'Effets d’une mesure sur le corps ou l’esprit.',
    ),
    exclude: text(
      'Whether the hospitals have enough beds: Capacity and resources.',
      'La question de savoir si les hôpitaux ont assez de lits : Capacités et ressources.',
    ),
    examples: [english('[[Divers were treated for burns after the spill.]]')],
    colour: colour('#fc328c', '#db327b'),
    shortcut: 'h',
    mfc: 'Health and Safety',
    semeval: 'Health_and_safety',
  }),
  frame({
    key: 'quality_of_life',
    name: text('Quality of life', 'Qualité de vie'),
    definition: text(
      'How the issue changes the well-being and the daily life of people: ease, comfort, time, community, freedom to move, happiness.',
      'Comment le sujet modifie le bien-être et la vie quotidienne : facilité, confort, temps, vie locale, liberté d’aller et venir, bonheur.',
    ),
    include: text('Noise, commuting, school days, leisure.', 'Bruit, trajets, école, loisirs.'),
    exclude: text('Harm to health: Health and safety.', 'Atteintes à la santé : Santé et sûreté.'),
    examples: [
      french('[[Depuis la fermeture du pont, les enfants partent à cinq heures pour l’école.]]'),
    ],
    colour: colour('#2d8f09', '#75b015'),
    shortcut: 'y',
    mfc: 'Quality of Life',
    semeval: 'Quality_of_life',
  }),
  frame({
    key: 'cultural_identity',
    name: text('Cultural identity', 'Identité culturelle'),
    definition: text(
      'Traditions, language, customs, values or belonging of a group, and how the issue touches them.',
      'Traditions, langue, coutumes, valeurs ou appartenance d’un groupe, et la façon dont le sujet les touche.',
    ),
    include: text(
      'Stereotypes and in-groups; art and heritage.',
      'Stéréotypes et groupes d’appartenance ; arts et patrimoine.',
    ),
    exclude: text(
      'What a survey says that people think: Public opinion.',
      'Ce qu’un sondage dit de l’avis des gens : Opinion publique.',
    ),
    examples: [
      english('[[For the islanders the winter fair is what makes them a people, not a postcode.]]'),
    ],
    colour: colour('#cf50eb', '#b6aaff'),
    shortcut: 'i',
    mfc: 'Cultural Identity',
    semeval: 'Cultural_identity',
  }),
  frame({
    key: 'public_opinion',
    name: text('Public opinion', 'Opinion publique'),
    definition: text(
      'What the public or a group of it thinks: polls, protests, petitions, mood, and the danger of acting against it.',
      'Ce que pense le public ou une partie du public : sondages, manifestations, pétitions, humeur, et le risque d’agir contre lui.',
    ),
    include: text(
      'References to “the people”, “most residents”.',
      'Les mentions du « peuple », de « la plupart des habitants ».',
    ),
    exclude: text(
      'Votes and campaigns as party manoeuvres: Political.',
      'Votes et campagnes comme manœuvres de partis : Politique.',
    ),
    examples: [french('[[Sept habitants sur dix s’opposent au péage]], selon un sondage local.')],
    colour: colour('#0c728a', '#93efff'),
    shortcut: 'o',
    mfc: 'Public Sentiment',
    semeval: 'Public_opinion',
  }),
  frame({
    key: 'political',
    name: text('Political', 'Politique'),
    definition: text(
      'Politics as contest: parties, elections, lobbying, bargaining, partisan gain, and what politicians do to win.',
      'La politique comme lutte : partis, élections, groupes de pression, marchandages, avantage partisan, et ce que font les élus pour l’emporter.',
    ),
    include: text(
      'Strategy, alliances, the effect on a campaign.',
      'Stratégie, alliances, effet sur une campagne.',
    ),
    exclude: text(
      'The merits of the measure itself: Policy prescription and evaluation.',
      'Les mérites de la mesure elle-même : Prescription et évaluation de politiques.',
    ),
    examples: [
      english(
        '[[The vote was put off until after the spring election, to spare the junior partner.]]',
      ),
    ],
    colour: colour('#3a2aa1', '#965ea3'),
    shortcut: 'g',
    mfc: 'Political',
    semeval: 'Political',
  }),
  frame({
    key: 'external_regulation_and_reputation',
    name: text('External regulation and reputation', 'Régulation extérieure et réputation'),
    definition: text(
      'Relations with other countries, regions or bodies: treaties, sanctions, foreign rules, and how one is seen from outside.',
      'Les relations avec d’autres pays, régions ou organismes : traités, sanctions, règles étrangères, et l’image que l’on a au dehors.',
    ),
    include: text(
      'Trade pacts as matters between states; image abroad.',
      'Accords commerciaux comme affaires entre États ; image à l’étranger.',
    ),
    exclude: text(
      'Military threat from abroad: Security and defense.',
      'La menace militaire venue de l’étranger : Sécurité et défense.',
    ),
    examples: [
      french('[[Bruxelles pourrait suspendre l’accord de pêche si le port reste fermé.]]'),
    ],
    colour: colour('#1a6444', '#79ff9c'),
    shortcut: 'u',
    mfc: 'External Regulation and Reputation',
    semeval: 'External_regulation_and_reputation',
  }),
  frame({
    key: 'other_frame',
    name: text('Other', 'Autre'),
    definition: text(
      'A frame is clearly at work, and none of the other fourteen fits. Say in the memo which one you see.',
      'Un cadre est manifestement à l’œuvre et aucun des quatorze autres ne convient. Précisez dans le mémo lequel vous voyez.',
    ),
    include: text('Human interest for its own sake.', 'L’anecdote humaine pour elle-même.'),
    exclude: text(
      'Passages without any frame: leave them unmarked.',
      'Les passages sans aucun cadre : ne les marquez pas.',
    ),
    examples: [english('[[The dog that rang the harbour bell has had three thousand letters.]]')],
    colour: colour('#3a3d43', '#e9ecf1'),
    shortcut: 't',
    mfc: 'Other',
    semeval: null,
  }),
];
