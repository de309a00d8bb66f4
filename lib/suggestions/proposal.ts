import { createHash } from 'node:crypto';
import {
  checkFragments,
  checkValues,
  type RuleCodebook,
  usableCode,
} from '@/lib/annotations/rules';
import { err, ok, type Result } from '@/lib/result/result';
import type { Fragment } from '@/lib/text/fragments';
import type { Proposal } from './schema';

/**
 * Whether a proposal could become an annotation with this codebook in a text of `length` code
 * points. Errors: `invalid_input` with the reason.
 */
export function checkProposal(
  codebook: RuleCodebook,
  proposal: Proposal,
  length: number,
): Result<void> {
  const code = usableCode(codebook, proposal.codeKey, proposal.kind);
  if (!code.ok) return code;
  const values = checkValues(codebook, code.value, proposal.attributes);
  if (!values.ok) return values;
  const composite = proposal.kind === 'composite';
  if (composite !== proposal.parts.length > 0) {
    return err('invalid_input', 'An attribution has parts, and nothing else has any.');
  }
  if (composite && proposal.fragments.length > 0) {
    return err('invalid_input', 'An attribution has its passages in its parts.');
  }
  const fit = checkFragments(proposal.kind, proposal.fragments, length);
  if (!fit.ok) return fit;
  const roles = new Map<string, number>();
  for (const part of proposal.parts) {
    const role = code.value.roles.find((one) => one.role === part.role);
    const full = (roles.get(part.role) ?? 0) >= (role?.max ?? Number.POSITIVE_INFINITY);
    if (!role || full || (role.codes.length > 0 && !role.codes.includes(part.codeKey))) {
      return err('invalid_input', `A ${part.codeKey} cannot be ${part.role} here.`);
    }
    roles.set(part.role, (roles.get(part.role) ?? 0) + 1);
    const own = usableCode(codebook, part.codeKey, 'span');
    if (!own.ok) return own;
    const ownValues = checkValues(codebook, own.value, part.attributes);
    if (!ownValues.ok) return ownValues;
    const place = checkFragments('span', part.fragments, length);
    if (!place.ok) return place;
  }
  return ok(undefined);
}

/** The proposal with fragments in order and keys sorted: equal ones are written equally. */
function normal({ kind, codeKey, attributes, fragments, parts }: Proposal): unknown {
  return [
    kind,
    codeKey,
    sorted(attributes),
    places(fragments),
    parts
      .map((part) => [part.role, part.codeKey, places(part.fragments), sorted(part.attributes)])
      .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
  ];
}

function sorted(values: Proposal['attributes']): unknown {
  return Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
}

function places(fragments: readonly Fragment[]): unknown {
  return fragments.map(({ start, end }) => [start, end]).sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
}

/** Whether two proposals are the same, whatever the order of their parts. */
export function sameProposal(a: Proposal, b: Proposal): boolean {
  return JSON.stringify(normal(a)) === JSON.stringify(normal(b));
}

/**
 * SHA-256, hex, of what is proposed and where, without its attribute values: another value for the
 * same passage and code is no new suggestion.
 */
export function fingerprintOf({ kind, codeKey, fragments, parts }: Proposal): string {
  const bare = parts.map((part) => ({ ...part, attributes: {} }));
  const what = normal({ kind, codeKey, attributes: {}, fragments, parts: bare });
  return createHash('sha256').update(JSON.stringify(what)).digest('hex');
}

/** First character of a proposal, code points; 0 for a label of the whole article. */
export function startOf({ fragments, parts }: Proposal): number {
  const starts = [...fragments, ...parts.flatMap((part) => part.fragments)].map(
    ({ start }) => start,
  );
  return starts.length === 0 ? 0 : Math.min(...starts);
}
