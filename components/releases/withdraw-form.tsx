'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Textarea } from '@/components/ui/textarea';
import { withdrawReleaseAction } from '@/lib/releases/frozen/actions';

/** Withdraws a release, with the reason that stays in its place. */
export function WithdrawForm({ projectId, releaseId }: { projectId: string; releaseId: string }) {
  const t = useTranslations('releases');
  const router = useRouter();
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  async function withdraw(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const reason = String(new FormData(event.currentTarget).get('reason') ?? '');
    setPending(true);
    const done = await withdrawReleaseAction({ projectId, releaseId, reason }).catch(() => null);
    setPending(false);
    setProblem(done?.ok ? null : (done?.error.userMessage ?? t('offline')));
    if (done?.ok) router.refresh();
  }
  return (
    <details>
      <summary className="w-fit cursor-pointer font-medium text-sm">{t('withdraw')}</summary>
      <form onSubmit={(event) => void withdraw(event)} className="mt-3 grid max-w-xl gap-3">
        <Field label={t('withdrawReason')} hint={t('withdrawHelp')}>
          <Textarea name="reason" required rows={2} maxLength={2000} />
        </Field>
        {problem ? <Alert tone="danger">{problem}</Alert> : null}
        <Button type="submit" variant="danger" loading={pending} className="justify-self-start">
          {t('withdrawNow')}
        </Button>
      </form>
    </details>
  );
}
