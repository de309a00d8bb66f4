import { useFormatter, useTranslations } from 'next-intl';
import { Section } from '@/components/dashboard/section';
import { Table, TableBody, TableCell, TableColumns, TableRow } from '@/components/ui/table';
import type { ReleaseDto, ReleaseManifest } from '@/lib/releases/frozen/schema';
import { EXPORT_FORMATS } from '@/lib/releases/schema';
import { LossList } from './loss-list';

/** Files shown; the manifest lists all. */
const SHOWN = 100;

interface Props {
  readonly release: ReleaseDto;
  readonly manifest: ReleaseManifest;
}

/** What a release was made from, what it cannot carry, and its files with their hashes. */
export function ReleaseDetails({ release, manifest }: Props) {
  const t = useTranslations('releases');
  const format = useFormatter();
  const { files, history, codebook, splits, split_counts: splitCounts } = manifest;
  const agreement = release.frozen?.agreement?.value ?? null;
  const facts = [
    [t('frozenAt'), manifest.release.frozen_at],
    [t('licence'), manifest.release.licence || t('noLicence')],
    [t('codebook'), `${codebook.name ?? '–'} · ${codebook.version ?? '–'}`],
    [t('historyEvent'), `${history.event} · ${history.hash}`],
    [t('manifestHash'), release.manifestSha256 ?? '–'],
    [t('coderNames'), manifest.anonymised ? t('pseudonyms') : t('realNames')],
    [
      t('agreement'),
      agreement === null
        ? t('notMeasured')
        : `α = ${format.number(agreement, { maximumFractionDigits: 3 })}`,
    ],
    ...(splits
      ? [
          [
            t('splits'),
            t('inSplits', {
              train: splitCounts?.train?.articles ?? 0,
              dev: splitCounts?.dev?.articles ?? 0,
              test: splitCounts?.test?.articles ?? 0,
            }),
          ],
        ]
      : []),
  ] as const;
  return (
    <>
      <Section id="about" title={t('madeFrom')}>
        <dl className="grid gap-x-6 gap-y-2 text-sm sm:grid-cols-[max-content_minmax(0,1fr)]">
          {facts.map(([name, value]) => (
            <div key={name} className="contents">
              <dt className="text-muted-foreground">{name}</dt>
              <dd className="min-w-0 break-words">{value}</dd>
            </div>
          ))}
        </dl>
        {release.spec.notes ? (
          <p className="mt-4 whitespace-pre-wrap break-words text-sm">{release.spec.notes}</p>
        ) : null}
      </Section>
      <Section id="losses" title={t('losses')}>
        {EXPORT_FORMATS.map((one) => {
          const counted = manifest.formats[one];
          return counted ? <LossList key={one} format={one} losses={counted.losses} /> : null;
        })}
      </Section>
      <Section id="files" title={t('files')}>
        <Table label={t('filesTable')}>
          <TableColumns names={[t('file'), t('bytes'), t('sha')]} />
          <TableBody>
            {files.slice(0, SHOWN).map(({ path, bytes, sha256 }) => (
              <TableRow key={path}>
                <th scope="row" className="min-w-44 break-all px-3 py-2 text-left font-normal">
                  {path}
                </th>
                <TableCell className="tabular">{format.number(bytes)}</TableCell>
                <TableCell>
                  <code className="break-all text-xs">{sha256}</code>
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
        {files.length > SHOWN ? (
          <p className="mt-2 text-muted-foreground text-sm">
            {t('moreFiles', { count: files.length - SHOWN })}
          </p>
        ) : null}
      </Section>
    </>
  );
}
