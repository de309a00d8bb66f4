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
import { useDraft, useEditor } from './draft-context';

function shown(value: unknown): string {
  if (value === null || value === undefined || value === '') return '—';
  return typeof value === 'string' ? value : JSON.stringify(value, null, 1);
}

/** Two people changed the same thing: both sides, and which is to stand. */
export function ConflictDialog() {
  const t = useTranslations('codebook');
  const { conflict } = useDraft();
  const { model } = useEditor();
  if (conflict === null) return null;
  const { edit, theirs, by } = conflict;
  const mine = 'now' in edit ? edit.now : 'item' in edit ? edit.item : null;
  const sides = [
    [t('theirs', { name: by ?? t('someone') }), theirs],
    [t('yours'), mine],
  ] as const;
  return (
    <AlertDialog open>
      <AlertDialogContent className="sm:max-w-xl">
        <AlertDialogTitle>{t('conflictTitle')}</AlertDialogTitle>
        <AlertDialogDescription>
          {t('conflictText', { name: by ?? t('someone') })}
        </AlertDialogDescription>
        <div className="grid gap-3 sm:grid-cols-2">
          {sides.map(([label, value]) => (
            <div key={label} className="min-w-0">
              <p className="mb-1 font-medium text-sm">{label}</p>
              <p className="max-h-40 overflow-auto whitespace-pre-wrap rounded-md border bg-muted p-2 text-sm">
                {shown(value)}
              </p>
            </div>
          ))}
        </div>
        <AlertDialogFooter>
          <AlertDialogCancel onClick={() => model.resolve('theirs')}>
            {t('keepTheirs')}
          </AlertDialogCancel>
          <AlertDialogAction variant="primary" onClick={() => model.resolve('mine')}>
            {t('useMine')}
          </AlertDialogAction>
        </AlertDialogFooter>
      </AlertDialogContent>
    </AlertDialog>
  );
}
