import { useLocale, useTranslations } from 'next-intl';
import { Spinner } from '@/components/ui/spinner';
import { formatNumber } from '@/components/ui/time-format';
import type { ExportFormat, ExportPreview } from '@/lib/releases/schema';
import { LossList } from './loss-list';

interface Props {
  readonly preview: ExportPreview;
  readonly formats: readonly ExportFormat[];
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

/** What the export would hold, and what the chosen formats cannot carry of it. */
export function PreviewPanel({ preview, formats, pending }: Props) {
  const t = useTranslations('releases');
  const locale = useLocale();
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
      {formats.map((format) => (
        <LossList key={format} format={format} losses={preview.losses[format]} />
      ))}
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
