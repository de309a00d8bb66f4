'use client';

import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { useEffect, useMemo, useState } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { rebaseDraftAction } from '@/lib/codebook/draft/actions';
import { draftProblems } from '@/lib/codebook/draft/problems';
import type { DraftDto } from '@/lib/codebook/draft/schema';
import { CodeForm } from './code-form';
import { ConflictDialog } from './conflict-dialog';
import {
  EditorProvider,
  type EditorState,
  type Selection,
  useDraft,
  useEditor,
} from './draft-context';
import { DraftModel } from './draft-model';
import { DraftToolbar } from './draft-toolbar';
import { LanguageBar } from './language-bar';
import { LayerForm } from './layer-form';
import { ProblemsPanel } from './problems-panel';
import { RelationForm, RelationList } from './relation-form';
import { CodeTree } from './tree';

interface Props {
  projectId: string;
  dto: DraftDto;
  publishedCodes: readonly string[];
  packs: readonly { key: string; name: { en: string; fr: string } }[];
}

/** The draft of the codebook: its parts at the left, the chosen one at the right; saved as one types. */
export function CodebookEditor({ projectId, dto, publishedCodes, packs }: Props) {
  const locale = useLocale();
  const [model] = useState(() => new DraftModel(projectId, dto));
  const [language, setLanguage] = useState<string>(locale);
  const [selected, select] = useState<Selection | null>(null);
  const state = useMemo<EditorState>(
    () => ({
      projectId,
      model,
      language,
      setLanguage,
      selected,
      select,
      publishedCodes: new Set(publishedCodes),
    }),
    [projectId, model, language, selected, publishedCodes],
  );
  useEffect(() => {
    const onVisible = () => {
      if (document.visibilityState === 'visible') void model.catchUp();
      else void model.flush();
    };
    const onLeave = (event: BeforeUnloadEvent) => {
      if (model.read().state !== 'saved') event.preventDefault();
    };
    document.addEventListener('visibilitychange', onVisible);
    window.addEventListener('beforeunload', onLeave);
    return () => {
      document.removeEventListener('visibilitychange', onVisible);
      window.removeEventListener('beforeunload', onLeave);
      void model.flush();
    };
  }, [model]);
  return (
    <EditorProvider value={state}>
      <EditorBody dto={dto} packs={packs} />
    </EditorProvider>
  );
}

function EditorBody({ dto, packs }: Pick<Props, 'dto' | 'packs'>) {
  const t = useTranslations('codebook');
  const { draft, error, others } = useDraft();
  const { selected } = useEditor();
  const problems = useMemo(() => draftProblems(draft), [draft]);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
      {dto.baseIsOld ? <OldBase draftId={dto.draftId} /> : null}
      <DraftToolbar draftId={dto.draftId} packs={packs} problems={problems} />
      {error ? (
        <Alert tone="danger" role="alert">
          {error}
        </Alert>
      ) : null}
      {others ? (
        <p className="text-muted-foreground text-sm">{t('alsoEditing', { name: others })}</p>
      ) : null}
      <div className="grid grid-cols-[minmax(0,1fr)] gap-6 lg:grid-cols-[17rem_minmax(0,1fr)]">
        <div className="self-start rounded-xl border bg-card p-2 lg:sticky lg:top-[calc(var(--shell-height)+1rem)] lg:max-h-[calc(100dvh-var(--shell-height)-2rem)] lg:overflow-y-auto">
          <CodeTree problems={problems} />
          <RelationList problems={problems} />
        </div>
        <div className="grid min-w-0 content-start gap-5">
          <LanguageBar problems={problems} />
          <section
            aria-label={t('details')}
            className="rounded-xl border bg-card p-4 shadow-raised sm:p-5"
          >
            <Details selected={selected} problems={problems} />
          </section>
          <ProblemsPanel problems={problems} />
        </div>
      </div>
      <ConflictDialog />
    </div>
  );
}

function Details({
  selected,
  problems,
}: {
  selected: Selection | null;
  problems: ReturnType<typeof draftProblems>;
}) {
  const t = useTranslations('codebook');
  const { draft } = useDraft();
  const { model } = useEditor();
  const id = selected?.id;
  if (selected?.list === 'codes') {
    const code = draft.codes.find((item) => item.id === id);
    if (code) return <CodeForm key={code.id} code={code} problems={problems} />;
  }
  if (selected?.list === 'layers') {
    const layer = draft.layers.find((item) => item.id === id);
    if (layer) return <LayerForm key={layer.id} layer={layer} problems={problems} />;
  }
  if (selected?.list === 'relationTypes') {
    const type = draft.relationTypes.find((item) => item.id === id);
    if (type) return <RelationForm key={type.id} type={type} problems={problems} />;
  }
  return (
    <div className="grid gap-4">
      <Field label={t('codebookName')}>
        <Input
          value={draft.name}
          maxLength={200}
          onChange={(event) =>
            model.edit([{ kind: 'name', before: draft.name, now: event.target.value }])
          }
        />
      </Field>
      <p className="text-muted-foreground text-sm">{t('chooseItem')}</p>
    </div>
  );
}

function OldBase({ draftId }: { draftId: string }) {
  const t = useTranslations('codebook');
  const { model, projectId } = useEditor();
  const router = useRouter();
  return (
    <Alert tone="warning" title={t('oldBase')}>
      <p>{t('oldBaseText')}</p>
      <Button
        size="sm"
        className="mt-2"
        onClick={async () => {
          await model.flush();
          await rebaseDraftAction({ projectId, draftId, seen: model.read().revision });
          await model.catchUp();
          router.refresh();
        }}
      >
        {t('takeIn')}
      </Button>
    </Alert>
  );
}
