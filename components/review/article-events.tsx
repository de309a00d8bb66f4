import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { z } from 'zod';
import { operationWords } from '@/components/history/words';
import { CodeMark } from '@/components/reader/code-mark';
import type { CodebookView } from '@/components/reader/model/codebook-view';
import { formatDay, formatUtc } from '@/components/ui/time-format';
import { attributesSchema, MEMBER_ROLES } from '@/lib/annotations/schema';
import type { EventLine, EventType } from '@/lib/provenance/schema';
import { type Comparable, describeChanges } from '@/lib/review/changes';
import { type ArticleHistoryDto, linkEventSchema, type MemberDto } from '@/lib/review/schema';
import { shortenQuote } from '@/lib/text/quote';
import { type ChangeContext, ChangeList } from './change-list';
import { Removed } from './text-diff';
import { Words } from './timeline-list';

const snapshotSchema = z.object({
  codeKey: z.string(),
  attributes: attributesSchema,
  confidence: z.number().nullable(),
  memo: z.string().nullable(),
  deleted: z.boolean(),
  fragments: z.array(z.object({ start: z.number(), end: z.number(), quote: z.string() })),
  members: z.array(
    z.object({
      role: z.enum(MEMBER_ROLES),
      annotationId: z.string(),
    }),
  ),
});

/** The parts of an event's payload that this page tells; anything else is left out. */
const payloadSchema = z.object({
  reason: z.string().nullish().catch(null),
  body: z.string().optional().catch(undefined),
  operation: z.object({ label: z.string() }).optional().catch(undefined),
  before: snapshotSchema.nullish().catch(null),
  after: snapshotSchema.nullish().catch(null),
});

const TYPES = [
  'coding.started',
  'coding.submitted',
  'coding.reopened',
  'coding.carried_over',
  'coding.carry_undone',
  'article.version_added',
  'article.metadata_changed',
  'annotation.created',
  'annotation.changed',
  'annotation.deleted',
  'annotation.restored',
  'annotation.migrated',
  'annotation.carried_over',
  'annotation.carry_dropped',
  'relation.created',
  'relation.changed',
  'relation.deleted',
  'relation.restored',
  'relation.migrated',
  'operation.undone',
  'operation.redone',
  'review.accepted',
  'review.amended',
  'review.rejected',
  'review.asked',
  'review.contested',
  'thread.opened',
  'thread.commented',
  'thread.resolved',
  'thread.reopened',
] as const satisfies readonly EventType[];

const QUOTE_LENGTH = 140;

interface Props {
  projectId: string;
  history: ArticleHistoryDto;
  codebook: CodebookView;
}

/** What happened to an article and its annotations, newest first, day by day. */
export function ArticleEvents({ projectId, history, codebook }: Props) {
  const t = useTranslations('history');
  const locale = useLocale();
  const days = new Map<string, EventLine[]>();
  for (const event of history.events) {
    const day = event.at.slice(0, 10);
    days.set(day, [...(days.get(day) ?? []), event]);
  }
  return [...days].map(([day, events]) => (
    <section key={day} aria-label={formatDay(new Date(day), locale)} className="mb-8">
      <h3 className="mb-3 border-b pb-1 font-medium text-muted-foreground text-sm tabular">
        {t('dayUtc', { day: formatDay(new Date(day), locale) })}
      </h3>
      <ol className="grid gap-4">
        {events.map((event) => (
          <EventItem key={event.seq} {...{ projectId, event, history, codebook }} />
        ))}
      </ol>
    </section>
  ));
}

