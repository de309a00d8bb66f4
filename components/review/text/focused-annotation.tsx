'use client';

import { Check, History, MessageCircleQuestion, Pencil, X } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useReader, useSignal } from '@/components/reader/reader-context';
import { RelationFields } from '@/components/reader/relation-fields';
import { Alert } from '@/components/ui/alert';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Kbd } from '@/components/ui/kbd';
import { RelativeTime } from '@/components/ui/relative-time';
import type { AnnotationDto } from '@/lib/annotations/schema';
import { askAction, rejectAction } from '@/lib/review/actions';
import { describeChanges } from '@/lib/review/changes';
import type { MemberDto } from '@/lib/review/schema';
import { AnnotationQuote } from '../annotation-quote';
import { ChangeList } from '../change-list';
import { ReasonForm } from '../reason-form';
import { StateBadge } from '../state-badge';
import { ThreadCard } from '../thread-card';
import { Words } from '../timeline-list';
import { attributeName, DECISION_TONES, valueWords } from '../words';
import { AmendForm } from './amend-form';
import { accept } from './review-keys';
import { useReview } from './review-session';

/** The annotation in focus: what it says, what was decided on it, what can be done. */
export function FocusedAnnotation({ head }: { head: AnnotationDto }) {
  const t = useTranslations('review');
  const { model } = useReader();
  const session = useReview();
  useSignal(model.store.version);
  const { codebook, data } = model;
  const { language, direction } = data.article;
  const members = membersOf(head, (id) => model.store.get(id));
  const { projectId, mode, threadsOn, mayDecide, take } = session;
  return (
    <div className="grid gap-4">
      <Stale />
      <div className="grid gap-2">
        <div className="flex flex-wrap items-center gap-2 text-sm">
          <StateBadge state={head.reviewState} />
          <span className="text-muted-foreground">
            {t.rich('byCoder', {
              coder: head.coderName,
              name: (words) => <span className="font-medium text-foreground">{words}</span>,
            })}
            {head.authorId === head.coderId ? null : t('amendedBy', { name: head.authorName })}
            {head.confidence === null ? null : t('confidenceOf', { confidence: head.confidence })}
          </span>
        </div>
        <AnnotationQuote {...{ codebook, revision: head, language, direction, members }} />
        <Facts head={head} />
        <RelationFields head={head} editable={false} />
      </div>
      {mode === 'amend' ? <AmendForm head={head} /> : <Actions head={head} />}
      <Decisions head={head} />
      {threadsOn(head.id).map((thread) => (
        <ThreadCard
          key={thread.id}
          {...{ projectId, thread }}
          mayWrite={mayDecide}
          onOutcome={take}
        />
      ))}
      <p>
        <Link
          href={`/projects/${projectId}/annotations/${head.id}`}
          prefetch={false}
          className="inline-flex items-center gap-1.5 rounded text-primary text-sm underline underline-offset-4"
        >
          <History aria-hidden className="size-4" /> {t('wholeHistory')}
        </Link>
      </p>
    </div>
  );
}

function membersOf(
  head: AnnotationDto,
  find: (id: string) => AnnotationDto | undefined,
): Record<string, MemberDto> {
  return Object.fromEntries(
    head.members.flatMap(({ annotationId }) => {
      const member = find(annotationId);
      if (!member) return [];
      const quote =
        member.fragments.map((fragment) => fragment.quote).join(' … ') ||
        member.members
          .map((inner) =>
            find(inner.annotationId)
              ?.fragments.map((one) => one.quote)
              .join(' … '),
          )
          .filter(Boolean)
          .join(' — ');
      return [[annotationId, { codeKey: member.codeKey, quote }]];
    }),
  );
}

/** Attribute values and memo. */
function Facts({ head }: { head: AnnotationDto }) {
  const t = useTranslations('review');
  const { model } = useReader();
  const { codebook } = model;
  const values = Object.entries(head.attributes);
  if (values.length === 0 && !head.memo) return null;
  return (
    <dl className="grid gap-1 text-sm">
      {values.map(([key, value]) => (
        <div key={key} className="flex gap-2">
          <dt className="w-24 shrink-0 text-muted-foreground text-xs leading-5">
            {attributeName(codebook, head.codeKey, key)}
          </dt>
          <dd className="min-w-0 break-words leading-5">
            {valueWords(codebook, head.codeKey, key, value)}
          </dd>
        </div>
      ))}
      {head.memo ? (
        <div className="flex gap-2">
          <dt className="w-24 shrink-0 text-muted-foreground text-xs leading-5">{t('memo')}</dt>
          <dd className="min-w-0 whitespace-pre-wrap break-words leading-5">{head.memo}</dd>
        </div>
      ) : null}
    </dl>
  );
}

