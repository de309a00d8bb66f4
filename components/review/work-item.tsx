'use client';

import { History, Scale } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import type { CodebookView } from '@/components/reader/model/codebook-view';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { RelativeTime } from '@/components/ui/relative-time';
import { toast } from '@/components/ui/toast-store';
import { contestAction } from '@/lib/review/actions';
import { describeChanges } from '@/lib/review/changes';
import { mayMove } from '@/lib/review/rules';
import type { DecisionDto, MemberDto, ReviewOutcome, WorkItem } from '@/lib/review/schema';
import { AnnotationQuote } from './annotation-quote';
import { ChangeList } from './change-list';
import { ReasonForm } from './reason-form';
import { StateBadge } from './state-badge';
import { ThreadCard } from './thread-card';
import { Words } from './timeline-list';
import { useReviewCall } from './use-review-call';
import { DECISION_TONES } from './words';

interface Props {
  projectId: string;
  item: WorkItem;
  me: string;
  mayWrite: boolean;
  codebook: CodebookView;
  members: Readonly<Record<string, MemberDto>>;
  onOutcome(outcome: ReviewOutcome): void;
}

/** One of one's annotations: what a reviewer decided, why, what changed; reply and contest. */
export function WorkItemCard({
  projectId,
  item,
  me,
  mayWrite,
  codebook,
  members,
  onOutcome,
}: Props) {
  const t = useTranslations('review');
  const { annotation, article, codingState, decisions, threads } = item;
  const { language, direction } = article;
  const headed = `work-${annotation.id}`;
  const inText = `/projects/${projectId}/articles/${article.articleId}?version=${article.versionNo}&annotation=${annotation.id}`;
  const subject = {
    state: annotation.reviewState,
    deleted: false,
    coderId: me,
    headAuthorId: annotation.authorId,
    codingState,
  };
  return (
    <article
      aria-labelledby={headed}
      className="grid gap-4 rounded-xl border bg-card p-4 shadow-raised sm:p-5"
    >
      <header className="flex flex-wrap items-start justify-between gap-3">
        <div id={headed} className="min-w-0 flex-1 basis-64">
          <AnnotationQuote {...{ codebook, revision: annotation, language, direction, members }} />
          <p className="mt-1.5 text-muted-foreground text-xs">
            {t.rich('inArticle', {
              link: () => (
                <Link href={inText} prefetch={false} className="underline underline-offset-4">
                  <bdi lang={language ?? undefined}>{article.title}</bdi>
                </Link>
              ),
            })}
          </p>
        </div>
        <StateBadge state={annotation.reviewState} />
      </header>
      {decisions.length > 0 ? (
        <ol className="grid gap-3" aria-label={t('decisionsNewestFirst')}>
          {decisions.map((decision) => (
            <li key={decision.id}>
              <Decision {...{ decision, item, codebook, members }} />
            </li>
          ))}
        </ol>
      ) : null}
      {threads.map((thread) => (
        <ThreadCard key={thread.id} {...{ projectId, thread, mayWrite, onOutcome }} />
      ))}
      <footer className="flex flex-wrap items-center gap-2">
        {mayWrite && mayMove(subject, 'contest', me).ok ? (
          <Contest {...{ projectId, item, onOutcome }} />
        ) : null}
        <Button asChild size="sm" variant="ghost">
          <Link href={`/projects/${projectId}/annotations/${annotation.id}`} prefetch={false}>
            <History aria-hidden /> {t('wholeHistory')}
          </Link>
        </Button>
      </footer>
    </article>
  );
}

function Decision({
  decision,
  item,
  codebook,
  members,
}: {
  decision: DecisionDto;
  item: WorkItem;
  codebook: CodebookView;
  members: Readonly<Record<string, MemberDto>>;
}) {
  const t = useTranslations('review');
  const { annotation, article, revisions } = item;
  const seen = revisions.find(({ id }) => id === decision.revisionId);
  const amended = revisions.find(({ id }) => id === decision.amendedRevisionId);
  const past = ![decision.revisionId, decision.amendedRevisionId].includes(annotation.revisionId);
  // A thread's first words are the question or the contest itself: they are shown there.
  const inThread = decision.kind === 'ask' || decision.kind === 'contest';
  const mine = decision.kind === 'contest';
  const strong = (words: ReactNode) => <strong className="font-semibold">{words}</strong>;
  return (
    <div className="grid gap-2">
      <p className="flex flex-wrap items-baseline gap-x-2 gap-y-1 text-sm">
        <Badge tone={DECISION_TONES[decision.kind]}>{t(`decided.${decision.kind}`)}</Badge>
        <span>
          {mine
            ? t.rich('byYou', { name: strong })
            : t.rich('byCoder', { name: strong, coder: decision.deciderName })}
        </span>
        <RelativeTime value={decision.decidedAt} className="text-muted-foreground text-xs" />
        {past ? (
          <span className="text-muted-foreground text-xs">
            {t('aboutOlderRevision', { revisionNo: seen?.revisionNo ?? '?' })}
          </span>
        ) : null}
      </p>
      {decision.reason && !inThread ? <Words text={decision.reason} /> : null}
      {seen && amended ? (
        <ChangeList
          changes={describeChanges(seen, amended)}
          context={{
            codebook,
            codeKey: amended.codeKey,
            language: article.language,
            direction: article.direction,
            members,
          }}
        />
      ) : null}
    </div>
  );
}

function Contest({
  projectId,
  item,
  onOutcome,
}: {
  projectId: string;
  item: WorkItem;
  onOutcome(outcome: ReviewOutcome): void;
}) {
  const t = useTranslations('review');
  const [open, setOpen] = useState(false);
  const { busy, run } = useReviewCall(projectId);
  const { id: annotationId, revisionId } = item.annotation;
  if (!open) {
    return (
      <Button size="sm" onClick={() => setOpen(true)}>
        <Scale aria-hidden /> {t('contest')}
      </Button>
    );
  }
  const contest = async (reason: string) => {
    const outcome = await run((base) =>
      contestAction({ ...base, annotationId, revisionId, reason }),
    );
    if (!outcome) return false;
    setOpen(false);
    onOutcome(outcome);
    toast.success(t('contestedDone'));
    return true;
  };
  return (
    <div className="w-full">
      <ReasonForm
        label={t('contestReason')}
        submit={t('contest')}
        busy={busy}
        autoFocus
        onSubmit={contest}
        onCancel={() => setOpen(false)}
      />
    </div>
  );
}
