'use client';

import { Ellipsis } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState, useTransition } from 'react';
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
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { NativeSelect } from '@/components/ui/native-select';
import { Textarea } from '@/components/ui/textarea';
import { toast } from '@/components/ui/toast';
import {
  moveAssignmentAction,
  reopenForCoderAction,
  setDueAction,
  withdrawAssignmentsAction,
} from '@/lib/assignments/actions';
import type { AssignmentDto, CoderDto } from '@/lib/assignments/schema';
import type { Result } from '@/lib/result/result';
import { textOf } from './form-values';

interface Props {
  projectId: string;
  title: string;
  assignment: AssignmentDto;
  coders: readonly CoderDto[];
}

type Question = 'move' | 'due' | 'reopen';

/** What a lead may do with one assignment. */
export function AssignmentMenu({ projectId, title, assignment, coders }: Props) {
  const t = useTranslations('assignments');
  const router = useRouter();
  const [asking, setAsking] = useState<Question | null>(null);
  const [pending, startTransition] = useTransition();
  const { id, coderName: name, state } = assignment;

  function act(work: () => Promise<Result<unknown>>, done: string) {
    startTransition(async () => {
      const result = await work();
      if (!result.ok) {
        toast.error(result.error.userMessage);
        return;
      }
      setAsking(null);
      toast.success(done);
      router.refresh();
    });
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const input = { projectId, assignmentId: id };
    if (asking === 'move') {
      act(() => moveAssignmentAction({ ...input, coderId: textOf(form, 'coder') }), t('moved'));
    } else if (asking === 'due') {
      const dueOn = textOf(form, 'dueOn');
      act(() => setDueAction({ projectId, assignmentIds: [id], dueOn }), t('dueChanged'));
    } else {
      act(
        () => reopenForCoderAction({ ...input, reason: textOf(form, 'reason') ?? '' }),
        t('reopened'),
      );
    }
  }

  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button variant="ghost" size="icon-sm" aria-label={t('more', { name, title })}>
            <Ellipsis aria-hidden />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          {state === 'submitted' ? (
            <DropdownMenuItem onSelect={() => setAsking('reopen')}>{t('reopen')}</DropdownMenuItem>
          ) : (
            <>
              <DropdownMenuItem onSelect={() => setAsking('move')}>{t('move')}</DropdownMenuItem>
              <DropdownMenuItem onSelect={() => setAsking('due')}>
                {t('changeDue')}
              </DropdownMenuItem>
              <DropdownMenuItem
                onSelect={() =>
                  act(
                    () => withdrawAssignmentsAction({ projectId, assignmentIds: [id] }),
                    t('withdrawn'),
                  )
                }
              >
                {t('withdraw')}
              </DropdownMenuItem>
            </>
          )}
        </DropdownMenuContent>
      </DropdownMenu>
      <Dialog open={asking !== null} onOpenChange={(open) => !open && setAsking(null)}>
        {asking ? (
          <DialogContent>
            <form onSubmit={submit} noValidate className="grid gap-4">
              <DialogHeader>
                <DialogTitle>
                  {asking === 'move' ? t('moveTitle') : null}
                  {asking === 'due' ? t('changeDue') : null}
                  {asking === 'reopen' ? t('reopenTitle', { name }) : null}
                </DialogTitle>
                <DialogDescription>
                  {asking === 'move' ? t('moveHelp', { name }) : null}
                  {asking === 'due' ? title : null}
                  {asking === 'reopen' ? t('reopenHelp') : null}
                </DialogDescription>
              </DialogHeader>
              {asking === 'move' ? (
                <Field label={t('to')}>
                  <NativeSelect name="coder">
                    {coders
                      .filter((coder) => coder.id !== assignment.coderId)
                      .map((coder) => (
                        <option key={coder.id} value={coder.id}>
                          {coder.name}
                        </option>
                      ))}
                  </NativeSelect>
                </Field>
              ) : null}
              {asking === 'due' ? (
                <Field label={t('due')} optional>
                  <Input name="dueOn" type="date" defaultValue={assignment.dueOn ?? ''} />
                </Field>
              ) : null}
              {asking === 'reopen' ? (
                <Field label={t('reason')}>
                  <Textarea name="reason" rows={3} />
                </Field>
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
        ) : null}
      </Dialog>
    </>
  );
}
