'use client';

import { useTranslations } from 'next-intl';
import { BUILT_IN, type ReasonDto } from '@/lib/suggestions/schema';

const REASONS = [
  'quotation_then_cue',
  'cue_then_quotation',
  'parenthesis',
  'complement_clause',
  'clause',
  'according_to',
  'noun_clause',
  'speaker_label',
  'quotation_alone',
  'elsewhere',
  'twin_same',
  'twin_changed',
] as const;

function isOneOf<T extends string>(list: readonly T[], value: string | undefined): value is T {
  return value !== undefined && (list as readonly string[]).includes(value);
}

/** A provider's name: ours in the interface's language, another's as the lead named it. */
export function useOriginName(names: Readonly<Record<string, string>>): (origin: string) => string {
  const t = useTranslations('suggestions.origins');
  return (origin) => (isOneOf(BUILT_IN, origin) ? t(origin) : (names[origin] ?? t('removed')));
}

/** Why something is suggested; a provider's own words as they are. */
export function useReason(): (reason: ReasonDto) => string {
  const t = useTranslations('suggestions.reasons');
  return ({ key, text, count = 0, people = 0 }) => {
    if (isOneOf(REASONS, key)) return t(key, { count, people });
    return text ?? t('none');
  };
}
