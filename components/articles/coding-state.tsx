import { Check, Circle, CircleDashed } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import type { CodingStateName } from '@/lib/articles/schema';

/** Where a coding stands, in a word with a sign. */
export function CodingState({ state }: { state: CodingStateName }) {
  const t = useTranslations('articles');
  if (state === 'submitted') {
    return (
      <Badge tone="success">
        <Check aria-hidden /> {t('states.submitted')}
      </Badge>
    );
  }
  if (state === 'in_progress') {
    return (
      <Badge tone="info">
        <Circle aria-hidden className="fill-current" /> {t('states.in_progress')}
      </Badge>
    );
  }
  return (
    <Badge tone="outline">
      <CircleDashed aria-hidden /> {t('states.not_started')}
    </Badge>
  );
}
