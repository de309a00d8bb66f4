'use client';

import { useTranslations } from 'next-intl';
import {
  AlertDialog,
  AlertDialogAction,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogFooter,
  AlertDialogTitle,
} from '@/components/ui/alert-dialog';
import type { ReaderModel } from './model/reader-model';
import { isMainRole } from './model/suggest-attribution';
import { useReader } from './reader-context';

export type CodingQuestion = 'submit' | 'reopen' | null;

/** Of one's own annotations: how many, and how many parts of attributions stand alone. */
function ownWork(model: ReaderModel): { own: number; loose: number } {
  const heads = model.store.order.all
    .flatMap(({ id }) => model.store.get(id) ?? [])
    .filter((head) => head.coderId === model.data.me.id);
  const loose = heads.filter(
    ({ id, codeKey }) => isMainRole(codeKey) && model.store.compositesOf(id).length === 0,
  );
  return { own: heads.length, loose: loose.length };
}

/** Asks before a coding is handed in or taken up again. */
export function CodingDialogs({
  question,
  onClose,
}: {
  question: CodingQuestion;
  onClose: () => void;
}) {
  const { model, editor, dom } = useReader();
  const t = useTranslations('reader.submit');
  const submitting = question === 'submit';
  const { own, loose } = question === null ? { own: 0, loose: 0 } : ownWork(model);
  return (
    <AlertDialog open={question !== null} onOpenChange={(open) => (open ? undefined : onClose())}>
      <AlertDialogContent
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          dom.get()?.root.focus({ preventScroll: true });
        }}
      >
        <AlertDialogTitle>{submitting ? t('submitTitle') : t('reopenTitle')}</AlertDialogTitle>
        <AlertDialogDescription>
          {submitting ? t('submitAbout', { count: own }) : t('reopenAbout')}
        </AlertDialogDescription>
        {submitting && loose > 0 ? (
          <p className="text-sm text-warning">{t('loose', { count: loose })}</p>
        ) : null}
        <AlertDialogFooter>
          <AlertDialogCancel>{t('cancel')}</AlertDialogCancel>
          <AlertDialogAction
            variant="primary"
            onClick={() => (submitting ? editor.submit() : editor.reopen())}
          >
            {submitting ? t('submit') : t('reopen')}
          </AlertDialogAction>
        </AlertDialogFooter>
      </AlertDialogContent>
    </AlertDialog>
  );
}
