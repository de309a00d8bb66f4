'use client';

import { CheckCheck, MessageCircleQuestion, Reply, Scale, StickyNote } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Avatar } from '@/components/ui/avatar';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { RelativeTime } from '@/components/ui/relative-time';
import { commentAction, reopenThreadAction, resolveThreadAction } from '@/lib/review/actions';
import type { ReviewOutcome, ThreadDto } from '@/lib/review/schema';
import { ReasonForm } from './reason-form';
import { useReviewCall } from './use-review-call';

const ICONS = { question: MessageCircleQuestion, contest: Scale, note: StickyNote } as const;

interface Props {
  projectId: string;
  thread: ThreadDto;
  mayWrite: boolean;
  onOutcome(outcome: ReviewOutcome): void;
}

/** A conversation about an annotation: reply, resolve, reopen. */
export function ThreadCard({ projectId, thread, mayWrite, onOutcome }: Props) {
  const t = useTranslations('review');
  const Icon = ICONS[thread.kind];
  const word = t(`kinds.${thread.kind}`);
  const resolved = thread.resolvedAt !== null;
  const [replying, setReplying] = useState(false);
  const { busy, run } = useReviewCall(projectId);
  const { id: threadId } = thread;
  const settle = async () => {
    const action = resolved ? reopenThreadAction : resolveThreadAction;
    const outcome = await run((base) => action({ ...base, threadId }));
    if (outcome) onOutcome(outcome);
  };
  const reply = async (body: string) => {
    const outcome = await run((base) => commentAction({ ...base, threadId, body }));
    if (!outcome) return false;
    onOutcome(outcome);
    setReplying(false);
    return true;
  };
  return (
    <section
      aria-label={t('threadLabel', { kind: word, state: resolved ? t('resolvedWord') : t('open') })}
      className="grid gap-2.5 rounded-lg border bg-card p-3"
    >
      <p className="flex flex-wrap items-center gap-2 font-medium text-[0.8125rem]">
        <Icon aria-hidden className="size-4 text-muted-foreground" />
        {word}
        {resolved ? (
          <Badge tone="success">
            <CheckCheck aria-hidden /> {t('resolvedBy', { name: thread.resolvedByName ?? '' })}
          </Badge>
        ) : (
          <Badge tone="warning">{t('open')}</Badge>
        )}
      </p>
      <ol className="grid gap-2.5">
        {thread.comments.map((comment) => (
          <li key={comment.id} className="flex gap-2.5">
            <Avatar name={comment.authorName} seed={comment.authorId} size="sm" />
            <div className="min-w-0 flex-1">
              <p className="text-xs">
                <span className="font-medium">{comment.authorName}</span>{' '}
                <RelativeTime value={comment.createdAt} className="text-muted-foreground" />
              </p>
              <p className="whitespace-pre-wrap break-words text-sm" dir="auto">
                {comment.body}
              </p>
            </div>
          </li>
        ))}
      </ol>
      {mayWrite && replying && !resolved ? (
        <ReasonForm
          label={t('reply')}
          submit={t('reply')}
          busy={busy}
          autoFocus
          onSubmit={reply}
          onCancel={() => setReplying(false)}
        />
      ) : null}
      {mayWrite && !(replying && !resolved) ? (
        <div className="flex gap-2">
          {resolved ? null : (
            <Button size="sm" onClick={() => setReplying(true)}>
              <Reply aria-hidden /> {t('reply')}
            </Button>
          )}
          <Button size="sm" variant="ghost" loading={busy} onClick={() => void settle()}>
            {resolved ? t('reopen') : t('resolve')}
          </Button>
        </div>
      ) : null}
    </section>
  );
}
