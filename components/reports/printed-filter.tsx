import { useFormatter, useTranslations } from 'next-intl';
import type { CodedFilter, FilterChoices } from '@/lib/register/filter';

interface Props {
  readonly project: string;
  readonly filter: CodedFilter;
  readonly choices: FilterChoices;
  /** What is asked besides. */
  readonly more?: readonly string[];
}

/** On paper, where the form is not: the project, the day, and what is counted. */
export function PrintedFilter({ project, filter, choices, more = [] }: Props) {
  const t = useTranslations('reports');
  const tr = useTranslations('register');
  const format = useFormatter();
  const date = format.dateTime(new Date(), { dateStyle: 'long', timeZone: 'UTC' });
  const coder =
    filter.coder === 'gold'
      ? tr('gold')
      : choices.coders.find(({ id }) => id === filter.coder)?.name;
  const asked = [
    filter.publisher ?? (filter.unsaid === 'publisher' ? t('noPublisher') : null),
    coder ?? null,
    filter.from === null ? null : `${tr('from')} ${filter.from}`,
    filter.to === null ? null : `${tr('to')} ${filter.to}`,
    filter.unsaid === 'date' ? t('noDate') : null,
    ...more,
  ].filter((one) => one !== null);
  return (
    <p className="mb-4 hidden text-sm print:block">
      {[t('printed', { project, date }), ...asked].join(' · ')}
    </p>
  );
}
