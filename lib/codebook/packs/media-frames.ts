import type { CodebookPack } from '../schema';
import { framingCodes } from './default-frames';
import { framingAttributes, framingLayer } from './default-framing';
import { text } from './define';

/** The fifteen frames as a pack, for a codebook that began without the default layers. */
export const mediaFramesPack: CodebookPack = {
  key: 'media_frames',
  name: text('Media Frames Corpus', 'Media Frames Corpus'),
  definition: text(
    'The fifteen generic frames of the Media Frames Corpus, for passages and whole articles, with tone, target, scope and voice.',
    'Les quinze cadres génériques du Media Frames Corpus, pour les passages et les articles entiers, avec tonalité, cible, portée et voix.',
  ),
  source:
    'A. E. Boydstun, J. H. Gross, P. Resnik, N. A. Smith: Identifying Media Frames and Frame Dynamics Within and Across Policy Issues, 2013; D. Card et al.: The Media Frames Corpus, ACL 2015. The definitions here are Sourcemark’s own.',
  layers: [framingLayer],
  codes: framingCodes,
  attributes: framingAttributes,
  relationTypes: [],
  mappings: [],
};
