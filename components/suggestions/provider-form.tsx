'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { toast } from '@/components/ui/toast-store';
import type { AppError } from '@/lib/result/app-error';
import { saveProviderAction } from '@/lib/suggestions/actions';

/** Names one more provider on the network. */
export function ProviderForm({ projectId }: { projectId: string }) {
  const t = useTranslations('suggestions.providers');
  const router = useRouter();
  const [error, setError] = useState<AppError | null>(null);
  const [pending, setPending] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (pending) return;
    const form = event.currentTarget;
    const given = new FormData(form);
    const value = (name: string) => String(given.get(name) ?? '').trim();
    setPending(true);
    const result = await saveProviderAction({
      projectId,
      name: value('name'),
      url: value('url'),
      headerName: value('header') || null,
      ...(value('secret') ? { secret: value('secret') } : {}),
    });
    setPending(false);
    setError(result.ok ? null : result.error);
    if (!result.ok) return;
    form.reset();
    toast(t('saved'));
    router.refresh();
  }

  const errorOf = (field: string) => (error?.field === field ? error.userMessage : null);
  const known = ['name', 'url', 'headerName', 'secret'];
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('add')}</CardTitle>
      </CardHeader>
      <CardContent>
        <form onSubmit={submit} className="grid gap-4">
          <Field label={t('name')} error={errorOf('name')}>
            <Input name="name" required maxLength={80} autoComplete="off" />
          </Field>
          <Field label={t('url')} hint={t('urlHint')} error={errorOf('url')}>
            <Input name="url" type="url" required autoComplete="off" inputMode="url" />
          </Field>
          <div className="grid gap-4 sm:grid-cols-2">
            <Field label={t('header')} hint={t('headerHint')} error={errorOf('headerName')}>
              <Input name="header" autoComplete="off" />
            </Field>
            <Field label={t('secret')} hint={t('secretHint')} error={errorOf('secret')}>
              <Input name="secret" type="password" autoComplete="new-password" />
            </Field>
          </div>
          {error && !known.includes(error.field ?? '') ? (
            <p role="alert" className="text-danger text-sm">
              {error.userMessage}
            </p>
          ) : null}
          <div>
            <Button type="submit" loading={pending}>
              {t('save')}
            </Button>
          </div>
        </form>
      </CardContent>
    </Card>
  );
}
