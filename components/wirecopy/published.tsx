import { useTranslations } from 'next-intl';

/** When an article appeared, to the minute, UTC. */
export function Published({ at }: { at: string | null }) {
  const t = useTranslations('wirecopy');
  if (at === null) return t('noDate');
  return (
    <time dateTime={at} className="whitespace-nowrap tabular">
      {`${at.slice(0, 16).replace('T', ' ')} UTC`}
    </time>
  );
}
