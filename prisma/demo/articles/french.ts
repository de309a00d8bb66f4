import type { DemoArticle } from '../article';

export const echoEnquete: DemoArticle = {
  id: 'echo-enquete',
  url: 'https://echo-de-brise.example/monde/velmar-quai-enquete',
  title: 'Explosion à Velmar : la ministre promet une enquête « dès demain »',
  lede: 'Le premier port céréalier du détroit est à l’arrêt ; la compagnie conteste tout manquement.',
  byline: 'Solène Arvieu',
  publisher: 'L’Écho de Brise',
  section: 'Monde',
  language: 'fr',
  publishedAt: '2026-10-14T08:30+02:00',
  modifiedAt: '2026-10-14T11:02+02:00',
  keywords: ['Velmar', 'explosion', 'céréales', 'détroit d’Orrin'],
  paragraphs: [
    'Le plus grand quai aux grains de Velmar est fermé depuis mardi. Une explosion de poussières, dans une tour de convoyage, y a blessé quatre dockers.',
    'Selon l’agence Meridian, la ministre des transports, Ilse Varn, a déclaré qu’une enquête commencerait « dès demain, pas la semaine prochaine ». « Ceux qui ont négligé les règles en répondront devant un tribunal », a-t-elle ajouté.',
    'La capitainerie assure qu’elle n’a reçu « aucune alerte » avant le sinistre. Deux responsables, qui ont requis l’anonymat faute d’être autorisés à s’exprimer, affirment au contraire que les filtres n’avaient pas été nettoyés depuis mars.',
    'La société Velmar Grain Terminals dément. D’après un communiqué de l’entreprise, l’entretien aurait été fait le 2 septembre.',
    '« On a compté les tonnes, […] jamais les hommes », résume Piet Halloran, secrétaire du syndicat des dockers. Son organisation dit avoir écrit deux fois au ministère cette année ; celui-ci refuse de commenter.',
    'Le quai traite environ 40 % des céréales qui passent le détroit. Dix-sept navires attendaient au mouillage mardi soir, et le blé a pris 3 % à Halvik en une heure.',
    'À l’hôpital Sainte-Alda, les médecins jugent l’état des blessés « stable ». L’un d’eux, grutier depuis trente ans, avait confié à ses collègues qu’il « n’aimait plus monter là-haut ».',
    'Reste la question du droit : la loi portuaire de 2014 impose un contrôle des filtres tous les six mois, mais ne dit pas qui doit le payer. Le tribunal maritime a été saisi deux fois de ce point ; il ne l’a jamais tranché.',
    'En 2011, la chute d’une grue au même endroit avait tué deux personnes. L’enquête avait duré quatre ans et n’avait désigné aucun responsable.',
  ],
};

export const echoPacte: DemoArticle = {
  id: 'echo-pacte-orrin',
  url: 'https://echo-de-brise.example/analyses/pacte-orrin-deux-ans',
  title: 'Le pacte d’Orrin, deux ans après : un détroit plus cher, pas plus sûr',
  byline: 'Aurèle Mandry',
  publisher: 'L’Écho de Brise',
  section: 'Analyses',
  language: 'fr',
  publishedAt: '2026-10-17T06:00+02:00',
  keywords: ['pacte d’Orrin', 'péage', 'navigation', 'analyse'],
  paragraphs: [
    'Six pays ont signé le pacte d’Orrin en 2024 : la Karsovie, la Haldrie, la Brise, la Vessaine, l’Orvalie et le Sund. Deux d’entre eux n’ont pas d’accès à la mer.',
    'Le texte devait rendre le passage plus sûr et plus juste. Deux ans plus tard, le péage a triplé, et le nombre d’accidents n’a pas baissé.',
    'Le secrétariat du pacte soutient pourtant que « le système fonctionne ». Dans son rapport annuel, il attribue la hausse du péage au prix de l’acier et promet un tarif réduit pour les petits armateurs.',
    'Ceux-ci n’y croient plus. « Un chalutier paie autant qu’un vraquier, est-ce cela, l’équité ? », demande Odile Quéméneur, présidente de la coopérative de Sorrel. Selon elle, onze familles ont vendu leur bateau depuis janvier.',
    'Il est permis de douter des chiffres officiels. Le registre de Velmar compte 431 arrivées l’an dernier contre 412 en 2019 ; le ministère, lui, parle d’un trafic « réduit d’un tiers ». Les deux ne peuvent être vrais.',
    'Sept habitants de la côte sur dix s’opposent au péage, d’après un sondage de l’institut Lume publié lundi. Ils n’étaient que quatre sur dix à la signature.',
    'Un diplomate de l’Orvalie, sous couvert d’anonymat, reconnaît que son pays « n’a signé que pour ne pas rester seul ». La Commission du détroit pourrait suspendre l’accord de pêche si le port de Velmar reste fermé, prévient-il.',
    'Faut-il abroger le pacte ? L’économiste Tancrède Ohl plaide pour le garder en changeant son barème : un péage au tonnage, plafonné pour les pêcheurs, coûterait aux céréaliers moins d’un demi-pour-cent du prix de la tonne.',
    'Ce serait un début. Car un détroit n’est pas seulement une route : c’est, pour les gens d’ici, une manière d’être au monde, une langue, des fêtes, des noms de vents que l’on ne traduit pas.',
  ],
};
