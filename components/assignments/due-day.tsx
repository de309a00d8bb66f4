import { useLocale, useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import { formatDay } from '@/components/ui/time-format';

interface Props {
  /** YYYY-MM-DD; null: no date. */
  dueOn: string | null;
  overdue: boolean;
}

/** When something is due, and whether that day has passed. */
export function DueDay({ dueOn, overdue }: Props) {
  const t = useTranslations('assignments');
  const locale = useLocale();
  if (dueOn === null) return <span className="text-muted-foreground">{t('noDue')}</span>;
  return (
    <span className="inline-flex flex-wrap items-center gap-1.5 whitespace-nowrap tabular">
      <time dateTime={dueOn}>{formatDay(new Date(`${dueOn}T00:00:00Z`), locale)}</time>
      {overdue ? <Badge tone="danger">{t('overdue')}</Badge> : null}
    </span>
  );
}
