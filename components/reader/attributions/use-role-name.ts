'use client';

import { useTranslations } from 'next-intl';
import { NESTED } from '@/lib/annotations/nesting';
import { useReader } from '../reader-context';

/** The name of a role under a code: the codebook's, or ours for the one that every composite has. */
export function useRoleName(codeKey: string): (role: string) => string {
  const t = useTranslations('attribution');
  const { model } = useReader();
  const roles = model.codebook.code(codeKey)?.roles ?? [];
  return (role) => {
    if (role === NESTED) return t('nested');
    const known = roles.find((one) => one.role === role);
    return known ? model.codebook.say(known.name) : role;
  };
}
