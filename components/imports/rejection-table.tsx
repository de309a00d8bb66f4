import { useTranslations } from 'next-intl';
import { Table, TableBody, TableCell, TableColumns, TableRow } from '@/components/ui/table';
import type { ImportRejectionDto } from '@/lib/ingest/upload-schema';

/** What was refused, in the order of the files. */
export function RejectionTable({ rejections }: { rejections: readonly ImportRejectionDto[] }) {
  const t = useTranslations('imports');
  return (
    <Table stacked label={t('whatWasRefused')}>
      <TableColumns names={[t('file'), t('line'), t('what'), t('why')]} />
      <TableBody>
        {rejections.map(({ position, file, line, kind, reason }) => (
          <TableRow key={position}>
            <TableCell label={t('file')} className="break-all">
              {file}
            </TableCell>
            <TableCell label={t('line')} className="tabular">
              {line ?? '–'}
            </TableCell>
            <TableCell label={t('what')}>{t(`kinds.${kind}`)}</TableCell>
            <TableCell label={t('why')} className="break-words">
              {reason}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
