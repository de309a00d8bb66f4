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
} from '@/lib/releases/schema';
import { FilterFields } from './filter-fields';
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
  const id = useId();
  const [format, setFormat] = useState<ExportFormat>('jsonl');
  const [filter, setFilter] = useState<ExportFilter>(EMPTY_FILTER);
  const { preview, problem, pending } = usePreview(projectId, filter, first);
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
          <FilterFields choices={choices} filter={filter} onChange={setFilter} />
        </CardContent>
      </Card>
      <Card className="lg:sticky lg:top-20">
        <CardContent className="grid gap-4">
          <PreviewPanel preview={preview} formats={[format]} pending={pending} />
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
