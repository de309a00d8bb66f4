import { Check, CircleDashed, Pencil, Scale, X } from 'lucide-react';
import { Badge } from '@/components/ui/badge';
import type { ReviewState } from '@/lib/review/rules';
import { STATE_TONES, STATE_WORDS } from './words';

const ICONS = {
  unreviewed: CircleDashed,
  accepted: Check,
  amended: Pencil,
  rejected: X,
  disputed: Scale,
} as const;

/** Where an annotation's review stands, in a word with a sign. */
export function StateBadge({ state }: { state: ReviewState }) {
  const Icon = ICONS[state];
  return (
    <Badge tone={STATE_TONES[state]}>
      <Icon aria-hidden /> {STATE_WORDS[state]}
    </Badge>
  );
}
