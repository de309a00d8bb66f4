'use client';

import { useRouter } from 'next/navigation';
import type { ThreadDto } from '@/lib/review/schema';
import { ThreadCard } from './thread-card';

/** The threads of an annotation on its history page; a reply renders the page again. */
export function HistoryThreads({
  projectId,
  threads,
  mayWrite,
}: {
  projectId: string;
  threads: readonly ThreadDto[];
  mayWrite: boolean;
}) {
  const router = useRouter();
  return (
    <div className="grid gap-3">
      {threads.map((thread) => (
        <ThreadCard
          key={thread.id}
          {...{ projectId, thread, mayWrite }}
          onOutcome={() => router.refresh()}
        />
      ))}
    </div>
  );
}
