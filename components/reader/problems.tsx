'use client';

import { useTranslations } from 'next-intl';
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
  const t = useTranslations('reader.problems');
  const { refused, signedOut } = useQueue();
  const conflicts = conflictsOf(refused, model);
  const conflict = conflicts[0];
  const others = refused.filter((draft) => !conflicts.some(({ drafts }) => drafts.includes(draft)));
  return (
    <>
      {signedOut ? (
        <Alert tone="warning" title={t('signedOut')} role="alert" className="mb-4">
          {t.rich('signedOutHow', {
            signIn: (words) => (
              <a href="/sign-in" target="_blank" rel="noreferrer" className="font-medium underline">
                {words}
              </a>
            ),
            send: (words) => (
              <button
                type="button"
                className="font-medium underline"
                onClick={() => queue?.resume()}
              >
                {words}
              </button>
            ),
          })}
        </Alert>
      ) : null}
      {others.map((draft) => (
        <Refusal key={draft.seq} draft={draft} />
      ))}
      {conflict ? <ConflictDialog key={conflict.annotationId} conflict={conflict} /> : null}
    </>
  );
}

/** What the draft said, so that a refused one can be read and copied before it is let go. */
function contentOf(command: Command, quote: (start: number, end: number) => string): string {
  const parts: string[] = [];
  const { input } = command;
  if ('codeKey' in input && input.codeKey) parts.push(input.codeKey);
  if ('fragments' in input) {
    for (const { start, end } of input.fragments ?? []) parts.push(`“${quote(start, end)}”`);
  }
  if ('memo' in input && input.memo) parts.push(input.memo);
  return parts.join(' ');
}

function Refusal({ draft }: { draft: Draft }) {
  const { model, queue } = useReader();
  const t = useTranslations('reader.problems');
  const here = draft.command.input.articleVersionId === model.data.article.versionId;
  const quote = (start: number, end: number) =>
    here && end <= model.map.length ? model.map.slice(start, end) : `${start}–${end}`;
  const content = contentOf(draft.command, quote);
  return (
    <Alert tone="danger" role="alert" title={t(`notSaved.${draft.command.name}`)} className="mb-4">
      <p>{draft.error?.userMessage}</p>
      {content ? <p className="mt-1 font-serif">{content}</p> : null}
      <p className="mt-2 flex flex-wrap gap-2">
        <Button
          size="sm"
          onClick={() => {
            void queue?.retry(draft.seq, withNewKey(draft.command, uuidv7()));
          }}
        >
          {t('tryAgain')}
        </Button>
        <Button size="sm" variant="ghost" onClick={() => void queue?.discard(draft.seq)}>
          {t('letGo')}
        </Button>
      </p>
    </Alert>
  );
}
