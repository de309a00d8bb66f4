'use client';

import { useTranslations } from 'next-intl';
import { createContext, useCallback, useContext, useMemo, useState } from 'react';
import type { ReaderModel } from '@/components/reader/model/reader-model';
import { useSignal } from '@/components/reader/reader-context';
import { toast } from '@/components/ui/toast-store';
import type { AnnotationDto } from '@/lib/annotations/schema';
import type { Result } from '@/lib/result/result';
import { legalMoves, type ReviewMove } from '@/lib/review/rules';
import type { ArticleReviewDto, DecisionDto, ReviewOutcome, ThreadDto } from '@/lib/review/schema';
import { useReviewCall } from '../use-review-call';

/** What stands open in the panel besides the buttons. */
export type PanelMode = 'reject' | 'amend' | 'ask' | null;

/** What a reviewer does to an annotation in focus. */
export type Did = 'accept' | 'amend' | 'reject' | 'ask';

/** Somebody changed the annotation between seeing and deciding. */
export interface Staleness {
  /** What the person saw, or had drafted. */
  readonly seen: AnnotationDto;
  /** Null: it was deleted. */
  readonly now: AnnotationDto | null;
}

export interface ReviewSession {
  readonly projectId: string;
  readonly mayDecide: boolean;
  readonly next: ArticleReviewDto['next'];
  /** Colleagues' annotations that the filter leaves, in text order. */
  readonly shown: readonly AnnotationDto[];
  /** Of those, how many wait for a decision that the person may make. */
  readonly open: number;
  readonly active: AnnotationDto | undefined;
  readonly coder: string | null;
  readonly mode: PanelMode;
  readonly busy: boolean;
  readonly stale: Staleness | null;
  /** The last decision made here, while the person has gone on to the next annotation. */
  readonly last: { readonly id: string; readonly did: Did } | null;
  setCoder(id: string | null): void;
  setMode(mode: PanelMode): void;
  movesFor(annotation: AnnotationDto): ReviewMove[];
  decisionsOn(id: string): readonly DecisionDto[];
  threadsOn(id: string): readonly ThreadDto[];
  isOpen(annotation: AnnotationDto): boolean;
  take(outcome: ReviewOutcome): void;
  /** Goes to the next (1) or previous (-1) annotation; the next open one when asked for. */
  step(by: 1 | -1, openOnly?: boolean): void;
  /** Sends a decision on the active annotation and goes on; false when it was not made. */
  decide(
    did: Did,
    action: (input: DecisionBase) => Promise<Result<ReviewOutcome>>,
  ): Promise<boolean>;
}

export interface DecisionBase {
  readonly projectId: string;
  readonly idempotencyKey: string;
  readonly annotationId: string;
  readonly revisionId: string;
}

export const ReviewContext = createContext<ReviewSession | null>(null);

export function useReview(): ReviewSession {
  const session = useContext(ReviewContext);
  if (!session) throw new Error('Part of the review outside the review');
  return session;
}

interface Setting {
  readonly projectId: string;
  readonly me: string;
  readonly mayDecide: boolean;
  readonly review: ArticleReviewDto;
}

