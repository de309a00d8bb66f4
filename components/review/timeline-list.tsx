import {
  CheckCheck,
  FilePlus2,
  MessageCircleQuestion,
  MessageSquare,
  Pencil,
  Scale,
  ThumbsDown,
  ThumbsUp,
  Trash2,
  Undo2,
} from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { MigrationNote } from '@/components/codebook/migration/migration-note';
import type { CodebookView } from '@/components/reader/model/codebook-view';
import { Badge } from '@/components/ui/badge';
import { formatUtc } from '@/components/ui/time-format';
import type { RevisionDto } from '@/lib/annotations/schema';
import type { Translate } from '@/lib/i18n/translate';
import type { AnnotationHistoryDto } from '@/lib/review/schema';
import type { TimelineEntry } from '@/lib/review/timeline';
import { AnnotationQuote } from './annotation-quote';
import { type ChangeContext, ChangeList } from './change-list';
import { attributeName, DECISION_TONES, valueWords } from './words';

interface Props {
  entries: readonly TimelineEntry[];
  history: AnnotationHistoryDto;
  codebook: CodebookView;
}

/** Everything that happened to an annotation, oldest first: who, when, what changed, and why. */
export function TimelineList({ entries, history, codebook }: Props) {
  const t = useTranslations('history');
  const tr = useTranslations('review');
  const { article, members } = history;
  const context = { codebook, language: article.language, direction: article.direction, members };
  return (
    <ol className="grid">
      {entries.map((entry, index) => (
        <li
          key={entry.id}
          className="relative grid grid-cols-[2.25rem_minmax(0,1fr)] gap-3 pb-6 last:pb-0"
        >
          {index < entries.length - 1 ? (
            <span aria-hidden className="absolute top-9 bottom-0 left-[1.0625rem] w-px bg-border" />
          ) : null}
          <span className="grid size-9 place-content-center rounded-full border bg-card text-muted-foreground [&_svg]:size-4">
            <EntryIcon entry={entry} />
          </span>
          <div className="grid min-w-0 gap-2 pt-1.5">
            <p className="flex flex-wrap items-baseline gap-x-2 text-sm">
              <span>
                <strong className="font-semibold">{entry.who}</strong> {sentence(entry, t)}
              </span>
              <When at={entry.at} />
              {entry.kind === 'decision' ? (
                <Badge tone={DECISION_TONES[entry.decision.kind]}>
                  {tr(`decided.${entry.decision.kind}`)}
                </Badge>
              ) : null}
            </p>
            <EntryBody entry={entry} context={context} />
          </div>
        </li>
      ))}
    </ol>
  );
}

function When({ at }: { at: string }) {
  const locale = useLocale();
  return (
    <time dateTime={at} className="whitespace-nowrap text-muted-foreground text-xs tabular">
      {formatUtc(new Date(at), locale)}
    </time>
  );
}

function EntryIcon({ entry }: { entry: TimelineEntry }): ReactNode {
  switch (entry.kind) {
    case 'revision':
      if (entry.revision.deleted) return <Trash2 aria-hidden />;
      return entry.changes ? <Pencil aria-hidden /> : <FilePlus2 aria-hidden />;
    case 'comment':
      return <MessageSquare aria-hidden />;
    case 'resolved':
      return <CheckCheck aria-hidden />;
    case 'decision':
      switch (entry.decision.kind) {
        case 'accept':
          return <ThumbsUp aria-hidden />;
        case 'amend':
          return <Pencil aria-hidden />;
        case 'reject':
          return <ThumbsDown aria-hidden />;
        case 'ask':
          return <MessageCircleQuestion aria-hidden />;
        case 'contest':
          return <Scale aria-hidden />;
        case 'withdraw':
          return <Undo2 aria-hidden />;
      }
  }
}

function sentence(entry: TimelineEntry, t: Translate<'history'>): string {
  switch (entry.kind) {
    case 'revision': {
      const { revision, changes } = entry;
      if (!changes) return t('timeline.made');
      return t(revision.deleted ? 'timeline.deleted' : 'timeline.changed', {
        number: revision.revisionNo,
      });
    }
    case 'comment':
      return t('timeline.replied');
    case 'resolved':
      return t('timeline.resolved');
    case 'decision': {
      const { decision, revisionNo, amended } = entry;
      const number = revisionNo ?? '?';
      return amended
        ? t('timeline.amendMaking', { number, made: amended.revisionNo })
        : t(`timeline.${decision.kind}`, { number });
    }
  }
}

function EntryBody({
  entry,
  context,
}: {
  entry: TimelineEntry;
  context: Omit<ChangeContext, 'codeKey'>;
}) {
  switch (entry.kind) {
    case 'revision':
      return entry.changes ? (
        <>
          <MigrationNote reason={entry.revision.migration} />
          <ChangeList
            changes={entry.changes}
            context={{ ...context, codeKey: entry.revision.codeKey }}
          />
        </>
      ) : (
        <RevisionContent revision={entry.revision} context={context} />
      );
    case 'decision':
      return (
        <>
          {entry.decision.reason ? <Words text={entry.decision.reason} /> : null}
          {entry.amended && entry.changes ? (
            <ChangeList
              changes={entry.changes}
              context={{ ...context, codeKey: entry.amended.codeKey }}
            />
          ) : null}
        </>
      );
    case 'comment':
      return <Words text={entry.comment.body} />;
    case 'resolved':
      return null;
  }
}

/** What someone wrote. */
export function Words({ text }: { text: string }) {
  return (
    <blockquote
      dir="auto"
      className="whitespace-pre-wrap break-words rounded-lg border-primary/50 border-s-4 bg-muted/50 px-3 py-2 text-sm"
    >
      {text}
    </blockquote>
  );
}

/** A whole revision: passage, values, confidence, memo. */
function RevisionContent({
  revision,
  context,
}: {
  revision: RevisionDto;
  context: Omit<ChangeContext, 'codeKey'>;
}) {
  const t = useTranslations('history');
  const { codebook, language, direction, members } = context;
  const { codeKey, attributes, confidence, memo } = revision;
  const facts: [string, string][] = Object.entries(attributes).map(([key, value]) => [
    attributeName(codebook, codeKey, key),
    valueWords(codebook, codeKey, key, value),
  ]);
  if (confidence !== null) facts.push([t('confidence'), t('ofFive', { confidence })]);
  if (memo) facts.push([t('memo'), memo]);
  return (
    <div className="grid gap-2 rounded-lg border bg-card p-3">
      <AnnotationQuote {...{ codebook, revision, language, direction, members }} />
      {facts.length > 0 ? (
        <dl className="grid gap-1 border-t pt-2 text-sm">
          {facts.map(([name, value]) => (
            <div key={name} className="grid gap-x-3 sm:grid-cols-[9rem_minmax(0,1fr)]">
              <dt className="text-muted-foreground text-xs leading-5">{name}</dt>
              <dd className="whitespace-pre-wrap break-words leading-5">{value}</dd>
            </div>
          ))}
        </dl>
      ) : null}
    </div>
  );
}
