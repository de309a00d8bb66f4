import type { CodebookDocument } from '../schema';
import { attributionAttributes, attributionCodes, attributionLayer } from './default-attribution';
import { claimAttributes, claimCodes, claimLayer, claimRelationTypes } from './default-claim';
import { framingCodes } from './default-frames';
import { framingAttributes, framingLayer } from './default-framing';

/** The codebook that a new project starts with: attribution, framing and verifiable claims. */
export const defaultCodebook: CodebookDocument = {
  schema: 'sourcemark.codebook/1',
  name: 'Sourcemark',
  layers: [attributionLayer, framingLayer, claimLayer],
  codes: [...attributionCodes, ...framingCodes, ...claimCodes],
  attributes: [...attributionAttributes, ...framingAttributes, ...claimAttributes],
  relationTypes: claimRelationTypes,
};
