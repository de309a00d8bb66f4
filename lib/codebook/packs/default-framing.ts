import type { CodebookAttribute, CodebookLayer } from '../schema';
import { attribute, option, text } from './define';

/** Which side of an issue the article makes the reader see: the frames of the Media Frames Corpus. */
export const framingLayer: CodebookLayer = {
  key: 'framing',
  name: text('Framing', 'Cadrage'),
  definition: text(
    'Which side of an issue a passage, or the article as a whole, brings to the fore. Mark a span wherever a frame is cued, and label the article once with its primary frame. A passage may bear several frames.',
    'Quel aspect d’un sujet un passage, ou l’article entier, met au premier plan. Marquez un segment partout où un cadre apparaît, et étiquetez l’article une fois avec son cadre principal. Un passage peut porter plusieurs cadres.',
  ),
};

export const framingAttributes: CodebookAttribute[] = [
  attribute({
    key: 'frame_scope',
    layer: 'framing',
    kind: 'choice',
    name: text('Scope', 'Portée'),
    definition: text(
      'Whether the frame is that of a passage, of the headline, or the primary frame of the whole article.',
      'S’il s’agit du cadre d’un passage, de celui du titre ou du cadre principal de l’article entier.',
    ),
    options: [
      option('span', 'Span', 'Segment'),
      option('headline', 'Headline', 'Titre'),
      option('primary', 'Primary', 'Principal'),
    ],
  }),
  attribute({
    key: 'frame_tone',
    layer: 'framing',
    kind: 'choice',
    name: text('Tone', 'Tonalité'),
    definition: text(
      'Where the passage stands towards the target, judged by the passage alone.',
      'La position du passage à l’égard de la cible, jugée d’après ce seul passage.',
    ),
    options: [
      option('pro', 'Pro', 'Favorable'),
      option('neutral', 'Neutral', 'Neutre'),
      option('anti', 'Anti', 'Défavorable'),
    ],
  }),
  attribute({
    key: 'frame_target',
    layer: 'framing',
    kind: 'text',
    name: text('Target', 'Cible'),
    definition: text(
      'The policy, person, body or event that is framed.',
      'La mesure, la personne, l’organisme ou l’événement qui est cadré.',
    ),
  }),
  attribute({
    key: 'frame_voice',
    layer: 'framing',
    kind: 'choice',
    name: text('Voice', 'Voix'),
    definition: text(
      'Who frames: the outlet in its own words, or a source that it quotes.',
      'Qui cadre : le média dans ses propres mots, ou une source qu’il cite.',
    ),
    options: [
      option('outlet', 'The outlet’s own', 'Celle du média'),
      option('quoted_source', 'A quoted source’s', 'Celle d’une source citée'),
    ],
  }),
];
