import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { RelativeTime } from '@/components/ui/relative-time';
import { formatDay, formatUtc } from '@/components/ui/time-format';
import type { EventLine } from '@/lib/provenance/schema';
import { eventDetail, eventWords } from './words';

interface Props {
  readonly projectId: string;
  readonly events: readonly EventLine[];
  /** Members' names by id. */
  readonly people: ReadonlyMap<string, string>;
}

/** Events newest first, day by day, each with what was written down of it. */
export function EventList({ projectId, events, people }: Props) {
  const t = useTranslations('history');
  const locale = useLocale();
  const days = new Map<string, EventLine[]>();
  for (const event of events) {
    const day = event.at.slice(0, 10);
    days.set(day, [...(days.get(day) ?? []), event]);
  }
  return [...days].map(([day, list]) => (
    <section
      key={day}
      aria-label={t('dayUtc', { day: formatDay(new Date(day), locale) })}
      className="mb-8"
    >
      <h2 className="tabular mb-3 border-b pb-1 font-medium text-muted-foreground text-sm">
        {t('dayUtc', { day: formatDay(new Date(day), locale) })}
      </h2>
      <ol className="grid gap-4">
        {list.map((event) => (
          <EventItem key={event.seq} projectId={projectId} event={event} people={people} />
        ))}
      </ol>
    </section>
  ));
}

function EventItem({
  projectId,
  event,
  people,
}: {
  projectId: string;
  event: EventLine;
  people: ReadonlyMap<string, string>;
}) {
  const t = useTranslations('history');
  const locale = useLocale();
  const tm = useTranslations('members');
  const tp = useTranslations('past');
  const tprov = useTranslations('prov');
  const detail = eventDetail(event, people, t, tm);
  return (
    <li className="grid gap-1 sm:grid-cols-[6.5rem_minmax(0,1fr)] sm:gap-4">
      <p className="tabular text-muted-foreground text-xs leading-6">
        <time dateTime={event.at} title={formatUtc(new Date(event.at), locale)}>
          {event.at.slice(11, 19)}
        </time>{' '}
        #{event.seq}
        <RelativeTime value={event.at} className="block" />
      </p>
      <div className="min-w-0 text-sm leading-6">
        <p>
          <strong className="font-semibold">{event.actorName ?? t('commandLine')}</strong>{' '}
          {event.tokenName === null ? null : (
            <span className="text-muted-foreground">
              {t('byToken', { name: event.tokenName })}{' '}
            </span>
          )}
          {eventWords(event, people, t)}
        </p>
        {detail ? <p className="break-words text-muted-foreground">{detail}</p> : null}
        <p className="flex flex-wrap gap-x-4">
          {event.articleId && event.articleTitle ? (
            <Link
              href={`/projects/${projectId}/articles/${event.articleId}/history`}
              prefetch={false}
              className="min-w-0 break-words text-primary underline underline-offset-4"
            >
              {event.articleTitle}
            </Link>
          ) : null}
          <Link
            href={
              event.articleId
                ? `/projects/${projectId}/articles/${event.articleId}/as-it-was?event=${event.seq}`
                : `/projects/${projectId}/history/as-it-was?event=${event.seq}`
            }
            prefetch={false}
            className="text-primary underline underline-offset-4"
          >
            {tp('asItWas')}
            <span className="sr-only"> {t('inEvent', { seq: event.seq })}</span>
          </Link>
          {event.type === 'dataset.exported' ? (
            <Link
              href={`/projects/${projectId}/provenance?of=release&id=${event.id}`}
              prefetch={false}
              className="text-primary underline underline-offset-4"
            >
              {tprov('title')}
            </Link>
          ) : null}
          {event.annotationId ? (
            <Link
              href={`/projects/${projectId}/annotations/${event.annotationId}`}
              prefetch={false}
              className="text-primary underline underline-offset-4"
            >
              {t('annotationHistory')}
            </Link>
          ) : null}
        </p>
        <details className="mt-1">
          <summary className="w-fit cursor-pointer text-muted-foreground text-xs">
            {t('asWritten')}
            <span className="sr-only"> {t('inEvent', { seq: event.seq })}</span>
          </summary>
          <dl className="mt-1 grid gap-1 text-xs">
            <dt className="text-muted-foreground">{t('sha')}</dt>
            <dd className="break-all font-mono">{event.hash}</dd>
            <dt className="text-muted-foreground">{event.type}</dt>
            <dd>
              <pre className="whitespace-pre-wrap break-words rounded-md border bg-muted p-2 font-mono">
                {JSON.stringify(event.payload, null, 2)}
              </pre>
            </dd>
          </dl>
        </details>
      </div>
    </li>
  );
}
