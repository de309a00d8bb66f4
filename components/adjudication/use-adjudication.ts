'use client';

import { useTranslations } from 'next-intl';
import { useCallback, useMemo, useRef, useState } from 'react';
import { v7 as uuidv7 } from 'uuid';
import { toast } from '@/components/ui/toast-store';
import {
  autoMergeAction,
  confirmDecisionAction,
  mergeBoundariesAction,
  rejectOutrightAction,
  takeOneAction,
  undoDecisionAction,
  writeNewAction,
} from '@/lib/adjudication/actions';
import { needsDecision } from '@/lib/adjudication/rules/standing';
import type {
  AdjudicationItem,
  AdjudicationOutcome,
  Cause,
  LeftGold,
  WriteNew,
} from '@/lib/adjudication/schema';
import type { Result } from '@/lib/result/result';
import { type AdjudicationData, type Board, boardOf, stepTo, withOutcome } from './model';

type Written = Partial<Pick<WriteNew, 'codeKey' | 'fragments' | 'attributes'>>;

/** The adjudication of one text as the person works through it. */
export interface Adjudication {
  readonly board: Board;
  readonly active: AdjudicationItem | undefined;
  readonly at: number;
  readonly cause: Cause | null;
  readonly note: string;
  readonly writing: boolean;
  readonly busy: boolean;
  /** Counts calls that were refused or lost. */
  readonly refusals: number;
  /** For screen readers. */
  readonly said: string;
  readonly open: number;
  readonly agreed: number;
  go(at: number): void;
  step(by: 1 | -1, openOnly?: boolean): void;
  setCause(cause: Cause): void;
  setNote(note: string): void;
  setWriting(on: boolean): void;
  take(coderId: string): void;
  merge(mode: 'all' | 'common'): void;
  write(coderId: string, what: Written): void;
  reject(): void;
  mergeAgreed(): void;
  confirm(): void;
  undo(): void;
  /** Takes gold back whose place is gone. */
  takeOut(left: LeftGold): void;
}

export function useAdjudication(data: AdjudicationData): Adjudication {
  const t = useTranslations('adjudication');
  const { projectId, article, view, focusId } = data;
  const [board, setBoard] = useState(() => boardOf(view));
  const [at, setAt] = useState(() => firstOf(view.items, focusId));
  const [cause, setCause] = useState<Cause | null>(null);
  const [note, setNote] = useState('');
  const [writing, setWriting] = useState(false);
  const [said, setSaid] = useState('');
  const [busy, setBusy] = useState(false);
  const [refusals, setRefusals] = useState(0);
  const running = useRef(false);
  const active = board.items[at];

  const go = useCallback((to: number) => {
    if (to < 0) return;
    setAt(to);
    setCause(null);
    setNote('');
    setWriting(false);
  }, []);

  const run = async (
    did: 'took' | 'merged' | 'wrote' | 'rejected' | 'undid' | 'mergedAgreed' | 'confirmed',
    action: (base: Base) => Promise<Result<AdjudicationOutcome>>,
    after: 'stay' | 'next' | 'there',
  ) => {
    if (running.current) return;
    running.current = true;
    setBusy(true);
    const base = { projectId, articleVersionId: article.versionId, idempotencyKey: uuidv7() };
    try {
      const result = await twice(() => action(base));
      if (!result.ok) {
        setRefusals((n) => n + 1);
        toast.error(result.error.userMessage);
        setSaid(result.error.userMessage);
        return;
      }
      const next = withOutcome(board, result.value);
      setBoard(next);
      const left = next.items.filter((item) => needsDecision(item.state)).length;
      setSaid(t('didLeft', { did: t(`did.${did}`), left }));
      if (after === 'next') {
        const to = stepTo(next.items, at, 1, true);
        if (to >= 0) go(to);
        else go(at);
      } else if (after === 'there') {
        go(next.items.findIndex((item) => item.key === result.value.items[0]?.key));
      }
    } catch (cause_) {
      setRefusals((n) => n + 1);
      console.error('An adjudication call was lost.', cause_);
      toast.error(t('notSaved'));
    } finally {
      running.current = false;
      setBusy(false);
    }
  };

  const about = (item: AdjudicationItem) => ({
    itemKey: item.key,
    basis: item.basis,
    cause,
    note: note.trim() || null,
  });

  return {
    ...{ board, active, at, cause, note, writing, busy, refusals, said, go, setNote, setWriting },
    open: useMemo(() => count(board, needsDecision), [board]),
    agreed: useMemo(() => count(board, (state) => state === 'agreed'), [board]),
    setCause: (next) => setCause(next === cause ? null : next),
    step: (by, openOnly = false) => go(stepTo(board.items, at, by, openOnly)),
    take: (coderId) => {
      if (!active?.voices.some((voice) => voice.coderId === coderId && voice.unitId)) return;
      void run('took', (base) => takeOneAction({ ...base, ...about(active), coderId }), 'next');
    },
    merge: (mode) => {
      const coderId = active?.readings[0]?.coderIds[0];
      if (!active || !coderId) return;
      void run(
        'merged',
        (base) => mergeBoundariesAction({ ...base, ...about(active), coderId, mode }),
        'next',
      );
    },
    write: (coderId, what) => {
      if (!active) return;
      void run(
        'wrote',
        (base) => writeNewAction({ ...base, ...about(active), coderId, ...what }),
        'next',
      );
    },
    reject: () => {
      if (!active) return;
      void run('rejected', (base) => rejectOutrightAction({ ...base, ...about(active) }), 'next');
    },
    mergeAgreed: () => void run('mergedAgreed', (base) => autoMergeAction(base), 'stay'),
    confirm: () => {
      const decisionId = active?.decision?.id;
      if (decisionId)
        void run('confirmed', (base) => confirmDecisionAction({ ...base, decisionId }), 'stay');
    },
    undo: () => {
      const decisionId = board.undoable;
      if (decisionId)
        void run('undid', (base) => undoDecisionAction({ ...base, decisionId }), 'there');
    },
    takeOut: ({ decisionId }) =>
      void run('undid', (base) => undoDecisionAction({ ...base, decisionId }), 'stay'),
  };
}

interface Base {
  readonly projectId: string;
  readonly articleVersionId: string;
  readonly idempotencyKey: string;
}

/** A lost connection is tried once more with the same key, so that nothing is decided twice. */
async function twice<T>(attempt: () => Promise<T>): Promise<T> {
  try {
    return await attempt();
  } catch (cause) {
    console.warn('An adjudication call was lost; it is sent once more.', cause);
    return attempt();
  }
}

function count({ items }: Board, fits: (state: AdjudicationItem['state']) => boolean): number {
  return items.filter((item) => fits(item.state)).length;
}

/** The place that a link names, else the first that needs a decision, else the first. */
function firstOf(items: readonly AdjudicationItem[], focusId: string | null): number {
  const named = items.findIndex(
    ({ voices, decision }) =>
      focusId !== null &&
      (decision?.goldId === focusId || voices.some(({ unitId }) => unitId === focusId)),
  );
  if (named >= 0) return named;
  return Math.max(
    0,
    items.findIndex((item) => needsDecision(item.state)),
  );
}
