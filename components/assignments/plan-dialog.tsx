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
import { applyPlanAction, previewPlanAction } from '@/lib/assignments/actions';
import type { CoderDto, PlanPreview } from '@/lib/assignments/schema';
import { ArticleChoice } from './article-choice';
import { CoderChoice } from './coder-choice';
import { checkedOf, numberOf, textOf } from './form-values';
import { PlanTable } from './plan-table';

interface Props {
  projectId: string;
  coders: readonly CoderDto[];
  languages: readonly string[];
  publishers: readonly string[];
}

type Looked = { readonly input: object; readonly preview: PlanPreview };

/** Shares articles out in rounds: terms, the plan to look at, and only then the writing. */
export function PlanDialog({ projectId, coders, languages, publishers }: Props) {
  const t = useTranslations('assignments');
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [looked, setLooked] = useState<Looked | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [pending, startTransition] = useTransition();

  function preview(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const input = {
      projectId,
      coderIds: checkedOf(form, 'coder'),
      language: textOf(form, 'language'),
      publisher: textOf(form, 'publisher'),
      limit: numberOf(form, 'limit'),
      overlap: numberOf(form, 'overlap'),
      codersEach: numberOf(form, 'codersEach'),
      balance: textOf(form, 'balance'),
      seed: 1,
      dueOn: textOf(form, 'dueOn'),
    };
    startTransition(async () => {
      const result = await previewPlanAction(input);
      setError(result.ok ? null : result.error.userMessage);
      setLooked(result.ok ? { input, preview: result.value } : null);
    });
  }

  function apply({ input, preview: { fingerprint } }: Looked) {
    startTransition(async () => {
      const result = await applyPlanAction({ ...input, fingerprint });
      if (!result.ok) {
        setError(result.error.userMessage);
        setLooked(null);
        return;
      }
      toast.success(t('applied', { count: result.value.given }));
      setOpen(false);
      setLooked(null);
      router.refresh();
    });
  }

  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="primary">{t('plan')}</Button>
      </DialogTrigger>
      <DialogContent>
        <form
          onSubmit={preview}
          // The plan below is the one of other terms from here on.
          onChange={() => setLooked(null)}
          noValidate
          className="grid gap-4"
        >
          <DialogHeader>
            <DialogTitle>{t('planTitle')}</DialogTitle>
            <DialogDescription>{t('planHelp')}</DialogDescription>
          </DialogHeader>
          {error ? (
            <Alert tone="danger" role="alert">
              {error}
            </Alert>
          ) : null}
          <CoderChoice coders={coders} />
          <div className="grid gap-4 sm:grid-cols-2">
            <ArticleChoice languages={languages} publishers={publishers} />
            <Field label={t('overlap')}>
              <Input name="overlap" type="number" min={0} max={100} defaultValue={20} />
            </Field>
            <Field label={t('codersEach')}>
              <Input name="codersEach" type="number" min={2} max={20} defaultValue={2} />
            </Field>
            <Field label={t('balance')}>
              <NativeSelect name="balance" defaultValue="none">
                {(['none', 'language', 'publisher'] as const).map((balance) => (
                  <option key={balance} value={balance}>
                    {t(`balances.${balance}`)}
                  </option>
                ))}
              </NativeSelect>
            </Field>
            <Field label={t('limit')}>
              <Input name="limit" type="number" min={1} max={5000} defaultValue={100} />
            </Field>
            <Field label={t('due')} optional>
              <Input name="dueOn" type="date" />
            </Field>
          </div>
          {looked ? <PlanTable preview={looked.preview} /> : null}
          <DialogFooter>
            <DialogClose asChild>
              <Button>{t('cancel')}</Button>
            </DialogClose>
            <Button
              type="submit"
              variant={looked ? 'secondary' : 'primary'}
              loading={pending && !looked}
            >
              {t('preview')}
            </Button>
            {looked ? (
              <Button variant="primary" loading={pending} onClick={() => apply(looked)}>
                {t('apply')}
              </Button>
            ) : null}
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
