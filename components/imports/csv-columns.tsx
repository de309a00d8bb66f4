'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Alert } from '@/components/ui/alert';
import { NativeSelect } from '@/components/ui/native-select';
import { Table, TableBody, TableCell, TableColumns, TableRow } from '@/components/ui/table';
import {
  ARTICLE_FIELDS,
  articleFieldSchema,
  type ColumnMapping,
  guessColumns,
} from '@/lib/ingest/csv-columns';
import { type CsvPreview, PREVIEW_BYTES, previewCsv } from '@/lib/ingest/csv-preview';
import type { FormatChoice } from '@/lib/ingest/schema';
import type { PickedFile } from './pick-files';

const TABLE = /\.(?:csv|tsv)$/i;

/** Whether what was chosen are tables, and nothing else. */
export function areTables(files: readonly PickedFile[], format: FormatChoice): boolean {
  return format === 'csv' || (format === 'auto' && files.every(({ path }) => TABLE.test(path)));
}

/** Says what each column of a table is, beside what the first rows hold in it. */
export function CsvColumns({
  file,
  mapping,
  onChange,
}: {
  file: File;
  mapping: ColumnMapping;
  onChange: (mapping: ColumnMapping) => void;
}) {
  const t = useTranslations('imports');
  const [preview, setPreview] = useState<CsvPreview | 'none' | null>(null);

  useEffect(() => {
    let gone = false;
    const read = async () => {
      const bytes = new Uint8Array(await file.slice(0, PREVIEW_BYTES).arrayBuffer());
      const found = await previewCsv(bytes, file.size <= PREVIEW_BYTES);
      if (gone) return;
      setPreview(found ?? 'none');
      onChange(found ? guessColumns(found.columns) : {});
    };
    read().catch(() => {
      if (!gone) setPreview('none');
    });
    return () => {
      gone = true;
    };
  }, [file, onChange]);

  if (preview === null) return <p className="text-muted-foreground text-sm">{t('reading')}</p>;
  if (preview === 'none') return <Alert tone="warning">{t('noTable')}</Alert>;
  // A name that stands twice is told when the table is loaded.
  const named = preview.columns.flatMap((column, index) =>
    column === '' || preview.columns.indexOf(column) < index ? [] : [{ column, index }],
  );
  return (
    <div className="grid gap-2">
      <h3 className="font-medium">{t('columnsTitle')}</h3>
      <p className="text-muted-foreground text-sm">{t('columnsHelp')}</p>
      <Table stacked label={t('columnsTable')}>
        <TableColumns names={[t('column'), t('meaning'), t('firstRows')]} />
        <TableBody>
          {named.map(({ column, index }) => (
            <TableRow key={column}>
              <TableCell label={t('column')} className="font-medium">
                <span className="break-words">{column}</span>
              </TableCell>
              <TableCell label={t('meaning')} className="sm:w-56">
                <FieldChoice column={column} mapping={mapping} onChange={onChange} />
              </TableCell>
              <TableCell label={t('firstRows')}>
                <Examples rows={preview.rows} index={index} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {mapping.text === undefined ? (
        <Alert tone="warning" role="status">
          {t('needsText')}
        </Alert>
      ) : null}
    </div>
  );
}

function FieldChoice({
  column,
  mapping,
  onChange,
}: {
  column: string;
  mapping: ColumnMapping;
  onChange: (mapping: ColumnMapping) => void;
}) {
  const t = useTranslations('imports');
  const chosen = ARTICLE_FIELDS.find((field) => mapping[field] === column);
  const choose = (value: string) => {
    const field = articleFieldSchema.safeParse(value);
    const rest: ColumnMapping = { ...mapping };
    if (chosen !== undefined) delete rest[chosen];
    // A field that another column was is this one's now.
    onChange(field.success ? { ...rest, [field.data]: column } : rest);
  };
  return (
    <NativeSelect
      aria-label={t('meaningOf', { column })}
      value={chosen ?? ''}
      onChange={(event) => choose(event.target.value)}
    >
      <option value="">{t('keptAsMetadata')}</option>
      {ARTICLE_FIELDS.map((field) => (
        <option key={field} value={field}>
          {t(`fields.${field}`)}
        </option>
      ))}
    </NativeSelect>
  );
}

function Examples({ rows, index }: { rows: CsvPreview['rows']; index: number }) {
  const examples = rows.map((row) => row[index] ?? '').filter((cell) => cell !== '');
  if (examples.length === 0) return <span className="text-muted-foreground">–</span>;
  return (
    <ul className="grid gap-0.5 text-muted-foreground">
      {[...new Set(examples)].slice(0, 3).map((example) => (
        <li key={example} dir="auto" className="line-clamp-1 break-all">
          {example}
        </li>
      ))}
    </ul>
  );
}
