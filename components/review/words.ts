import type { CodebookView } from '@/components/reader/model/codebook-view';
import type { BadgeTone } from '@/components/ui/badge';
import type { Attributes } from '@/lib/annotations/schema';
import type { ReviewMove, ReviewState } from '@/lib/review/rules';

export const STATE_WORDS: Readonly<Record<ReviewState, string>> = {
  unreviewed: 'Not reviewed',
  accepted: 'Accepted',
  amended: 'Amended',
  rejected: 'Rejected',
  disputed: 'Disputed',
};

export const STATE_TONES: Readonly<Record<ReviewState, BadgeTone>> = {
  unreviewed: 'outline',
  accepted: 'success',
  amended: 'info',
  rejected: 'danger',
  disputed: 'warning',
};

/** What a decision did, in the past tense, after the person's name. */
export const DECISION_WORDS: Readonly<Record<ReviewMove, string>> = {
  accept: 'accepted',
  amend: 'amended',
  reject: 'rejected',
  ask: 'asked',
  contest: 'contested',
};

export const DECISION_TONES: Readonly<Record<ReviewMove, BadgeTone>> = {
  accept: 'success',
  amend: 'info',
  reject: 'danger',
  ask: 'primary',
  contest: 'warning',
};

/** The name of an attribute under a code; its key when the codebook has moved on. */
export function attributeName(codebook: CodebookView, codeKey: string, key: string): string {
  return codebook.attributes(codeKey).find((one) => one.key === key)?.name.en ?? key;
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
  const words = (one: string) => options.find((option) => option.value === one)?.name.en ?? one;
  return (Array.isArray(value) ? value : [String(value)]).map(words).join(', ') || '—';
}

/** The name of a role in an attribution. */
export function roleName(codebook: CodebookView, codeKey: string, role: string): string {
  const roles = codebook.code(codeKey)?.roles ?? [];
  return roles.find((one) => one.role === role)?.name.en ?? role;
}

/** "1 annotation", "2 annotations". */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString('en')} ${n === 1 ? one : many}`;
}
