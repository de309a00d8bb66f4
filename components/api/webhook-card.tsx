'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { toast } from '@/components/ui/toast-store';
import {
  pauseWebhookAction,
  removeWebhookAction,
  resumeWebhookAction,
} from '@/lib/api/webhooks/actions';
import type { DeliveryDto, WebhookDto } from '@/lib/api/webhooks/schema';
import type { Result } from '@/lib/result/result';
import { ConfirmButton } from './confirm-button';
import { CopySecret } from './copy-secret';
import { DeliveryLog } from './delivery-log';

interface Props {
  projectId: string;
  webhook: WebhookDto;
  deliveries: readonly DeliveryDto[];
}

/** One webhook: how far it is, what went wrong, its secret and its log. */
export function WebhookCard({ projectId, webhook, deliveries }: Props) {
  const t = useTranslations('api');
  const router = useRouter();
  const [pending, setPending] = useState<string | null>(null);
  const [shown, setShown] = useState(false);
  const { id: webhookId, url } = webhook;

  const move = async (what: string, action: (input: unknown) => Promise<Result<void>>) => {
    setPending(what);
    const moved = await action({ projectId, webhookId }).catch(() => null);
    setPending(null);
    if (!moved?.ok) toast.error(moved?.error.userMessage ?? t('offline'));
    router.refresh();
  };
  return (
    <article aria-label={url} className="grid gap-2 rounded-xl border bg-card p-4 sm:p-5">
      <header className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h3 className="min-w-0 break-all font-medium" dir="ltr">
          {url}
        </h3>
        <Badge
          tone={webhook.state === 'paused' ? 'neutral' : webhook.problem ? 'warning' : 'success'}
        >
          {t(`hookState.${webhook.state}`)}
        </Badge>
      </header>
      <p className="tabular flex flex-wrap gap-x-4 text-muted-foreground text-sm">
        <span>{webhook.kinds.length === 0 ? t('allKinds') : webhook.kinds.join(', ')}</span>
        <span>{t('sent', { seq: webhook.sentSeq })}</span>
        <span>{t('of', { name: webhook.ownerName })}</span>
      </p>
      {webhook.problem ? (
        <p className="text-danger text-sm">
          {webhook.problem}{' '}
          {webhook.failures > 0 ? t('failures', { count: webhook.failures }) : null}
        </p>
      ) : null}
      {shown ? <CopySecret secret={webhook.secret} label={t('secret')} /> : null}
      <div className="flex flex-wrap gap-2">
        <Button size="sm" variant="secondary" onClick={() => setShown(!shown)}>
          {t(shown ? 'hideSecret' : 'showSecret')}
        </Button>
        {webhook.state === 'on' ? (
          <Button
            size="sm"
            variant="secondary"
            loading={pending === 'pause'}
            aria-label={t('pauseOf', { name: url })}
            onClick={() => void move('pause', pauseWebhookAction)}
          >
            {t('pause')}
          </Button>
        ) : (
          <Button
            size="sm"
            variant="secondary"
            loading={pending === 'resume'}
            aria-label={t('resumeOf', { name: url })}
            onClick={() => void move('resume', resumeWebhookAction)}
          >
            {t('resume')}
          </Button>
        )}
        <ConfirmButton
          label={t('remove')}
          fullLabel={t('removeOf', { name: url })}
          title={t('removeTitle', { name: url })}
          body={t('removeBody')}
          pending={pending === 'remove'}
          onConfirm={() => void move('remove', removeWebhookAction)}
        />
      </div>
      <DeliveryLog deliveries={deliveries} />
    </article>
  );
}
