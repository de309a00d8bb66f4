'use client';

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
      <Alert tone="warning" title="An annotation changed meanwhile" className="mb-4">
        Your change of it is kept in this browser, and not saved.{' '}
        <button type="button" className="font-medium underline" onClick={() => setOpen(true)}>
          Show both sides
        </button>
      </Alert>
      <Dialog open={open} onOpenChange={setOpen}>
        <DialogContent className="sm:max-w-2xl">
          <DialogHeader>
            <DialogTitle>This annotation changed meanwhile</DialogTitle>
            <DialogDescription>
              {theirs
                ? `${theirs.authorName} changed it after you opened it (another tab of yours counts too). Nothing is overwritten until you choose.`
                : 'It was deleted after you opened it. Nothing is lost: its history keeps it.'}
            </DialogDescription>
          </DialogHeader>
          {theirs ? (
            <table className="w-full table-fixed border-collapse text-left text-sm">
              <thead>
                <tr className="border-b text-muted-foreground">
                  <th scope="col" className="w-28 py-1.5 pr-2 font-medium">
                    <span className="sr-only">Field</span>
                  </th>
                  {before ? (
                    <th scope="col" className="py-1.5 pr-3 font-medium">
                      You saw
                    </th>
                  ) : null}
                  <th scope="col" className="py-1.5 pr-3 font-medium">
                    Yours
                  </th>
                  <th scope="col" className="py-1.5 font-medium">
                    Theirs
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
                      {mine ? (line.mine ?? '—') : 'deleted'}
                    </td>
                    <td className="whitespace-pre-wrap py-1.5 font-medium">{line.theirs ?? '—'}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          ) : null}
          <div className="flex flex-wrap justify-end gap-2">
            <Button onClick={() => void keepTheirs()}>
              {theirs ? 'Keep theirs' : 'Leave it deleted'}
            </Button>
            {theirs ? (
              <Button variant="primary" onClick={() => void keepMine()}>
                {mine ? 'Apply my change on top' : 'Delete it anyway'}
              </Button>
            ) : null}
          </div>
        </DialogContent>
      </Dialog>
    </>
  );
}
