'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Textarea } from '@/components/ui/textarea';
import { publishDraftAction } from '@/lib/codebook/draft/actions';

interface Props {
  projectId: string;
  draftId: string;
  seen: number;
  disabled: boolean;
}

/** The note of the new version, and the last word. */
export function PublishForm({ projectId, draftId, seen, disabled }: Props) {
  const t = useTranslations('codebook');
  const router = useRouter();
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const publish = async () => {
    setBusy(true);
    setProblem(null);
    const published = await publishDraftAction({ projectId, draftId, seen, note });
    if (published.ok) router.push(`/projects/${projectId}/codebook/migrate`);
    else {
      setProblem(published.error.userMessage);
      setBusy(false);
      if (published.error.code === 'stale_version') router.refresh();
    }
  };
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        void publish();
      }}
    >
      <Field label={t('versionNote')} hint={t('versionNoteHint')} error={problem}>
        <Textarea
          required
          value={note}
          maxLength={2000}
          onChange={(event) => setNote(event.target.value)}
        />
      </Field>
      <div>
        <Button type="submit" variant="primary" loading={busy} disabled={disabled}>
          {t('publish')}
        </Button>
      </div>
    </form>
  );
}