function Actions({ head }: { head: AnnotationDto }) {
  const t = useTranslations('review');
  const session = useReview();
  const { mode, setMode, busy, decide, movesFor, mayDecide } = session;
  const moves = movesFor(head);
  if (mode === 'reject') {
    return (
      <ReasonForm
        label={t('reasonRejecting')}
        placeholder={t('rejectHint')}
        submit={t('reject')}
        variant="danger"
        busy={busy}
        autoFocus
        onSubmit={(reason) => decide('reject', (input) => rejectAction({ ...input, reason }))}
        onCancel={() => setMode(null)}
      />
    );
  }
  if (mode === 'ask') {
    return (
      <ReasonForm
        label={t('questionTo', { coderName: head.coderName })}
        submit={t('ask')}
        busy={busy}
        autoFocus
        onSubmit={(question) => decide('ask', (input) => askAction({ ...input, question }))}
        onCancel={() => setMode(null)}
      />
    );
  }
  if (moves.length === 0) {
    return (
      <p className="rounded-lg border bg-muted/50 px-3 py-2 text-muted-foreground text-sm">
        {mayDecide ? t('ownAmendment') : t('mayNotDecide')}
      </p>
    );
  }
  return (
    <fieldset className="flex flex-wrap gap-2">
      <legend className="sr-only">{t('decide')}</legend>
      {moves.includes('accept') ? (
        <Button
          size="sm"
          variant="primary"
          loading={busy}
          aria-keyshortcuts="a"
          onClick={() => accept(session)}
        >
          <Check aria-hidden /> {t('accept')} <Key>a</Key>
        </Button>
      ) : null}
      {moves.includes('reject') ? (
        <Button size="sm" aria-keyshortcuts="r" onClick={() => setMode('reject')}>
          <X aria-hidden className="text-danger" /> {t('reject')} <Key>r</Key>
        </Button>
      ) : null}
      {moves.includes('amend') ? (
        <Button size="sm" aria-keyshortcuts="e" onClick={() => setMode('amend')}>
          <Pencil aria-hidden /> {t('amend')} <Key>e</Key>
        </Button>
      ) : null}
      {moves.includes('ask') ? (
        <Button size="sm" aria-keyshortcuts="q" onClick={() => setMode('ask')}>
          <MessageCircleQuestion aria-hidden /> {t('ask')} <Key>q</Key>
        </Button>
      ) : null}
    </fieldset>
  );
}

/** The key beside a button's word; `aria-keyshortcuts` tells it to those who listen. */
function Key({ children }: { children: string }) {
  return (
    <Kbd aria-hidden className="pointer-coarse:hidden">
      {children}
    </Kbd>
  );
}

function Decisions({ head }: { head: AnnotationDto }) {
  const t = useTranslations('review');
  const { decisionsOn } = useReview();
  const decisions = decisionsOn(head.id).filter(({ kind }) => kind !== 'ask');
  if (decisions.length === 0) return null;
  return (
    <section aria-label={t('decisionsSoFar')}>
      <h2 className="mb-2 font-medium text-muted-foreground text-xs">{t('decisionsSoFar')}</h2>
      <ol className="grid gap-2.5">
        {decisions.map((decision) => (
          <li key={decision.id} className="grid gap-1.5">
            <p className="flex flex-wrap items-baseline gap-2 text-sm">
              <Badge tone={DECISION_TONES[decision.kind]}>{t(`decided.${decision.kind}`)}</Badge>
              {t('byDecider', { deciderName: decision.deciderName })}
              <RelativeTime value={decision.decidedAt} className="text-muted-foreground text-xs" />
            </p>
            {decision.reason && decision.kind !== 'contest' ? (
              <Words text={decision.reason} />
            ) : null}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Both sides of a stale decision. */
function Stale() {
  const t = useTranslations('review');
  const { model } = useReader();
  const { stale } = useReview();
  if (!stale) return null;
  const { seen, now } = stale;
  const { language, direction } = model.data.article;
  return (
    <Alert tone="warning" role="alert" title={t('stale')}>
      {now ? (
        <div className="mt-2 grid gap-2">
          <p>{t('staleChanges', { authorName: now.authorName })}</p>
          <ChangeList
            changes={describeChanges({ ...seen, deleted: false }, { ...now, deleted: false })}
            context={{
              codebook: model.codebook,
              codeKey: now.codeKey,
              language,
              direction,
              members: {
                ...membersOf(seen, (id) => model.store.get(id)),
                ...membersOf(now, (id) => model.store.get(id)),
              },
            }}
          />
          <p>{t('staleAgain')}</p>
        </div>
      ) : (
        <p>{t('staleDeleted')}</p>
      )}
    </Alert>
  );
}
