'use client';

import { v7 as uuidv7 } from 'uuid';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { ConflictDialog } from './conflict-dialog';
import type { Command } from './model/command';
import { conflictsOf } from './model/conflict';
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
      {conflict ? <ConflictDialog key={conflict.annotationId} conflict={conflict} /> : null}
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
  changeRelation: 'A change of a link',
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
