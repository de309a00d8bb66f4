import { useLocale, useTranslations } from 'next-intl';
import { Table, TableBody, TableCell, TableColumns, TableRow } from '@/components/ui/table';
import { formatUtc } from '@/components/ui/time-format';

interface Line {
  readonly versionId: string;
  readonly versionNo: number;
  readonly notes: string;
  readonly sha256: string;
  readonly publishedAt: string;
  readonly codes: number;
}

/** The published versions, newest first. */
export function VersionList({ versions }: { versions: readonly Line[] }) {
  const locale = useLocale();
  const t = useTranslations('codebook');
  return (
    <section aria-labelledby="codebook-versions" className="mt-12">
      <h2 id="codebook-versions" className="mb-3 font-semibold font-serif text-xl tracking-tight">
        {t('versions')}
      </h2>
      <Table stacked label={t('versionsTable')}>
        <TableColumns names={[t('version'), t('publishedAt'), t('codes'), t('note'), 'SHA-256']} />
        <TableBody>
          {versions.map((version) => (
            <TableRow key={version.versionId}>
              <TableCell className="font-medium tabular">{version.versionNo}</TableCell>
              <TableCell label={t('publishedAt')} className="whitespace-nowrap tabular">
                {formatUtc(new Date(version.publishedAt), locale)}
              </TableCell>
              <TableCell label={t('codes')} className="tabular">
                {version.codes}
              </TableCell>
              <TableCell label={t('note')}>{version.notes || t('firstVersion')}</TableCell>
              <TableCell label="SHA-256">
                <code title={version.sha256} className="font-mono text-xs">
                  {version.sha256.slice(0, 12)}…
                </code>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </section>
  );
}
