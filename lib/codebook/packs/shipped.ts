import type { CodebookPack } from '../schema';
import { polnearPack } from './polnear';
import { semeval2020Pack } from './semeval2020';

/** The packs that ship with Sourcemark and can be added to any codebook. */
export const shippedPacks: readonly CodebookPack[] = [polnearPack, semeval2020Pack];
