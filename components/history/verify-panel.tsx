'use client';

import { Download, ShieldCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { verifyHistoryAction } from '@/lib/provenance/actions';
import type { Verification } from '@/lib/provenance/schema';
import type { Result } from '@/lib/result/result';

/** Walks the hash chain on demand and tells what it found. */
export function VerifyPanel({ projectId }: { projectId: string }) {
  const t = useTranslations('history');
  const [pending, setPending] = useState(false);
  const [found, setFound] = useState<Result<Verification> | 'unreachable' | null>(null);

  async function verify() {
    setPending(true);
    setFound(await verifyHistoryAction(projectId).catch(() => 'unreachable' as const));
    setPending(false);
  }

  return (
    <div className="mb-6 grid gap-3">
      <div className="flex flex-wrap items-center gap-3">
        <Button onClick={verify} loading={pending}>
          <ShieldCheck aria-hidden /> {t('verifyHistory')}
        </Button>
        <Button asChild variant="ghost">
          <a href={`/api/projects/${projectId}/checkpoint`} download>
            <Download aria-hidden /> {t('checkpoint')}
          </a>
        </Button>
        <p className="max-w-prose text-muted-foreground text-sm">{t('verifyHelp')}</p>
      </div>
      <div role="status">{found && !pending ? <Outcome found={found} /> : null}</div>
    </div>
  );
}

function Outcome({ found }: { found: Result<Verification> | 'unreachable' }) {
  const t = useTranslations('history');
  if (found === 'unreachable') {
    return <Alert tone="danger">{t('offline')}</Alert>;
  }
  if (!found.ok) return <Alert tone="danger">{found.error.userMessage}</Alert>;
  const { events, head, broken, unrecorded } = found.value;
  if (broken) {
    return (
      <Alert tone="danger" title={t('brokenAt', { seq: broken.seq })}>
        <p>{t('brokenReason', { reason: broken.reason, count: events })}</p>
      </Alert>
    );
  }
  if (unrecorded.length > 0) {
    return (
      <Alert tone="danger" title={t('unrecorded')}>
        <ul>
          {unrecorded.map(({ what, count, firstId }) => (
            <li key={what} className="break-all">
              {t('unrecordedRows', { what, count, firstId })}
            </li>
          ))}
        </ul>
      </Alert>
    );
  }
  return (
    <Alert tone="success" title={t('intact', { count: events })}>
      <p className="break-all">
        {t.rich('lastEvent', {
          seq: head.seq,
          hash: () => <code className="font-mono text-xs">{head.hash}</code>,
        })}
      </p>
    </Alert>
  );
}
