'use client';

import { Tags, Undo2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import type { CodebookDocument } from '@/lib/codebook/schema';
import { undoLabelsAction } from '@/lib/search/actions';
import type { LastBatch, SearchFilter, UnlabelledPlaces } from '@/lib/search/schema';
import { LabelAllDialog } from './label-all-dialog';
import { TakenBack } from './label-outcome';
import { codeName } from './names';

/** The button above a search's results. */
export function LabelSearch({
  projectId,
  codebook,
  filter,
}: {
  projectId: string;
  codebook: CodebookDocument;
  filter: SearchFilter;
}) {
  const t = useTranslations('search');
  const router = useRouter();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        <Tags aria-hidden /> {t('label.open')}
      </Button>
      {open ? (
        <LabelAllDialog
          projectId={projectId}
          codebook={codebook}
          source={{ kind: 'search', filter }}
          onClose={() => {
            setOpen(false);
            // What was labelled may no longer fit the filters, and can be taken back from the page.
            router.refresh();
          }}
        />
      ) : null}
    </>
  );
}

/** The last act of labelling, to be taken back even when its dialog is long closed. */
export function LastLabels({
  projectId,
  codebook,
  batch,
}: {
  projectId: string;
  codebook: CodebookDocument;
  batch: LastBatch | null;
}) {
  const t = useTranslations('search');
  const locale = useLocale();
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [result, setResult] = useState<UnlabelledPlaces | null>(null);
  const undo = async ({ batchId }: LastBatch) => {
    setBusy(true);
    setProblem(null);
    // A batch is taken back once: its own name is key enough.
    const idempotencyKey = `undo-${batchId}`;
    try {
      const answer = await undoLabelsAction({ projectId, batchId, idempotencyKey });
      if (!answer.ok) return setProblem(answer.error.userMessage);
      setResult(answer.value);
      router.refresh();
    } catch (cause) {
      console.warn('Taking back was not answered', cause);
      setProblem(t('label.offline'));
    } finally {
      setBusy(false);
    }
  };
  if (batch === null && result === null) return null;
  return (
    <div className="mb-4 grid gap-2">
      {result ? <TakenBack result={result} /> : null}
      {problem ? <Alert tone="danger">{problem}</Alert> : null}
      {batch ? (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-lg border bg-card px-3 py-2 text-sm">
          <p className="min-w-0 flex-1">
            {t('label.last', {
              count: batch.created,
              code: codeName(codebook, batch.codeKey, locale),
            })}
          </p>
          <Button size="sm" variant="ghost" loading={busy} onClick={() => void undo(batch)}>
            <Undo2 aria-hidden /> {t('label.undo')}
          </Button>
        </div>
      ) : null}
    </div>
  );
}
