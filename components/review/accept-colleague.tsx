'use client';

import { CheckCheck } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
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
import { toast } from '@/components/ui/toast-store';
import {
  acceptColleagueAction,
  previewAcceptColleagueAction,
  undoAcceptColleagueAction,
} from '@/lib/review/bulk-actions';
import type { ColleaguePreview } from '@/lib/review/schema';

interface Props {
  projectId: string;
  coder: { readonly id: string; readonly name: string };
}

/** Accepts all of one colleague's unreviewed work after a look at what that is; one undo. */
export function AcceptColleague({ projectId, coder }: Props) {
  const t = useTranslations('review.bulk');
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [preview, setPreview] = useState<ColleaguePreview | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [pending, startTransition] = useTransition();
  const { id: coderId, name } = coder;

  function look(next: boolean) {
    setOpen(next);
    if (!next) return;
    setPreview(null);
    setError(null);
    startTransition(async () => {
      const found = await previewAcceptColleagueAction({ projectId, coderId });
      if (found.ok) setPreview(found.value);
      else setError(found.error.userMessage);
    });
  }

  function accept() {
    startTransition(async () => {
      const idempotencyKey = crypto.randomUUID();
      const done = await acceptColleagueAction({ projectId, coderId, idempotencyKey });
      if (!done.ok) {
        setError(done.error.userMessage);
        return;
      }
      setOpen(false);
      router.refresh();
      const { batch, accepted } = done.value;
      toast.success(t('done', { count: accepted }), {
        // Long enough to look at what was accepted and think better of it.
        duration: 60_000,
        action: { label: t('undo'), onClick: () => void undo(batch) },
      });
    });
  }

  async function undo(batch: string) {
    const idempotencyKey = crypto.randomUUID();
    const undone = await undoAcceptColleagueAction({ projectId, batch, idempotencyKey });
    if (!undone.ok) {
      toast.error(undone.error.userMessage);
      return;
    }
    const { takenBack, kept } = undone.value;
    router.refresh();
    toast.success(
      t('undone', { count: takenBack }),
      kept > 0 ? { description: t('kept', { count: kept }) } : undefined,
    );
  }

  return (
    <Dialog open={open} onOpenChange={look}>
      <DialogTrigger asChild>
        <Button>
          <CheckCheck aria-hidden /> {t('button', { name })}
        </Button>
      </DialogTrigger>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{t('title', { name })}</DialogTitle>
          <DialogDescription>
            {preview === null
              ? t('loading')
              : preview.toAccept === 0
                ? t('nothing', { name })
                : t('take', { count: preview.toAccept, articles: preview.articles })}
          </DialogDescription>
        </DialogHeader>
        {error ? (
          <Alert tone="danger" role="alert">
            {error}
          </Alert>
        ) : null}
        {preview ? (
          <ul className="grid gap-1 text-muted-foreground text-sm">
            {(['disputed', 'notHandedIn', 'decided'] as const)
              .filter((what) => preview[what] > 0)
              .map((what) => (
                <li key={what}>{t(what, { count: preview[what] })}</li>
              ))}
          </ul>
        ) : null}
        <DialogFooter>
          <DialogClose asChild>
            <Button>{t('cancel')}</Button>
          </DialogClose>
          <Button
            variant="primary"
            disabled={!preview || preview.toAccept === 0}
            loading={pending}
            onClick={accept}
          >
            {t('accept', { count: preview?.toAccept ?? 0 })}
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
