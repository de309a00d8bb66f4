'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { toast } from '@/components/ui/toast-store';
import { startDraftAction } from '@/lib/codebook/draft/actions';

/** Begins a draft from the version in force and opens it; the one there is, when there is one. */
export function StartDraft({ projectId, exists }: { projectId: string; exists: boolean }) {
  const t = useTranslations('codebook');
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const start = async () => {
    setBusy(true);
    const started = await startDraftAction({ projectId });
    if (started.ok) router.push(`/projects/${projectId}/codebook/edit`);
    else toast.error(started.error.userMessage);
    setBusy(false);
  };
  return (
    <Button variant="primary" loading={busy} onClick={() => void start()}>
      {exists ? t('openDraft') : t('startDraft')}
    </Button>
  );
}
