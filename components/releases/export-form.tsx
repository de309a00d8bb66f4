'use client';

import { Download } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Card, CardContent } from '@/components/ui/card';
import { RadioGroup, RadioGroupItem } from '@/components/ui/radio-group';
import { toast } from '@/components/ui/toast';
import {
  EMPTY_FILTER,
  EXPORT_FORMATS,
  type ExportChoices,
  type ExportFilter,
  type ExportFormat,
  type ExportPreview,
  REVIEW_STATES,
  type ReviewState,
} from '@/lib/releases/schema';
import { ChoiceGroup } from './choice-group';
import { CodeFilter } from './code-filter';
import { PreviewPanel } from './preview-panel';
import { usePreview } from './use-preview';

interface Props {
  readonly projectId: string;
  readonly choices: ExportChoices;
  readonly preview: ExportPreview;
}

/** Format, filters, live counts, and the download: a plain form, so that the browser saves it. */
export function ExportForm({ projectId, choices, preview: first }: Props) {
  const t = useTranslations('releases');
  const tr = useTranslations('review');
  const id = useId();
  const [format, setFormat] = useState<ExportFormat>('jsonl');
  const [filter, setFilter] = useState<ExportFilter>(EMPTY_FILTER);
  const { preview, problem, pending } = usePreview(projectId, filter, first);
  const change = (part: Partial<ExportFilter>) => setFilter((before) => ({ ...before, ...part }));
  const filtered = Object.values(filter).some((list) => list.length > 0);
  const empty = !pending && (preview.counts.articles ?? 0) === 0;

  return (
    <form
      method="post"
      action={`/api/projects/${projectId}/exports`}
      onSubmit={() => toast.success(t('preparing'))}
      className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]"
    >
      <Card>
        <CardContent className="grid gap-6">
          <fieldset>
            <legend className="mb-2 font-medium text-sm" id={`${id}-format`}>
              {t('format')}
            </legend>
            <RadioGroup
              name="format"
              value={format}
              onValueChange={(value) =>
                setFormat(EXPORT_FORMATS.find((one) => one === value) ?? 'jsonl')
              }
              aria-labelledby={`${id}-format`}
              className="gap-3"
            >
              {EXPORT_FORMATS.map((one) => (
                <div key={one} className="flex gap-2.5">
                  <RadioGroupItem
                    id={`${id}-${one}`}
                    value={one}
                    aria-describedby={`${id}-${one}-about`}
                    className="mt-0.5"
                  />
                  <div className="text-sm">
                    <label htmlFor={`${id}-${one}`} className="font-medium">
                      {t(`formats.${one}`)}
                    </label>
                    <p id={`${id}-${one}-about`} className="text-muted-foreground">
                      {t(`about.${one}`)}
                    </p>
                  </div>
                </div>
              ))}
            </RadioGroup>
          </fieldset>
          <ChoiceGroup
            name="layer"
            legend={t('layers')}
            hint={filter.layers.length === 0 ? t('all') : undefined}
            choices={choices.layers.map(({ key, name }) => ({ value: key, label: name }))}
            chosen={filter.layers}
            onChange={(layers) => {
              const kept = (key: string) =>
                layers.length === 0 ||
                choices.codes.some((code) => code.key === key && layers.includes(code.layer));
              change({ layers, codes: filter.codes.filter(kept) });
            }}
          />
          <CodeFilter
            choices={choices}
            layers={filter.layers}
            chosen={filter.codes}
            onChange={(codes) => change({ codes })}
          />
          {choices.coders.length > 0 ? (
            <ChoiceGroup
              name="coder"
              legend={t('coders')}
              hint={filter.coders.length === 0 ? t('everyone') : undefined}
              choices={choices.coders.map((coder) => ({ value: coder.id, label: coder.name }))}
              chosen={filter.coders}
              onChange={(coders) => change({ coders })}
            />
          ) : null}
          <ChoiceGroup
            name="state"
            legend={t('review')}
            hint={filter.states.length === 0 ? t('whatever') : undefined}
            choices={REVIEW_STATES.map((state) => ({ value: state, label: tr(`states.${state}`) }))}
            chosen={filter.states}
            onChange={(states) => change({ states: states as ReviewState[] })}
          />
        </CardContent>
      </Card>
      <Card className="lg:sticky lg:top-20">
        <CardContent className="grid gap-4">
          <PreviewPanel preview={preview} format={format} pending={pending} />
          {problem ? (
            <Alert tone="warning" role="alert">
              {problem}
            </Alert>
          ) : null}
          {empty ? <Alert tone="info">{t('nothingFits')}</Alert> : null}
          <div className="flex flex-wrap gap-2">
            <Button type="submit" variant="primary" disabled={empty}>
              <Download aria-hidden /> {t('download')}
            </Button>
            {filtered ? (
              <Button onClick={() => setFilter(EMPTY_FILTER)}>{t('clearFilters')}</Button>
            ) : null}
          </div>
          <p className="text-[0.8125rem] text-muted-foreground">{t('zipHelp')}</p>
        </CardContent>
      </Card>
    </form>
  );
}
