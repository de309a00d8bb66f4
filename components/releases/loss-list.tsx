import { TriangleAlert } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { formatNumber } from '@/components/ui/time-format';
import type { Reason } from '@/lib/releases/formats/writer';
import type { ExportFormat } from '@/lib/releases/schema';

interface Props {
  readonly format: ExportFormat;
  readonly losses: Readonly<Record<string, number>>;
}

/** What a format cannot carry, counted. */
export function LossList({ format, losses }: Props) {
  const t = useTranslations('releases');
  const locale = useLocale();
  const met = Object.entries(losses) as [Reason, number][];
  return (
    <>
      <h3 className="mt-4 font-medium text-sm">
        {t('cannotCarry', { name: t(`formats.${format}`) })}
      </h3>
      {met.length === 0 ? (
        <p className="mt-1 text-muted-foreground text-sm">{t('nothingLost')}</p>
      ) : (
        <ul className="mt-1 grid gap-1.5 text-sm">
          {met.map(([reason, n]) => (
            <li key={reason} className="flex gap-2">
              <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-warning" />
              <span>
                <span className="tabular font-medium">{formatNumber(n, locale)}</span>{' '}
                {t(`reasons.${reason}`)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