function EventItem({
  projectId,
  event,
  history,
  codebook,
}: Props & {
  event: EventLine;
}) {
  const t = useTranslations('history');
  const tp = useTranslations('past');
  const locale = useLocale();
  const payload = payloadSchema.safeParse(event.payload).data;
  const annotation = history.annotations[event.annotationId ?? ''];
  const changes =
    payload?.before && payload.after && !payload.before.deleted && !payload.after.deleted
      ? describeChanges(payload.before satisfies Comparable, payload.after)
      : null;
  const context: ChangeContext = {
    codebook,
    codeKey: payload?.after?.codeKey ?? annotation?.codeKey ?? '',
    language: history.language,
    direction: history.direction,
    members: history.annotations,
  };
  const known = TYPES.find((one) => one === event.type);
  const verb = known ? t(`annotationEvents.${known}`) : event.type;
  const said = payload?.reason ?? payload?.body;
  return (
    <li className="grid gap-1.5 sm:grid-cols-[6.5rem_minmax(0,1fr)] sm:gap-4">
      <p className="text-muted-foreground text-xs leading-6 tabular">
        <time dateTime={event.at} title={formatUtc(new Date(event.at), locale)}>
          {event.at.slice(11, 19)}
        </time>{' '}
        <span title={t('eventHash', { seq: event.seq, hash: event.hash })}>#{event.seq}</span>
      </p>
      <div className="grid min-w-0 gap-1.5">
        <p className="text-sm leading-6">
          <strong className="font-semibold">{event.actorName ?? t('commandLine')}</strong>{' '}
          {payload?.operation && event.type.startsWith('operation.')
            ? t('onOperation', { verb, operation: operationWords(payload.operation.label, t) })
            : verb}{' '}
          <Link
            href={`/projects/${projectId}/articles/${history.articleId}/as-it-was?event=${event.seq}`}
            prefetch={false}
            className="whitespace-nowrap text-muted-foreground text-xs underline underline-offset-4"
          >
            {tp('asItWas')}
            <span className="sr-only"> {t('inEvent', { seq: event.seq })}</span>
          </Link>
        </p>
        {event.annotationId && annotation ? (
          <AnnotationLink
            href={`/projects/${projectId}/annotations/${event.annotationId}`}
            {...{ annotation, codebook, history }}
          />
        ) : null}
        <LinkTold {...{ projectId, event, history, codebook }} />
        {changes && changes.length > 0 ? <ChangeList changes={changes} context={context} /> : null}
        {said ? <Words text={said} /> : null}
      </div>
    </li>
  );
}

/** A link in an event: its ends and what it says, and what it said before. */
function LinkTold({ projectId, event, history, codebook }: Props & { event: EventLine }) {
  const told = linkEventSchema.safeParse(event.payload).data;
  if (!told) return null;
  const nameOf = (key: string) => {
    const type = codebook.document.relationTypes.find((one) => one.key === key);
    return type ? codebook.say(type.name) : key;
  };
  const { before, after } = told;
  const end = (id: string) => {
    const annotation = history.annotations[id];
    const href = `/projects/${projectId}/annotations/${id}`;
    return annotation ? <AnnotationLink {...{ href, annotation, codebook, history }} /> : null;
  };
  const turned = before && before.fromAnnotationId !== after.fromAnnotationId;
  return (
    <div className="grid gap-1 rounded-lg border bg-muted/40 p-3">
      {end(after.fromAnnotationId)}
      <p className="flex items-center gap-1.5 pl-1 text-sm">
        <span aria-hidden>{turned ? '⇄' : '↓'}</span>
        {before && before.typeKey !== after.typeKey ? (
          <Removed>{nameOf(before.typeKey)}</Removed>
        ) : null}
        <strong className="font-semibold">{nameOf(after.typeKey)}</strong>
      </p>
      {end(after.toAnnotationId)}
      {after.memo ? <Words text={after.memo} /> : null}
    </div>
  );
}

function AnnotationLink({
  href,
  annotation,
  codebook,
  history,
}: {
  href: string;
  annotation: MemberDto;
  codebook: CodebookView;
  history: ArticleHistoryDto;
}) {
  return (
    <Link
      href={href}
      prefetch={false}
      className="flex min-w-0 items-start gap-2 rounded text-sm hover:underline"
    >
      <CodeMark codebook={codebook} codeKey={annotation.codeKey} />
      <span className="min-w-0">
        <span className="font-medium">{codebook.nameOf(annotation.codeKey)}</span>{' '}
        {annotation.quote ? (
          <span
            lang={history.language ?? undefined}
            dir={history.direction}
            className="break-words font-serif text-[0.9375rem]"
          >
            {shortenQuote(annotation.quote, QUOTE_LENGTH)}
          </span>
        ) : null}
      </span>
    </Link>
  );
}
