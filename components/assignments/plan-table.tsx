import { useTranslations } from 'next-intl';
import { Table, TableBody, TableCell, TableColumns, TableRow } from '@/components/ui/table';
import type { PlanPreview } from '@/lib/assignments/schema';

/** What a plan would do: its figures, who gets how much, and its first articles. */
export function PlanTable({ preview }: { preview: PlanPreview }) {
  const t = useTranslations('assignments');
  const { articles, shared, assignments, short, coders, sample } = preview;
  return (
    <section aria-label={t('previewHead')} className="grid gap-2" aria-live="polite">
      <h3 className="font-semibold text-sm">{t('previewHead')}</h3>
      <p className="text-sm">{t('previewText', { articles, shared, assignments })}</p>
      {short > 0 ? (
        <p className="text-sm text-warning">{t('previewShort', { count: short })}</p>
      ) : null}
      <Table label={t('coders')}>
        <TableColumns names={[t('coder'), t('gets'), t('then')]} />
        <TableBody>
          {coders.map(({ id, name, given, load }) => (
            <TableRow key={id}>
              <TableCell>{name}</TableCell>
              <TableCell className="tabular">{given}</TableCell>
              <TableCell className="tabular">{load + given}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <ul className="grid gap-1 text-muted-foreground text-xs">
        {sample.map(({ title, coders: names }, index) => (
          // Titles may repeat; the list does not change while it stands.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <li key={index}>
            <span className="font-serif">{title}</span>: {names.join(', ')}
          </li>
        ))}
      </ul>
    </section>
  );
}
