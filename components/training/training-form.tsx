'use client';

import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import type { FormEvent } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { NativeSelect } from '@/components/ui/native-select';
import { toast } from '@/components/ui/toast';
import type { CodebookDocument } from '@/lib/codebook/schema';
import { saveTrainingAction } from '@/lib/training/actions';
import { TRAINING_MEASURES, type TrainingBoard } from '@/lib/training/schema';
import { useCommand } from './use-command';

interface Props {
  projectId: string;
  board: Pick<TrainingBoard, 'rules' | 'articles' | 'candidates'>;
  layers: CodebookDocument['layers'];
}

const numberOf = (form: FormData, name: string) => {
  const text = String(form.get(name) ?? '').trim();
  return text === '' ? null : Number(text.replace(',', '.'));
};

/** What trainees code and must reach. */
export function TrainingForm({ projectId, board, layers }: Props) {
  const t = useTranslations('training');
  const ta = useTranslations('agreement');
  const locale = useLocale();
  const { error, pending, run } = useCommand();
  const { rules, candidates } = board;
  const chosen = new Set(board.articles.map(({ articleId }) => articleId));

  if (candidates.length === 0) {
    return (
      <p className="text-sm">
        {t('noCandidates')}{' '}
        <Link
          href={`/projects/${projectId}/review/adjudicate`}
          className="text-primary underline underline-offset-4"
        >
          {t('adjudicate')}
        </Link>
      </p>
    );
  }
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const input = {
      projectId,
      measure: form.get('measure'),
      layers: form.getAll('layer'),
      threshold: numberOf(form, 'threshold'),
      articlesNeeded: numberOf(form, 'articlesNeeded'),
      attemptsAllowed: numberOf(form, 'attemptsAllowed'),
      articleIds: form.getAll('article'),
    };
    run(
      () => saveTrainingAction(input),
      () => toast.success(t('saved')),
    );
  }
  return (
    <form onSubmit={submit} noValidate className="grid gap-5 rounded-xl border bg-card p-4 sm:p-5">
      {error ? (
        <Alert tone="danger" role="alert">
          {error}
        </Alert>
      ) : null}
      <div className="grid items-start gap-4 sm:grid-cols-2 lg:grid-cols-4">
        <Field label={t('measure')}>
          <NativeSelect name="measure" defaultValue={rules?.measure ?? 'f1_any_overlap'}>
            {TRAINING_MEASURES.map((measure) => (
              <option key={measure} value={measure}>
                {ta(`measures.${measure}`)}
              </option>
            ))}
          </NativeSelect>
        </Field>
        <Field label={t('threshold')}>
          <Input
            name="threshold"
            type="number"
            min={0.01}
            max={1}
            step={0.01}
            defaultValue={rules?.threshold ?? 0.75}
          />
        </Field>
        <Field label={t('articlesNeeded')}>
          <Input
            name="articlesNeeded"
            type="number"
            min={1}
            max={100}
            defaultValue={rules?.articlesNeeded ?? 1}
          />
        </Field>
        <Field label={t('attemptsAllowed')} hint={t('attemptsHint')}>
          <Input
            name="attemptsAllowed"
            type="number"
            min={1}
            max={20}
            defaultValue={rules?.attemptsAllowed ?? ''}
          />
        </Field>
      </div>
      <fieldset className="grid gap-2">
        <legend className="mb-1 font-medium text-sm">{t('layers')}</legend>
        <div className="flex flex-wrap gap-x-5 gap-y-2">
          {layers.map(({ key, name }) => (
            <Choice
              key={key}
              name="layer"
              value={key}
              label={name[locale] ?? name.en}
              checked={rules?.layers.includes(key) ?? false}
            />
          ))}
        </div>
        <p className="text-[0.8125rem] text-muted-foreground">{t('allLayers')}</p>
      </fieldset>
      <fieldset className="grid gap-2">
        <legend className="mb-1 font-medium text-sm">{t('articles')}</legend>
        <div className="grid max-h-72 gap-2 overflow-y-auto">
          {candidates.map(({ articleId, title, publisher, language, direction }) => (
            <Choice
              key={articleId}
              name="article"
              value={articleId}
              label={
                <span lang={language ?? undefined} dir={direction}>
                  {title}
                  {publisher ? (
                    <span className="ml-2 text-muted-foreground text-xs">{publisher}</span>
                  ) : null}
                </span>
              }
              checked={chosen.has(articleId)}
            />
          ))}
        </div>
        <p className="text-[0.8125rem] text-muted-foreground">{t('articlesHint')}</p>
      </fieldset>
      <div>
        <Button type="submit" variant="primary" disabled={pending}>
          {t('save')}
        </Button>
      </div>
    </form>
  );
}

function Choice({
  name,
  value,
  label,
  checked,
}: {
  name: string;
  value: string;
  label: React.ReactNode;
  checked: boolean;
}) {
  return (
    <label className="flex min-w-0 items-center gap-2 text-sm">
      <input
        type="checkbox"
        name={name}
        value={value}
        defaultChecked={checked}
        className="size-4.5 shrink-0 accent-primary"
      />
      {label}
    </label>
  );
}
