import { useTranslations } from 'next-intl';
import { Badge, type BadgeTone } from '@/components/ui/badge';
import type { AssignmentState } from '@/lib/assignments/schema';

const TONES: Readonly<Record<AssignmentState, BadgeTone>> = {
  assigned: 'outline',
  started: 'info',
  submitted: 'success',
  withdrawn: 'neutral',
};

/** Where an assignment stands. */
export function StateBadge({ state }: { state: AssignmentState }) {
  const t = useTranslations('assignments');
  return <Badge tone={TONES[state]}>{t(`states.${state}`)}</Badge>;
}
