import type { CodebookView } from '@/components/reader/model/codebook-view';
import type { BadgeTone } from '@/components/ui/badge';
import type { Attributes } from '@/lib/annotations/schema';
import type { ReviewMove, ReviewState } from '@/lib/review/rules';

export const STATE_TONES: Readonly<Record<ReviewState, BadgeTone>> = {
  unreviewed: 'outline',
  accepted: 'success',
  amended: 'info',
  rejected: 'danger',
  disputed: 'warning',
};

export const DECISION_TONES: Readonly<Record<ReviewMove, BadgeTone>> = {
  accept: 'success',
  amend: 'info',
  reject: 'danger',
  ask: 'primary',
  contest: 'warning',
  withdraw: 'outline',
};

/** The name of an attribute under a code; its key when the codebook has moved on. */
export function attributeName(codebook: CodebookView, codeKey: string, key: string): string {
  const attribute = codebook.attributes(codeKey).find((one) => one.key === key);
  return attribute ? codebook.say(attribute.name) : key;
}

/** An attribute's value in words; "—" when there is none. */
export function valueWords(
  codebook: CodebookView,
  codeKey: string,
  key: string,
  value: Attributes[string] | null,
): string {
  if (value === null) return '—';
  const options = codebook.attributes(codeKey).find((one) => one.key === key)?.options ?? [];
  const words = (one: string) => {
    const option = options.find(({ value: known }) => known === one);
    return option ? codebook.say(option.name) : one;
  };
  return (Array.isArray(value) ? value : [String(value)]).map(words).join(', ') || '—';
}

/** The name of a role in an attribution. */
export function roleName(codebook: CodebookView, codeKey: string, role: string): string {
  const roles = codebook.code(codeKey)?.roles ?? [];
  const known = roles.find((one) => one.role === role);
  return known ? codebook.say(known.name) : role;
}
