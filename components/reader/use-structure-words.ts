'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { StructureWords } from './model/linking';

/** The words that acts on attributions and links are told in. */
export function useStructureWords(): StructureWords {
  const attribution = useTranslations('attribution');
  const relations = useTranslations('relations');
  return useMemo(() => ({ attribution, relations }), [attribution, relations]);
}
