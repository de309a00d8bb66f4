import Form from 'next/form';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { SubmitOnChange } from '@/components/articles/submit-on-change';
import { Button } from '@/components/ui/button';
import { Label } from '@/components/ui/label';
import { NativeSelect } from '@/components/ui/native-select';
import { MEASURE_IDS, MEASURES } from '@/lib/agreement/measures';
import { UNITS } from '@/lib/agreement/units';
import type { CodebookDocument } from '@/lib/codebook/schema';
import type { AgreementChoices, Question } from '@/lib/reliability/schema';
import { agreementHref } from './href';
import { useCodeName } from './names';

interface Props {
  projectId: string;
  question: Question;
  choices: AgreementChoices;
  codebook: CodebookDocument | null;
}

const GROUPS = [
  ['units', 'onUnits'],
  ['spans', 'onSpans'],
  ['attributions', 'onAttributions'],
] as const;

/** Measure and scope: a plain form whose answers stand in the address. */
export function AgreementForm({ projectId, question, choices, codebook }: Props) {
  const t = useTranslations('agreement');
  const codeName = useCodeName(codebook);
  const { measure, unit, scope } = question;
  const narrowed = Object.values(scope).some((names) => names.length > 0);
  const layers = codebook?.layers.map(({ key }) => ({ id: key, name: key })) ?? [];
  const codes =
    codebook?.codes
      .filter(({ targets }) => targets.some((target) => target !== 'composite'))
      .map(({ key }) => ({ id: key, name: codeName(key) })) ?? [];
  return (
    <Form
      action={`/projects/${projectId}/agreement`}
      // The fields keep their own state: a new address must make them anew.
      key={JSON.stringify(question)}
      aria-label={t('form.label')}
      className="mb-6 grid gap-3"
    >
      <SubmitOnChange />
      <div className="grid items-end gap-3 sm:grid-cols-[minmax(16rem,28rem)_minmax(10rem,16rem)_auto]">
        <div className="grid gap-1.5">
          <Label htmlFor="agreement-measure">{t('form.measure')}</Label>
          <NativeSelect id="agreement-measure" name="measure" defaultValue={measure}>
            {GROUPS.map(([on, name]) => (
              <optgroup key={on} label={t(`form.${name}`)}>
                {MEASURE_IDS.filter((id) => MEASURES[id].on === on).map((id) => (
                  <option key={id} value={id}>
                    {t(`measures.${id}`)}
                  </option>
                ))}
              </optgroup>
            ))}
          </NativeSelect>
        </div>
        {MEASURES[measure].on === 'units' ? (
          <div className="grid gap-1.5">
            <Label htmlFor="agreement-unit">{t('form.unit')}</Label>
            <NativeSelect id="agreement-unit" name="unit" defaultValue={unit}>
              {UNITS.map((id) => (
                <option key={id} value={id}>
                  {t(`units.${id}`)}
                </option>
              ))}
            </NativeSelect>
          </div>
        ) : (
          <input type="hidden" name="unit" value={unit} />
        )}
        <noscript>
          <Button type="submit">{t('form.apply')}</Button>
        </noscript>
      </div>
      <p className="max-w-3xl text-muted-foreground text-sm">{t(`meaning.${measure}`)}</p>
      <details open={narrowed || undefined} className="rounded-lg border bg-card">
        <summary className="cursor-pointer px-4 py-2.5 font-medium text-sm">
          {t('form.scope')}
        </summary>
        <div className="grid gap-4 px-4 pt-1 pb-4 sm:grid-cols-2 lg:grid-cols-4">
          <Choice name="layer" label={t('form.layers')} options={layers} chosen={scope.layers} />
          <Choice name="code" label={t('form.codes')} options={codes} chosen={scope.codes} />
          <Choice
            name="coder"
            label={t('form.coders')}
            options={choices.coders}
            chosen={scope.coders}
          />
          <Choice
            name="article"
            label={t('form.articles')}
            options={choices.articles.map(({ id, title }) => ({ id, name: title }))}
            chosen={scope.articles}
          />
        </div>
        <div className="flex flex-wrap items-center gap-2 border-t px-4 py-3">
          <Button type="submit" size="sm">
            {t('form.apply')}
          </Button>
          {narrowed ? (
            <Button asChild size="sm" variant="ghost">
              <Link href={agreementHref(projectId, { ...question, scope: EVERYTHING })}>
                {t('form.clear')}
              </Link>
            </Button>
          ) : (
            <span className="text-muted-foreground text-sm">{t('form.none')}</span>
          )}
        </div>
      </details>
    </Form>
  );
}

const EVERYTHING = { layers: [], codes: [], coders: [], articles: [] };

interface ChoiceProps {
  name: string;
  label: string;
  options: readonly { readonly id: string; readonly name: string }[];
  chosen: readonly string[];
}

function Choice({ name, label, options, chosen }: ChoiceProps) {
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 font-medium text-sm">{label}</legend>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling box must be reachable by keyboard */}
      <div tabIndex={0} className="max-h-44 overflow-y-auto rounded-md border px-3 py-2">
        {options.map(({ id, name: text }) => (
          <label key={id} className="flex items-start gap-2 py-1 text-sm pointer-coarse:py-2.5">
            <input
              type="checkbox"
              name={name}
              value={id}
              defaultChecked={chosen.includes(id) || chosen.includes(text)}
              className="mt-0.5 size-4 shrink-0 accent-(--primary)"
            />
            <span className="min-w-0 break-words" dir="auto">
              {text}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
