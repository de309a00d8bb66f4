'use client';

import { Snowflake } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Card, CardContent } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Textarea } from '@/components/ui/textarea';
import { createReleaseAction } from '@/lib/releases/frozen/actions';
import {
  EMPTY_FILTER,
  EXPORT_FORMATS,
  type ExportChoices,
  type ExportFilter,
  type ExportFormat,
  type ExportPreview,
} from '@/lib/releases/schema';
import { ChoiceGroup } from './choice-group';
import { FilterFields } from './filter-fields';
import { PreviewPanel } from './preview-panel';
import { usePreview } from './use-preview';

interface Props {
  readonly projectId: string;
  readonly choices: ExportChoices;
  readonly preview: ExportPreview;
  readonly publishers: readonly string[];
  /** A name that no release has yet. */
  readonly suggested: string;
}

const LICENCES = ['CC BY 4.0', 'CC BY-SA 4.0', 'CC BY-NC 4.0', 'CC BY-NC-ND 4.0', 'CC0 1.0'];
const SHARES = [
  ['train', 80],
  ['dev', 10],
  ['test', 10],
] as const;

/** What a release is to hold, with counts and losses before it is frozen. */
export function ReleaseForm({ projectId, choices, preview: first, publishers, suggested }: Props) {
  const t = useTranslations('releases');
  const router = useRouter();
  const [filter, setFilter] = useState<ExportFilter>(EMPTY_FILTER);
  const [formats, setFormats] = useState<readonly ExportFormat[]>(['jsonl']);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [options, setOptions] = useState<readonly string[]>([]);
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [days, setDays] = useState({ from: '', to: '' });
  const [floor, setFloor] = useState('');
  const counted = usePreview(projectId, filter, first, {
    publishers: chosen,
    from: days.from || null,
    to: days.to || null,
  });
  const isSplit = options.includes('splits');
  const nothing = !counted.pending && (counted.preview.counts.articles ?? 0) === 0;

  async function freeze(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const said = (name: string) => String(form.get(name) ?? '').trim();
    setPending(true);
    const made = await createReleaseAction({
      projectId,
      name: said('name'),
      spec: {
        licence: said('licence'),
        notes: said('notes'),
        formats: [...formats],
        filter,
        articles: {
          publishers: [...chosen],
          from: days.from || null,
          to: days.to || null,
          minAgreement: floor === '' ? null : Number(floor),
        },
        splits: isSplit
          ? {
              train: Number(said('train')),
              dev: Number(said('dev')),
              test: Number(said('test')),
              seed: said('seed'),
            }
          : null,
        anonymise: options.includes('anonymise'),
      },
    }).catch(() => null);
    setPending(false);
    if (made?.ok) router.push(`/projects/${projectId}/releases/${made.value.releaseId}`);
    else setProblem(made?.error.userMessage ?? t('offline'));
  }

  return (
    <form
      onSubmit={(event) => void freeze(event)}
      className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]"
    >
      <Card>
        <CardContent className="grid gap-6">
          <div className="grid items-start gap-4 sm:grid-cols-2">
            <Field label={t('name')}>
              <Input name="name" required maxLength={200} defaultValue={suggested} />
            </Field>
            <Field label={t('licence')} hint={t('licenceHelp')} optional>
              <Input name="licence" maxLength={200} list="licences" autoComplete="off" />
            </Field>
          </div>
          <datalist id="licences">
            {LICENCES.map((one) => (
              <option key={one} value={one} />
            ))}
          </datalist>
          <Field label={t('notes')} hint={t('notesHelp')} optional>
            <Textarea name="notes" rows={3} maxLength={8000} />
          </Field>
          <ChoiceGroup
            name="format"
            legend={t('formatsOf')}
            choices={EXPORT_FORMATS.map((one) => ({ value: one, label: t(`formats.${one}`) }))}
            chosen={formats}
            onChange={(all) => setFormats(EXPORT_FORMATS.filter((one) => all.includes(one)))}
          />
          <FilterFields choices={choices} filter={filter} onChange={setFilter} />
          {publishers.length > 0 ? (
            <ChoiceGroup
              name="publisher"
              legend={t('publishers')}
              hint={chosen.length === 0 ? t('all') : undefined}
              choices={publishers.map((one) => ({ value: one, label: one }))}
              chosen={chosen}
              onChange={setChosen}
            />
          ) : null}
          <div className="grid items-start gap-4 sm:grid-cols-3">
            {(['from', 'to'] as const).map((name) => (
              <Field key={name} label={t(name)} optional>
                <Input
                  type="date"
                  value={days[name]}
                  onChange={(event) => setDays({ ...days, [name]: event.target.value })}
                />
              </Field>
            ))}
            <Field label={t('minAgreement')} hint={t('minAgreementHelp')} optional>
              <Input
                type="number"
                min={-1}
                max={1}
                step="0.01"
                value={floor}
                onChange={(event) => setFloor(event.target.value)}
              />
            </Field>
          </div>
          <ChoiceGroup
            name="option"
            legend={t('options')}
            choices={[
              { value: 'splits', label: t('splits') },
              { value: 'anonymise', label: t('anonymise') },
            ]}
            chosen={options}
            onChange={setOptions}
          />
          {isSplit ? (
            <div className="grid items-start gap-4 sm:grid-cols-4">
              {SHARES.map(([name, share]) => (
                <Field key={name} label={t(`shares.${name}`)}>
                  <Input
                    name={name}
                    type="number"
                    min={0}
                    max={100}
                    required
                    defaultValue={share}
                  />
                </Field>
              ))}
              <Field label={t('seed')} hint={t('seedHelp')}>
                <Input name="seed" required maxLength={100} defaultValue="1" />
              </Field>
            </div>
          ) : null}
        </CardContent>
      </Card>
      <Card className="lg:sticky lg:top-20">
        <CardContent className="grid gap-4">
          <PreviewPanel preview={counted.preview} formats={formats} pending={counted.pending} />
          {(problem ?? counted.problem) ? (
            <Alert tone="warning" role="alert">
              {problem ?? counted.problem}
            </Alert>
          ) : null}
          {floor === '' ? null : (
            <p className="text-muted-foreground text-sm">{t('floorNotCounted')}</p>
          )}
          {nothing ? <Alert tone="info">{t('nothingFits')}</Alert> : null}
          <Button
            type="submit"
            variant="primary"
            loading={pending}
            disabled={nothing || formats.length === 0}
          >
            <Snowflake aria-hidden /> {t('freeze')}
          </Button>
          <p className="text-[0.8125rem] text-muted-foreground">{t('freezeHelp')}</p>
        </CardContent>
      </Card>
    </form>
  );
}
