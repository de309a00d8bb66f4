import { Check } from 'lucide-react';
import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import { cn } from '@/components/ui/cn';
import type { AttemptLine } from '@/lib/training/schema';

/** A score that leads to its reasons. */
export function ScoreLink({
  projectId,
  attempt,
  title,
}: {
  projectId: string;
  attempt: AttemptLine;
  title: string;
}) {
  const t = useTranslations('training');
  const format = useFormatter();
  const value =
    attempt.value === null ? '–' : format.number(attempt.value, { maximumFractionDigits: 2 });
  return (
    <Link
      href={`/projects/${projectId}/training/${attempt.id}`}
      prefetch={false}
      aria-label={`${t('score', { title, no: attempt.attemptNo, value })}, ${attempt.passed ? t('isPassed') : t('isNot')}`}
      className={cn(
        'inline-flex items-center gap-1 rounded-full border px-2 py-0.5 text-xs tabular hover:border-primary hover:text-primary',
        attempt.passed && 'border-success/40 bg-success-soft text-success',
      )}
    >
      {attempt.passed ? <Check aria-hidden className="size-3" /> : null}
      {value}
    </Link>
  );
}
