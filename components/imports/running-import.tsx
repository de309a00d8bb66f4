'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Progress } from '@/components/ui/progress';
import { cancelImportAction } from '@/lib/ingest/actions';
import type { ImportDto } from '@/lib/ingest/upload-schema';
import { ImportHead, ImportOutcome } from './import-card';

const POLL_MS = 1000;

/** An import that is going on: asked after once a second, until it ends. */
export function RunningImport({ projectId, first }: { projectId: string; first: ImportDto }) {
  const t = useTranslations('imports');
  const router = useRouter();
  const [one, setOne] = useState(first);
  const [cancelling, setCancelling] = useState(false);
  const running = one.state === 'running';

  useEffect(() => {
    if (!running) {
      router.refresh();
      return;
    }
    const controller = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    // The next question waits for the answer, so that a slow server is not asked twice at a time.
    const ask = async () => {
      const found = await fetchImport(projectId, first.id, controller.signal);
      if (controller.signal.aborted) return;
      if (found) setOne(found);
      timer = setTimeout(ask, POLL_MS);
    };
    timer = setTimeout(ask, POLL_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [running, projectId, first.id, router]);

  const cancel = async () => {
    setCancelling(true);
    await cancelImportAction({ projectId, importId: one.id });
    router.refresh();
  };
  const { read, total } = one.counts.progress;
  return (
    <article
      aria-label={one.sourceName}
      className="grid gap-3 rounded-xl border bg-card p-4 sm:p-5"
    >
      <ImportHead one={one} />
      {running ? (
        <Progress
          label={t('importOf', { sourceName: one.sourceName })}
          value={total > 0 ? read : null}
          max={total || 1}
        />
      ) : null}
      <div role="status">
        <ImportOutcome projectId={projectId} one={one} />
      </div>
      {running ? (
        <div>
          <Button size="sm" loading={cancelling} onClick={cancel}>
            {t('cancel')}
          </Button>
        </div>
      ) : null}
    </article>
  );
}

/** Null while the server cannot be reached: the next time asks again. */
async function fetchImport(
  projectId: string,
  importId: string,
  signal: AbortSignal,
): Promise<ImportDto | null> {
  try {
    const response = await fetch(`/api/projects/${projectId}/imports/${importId}`, { signal });
    return response.ok ? ((await response.json()) as ImportDto) : null;
  } catch (cause) {
    if (!signal.aborted) console.warn('The import could not be asked after.', cause);
    return null;
  }
}
