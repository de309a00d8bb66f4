import type { CodebookPack } from '../schema';
import { code, colour, english, text } from './define';

/** The types of the Political News Attribution Relations Corpus, by the names in its brat files. */
export const polnearPack: CodebookPack = {
  key: 'polnear',
  name: text('PolNeAR', 'PolNeAR'),
  definition: text(
    'The span and event types of the Political News Attribution Relations Corpus. Its sources, cues, contents and attributions become those of the default codebook; its two working marks are added.',
    'Les types de segments et d’événements du Political News Attribution Relations Corpus. Ses sources, marqueurs, contenus et attributions deviennent ceux de la grille par défaut ; ses deux marques de travail sont ajoutées.',
  ),
  source:
    'E. Newell, D. Margolin, D. Ruths: An Attribution Relations Corpus for Political News. LREC 2018. The definitions here are Sourcemark’s own.',
  layers: [],
  codes: [
    code({
      key: 'discuss',
      layer: 'attribution',
      name: text('Discuss', 'À discuter'),
      definition: text(
        'A working mark of PolNeAR: the coder is not sure whether or how this passage is an attribution and wants it talked over.',
        'Une marque de travail de PolNeAR : le codeur ne sait pas si ce passage est une attribution, ni laquelle, et souhaite en parler.',
      ),
      include: [text('Doubtful cues and contents.', 'Marqueurs et contenus douteux.')],
      exclude: [
        text(
          'Text that is not part of the article: Discard.',
          'Un texte qui n’appartient pas à l’article : À écarter.',
        ),
      ],
      examples: [english('The council [[is widely thought]] to have known.')],
      colour: colour('#a5851d', '#fadf27'),
      targets: ['span'],
      externalMappings: [{ system: 'polnear', type: 'Discuss' }],
    }),
    code({
      key: 'discard',
      layer: 'attribution',
      name: text('Discard', 'À écarter'),
      definition: text(
        'A working mark of PolNeAR: text that does not belong to the article’s body, such as a caption, a heading or a line of the page’s furniture.',
        'Une marque de travail de PolNeAR : un texte qui n’appartient pas au corps de l’article, comme une légende, un intertitre ou un élément de la page.',
      ),
      include: [
        text('Captions, link lists, section headings.', 'Légendes, listes de liens, intertitres.'),
      ],
      exclude: [
        text(
          'A dull sentence of the article itself.',
          'Une phrase sans intérêt de l’article même.',
        ),
      ],
      examples: [english('[[– Read more: Five things about the quay –]]')],
      colour: colour('#6b6f76', '#b8bcc4'),
      targets: ['span'],
      externalMappings: [{ system: 'polnear', type: 'Discard' }],
    }),
  ],
  attributes: [],
  relationTypes: [],
  mappings: [
    { code: 'source', mapping: { system: 'polnear', type: 'Source' } },
    { code: 'cue', mapping: { system: 'polnear', type: 'Cue' } },
    { code: 'content', mapping: { system: 'polnear', type: 'Content' } },
    { code: 'attribution', mapping: { system: 'polnear', type: 'Attribution' } },
    {
      code: 'attribution',
      mapping: {
        system: 'polnear',
        type: 'Attribution-no-source',
        attributes: { source_presence: 'absent' },
      },
    },
  ],
};
