import type { CodebookCode, CodebookPack, ExternalMapping } from '../schema';
import { claimAttributes, claimCodes, claimLayer, claimRelationTypes } from './default-claim';
import { text } from './define';

const worth = (type: string, value: string): ExternalMapping => ({
  system: 'claimbuster',
  type,
  attributes: { check_worthiness: value },
});
const fullFact = (type: string, value: string): ExternalMapping => ({
  system: 'fullfact',
  type,
  attributes: { claim_type: value },
});

/** The outside names of a claim, told apart by its type and its check-worthiness. */
const CLAIM_MAPPINGS: readonly ExternalMapping[] = [
  { system: 'fullfact', type: 'claim' },
  fullFact('personal experience', 'personal_experience'),
  fullFact('quantity in the past or present', 'quantity'),
  fullFact('correlation or causation', 'correlation_or_causation'),
  fullFact('current laws or rules of operation', 'law_or_rule'),
  fullFact('prediction', 'prediction'),
  fullFact('other type of claim', 'other'),
  fullFact('not a claim', 'not_a_claim'),
  worth('CFS', 'check_worthy_factual'),
  worth('UFS', 'unimportant_factual'),
  worth('NFS', 'non_factual'),
];

function withOutsideNames(code: CodebookCode): CodebookCode {
  return code.key === 'claim' ? { ...code, externalMappings: [...CLAIM_MAPPINGS] } : code;
}

/** Types of claims after Full Fact and check-worthiness after ClaimBuster, with evidence. */
export const claimsPack: CodebookPack = {
  key: 'claims',
  name: text('Full Fact and ClaimBuster', 'Full Fact et ClaimBuster'),
  definition: text(
    'Verifiable claims with their type after Full Fact and their check-worthiness after ClaimBuster, and the evidence for and against them.',
    'Les affirmations vérifiables, avec leur type d’après Full Fact et l’intérêt de leur vérification d’après ClaimBuster, et les éléments de preuve pour ou contre elles.',
  ),
  source:
    'L. Konstantinovskiy, O. Price, M. Babakar, A. Zubiaga: Toward Automated Factchecking, Digital Threats 2(2), 2021 (Full Fact); N. Hassan et al.: Toward Automated Fact-Checking: Detecting Check-worthy Factual Claims by ClaimBuster, KDD 2017. The definitions here are Sourcemark’s own.',
  layers: [claimLayer],
  codes: claimCodes.map(withOutsideNames),
  attributes: claimAttributes,
  // A claim is “asserted in” a content, which this pack does not bring.
  relationTypes: claimRelationTypes.filter((type) => type.key !== 'asserted_in'),
  mappings: [],
};
