'use client';

import { Search } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { openFind } from './open-find';

/** Opens the find bar, for those without keys: stands in the reader's toolbar. */
export function FindButton() {
  const t = useTranslations('search');
  return (
    <Button
      size="icon-sm"
      variant="ghost"
      aria-label={t('find.open')}
      title={t('find.openHint')}
      aria-keyshortcuts="Control+F /"
      onClick={openFind}
    >
      <Search aria-hidden />
    </Button>
  );
}
