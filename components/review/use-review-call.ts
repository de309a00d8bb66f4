'use client';

import { useTranslations } from 'next-intl';
import { useCallback, useRef, useState } from 'react';
import { v7 as uuidv7 } from 'uuid';
import { toast } from '@/components/ui/toast-store';
import type { AppError } from '@/lib/result/app-error';
import type { Result } from '@/lib/result/result';
import type { ReviewOutcome } from '@/lib/review/schema';

export interface ReviewCall {
  /** A call is on its way. */
  readonly busy: boolean;
  /**
   * Runs an action with an idempotency key of its own. A lost connection is tried once more with the
   * same key, so that nothing is decided twice. Answers null after a failure, which is shown.
   */
  run(
    action: (base: { projectId: string; idempotencyKey: string }) => Promise<Result<ReviewOutcome>>,
    onError?: (error: AppError) => boolean,
  ): Promise<ReviewOutcome | null>;
}

/** One review call at a time. */
export function useReviewCall(projectId: string): ReviewCall {
  const t = useTranslations('review');
  const [busy, setBusy] = useState(false);
  const running = useRef(false);
  const run: ReviewCall['run'] = useCallback(
    async (action, onError) => {
      if (running.current) return null;
      running.current = true;
      setBusy(true);
      const base = { projectId, idempotencyKey: uuidv7() };
      try {
        const result = await twice(() => action(base));
        if (result.ok) return result.value;
        if (!onError?.(result.error)) toast.error(result.error.userMessage);
        return null;
      } catch (cause) {
        console.error('A review call was lost.', cause);
        toast.error(t('notSaved'), {
          description: t('notSavedHelp'),
        });
        return null;
      } finally {
        running.current = false;
        setBusy(false);
      }
    },
    [projectId, t],
  );
  return { busy, run };
}

async function twice<T>(attempt: () => Promise<T>): Promise<T> {
  try {
    return await attempt();
  } catch (cause) {
    console.warn('A review call was lost; it is sent once more.', cause);
    return attempt();
  }
}
