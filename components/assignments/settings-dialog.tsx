'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState, useTransition } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import {
  Dialog,
  DialogClose,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { NativeSelect } from '@/components/ui/native-select';
import { toast } from '@/components/ui/toast';
import { saveSettingsAction } from '@/lib/assignments/actions';
import { BLIND_MODES, type SettingsDto } from '@/lib/assignments/schema';
import { ArticleChoice } from './article-choice';
import { numberOf, textOf } from './form-values';

interface Props {
  projectId: string;
  settings: SettingsDto;
  languages: readonly string[];
  publishers: readonly string[];
}

/** How blind the project codes, and whether coders take articles themselves. */
export function SettingsDialog({ projectId, settings, languages, publishers }: Props) {
  const t = useTranslations('assignments');
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [queue, setQueue] = useState(settings.queue !== null);
  const [error, setError] = useState<string | null>(null);
  const [pending, startTransition] = useTransition();

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const given = queue
      ? {
          overlap: numberOf(form, 'overlap'),
          codersEach: numberOf(form, 'codersEach'),
          language: textOf(form, 'language'),
          publisher: textOf(form, 'publisher'),
          dueDays: numberOf(form, 'dueDays'),
        }
      : null;
    startTransition(async () => {
      const result = await saveSettingsAction({
        projectId,
        blind: textOf(form, 'blind'),
        queue: given,
      });
      setError(result.ok ? null : result.error.userMessage);
      if (!result.ok) return;
      toast.success(t('settingsSaved'));
      setOpen(false);
      router.refresh();
    });
  }

  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button>{t('settings')}</Button>
      </DialogTrigger>
      <DialogContent>
        <form onSubmit={submit} noValidate className="grid gap-4">
          <DialogHeader>
            <DialogTitle>{t('settingsTitle')}</DialogTitle>
            <DialogDescription>{t('settingsHelp')}</DialogDescription>
          </DialogHeader>
          {error ? (
            <Alert tone="danger" role="alert">
              {error}
            </Alert>
          ) : null}
          <Field label={t('blindness')}>
            <NativeSelect name="blind" defaultValue={settings.blind}>
              {BLIND_MODES.map((mode) => (
                <option key={mode} value={mode}>
                  {t(`modes.${mode}`)}
                </option>
              ))}
            </NativeSelect>
          </Field>
          <label className="flex items-center gap-2 text-sm">
            <input
              type="checkbox"
              checked={queue}
              onChange={(event) => setQueue(event.currentTarget.checked)}
              className="size-4.5 accent-primary"
            />
            {t('queue')}
          </label>
          {queue ? (
            <div className="grid gap-4 sm:grid-cols-2">
              <Field label={t('overlap')}>
                <Input
                  name="overlap"
                  type="number"
                  min={0}
                  max={100}
                  defaultValue={settings.queue?.overlap ?? 20}
                />
              </Field>
              <Field label={t('codersEach')}>
                <Input
                  name="codersEach"
                  type="number"
                  min={2}
                  max={20}
                  defaultValue={settings.queue?.codersEach ?? 2}
                />
              </Field>
              <ArticleChoice
                languages={languages}
                publishers={publishers}
                language={settings.queue?.language ?? null}
                publisher={settings.queue?.publisher ?? null}
              />
              <Field label={t('dueDays')} optional>
                <Input
                  name="dueDays"
                  type="number"
                  min={1}
                  max={365}
                  defaultValue={settings.queue?.dueDays ?? ''}
                />
              </Field>
            </div>
          ) : null}
          <DialogFooter>
            <DialogClose asChild>
              <Button>{t('cancel')}</Button>
            </DialogClose>
            <Button type="submit" variant="primary" loading={pending}>
              {t('save')}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