/** The state of one article's review. The annotations themselves live in the reader's model. */
export function useReviewSession(model: ReaderModel, setting: Setting): ReviewSession {
  const t = useTranslations('review');
  const { projectId, me, mayDecide, review } = setting;
  const version = useSignal(model.store.version);
  const activeId = useSignal(model.active);
  const [decisions, setDecisions] = useState(review.decisions);
  const [threads, setThreads] = useState(review.threads);
  const [coder, setCoder] = useState<string | null>(null);
  const [mode, setModeOf] = useState<{ id: string | null; mode: PanelMode }>({
    id: null,
    mode: null,
  });
  const [stale, setStale] = useState<Staleness | null>(null);
  const [last, setLast] = useState<ReviewSession['last']>(null);
  const { busy, run } = useReviewCall(projectId);

  const movesFor = useCallback(
    (head: AnnotationDto) =>
      mayDecide
        ? legalMoves(
            {
              state: head.reviewState,
              deleted: false,
              coderId: head.coderId,
              headAuthorId: head.authorId,
              codingState:
                model.codings.get().find(({ id }) => id === head.codingId)?.state ?? 'submitted',
            },
            me,
          )
        : [],
    [mayDecide, me, model],
  );
  const isOpen = useCallback(
    (head: AnnotationDto) =>
      (head.reviewState === 'unreviewed' || head.reviewState === 'disputed') &&
      (!mayDecide || movesFor(head).includes('accept')),
    [mayDecide, movesFor],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: the store tells by its version
  const shown = useMemo(
    () =>
      model.store.order.all.flatMap(({ id }) => {
        const head = model.store.get(id);
        return head && (coder === null || head.coderId === coder) ? [head] : [];
      }),
    [model, version, coder],
  );

  const take = useCallback(
    (outcome: ReviewOutcome) => {
      model.store.confirm({
        annotations: outcome.annotations,
        relations: [],
        removedAnnotationIds: [],
        removedRelationIds: [],
      });
      const touched = new Set(outcome.annotations.map(({ id }) => id));
      const others = <T extends { readonly annotationId: string | null }>(list: readonly T[]) =>
        list.filter(({ annotationId }) => !touched.has(annotationId ?? ''));
      setDecisions((known) => [...others(known), ...outcome.decisions]);
      setThreads((known) => [...others(known), ...outcome.threads]);
    },
    [model],
  );

  const goTo = (from: string | null, by: 1 | -1, openOnly: boolean) => {
    // The store is asked, not `shown`: a decision has just changed it.
    const heads = shown.flatMap(({ id }) => model.store.get(id) ?? []);
    const at = heads.findIndex(({ id }) => id === from);
    const start = at === -1 ? (by === 1 ? -1 : 0) : at;
    for (let i = 1; i <= heads.length; i += 1) {
      const head = heads[(start + by * i + heads.length * 2) % heads.length];
      if (head && head.id !== from && (!openOnly || isOpen(head))) {
        model.show(head.id);
        return true;
      }
    }
    return false;
  };

  const decide: ReviewSession['decide'] = async (did, action) => {
    const head = activeId === null ? undefined : model.store.get(activeId);
    if (!head) return false;
    const seen = { annotationId: head.id, revisionId: head.revisionId };
    const outcome = await run(
      (base) => action({ ...base, ...seen }),
      (error) => {
        const standing = error.code === 'conflict' ? nowOf(error.details) : null;
        if (standing) take({ ...standing, skipped: [] });
        if (error.code !== 'stale_version') return false;
        const now = theirsOf(error.details);
        setStale({ seen: head, now });
        setModeOf({ id: null, mode: null });
        if (now) take({ annotations: [now], decisions: [], threads: [], skipped: [] });
        return true;
      },
    );
    if (!outcome) return false;
    setStale(null);
    setModeOf({ id: null, mode: null });
    setLast({ id: head.id, did });
    take(outcome);
    const left = shown.filter(({ id }) => {
      const now = model.store.get(id);
      return now !== undefined && isOpen(now);
    }).length;
    const said = t(`did.${did}`);
    model.announce(left > 0 ? t('didLeft', { did: said, left }) : t('didAll', { did: said }));
    const others = outcome.annotations.length - 1;
    if (others > 0) toast.success(t('didWith', { did: said, count: others }));
    if (did !== 'ask') goTo(head.id, 1, true);
    return true;
  };

  return {
    projectId,
    mayDecide,
    next: review.next,
    shown,
    open: shown.filter(isOpen).length,
    active: activeId === null ? undefined : model.store.get(activeId),
    coder,
    mode: mode.id === activeId ? mode.mode : null,
    busy,
    stale: stale && stale.seen.id === activeId ? stale : null,
    last: last && last.id !== activeId ? last : null,
    setCoder,
    setMode: (next) => setModeOf({ id: activeId, mode: next }),
    movesFor,
    decisionsOn: (id) => decisions.filter(({ annotationId }) => annotationId === id),
    threadsOn: (id) => threads.filter(({ annotationId }) => annotationId === id),
    isOpen,
    take,
    step: (by, openOnly = false) => void goTo(activeId, by, openOnly),
    decide,
  };
}

// Both read our own server's answers, whose shape the types of the commands say.

function nowOf(details: unknown): Omit<ReviewOutcome, 'skipped'> | null {
  if (typeof details !== 'object' || details === null || !('now' in details)) return null;
  return details.now as Omit<ReviewOutcome, 'skipped'>;
}

function theirsOf(details: unknown): AnnotationDto | null {
  if (typeof details !== 'object' || details === null || !('theirs' in details)) return null;
  return (details.theirs as AnnotationDto | null) ?? null;
}
