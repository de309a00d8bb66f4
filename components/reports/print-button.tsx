'use client';

import { Printer } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';

/** Prints the page, which has a shape for paper. */
export function PrintButton() {
  const t = useTranslations('reports');
  return (
    <Button variant="secondary" onClick={() => window.print()}>
      <Printer aria-hidden /> {t('print')}
    </Button>
  );
}
