'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { extractAgainAction } from '@/lib/captures/actions';

/** Reads the newest bytes once more, and says what came of it. */
export function ExtractAgain({ projectId, articleId }: { projectId: string; articleId: string }) {
  const t = useTranslations('prov');
  const [pending, setPending] = useState(false);
  const [said, setSaid] = useState<string | null>(null);

  async function extract() {
    setPending(true);
    const outcome = await extractAgainAction({ projectId, articleId }).catch(() => null);
    setPending(false);
    if (outcome === null) setSaid(t('offline'));
    else if (!outcome.ok) setSaid(outcome.error.userMessage);
    else if (outcome.value.versionNo === null) setSaid(t('sameText'));
    else setSaid(t('newVersion', { versionNo: outcome.value.versionNo }));
  }

  return (
    <div className="flex flex-wrap items-center gap-3">
      <p role="status" className="text-sm">
        {said}
      </p>
      <Button onClick={extract} loading={pending} title={t('extractHelp')}>
        {t('extractAgain')}
      </Button>
    </div>
  );
}
