import { TriangleAlert } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { Spinner } from '@/components/ui/spinner';
import { formatNumber } from '@/components/ui/time-format';
import type { Reason } from '@/lib/releases/formats/writer';
import type { ExportFormat, ExportPreview } from '@/lib/releases/schema';

interface Props {
  readonly preview: ExportPreview;
  readonly format: ExportFormat;
  readonly pending: boolean;
}

const ROWS = [
  'articles',
  'codings',
  'annotations',
  'discontinuous',
  'attributions',
  'relations',
  'decisions',
] as const;

/** Rows that count some of what the row above counts. */
const PARTS: ReadonlySet<string> = new Set(['discontinuous', 'attributions']);

/** What the export would hold, and what the chosen format cannot carry of it. */
export function PreviewPanel({ preview, format, pending }: Props) {
  const t = useTranslations('releases');
  const locale = useLocale();
  const losses = Object.entries(preview.losses[format]) as [Reason, number][];
  return (
    <div aria-busy={pending}>
      <div className="flex items-center justify-between gap-2">
        <h2 className="font-semibold text-base">{t('inThisExport')}</h2>
        {pending ? <Spinner /> : null}
      </div>
      <table className="mt-2 w-full text-sm">
        <caption className="sr-only">{t('countsCaption')}</caption>
        <tbody>
          {ROWS.map((key) => {
            const part = PARTS.has(key);
            return (
              <tr key={key} className="border-b last:border-b-0">
                <th
                  scope="row"
                  className={`py-1.5 text-left font-normal ${part ? 'pl-3 text-muted-foreground' : ''}`}
                >
                  {t(`counts.${key}`)}
                </th>
                <td className="tabular py-1.5 text-right">
                  {formatNumber(preview.counts[key] ?? 0, locale)}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <h3 className="mt-4 font-medium text-sm">
        {t('cannotCarry', { name: t(`formats.${format}`) })}
      </h3>
      {losses.length === 0 ? (
        <p className="mt-1 text-muted-foreground text-sm">{t('nothingLost')}</p>
      ) : (
        <ul className="mt-1 grid gap-1.5 text-sm">
          {losses.map(([reason, n]) => (
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
      <p role="status" className="sr-only">
        {pending
          ? t('counting')
          : t('counted', {
              articles: preview.counts.articles ?? 0,
              annotations: preview.counts.annotations ?? 0,
            })}
      </p>
    </div>
  );
}
