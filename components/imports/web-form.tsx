'use client';

import { Globe } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Textarea } from '@/components/ui/textarea';
import { importUrlsAction } from '@/lib/ingest/actions';

/** Web addresses, one a line; their pages are fetched by the server. */
export function WebForm({ projectId }: { projectId: string }) {
  const t = useTranslations('imports');
  const router = useRouter();
  const [addresses, setAddresses] = useState('');
  const [starting, setStarting] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const start = async (event: FormEvent) => {
    event.preventDefault();
    setStarting(true);
    const started = await importUrlsAction({ projectId, addresses });
    setStarting(false);
    setProblem(started.ok ? null : started.error.userMessage);
    if (!started.ok) return;
    setAddresses('');
    router.refresh();
  };

  return (
    <form onSubmit={start} className="grid gap-3 rounded-xl border bg-card p-4 sm:p-5">
      <Field label={t('addresses')} hint={t('addressesHelp')}>
        <Textarea
          rows={3}
          value={addresses}
          onChange={(event) => setAddresses(event.target.value)}
          placeholder="https://"
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
        <Button type="submit" loading={starting} disabled={addresses.trim() === ''}>
          <Globe aria-hidden /> {t('fetchPages')}
        </Button>
      </div>
    </form>
  );
}
