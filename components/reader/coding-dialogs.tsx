'use client';

import {
  AlertDialog,
  AlertDialogAction,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogFooter,
  AlertDialogTitle,
} from '@/components/ui/alert-dialog';
import { useReader, useSignal } from './reader-context';

export type CodingQuestion = 'submit' | 'reopen' | null;

/** Attributions, and required values, that are not complete; the person decides whether it matters. */
function useLoose(): number {
  const { model } = useReader();
  useSignal(model.store.version);
  let loose = 0;
  for (const { id } of model.store.order.all) {
    const head = model.store.get(id);
    if (!head || head.coderId !== model.data.me.id || head.kind !== 'span') continue;
    const part = head.codeKey === 'content' || head.codeKey === 'cue' || head.codeKey === 'source';
    if (part && model.store.compositesOf(id).length === 0) loose += 1;
  }
  return loose;
}

/** Asks before a coding is handed in or taken up again. */
export function CodingDialogs({
  question,
  onClose,
}: {
  question: CodingQuestion;
  onClose: () => void;
}) {
  const { model, editor } = useReader();
  const loose = useLoose();
  const submitting = question === 'submit';
  const own = model.store.order.all.filter(
    ({ id }) => model.store.get(id)?.coderId === model.data.me.id,
  ).length;
  return (
    <AlertDialog open={question !== null} onOpenChange={(open) => (open ? undefined : onClose())}>
      <AlertDialogContent>
        <AlertDialogTitle>
          {submitting ? 'Submit your coding?' : 'Reopen your coding?'}
        </AlertDialogTitle>
        <AlertDialogDescription>
          {submitting
            ? `Your ${own} annotation${own === 1 ? '' : 's'} of this article go${own === 1 ? 'es' : ''} to review and can’t be changed until you reopen the coding.`
            : 'You can change it again, and submit it when you are done. Reviews so far stay.'}
        </AlertDialogDescription>
        {submitting && loose > 0 ? (
          <p className="text-sm text-warning">
            {loose} source, cue or content span{loose === 1 ? ' is' : 's are'} not part of any
            attribution yet.
          </p>
        ) : null}
        <AlertDialogFooter>
          <AlertDialogCancel>Cancel</AlertDialogCancel>
          <AlertDialogAction
            variant="primary"
            onClick={() => (submitting ? editor.submit() : editor.reopen())}
          >
            {submitting ? 'Submit' : 'Reopen'}
          </AlertDialogAction>
        </AlertDialogFooter>
      </AlertDialogContent>
    </AlertDialog>
  );
}
