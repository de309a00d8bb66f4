'use client';

import { Webhook } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { createWebhookAction } from '@/lib/api/webhooks/actions';

/** Adds a webhook. */
export function WebhookForm({ projectId }: { projectId: string }) {
  const t = useTranslations('api');
  const router = useRouter();
  const [url, setUrl] = useState('');
  const [kinds, setKinds] = useState('');
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const add = async (event: FormEvent) => {
    event.preventDefault();
    setPending(true);
    const wanted = kinds.split(/[\s,]+/).filter(Boolean);
    const made = await createWebhookAction({ projectId, url, kinds: wanted }).catch(() => null);
    setPending(false);
    setProblem(made?.ok ? null : (made?.error.userMessage ?? t('offline')));
    if (!made?.ok) return;
    setUrl('');
    setKinds('');
    router.refresh();
  };

  return (
    <form onSubmit={add} className="grid gap-3 rounded-xl border bg-card p-4 sm:p-5">
      <Field label={t('address')}>
        <Input
          inputMode="url"
          value={url}
          onChange={(event) => setUrl(event.target.value)}
          placeholder="https://"
          spellCheck={false}
          dir="ltr"
        />
      </Field>
      <Field label={t('kinds')} hint={t('kindsHelp')}>
        <Input
          value={kinds}
          onChange={(event) => setKinds(event.target.value)}
          spellCheck={false}
          dir="ltr"
        />
      </Field>
      {problem ? (
        <Alert tone="danger" role="alert">
          {problem}
        </Alert>
      ) : null}
      <div>
        <Button type="submit" loading={pending} disabled={url.trim() === ''}>
          <Webhook aria-hidden /> {t('add')}
        </Button>
      </div>
    </form>
  );
}
