'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { Alert } from '@/components/ui/alert';
import { Badge } from '@/components/ui/badge';
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
import { Table, TableBody, TableCell, TableColumns, TableRow } from '@/components/ui/table';
import { Textarea } from '@/components/ui/textarea';
import { toast } from '@/components/ui/toast';
import { setTraineesAction } from '@/lib/training/actions';
import type { TraineeDto, TrainingBoard } from '@/lib/training/schema';
import { LearningCurve } from './learning-curve';
import { ScoreLink } from './score-link';
import { useCommand } from './use-command';

interface Props {
  projectId: string;
  board: TrainingBoard;
}

const TONES = { training: 'info', admitted: 'success' } as const;

/** Who is in training, how they do, and what a lead decides about them. */
export function TraineeTable({ projectId, board }: Props) {
  const t = useTranslations('training');
  const format = useFormatter();
  const { rules, people } = board;
  const { error, pending, run } = useCommand();
  const titles = new Map(
    [...board.candidates, ...board.articles].map(({ articleId, title }) => [articleId, title]),
  );
  const begin = ({ userId }: TraineeDto) =>
    run(
      () => setTraineesAction({ projectId, userIds: [userId], state: 'training' }),
      () => toast.success(t('changed')),
    );
  const columns = [t('name'), t('state'), t('passed'), t('scores'), ''];
  return (
    <>
      {error ? (
        <Alert tone="danger" role="alert" className="mb-3">
          {error}
        </Alert>
      ) : null}
      <Table stacked label={t('people')}>
        <TableColumns names={columns} />
        <TableBody>
          {people.map((person) => (
            <TableRow key={person.userId}>
              <TableCell className="font-medium">{person.name}</TableCell>
              <TableCell label={columns[1]}>
                <span className="flex flex-wrap items-center gap-2">
                  <Badge tone={person.state ? TONES[person.state] : 'outline'}>
                    {t(`states.${person.state ?? 'none'}`)}
                  </Badge>
                  {person.since ? (
                    <span className="text-muted-foreground text-xs">
                      {t('since', {
                        date: format.dateTime(new Date(person.since), { dateStyle: 'medium' }),
                      })}
                    </span>
                  ) : null}
                </span>
                {person.reason ? (
                  <p className="mt-1 max-w-xs break-words text-muted-foreground text-xs">
                    {person.reason}
                  </p>
                ) : null}
              </TableCell>
              <TableCell label={columns[2]} className="tabular">
                {person.state && rules
                  ? t('standing', { passed: person.passed, needed: rules.articlesNeeded })
                  : '–'}
              </TableCell>
              <TableCell label={columns[3]}>
                <div className="flex flex-wrap items-center gap-2">
                  {rules ? (
                    <LearningCurve
                      name={person.name}
                      attempts={person.attempts}
                      threshold={rules.threshold}
                    />
                  ) : null}
                  {person.attempts.map((attempt) => (
                    <ScoreLink
                      key={attempt.id}
                      projectId={projectId}
                      attempt={attempt}
                      title={titles.get(attempt.articleId) ?? ''}
                    />
                  ))}
                </div>
              </TableCell>
              <TableCell>
                <div className="flex flex-wrap justify-end gap-2 max-sm:justify-start">
                  {person.state === 'training' ? (
                    <AdmitDialog projectId={projectId} person={person} />
                  ) : null}
                  {rules ? (
                    <Button size="sm" disabled={pending} onClick={() => begin(person)}>
                      {person.state === null ? t('putIn') : t('putBack')}
                      <span className="sr-only"> {person.name}</span>
                    </Button>
                  ) : null}
                </div>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </>
  );
}

function AdmitDialog({ projectId, person }: { projectId: string; person: TraineeDto }) {
  const t = useTranslations('training');
  const [open, setOpen] = useState(false);
  const { error, pending, run } = useCommand();
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const reason = String(new FormData(event.currentTarget).get('reason') ?? '').trim();
    const input = {
      projectId,
      userIds: [person.userId],
      state: 'admitted',
      reason: reason || null,
    };
    run(
      () => setTraineesAction(input),
      () => {
        setOpen(false);
        toast.success(t('changed'));
      },
    );
  }
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button size="sm" variant="ghost">
          {t('admit')}
          <span className="sr-only"> {person.name}</span>
        </Button>
      </DialogTrigger>
      <DialogContent>
        <form onSubmit={submit} noValidate className="grid gap-4">
          <DialogHeader>
            <DialogTitle>{t('admitTitle', { name: person.name })}</DialogTitle>
            <DialogDescription>{t('admitHelp')}</DialogDescription>
          </DialogHeader>
          <Field label={t('reason')} error={error}>
            <Textarea name="reason" rows={3} maxLength={2000} />
          </Field>
          <DialogFooter>
            <DialogClose asChild>
              <Button type="button">{t('cancel')}</Button>
            </DialogClose>
            <Button type="submit" variant="primary" disabled={pending}>
              {t('admit')}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
