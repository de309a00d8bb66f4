'use client';

import { Undo2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import {
  AlertDialog,
  AlertDialogAction,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogFooter,
  AlertDialogTitle,
  AlertDialogTrigger,
} from '@/components/ui/alert-dialog';
import { Button } from '@/components/ui/button';
import { NativeSelect } from '@/components/ui/native-select';
import { toast } from '@/components/ui/toast-store';
import { addPackAction, discardDraftAction } from '@/lib/codebook/draft/actions';
import type { DraftProblem } from '@/lib/codebook/draft/problems';
import { useDraft, useEditor } from './draft-context';
import { PublishLink } from './publish-link';

interface Props {
  draftId: string;
  packs: readonly { key: string; name: { en: string; fr: string } }[];
  problems: readonly DraftProblem[];
}

/** Whether it is saved, undo, packs, discard, and the way to publishing. */
export function DraftToolbar({ draftId, packs, problems }: Props) {
  const t = useTranslations('codebook');
  const locale = useLocale();
  const router = useRouter();
  const { projectId, model, select } = useEditor();
  const { state, canUndo } = useDraft();
  const [pack, setPack] = useState('');
  const faults = problems.filter(({ severity }) => severity === 'error').length;

  const addPack = async () => {
    await model.flush();
    const added = await addPackAction({ projectId, draftId, pack });
    if (added.ok) {
      await model.catchUp();
      setPack('');
      toast.success(t('packAdded'));
    } else toast.error(added.error.userMessage);
  };
  const discard = async () => {
    const done = await discardDraftAction({ projectId, draftId });
    if (done.ok) router.push(`/projects/${projectId}/codebook`);
    else toast.error(done.error.userMessage);
  };

  return (
    <div className="flex flex-wrap items-center gap-2">
      <p role="status" className="min-w-28 text-muted-foreground text-sm" data-save-state={state}>
        {t(`saveState.${state}`)}
      </p>
      <Button size="sm" disabled={!canUndo && state === 'saved'} onClick={() => void model.undo()}>
        <Undo2 aria-hidden />
        {t('undo')}
      </Button>
      <span className="flex items-center gap-1.5">
        <span className="w-52">
          <NativeSelect
            aria-label={t('pack')}
            value={pack}
            onChange={(event) => setPack(event.target.value)}
          >
            <option value="">{t('choosePack')}</option>
            {packs.map(({ key, name }) => (
              <option key={key} value={key}>
                {locale === 'fr' ? name.fr : name.en}
              </option>
            ))}
          </NativeSelect>
        </span>
        <Button size="sm" disabled={pack === ''} onClick={() => void addPack()}>
          {t('addPack')}
        </Button>
      </span>
      <span className="grow" />
      <AlertDialog>
        <AlertDialogTrigger asChild>
          <Button size="sm" variant="ghost">
            {t('discard')}
          </Button>
        </AlertDialogTrigger>
        <AlertDialogContent>
          <AlertDialogTitle>{t('discardTitle')}</AlertDialogTitle>
          <AlertDialogDescription>{t('discardText')}</AlertDialogDescription>
          <AlertDialogFooter>
            <AlertDialogCancel>{t('keepDraft')}</AlertDialogCancel>
            <AlertDialogAction
              onClick={() => {
                select(null);
                void discard();
              }}
            >
              {t('discard')}
            </AlertDialogAction>
          </AlertDialogFooter>
        </AlertDialogContent>
      </AlertDialog>
      {faults > 0 ? (
        <span className="font-medium text-danger text-sm">{t('faults', { count: faults })}</span>
      ) : null}
      <PublishLink projectId={projectId} />
    </div>
  );
}
