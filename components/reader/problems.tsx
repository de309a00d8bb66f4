'use client';

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
import type { Command } from './model/command';
import { type Conflict, conflictsOf, fieldsOf, onTopOf } from './model/conflict';
import type { Draft } from './queue/draft-storage';
import { withNewKey } from './queue/rebase';
import { useReader } from './reader-context';
import { useQueue } from './save-status';

/** Changes that the server did not take: both sides of a conflict, or the reason of a refusal. */
export function Problems() {
  const { model, queue } = useReader();
  const { refused, signedOut } = useQueue();
  const conflicts = conflictsOf(refused, model);
  const conflict = conflicts[0];
  const others = refused.filter((draft) => !conflicts.some(({ drafts }) => drafts.includes(draft)));
  return (
    <>
      {signedOut ? (
        <Alert tone="warning" title="You are signed out" role="alert" className="mb-4">
          Your changes are kept in this browser.{' '}
          <a href="/sign-in" target="_blank" rel="noreferrer" className="font-medium underline">
            Sign in in a new tab
          </a>
          , then{' '}
          <button type="button" className="font-medium underline" onClick={() => queue?.resume()}>
            send them
          </button>
          .
        </Alert>
      ) : null}
      {others.map((draft) => (
        <Refusal key={draft.seq} draft={draft} />
      ))}
      {conflict ? <ConflictDialog conflict={conflict} /> : null}
    </>
  );
}

const ACTS: Record<Command['name'], string> = {
  createAnnotation: 'An annotation',
  changeAnnotation: 'A change of an annotation',
  deleteAnnotation: 'The deletion of an annotation',
  restoreAnnotation: 'The restoring of an annotation',
  createAttribution: 'An attribution',
  changeAttribution: 'A change of an attribution',
  createRelation: 'A link',
  deleteRelation: 'The removal of a link',
  undo: 'An undo',
  redo: 'A redo',
  submitCoding: 'The submission',
  reopenCoding: 'The reopening',
};

/** What the draft said, so that a refused one can be read and copied before it is let go. */
function contentOf(command: Command, quote: (start: number, end: number) => string): string {
  const parts: string[] = [];
  const { input } = command;
  if ('codeKey' in input && input.codeKey) parts.push(input.codeKey);
  if ('fragments' in input) {
    for (const { start, end } of input.fragments ?? []) parts.push(`“${quote(start, end)}”`);
  }
  if ('memo' in input && input.memo) parts.push(`Memo: ${input.memo}`);
  return parts.join(' ');
}

function Refusal({ draft }: { draft: Draft }) {
  const { model, queue } = useReader();
  const here = draft.command.input.articleVersionId === model.data.article.versionId;
  const quote = (start: number, end: number) =>
    here && end <= model.map.length ? model.map.slice(start, end) : `${start}–${end}`;
  const content = contentOf(draft.command, quote);
  return (
    <Alert
      tone="danger"
      role="alert"
      title={`${ACTS[draft.command.name]} was not saved`}
      className="mb-4"
    >
      <p>{draft.error?.userMessage}</p>
      {content ? <p className="mt-1 font-serif">{content}</p> : null}
      <p className="mt-2 flex flex-wrap gap-2">
        <Button
          size="sm"
          onClick={() => {
            void queue?.retry(draft.seq, withNewKey(draft.command, uuidv7()));
          }}
        >
          Try again
        </Button>
        <Button size="sm" variant="ghost" onClick={() => void queue?.discard(draft.seq)}>
          Let it go
        </Button>
      </p>
    </Alert>
  );
}

function ConflictDialog({ conflict }: { conflict: Conflict }) {
  const { model, queue } = useReader();
  const { annotationId, drafts, theirs, mine } = conflict;

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
  const left = mine ? fieldsOf(mine, model) : null;
  const right = theirs ? fieldsOf(theirs, model) : null;
  const names = [...new Set([...(left?.keys() ?? []), ...(right?.keys() ?? [])])];
  const differing = names.filter((name) => left?.get(name) !== right?.get(name));
  return (
    <Dialog open>
      <DialogContent
        className="sm:max-w-2xl"
        onEscapeKeyDown={(event) => event.preventDefault()}
        onInteractOutside={(event) => event.preventDefault()}
      >
        <DialogHeader>
          <DialogTitle>This annotation changed meanwhile</DialogTitle>
          <DialogDescription>
            {theirs
              ? `${theirs.authorName} changed it since you saw it (another tab counts too). Nothing is overwritten until you choose.`
              : 'It was deleted since you saw it. Nothing is lost: its history keeps it.'}
          </DialogDescription>
        </DialogHeader>
        {theirs ? (
          <table className="w-full border-collapse text-left text-sm">
            <thead>
              <tr className="border-b text-muted-foreground">
                <th scope="col" className="w-24 py-1.5 pr-2 font-medium">
                  <span className="sr-only">Field</span>
                </th>
                <th scope="col" className="py-1.5 pr-3 font-medium">
                  Yours
                </th>
                <th scope="col" className="py-1.5 font-medium">
                  Theirs (revision {theirs.revisionNo})
                </th>
              </tr>
            </thead>
            <tbody>
              {mine === null ? (
                <tr>
                  <th scope="row" className="py-1.5 pr-2 font-normal text-muted-foreground">
                    State
                  </th>
                  <td className="py-1.5 pr-3 font-medium text-danger">deleted</td>
                  <td className="py-1.5">{model.codebook.nameOf(theirs.codeKey)}</td>
                </tr>
              ) : null}
              {(mine === null ? [] : differing).map((name) => (
                <tr key={name} className="border-b align-top last:border-0">
                  <th scope="row" className="py-1.5 pr-2 font-normal text-muted-foreground">
                    {name}
                  </th>
                  <td className="whitespace-pre-wrap py-1.5 pr-3">{left?.get(name) ?? '—'}</td>
                  <td className="whitespace-pre-wrap py-1.5">{right?.get(name) ?? '—'}</td>
                </tr>
              ))}
              {mine !== null && differing.length === 0 ? (
                <tr>
                  <td colSpan={3} className="py-2 text-muted-foreground">
                    Both say the same.
                  </td>
                </tr>
              ) : null}
            </tbody>
          </table>
        ) : null}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={() => void keepTheirs()}>
            {theirs ? 'Keep theirs' : 'Leave it deleted'}
          </Button>
          {theirs ? (
            <Button variant="primary" onClick={() => void keepMine()}>
              Apply mine on top
            </Button>
          ) : null}
        </div>
      </DialogContent>
    </Dialog>
  );
}
