'use client';

import { useLocale, useTranslations } from 'next-intl';
import { Table, TableBody, TableCell, TableColumns, TableRow } from '@/components/ui/table';
import type { MigrationPreview, MigrationStart } from '@/lib/migration/schema';

/** What a plan would do, code by code: how many go where, and how many wait for a person and why. */
export function PreviewTable({
  preview,
  start,
}: {
  preview: MigrationPreview;
  start: MigrationStart;
}) {
  const t = useTranslations('codebook');
  const locale = useLocale();
  const names = new Map([...start.inUse, ...start.targets].map(({ key, name }) => [key, name]));
  const label = (key: string) => {
    const name = names.get(key);
    return name === undefined ? key : locale === 'fr' ? name.fr : name.en;
  };
  return (
    <div className="grid gap-3">
      <p>
        {t('previewSum', {
          moved: preview.moved,
          persons: preview.persons,
          codings: preview.codings,
        })}
      </p>
      <Table stacked label={t('previewTitle')}>
        <TableColumns
          names={[t('code'), t('step'), t('goesTo'), t('reviewsStay'), t('needPerson')]}
        />
        <TableBody>
          {preview.codes.map((line) => (
            <TableRow key={line.from}>
              <TableCell className="font-medium">{label(line.from)}</TableCell>
              <TableCell label={t('step')}>{t(`stepKind.${line.kind}`)}</TableCell>
              <TableCell label={t('goesTo')}>
                {line.to.map(({ key, count }) => `${label(key)}: ${count}`).join(', ') || '—'}
              </TableCell>
              <TableCell label={t('reviewsStay')} className="tabular">
                {line.reviewsKept}
              </TableCell>
              <TableCell label={t('needPerson')}>
                {line.persons
                  .map(({ reason, count }) => `${t(`reason.${reason}`)}: ${count}`)
                  .join(', ') || '—'}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <p className="text-muted-foreground text-sm">
        {t('previewRelations', { ...preview.relations, letGo: preview.valuesLetGo })}
      </p>
    </div>
  );
}
