import { Download } from 'lucide-react';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { Badge, type BadgeTone } from '@/components/ui/badge';
import { buttonClass } from '@/components/ui/button';
import { RelativeTime } from '@/components/ui/relative-time';
import { importKindSchema } from '@/lib/ingest/schema';
import type { ImportDto, ImportStateName } from '@/lib/ingest/upload-schema';
import { noticeWords, storedWords, unchangedWords } from './words';

const TONES: Readonly<Record<ImportStateName, BadgeTone>> = {
  running: 'info',
  finished: 'success',
  failed: 'danger',
  cancelled: 'neutral',
};

interface Props {
  readonly projectId: string;
  readonly one: ImportDto;
}

/** One import that has ended: what it stored, what it noticed, what it refused. */
export function ImportCard({ projectId, one }: Props) {
  return (
    <article
      aria-label={one.sourceName}
      className="grid gap-2 rounded-xl border bg-card p-4 sm:p-5"
    >
      <ImportHead one={one} />
      <ImportOutcome projectId={projectId} one={one} />
    </article>
  );
}

/** `level` is that of the heading: under a section's, or under the page's own. */
export function ImportHead({ one, level = 3 }: { one: ImportDto; level?: 2 | 3 }) {
  const t = useTranslations('imports');
  const Heading = level === 2 ? 'h2' : 'h3';
  const known = importKindSchema.safeParse(one.format);
  return (
    <header className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
      <Heading className="min-w-0 break-words font-medium">{one.sourceName}</Heading>
      <p className="flex flex-wrap items-center gap-x-2 text-muted-foreground text-sm">
        <Badge tone={TONES[one.state]}>{t(`states.${one.state}`)}</Badge>
        {one.format === 'auto' ? null : (
          <span>{known.success ? t(`formats.${known.data}`) : one.format}</span>
        )}
        <span>{one.startedBy ?? t('commandLine')}</span>
        <RelativeTime value={one.startedAt} />
      </p>
    </header>
  );
}

export function ImportOutcome({ projectId, one }: Props) {
  const t = useTranslations('imports');
  const locale = useLocale();
  const unchanged = unchangedWords(one, t, locale);
  const base = `/projects/${projectId}/imports/${one.id}`;
  return (
    <>
      {one.message ? (
        <p className="text-danger text-sm">
          {one.message}
          {one.retryAt ? (
            <>
              {' '}
              <RelativeTime value={one.retryAt} />
            </>
          ) : null}
        </p>
      ) : null}
      <p className="tabular text-sm">
        {storedWords(one, t, locale)}
        {unchanged ? <span className="text-muted-foreground"> · {unchanged}</span> : null}
      </p>
      {one.notices.length > 0 ? (
        <ul className="grid gap-0.5 text-muted-foreground text-sm">
          {one.notices.map((notice) => (
            <li key={`${notice.code} ${notice.message}`} className="tabular first-letter:uppercase">
              {t('noticeCount', { notice: noticeWords(notice, t), count: notice.count })}
            </li>
          ))}
        </ul>
      ) : null}
      {one.rejections > 0 ? (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2 text-sm">
          <Link
            href={base}
            className="font-medium text-danger underline underline-offset-4"
            aria-label={t('rowsRefusedOf', { count: one.rejections, name: one.sourceName })}
          >
            {t('rowsRefused', { count: one.rejections })}
          </Link>
          <ReportLink projectId={projectId} importId={one.id} name={one.sourceName} />
        </div>
      ) : null}
    </>
  );
}

export function ReportLink({
  projectId,
  importId,
  name,
}: {
  projectId: string;
  importId: string;
  name: string;
}) {
  const t = useTranslations('imports');
  return (
    <a
      href={`/api/projects/${projectId}/imports/${importId}/rejections`}
      className={buttonClass('secondary', 'sm')}
      aria-label={t('downloadRefused', { name })}
      download
    >
      <Download aria-hidden /> {t('csv')}
    </a>
  );
}
