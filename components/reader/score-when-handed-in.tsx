'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { toast } from '@/components/ui/toast-store';
import { scoreAttemptAction } from '@/lib/training/actions';
import { useReader, useSignal } from './reader-context';

/** In training: once the server has taken the work, it is scored, and the score is shown. */
export function ScoreWhenHandedIn() {
  const { model } = useReader();
  const { state } = useSignal(model.coding);
  const router = useRouter();
  const before = useRef(state);
  const { projectId, article } = model.data;
  useEffect(() => {
    const handedIn = before.current !== 'submitted' && state === 'submitted';
    before.current = state;
    if (!handedIn) return;
    void scoreAttemptAction({ projectId, articleVersionId: article.versionId }).then(
      (scored) => {
        if (scored.ok) router.push(`/projects/${projectId}/training/${scored.value.attemptId}`);
        else toast.error(scored.error.userMessage);
      },
      (cause: unknown) => {
        // The training page offers it again.
        console.warn('The work was handed in and not scored.', cause);
        router.push(`/projects/${projectId}/training`);
      },
    );
  }, [state, projectId, article.versionId, router]);
  return null;
}
