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
} from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { toast } from '@/components/ui/toast';
import { assignArticlesAction } from '@/lib/assignments/actions';
import type { CoderDto } from '@/lib/assignments/schema';
import { CoderChoice } from './coder-choice';
import { checkedOf, textOf } from './form-values';

interface Props {
  projectId: string;
  coders: readonly CoderDto[];
}

/** The list's boxes, which the server has drawn. */
function boxes(): HTMLInputElement[] {
  return [...document.querySelectorAll<HTMLInputElement>('input[data-select-article]')];
}

/** Assigns the articles that are selected in the list, by hand. */
export function AssignSelected({ projectId, coders }: Props) {
  const t = useTranslations('assignments');
  const router = useRouter();
  const [articleIds, setArticleIds] = useState<readonly string[]>([]);
  const [error, setError] = useState<string | null>(null);
  const [pending, startTransition] = useTransition();

  function open() {
    const ids = boxes().flatMap((box) => (box.checked ? (box.dataset.selectArticle ?? []) : []));
    setError(null);
    setArticleIds(ids);
    if (ids.length === 0) toast(t('selectFirst'));
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    startTransition(async () => {
      const result = await assignArticlesAction({
        projectId,
        articleIds,
        coderIds: checkedOf(form, 'coder'),
        dueOn: textOf(form, 'dueOn'),
      });
      if (!result.ok) {
        setError(result.error.userMessage);
        return;
      }
      toast.success(t('applied', { count: result.value.given }));
      for (const box of boxes()) box.checked = false;
      setArticleIds([]);
      router.refresh();
    });
  }

  return (
    <>
      <Button onClick={open}>{t('assignSelected')}</Button>
      <Dialog open={articleIds.length > 0} onOpenChange={(next) => !next && setArticleIds([])}>
        <DialogContent>
          <form onSubmit={submit} noValidate className="grid gap-4">
            <DialogHeader>
              <DialogTitle>{t('assignTitle', { count: articleIds.length })}</DialogTitle>
              <DialogDescription>{t('assignHelp')}</DialogDescription>
            </DialogHeader>
            {error ? (
              <Alert tone="danger" role="alert">
                {error}
              </Alert>
            ) : null}
            <CoderChoice coders={coders} />
            <Field label={t('due')} optional>
              <Input name="dueOn" type="date" />
            </Field>
            <DialogFooter>
              <DialogClose asChild>
                <Button>{t('cancel')}</Button>
              </DialogClose>
              <Button type="submit" variant="primary" loading={pending}>
                {t('apply')}
              </Button>
            </DialogFooter>
          </form>
        </DialogContent>
      </Dialog>
    </>
  );
}
