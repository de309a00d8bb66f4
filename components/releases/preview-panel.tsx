import { TriangleAlert } from 'lucide-react';
import { Spinner } from '@/components/ui/spinner';
import { REASONS, type Reason } from '@/lib/releases/formats/writer';
import type { ExportFormat, ExportPreview } from '@/lib/releases/schema';
import { counted, FORMAT_WORDS } from './words';

interface Props {
  readonly preview: ExportPreview;
  readonly format: ExportFormat;
  readonly pending: boolean;
}

const ROWS = [
  ['articles', 'Articles'],
  ['codings', 'Codings'],
  ['annotations', 'Annotations'],
  ['discontinuous', 'of them in several pieces'],
  ['attributions', 'of them attributions'],
  ['relations', 'Relations'],
  ['decisions', 'Review decisions'],
] as const;

const NUMBER = new Intl.NumberFormat('en');

/** What the export would hold, and what the chosen format cannot carry of it. */
export function PreviewPanel({ preview, format, pending }: Props) {
  const losses = Object.entries(preview.losses[format]) as [Reason, number][];
  return (
    <div aria-busy={pending}>
      <div className="flex items-center justify-between gap-2">
        <h2 className="font-semibold text-base">In this export</h2>
        {pending ? <Spinner /> : null}
      </div>
      <table className="mt-2 w-full text-sm">
        <caption className="sr-only">Counts of what the export would hold</caption>
        <tbody>
          {ROWS.map(([key, label]) => {
            const part = label.startsWith('of them');
            return (
              <tr key={key} className="border-b last:border-b-0">
                <th
                  scope="row"
                  className={`py-1.5 text-left font-normal ${part ? 'pl-3 text-muted-foreground' : ''}`}
                >
                  {label}
                </th>
                <td className="tabular py-1.5 text-right">
                  {NUMBER.format(preview.counts[key] ?? 0)}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <h3 className="mt-4 font-medium text-sm">What {FORMAT_WORDS[format].name} cannot carry</h3>
      {losses.length === 0 ? (
        <p className="mt-1 text-muted-foreground text-sm">Nothing is lost.</p>
      ) : (
        <ul className="mt-1 grid gap-1.5 text-sm">
          {losses.map(([reason, n]) => (
            <li key={reason} className="flex gap-2">
              <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-warning" />
              <span>
                <span className="tabular font-medium">{NUMBER.format(n)}</span> {REASONS[reason]}
              </span>
            </li>
          ))}
        </ul>
      )}
      <p role="status" className="sr-only">
        {pending
          ? 'Counting.'
          : `${counted(preview.counts.articles ?? 0, 'article')} and ${counted(
              preview.counts.annotations ?? 0,
              'annotation',
            )} in this export.`}
      </p>
    </div>
  );
}
