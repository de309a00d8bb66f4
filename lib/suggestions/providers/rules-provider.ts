import { carryValues, type RuleCodebook } from '@/lib/annotations/rules';
import { type AttributionCandidate, findAttributions } from '../rules/attributions';
import type { Proposal, ProposalPart } from '../schema';
import type { Offers, Question } from './provider';

/** Raised when the rules offer something else for the same text. */
const VERSION = '1';

/** Attributions by typography and cue lists (see lib/suggestions/rules). */
export function offersOfRules({ asked, codebook }: Question): Offers {
  const { candidates } = findAttributions(asked.text, asked.language, asked.canonicaliser);
  const offers = candidates.map((candidate) => ({
    proposal: proposalOf(candidate, codebook),
    score: candidate.score,
    reason: { key: candidate.reason },
  }));
  return { version: VERSION, offers, refusals: [] };
}

function proposalOf(
  { source, cue, content }: AttributionCandidate,
  codebook: RuleCodebook,
): Proposal {
  const part = (
    role: ProposalPart['role'] & ProposalPart['codeKey'],
    from: {
      readonly fragments:
        | ProposalPart['fragments'][number][]
        | readonly ProposalPart['fragments'][number][];
    },
    values: Proposal['attributes'],
  ): ProposalPart => {
    const code = codebook.codes.get(role);
    return {
      role,
      codeKey: role,
      fragments: [...from.fragments],
      // A codebook of one's own may lack the attribute: the passage is offered all the same.
      attributes: code ? carryValues(codebook, code, values) : {},
    };
  };
  return {
    kind: 'composite',
    codeKey: 'attribution',
    attributes: {},
    fragments: [],
    parts: [
      ...(source ? [part('source', source, {})] : []),
      ...(cue ? [part('cue', cue, { cue_kind: cue.kind })] : []),
      part('content', content, { quotation: content.quotation }),
    ],
  };
}
