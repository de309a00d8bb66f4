import { useTranslations } from 'next-intl';
import { RelativeTime } from '@/components/ui/relative-time';
import { Table, TableBody, TableCell, TableColumns, TableRow } from '@/components/ui/table';
import type { Translate } from '@/lib/i18n/translate';
import type { ExportFilter, PastExport } from '@/lib/releases/schema';

interface Props {
  readonly past: readonly PastExport[];
  /** Coders' names by id. */
  readonly coders: ReadonlyMap<string, string>;
}

/** Earlier exports, from the project's history. */
export function PastExports({ past, coders }: Props) {
  const t = useTranslations('releases');
  const tr = useTranslations('review');
  return (
    <section aria-labelledby="past-exports" className="mt-10">
      <h2 id="past-exports" className="mb-3 font-semibold text-base">
        {t('earlierExports')}
      </h2>
      <Table stacked label={t('earlierExports')}>
        <TableColumns
          names={[t('when'), t('who'), t('format'), t('filter'), t('held'), t('manifest')]}
        />
        <TableBody>
          {past.map(({ seq, at, actorName, payload }) => (
            <TableRow key={seq}>
              <TableCell label={t('when')}>
                <RelativeTime value={at} />
              </TableCell>
              <TableCell label={t('who')}>{actorName ?? t('commandLine')}</TableCell>
              <TableCell label={t('format')}>{t(`formats.${payload.format}`)}</TableCell>
              <TableCell label={t('filter')}>
                {filterWords(payload.filter, coders, t, tr)}
              </TableCell>
              <TableCell label={t('held')} className="tabular">
                {t('articleCount', { count: payload.counts.articles ?? 0 })},{' '}
                {t('annotationCount', { count: payload.counts.annotations ?? 0 })}
              </TableCell>
              <TableCell label={t('manifest')}>
                <code
                  className="font-mono text-xs"
                  title={t('sha256', { manifestSha256: payload.manifestSha256 })}
                >
                  {payload.manifestSha256.slice(0, 12)}…
                </code>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </section>
  );
}

function filterWords(
  filter: ExportFilter,
  coders: ReadonlyMap<string, string>,
  t: Translate<'releases'>,
  tr: Translate<'review'>,
): string {
  const words = [
    ...filter.layers,
    ...filter.codes,
    ...filter.coders.map((coder) => coders.get(coder) ?? coder),
    ...filter.states.map((state) => tr(`states.${state}`).toLowerCase()),
  ];
  return words.length === 0 ? t('everything') : words.join(', ');
}
