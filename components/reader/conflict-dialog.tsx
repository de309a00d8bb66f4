'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { v7 as uuidv7 } from 'uuid';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
} from '@/components/ui/dialog';
import { type Conflict, differencesOf, onTopOf } from './model/conflict';
import { withNewKey } from './queue/rebase';
import { useReader } from './reader-context';

/** Both sides of a stale write, and the choice between them. Closing it decides nothing. */
export function ConflictDialog({ conflict }: { conflict: Conflict }) {
  const { model, queue } = useReader();
  const t = useTranslations('reader.conflict');
  const [open, setOpen] = useState(true);
  const { annotationId, drafts, theirs, mine, before } = conflict;

  const discardAll = async () => {
    for (const draft of drafts) await queue?.discard(draft.seq);
  };
  const keepTheirs = async () => {
    model.accept(annotationId, theirs);
    await discardAll();
  };
  const keepMine = async () => {
    if (!theirs) return;
    model.accept(annotationId, theirs);
    await discardAll();
    for (const command of onTopOf(drafts, theirs.revisionNo)) {
      model.send(withNewKey(command, uuidv7()));
    }
  };
  return (
    <>
      <Alert tone="warning" title={t('title')} className="mb-4">
        {t('kept')}{' '}
        <button type="button" className="font-medium underline" onClick={() => setOpen(true)}>
          {t('show')}
        </button>
      </Alert>
      <Dialog open={open} onOpenChange={setOpen}>
        <DialogContent className="sm:max-w-2xl">
          <DialogHeader>
            <DialogTitle>{t('title')}</DialogTitle>
            <DialogDescription>
              {theirs ? t('changed', { name: theirs.authorName }) : t('wasDeleted')}
            </DialogDescription>
          </DialogHeader>
          {theirs ? (
            <table className="w-full table-fixed border-collapse text-left text-sm">
              <thead>
                <tr className="border-b text-muted-foreground">
                  <th scope="col" className="w-28 py-1.5 pr-2 font-medium">
                    <span className="sr-only">{t('field')}</span>
                  </th>
                  {before ? (
                    <th scope="col" className="py-1.5 pr-3 font-medium">
                      {t('youSaw')}
                    </th>
                  ) : null}
                  <th scope="col" className="py-1.5 pr-3 font-medium">
                    {t('yours')}
                  </th>
                  <th scope="col" className="py-1.5 font-medium">
                    {t('theirs')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {differencesOf(conflict, model).map((line) => (
                  <tr key={line.name} className="break-words border-b align-top last:border-0">
                    <th scope="row" className="py-1.5 pr-2 font-normal text-muted-foreground">
                      {line.name}
                    </th>
                    {before ? <td className="py-1.5 pr-3">{line.before ?? '—'}</td> : null}
                    <td className="whitespace-pre-wrap py-1.5 pr-3 font-medium">
                      {mine ? (line.mine ?? '—') : t('deleted')}
                    </td>
                    <td className="whitespace-pre-wrap py-1.5 font-medium">{line.theirs ?? '—'}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          ) : null}
          <div className="flex flex-wrap justify-end gap-2">
            <Button onClick={() => void keepTheirs()}>
              {theirs ? t('keepTheirs') : t('leaveDeleted')}
            </Button>
            {theirs ? (
              <Button variant="primary" onClick={() => void keepMine()}>
                {mine ? t('applyMine') : t('deleteAnyway')}
              </Button>
            ) : null}
          </div>
        </DialogContent>
      </Dialog>
    </>
  );
}
