import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import { formatUtc } from '@/components/ui/time-format';
import type { VersionComparison, VersionLine } from '@/lib/versions/schema';

interface Props {
  /** Address of the article. */
  here: string;
  comparison: VersionComparison;
}

/** Every version, newest first: who loaded it, when and from what; and with which others it compares. */
export function VersionList({ here, comparison }: Props) {
  return (
    <ol className="grid gap-3">
      {comparison.versions.toReversed().map((version) => (
        <Version key={version.versionNo} {...{ version, here, comparison }} />
      ))}
    </ol>
  );
}

function Version({ version, here, comparison }: Props & { version: VersionLine }) {
  const t = useTranslations('versions');
  const locale = useLocale();
  const { from, to, direction, language } = comparison;
  const { versionNo, title, storedAt, importedBy, capture, metadataChanges } = version;
  const compared = comparison.changed !== null && (versionNo === from || versionNo === to);
  const time = (iso: string) => formatUtc(new Date(iso), locale);
  return (
    <li className="rounded-xl border bg-card px-4 py-3 text-sm">
      <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <Link
          href={`${here}?version=${versionNo}`}
          className="font-medium text-primary underline underline-offset-4"
        >
          {t('version', { no: versionNo })}
        </Link>
        <span lang={language ?? undefined} dir={direction} className="min-w-0 font-serif">
          {title}
        </span>
        {compared ? <Badge tone="primary">{t('shownBelow')}</Badge> : null}
        {versionNo > 1 && versionNo !== to ? (
          <Link
            href={`${here}/versions?from=${versionNo - 1}&to=${versionNo}`}
            className="text-primary underline underline-offset-4"
          >
            {t('compareBefore')}
          </Link>
        ) : null}
        {versionNo < to - 1 ? (
          <Link
            href={`${here}/versions?from=${versionNo}&to=${to}`}
            className="text-primary underline underline-offset-4"
          >
            {t('compareWith', { no: to })}
          </Link>
        ) : null}
      </p>
      <p className="mt-1 text-muted-foreground">
        {t('loaded', {
          time: time(storedAt),
          who: importedBy ?? t('commandLine'),
          source: capture.sourceName,
        })}
        {version.modifiedAt ? ` · ${t('said', { time: time(version.modifiedAt) })}` : null}
        {' · '}
        <span className="tabular" title={capture.sha256}>
          {t('capture', { hash: capture.sha256.slice(0, 12) })}
        </span>
      </p>
      {metadataChanges.map((change) => (
        <p key={change.seenAt} className="mt-1">
          {t('metadataChanged', {
            time: time(change.seenAt),
            fields: Object.entries(change.changes)
              .map(
                ([field, { before, after }]) =>
                  `${fieldName(field, t)}: ${before ?? '—'} → ${after}`,
              )
              .join('; '),
          })}
        </p>
      ))}
    </li>
  );
}

const NAMED = [
  'title',
  'lede',
  'byline',
  'publishedAt',
  'modifiedAt',
  'publisher',
  'section',
  'keywords',
  'imageUrl',
] as const;

function fieldName(field: string, t: ReturnType<typeof useTranslations<'versions'>>): string {
  const known = NAMED.find((one) => one === field);
  return known ? t(`fields.${known}`) : field;
}
