import { Check, CircleDashed, Pencil, Scale, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import type { ReviewState } from '@/lib/review/rules';
import { STATE_TONES } from './words';

const ICONS = {
  unreviewed: CircleDashed,
  accepted: Check,
  amended: Pencil,
  rejected: X,
  disputed: Scale,
} as const;

/** Where an annotation's review stands, in a word with a sign. */
export function StateBadge({ state }: { state: ReviewState }) {
  const t = useTranslations('review');
  const Icon = ICONS[state];
  return (
    <Badge tone={STATE_TONES[state]}>
      <Icon aria-hidden /> {t(`states.${state}`)}
    </Badge>
  );
}
