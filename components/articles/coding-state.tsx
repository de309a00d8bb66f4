import { Check, Circle, CircleDashed } from 'lucide-react';
import { Badge } from '@/components/ui/badge';
import type { CodingStateName } from '@/lib/articles/schema';

export const CODING_WORDS: Readonly<Record<CodingStateName, string>> = {
  not_started: 'Not started',
  in_progress: 'In progress',
  submitted: 'Submitted',
};

/** Where a coding stands, in a word with a sign. */
export function CodingState({ state }: { state: CodingStateName }) {
  if (state === 'submitted') {
    return (
      <Badge tone="success">
        <Check aria-hidden /> {CODING_WORDS.submitted}
      </Badge>
    );
  }
  if (state === 'in_progress') {
    return (
      <Badge tone="info">
        <Circle aria-hidden className="fill-current" /> {CODING_WORDS.in_progress}
      </Badge>
    );
  }
  return (
    <Badge tone="outline">
      <CircleDashed aria-hidden /> {CODING_WORDS.not_started}
    </Badge>
  );
}
