import type { CodebookPack } from '../schema';
import { claimsPack } from './claims';
import { entmanPack } from './entman';
import { mediaFramesPack } from './media-frames';
import { polnearPack } from './polnear';
import { semeval2020Pack } from './semeval2020';
import { semeval2023Pack } from './semeval2023';

/**
 * The packs that ship with Sourcemark and can be added to any codebook. Where two know the same
 * types of a file equally well, the earlier one is taken.
 */
export const shippedPacks: readonly CodebookPack[] = [
  polnearPack,
  semeval2020Pack,
  semeval2023Pack,
  mediaFramesPack,
  entmanPack,
  claimsPack,
];
