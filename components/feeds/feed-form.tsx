'use client';

import { Rss } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { NativeSelect } from '@/components/ui/native-select';
import { watchFeedAction } from '@/lib/feeds/actions';
import { INTERVALS } from '@/lib/feeds/schema';

/** Watches one more feed. */
export function FeedForm({ projectId }: { projectId: string }) {
  const t = useTranslations('feeds');
  const router = useRouter();
  const [url, setUrl] = useState('');
  const [minutes, setMinutes] = useState('60');
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const watch = async (event: FormEvent) => {
    event.preventDefault();
    setPending(true);
    const input = { projectId, url, intervalMinutes: minutes };
    const watched = await watchFeedAction(input).catch(() => null);
    setPending(false);
    setProblem(watched?.ok ? null : (watched?.error.userMessage ?? t('offline')));
    if (!watched?.ok) return;
    setUrl('');
    router.refresh();
  };

  return (
    <form onSubmit={watch} className="grid gap-3 rounded-xl border bg-card p-4 sm:p-5">
      <div className="grid items-start gap-3 sm:grid-cols-[1fr_auto]">
        <Field label={t('address')} hint={t('addressHelp')}>
          <Input
            type="text"
            inputMode="url"
            value={url}
            onChange={(event) => setUrl(event.target.value)}
            placeholder="https://"
            spellCheck={false}
            dir="ltr"
          />
        </Field>
        <Field label={t('every')}>
          <NativeSelect value={minutes} onChange={(event) => setMinutes(event.target.value)}>
            {INTERVALS.map((one) => (
              <option key={one} value={one}>
                {t(`intervals.${one}`)}
              </option>
            ))}
          </NativeSelect>
        </Field>
      </div>
      {problem ? (
        <Alert tone="danger" role="alert">
          {problem}
        </Alert>
      ) : null}
      <div>
        <Button type="submit" loading={pending} disabled={url.trim() === ''}>
          <Rss aria-hidden /> {t('watch')}
        </Button>
      </div>
    </form>
  );
}
