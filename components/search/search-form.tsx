import { Search } from 'lucide-react';
import Form from 'next/form';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { NativeSelect } from '@/components/ui/native-select';
import type { CodebookDocument } from '@/lib/codebook/schema';
import {
  HIT_SCOPES,
  MADE_BY,
  REVIEW_STATES,
  SEARCH_SORTS,
  type SearchChoices,
  type SearchFilter,
  UNSAID,
} from '@/lib/search/schema';
import { languageIn, nameIn } from './names';

interface Props {
  projectId: string;
  filter: SearchFilter;
  choices: SearchChoices;
  codebook: CodebookDocument;
}

/** The words and the filters: a plain form whose answers stand in the address. */
export function SearchForm({ projectId, filter, choices, codebook }: Props) {
  const t = useTranslations('search');
  const { q, view, sort: _sort, where: _where, ...narrowing } = filter;
  const narrowed = Object.values(narrowing).some((one) =>
    Array.isArray(one) ? one.length > 0 : one !== null,
  );
  return (
    <Form
      action={`/projects/${projectId}/search`}
      // The fields keep their own state: a new address (back, clear) must make them anew.
      key={JSON.stringify(filter)}
      aria-label={t('form.label')}
      className="mb-6 grid gap-3"
    >
      {view === 'kwic' ? <input type="hidden" name="view" value="kwic" /> : null}
      <div className="flex gap-2">
        <Input
          id="search-q"
          name="q"
          type="search"
          maxLength={500}
          defaultValue={q}
          dir="auto"
          autoComplete="off"
          aria-label={t('form.words')}
          aria-describedby="search-help"
          aria-keyshortcuts="/"
          placeholder={t('form.words')}
          className="h-11 text-base"
        />
        <Button type="submit" variant="primary" size="lg">
          <Search aria-hidden />
          <span className="max-sm:sr-only">{t('form.submit')}</span>
        </Button>
      </div>
      <p id="search-help" className="text-muted-foreground text-sm">
        {t('form.help')}
      </p>
      <details open={narrowed || undefined} className="rounded-lg border bg-card">
        <summary className="cursor-pointer px-4 py-2.5 font-medium text-sm">
          {t('form.filters')}
        </summary>
        <Filters filter={filter} choices={choices} codebook={codebook} />
        <div className="flex flex-wrap gap-2 border-t px-4 py-3">
          <Button type="submit" size="sm">
            {t('form.apply')}
          </Button>
          {narrowed ? (
            <Button asChild size="sm" variant="ghost">
              <Link href={`/projects/${projectId}/search${q ? `?q=${encodeURIComponent(q)}` : ''}`}>
                {t('form.clear')}
              </Link>
            </Button>
          ) : null}
        </div>
      </details>
    </Form>
  );
}

function Filters({ filter, choices, codebook }: Omit<Props, 'projectId'>) {
  const t = useTranslations('search');
  const locale = useLocale();
  const layers = codebook.layers.map(({ key, name }) => [key, nameIn(name, locale)] as const);
  const attributes = new Map(
    codebook.attributes.map(({ key, name }) => [key, nameIn(name, locale)] as const),
  );
  const values = new Set(codebook.attributes.flatMap(({ options }) => options.map((o) => o.value)));
  return (
    <div className="grid gap-3 px-4 pt-1 pb-4 sm:grid-cols-2 lg:grid-cols-4">
      <Choice
        name="language"
        label={t('form.language')}
        value={filter.language}
        options={choices.languages.map((code) => [
          code,
          code === 'und' ? t('form.noLanguage') : languageIn(code, locale),
        ])}
      />
      <Choice
        name="publisher"
        label={t('form.publisher')}
        value={filter.publisher}
        options={choices.publishers.map((one) => [one, one])}
      />
      <Day name="from" label={t('form.from')} value={filter.from} />
      <Day name="to" label={t('form.to')} value={filter.to} />
      <Choice
        name="layer"
        label={t('form.layer')}
        value={filter.layer[0] ?? null}
        options={layers}
      />
      <div className="grid gap-1.5">
        <Label htmlFor="search-code">{t('form.code')}</Label>
        <NativeSelect id="search-code" name="code" defaultValue={filter.code[0] ?? ''}>
          <option value="">{t('form.any')}</option>
          {layers.map(([layer, label]) => (
            <optgroup key={layer} label={label}>
              {codebook.codes
                .filter((code) => code.layer === layer)
                .map((code) => (
                  <option key={code.key} value={code.key}>
                    {nameIn(code.name, locale)}
                  </option>
                ))}
            </optgroup>
          ))}
        </NativeSelect>
      </div>
      <Choice
        name="coder"
        label={t('form.coder')}
        value={filter.coder[0] ?? null}
        options={choices.coders.map(({ id, name }) => [id, name])}
      />
      <Choice
        name="state"
        label={t('form.state')}
        value={filter.state[0] ?? null}
        options={REVIEW_STATES.map((state) => [state, t(`states.${state}`)])}
      />
      <Choice
        name="by"
        label={t('form.by')}
        value={filter.by}
        options={MADE_BY.map((by) => [by, t(`by.${by}`)])}
      />
      <Choice
        name="attribute"
        label={t('form.attribute')}
        value={filter.attribute}
        options={[...attributes]}
      />
      <div className="grid gap-1.5">
        <Label htmlFor="search-value">{t('form.value')}</Label>
        <Input
          id="search-value"
          name="value"
          list="search-values"
          maxLength={500}
          defaultValue={filter.value ?? ''}
        />
        <datalist id="search-values">
          {[...values].map((value) => (
            <option key={value} value={value} />
          ))}
        </datalist>
      </div>
      <Choice
        name="unsaid"
        label={t('form.unsaid')}
        value={filter.unsaid}
        options={UNSAID.map((one) => [one, t(`unsaid.${one}`)])}
      />
      <Choice
        name="where"
        label={t('form.where')}
        value={filter.where}
        required
        options={HIT_SCOPES.map((scope) => [scope, t(`scopes.${scope}`)])}
      />
      <Choice
        name="sort"
        label={t('form.sort')}
        value={filter.sort}
        required
        options={SEARCH_SORTS.map((sort) => [sort, t(`sorts.${sort}`)])}
      />
    </div>
  );
}

function Choice({
  name,
  label,
  value,
  options,
  required = false,
}: {
  name: string;
  label: string;
  value: string | null;
  options: readonly (readonly [string, string])[];
  required?: boolean;
}) {
  const t = useTranslations('search');
  return (
    <div className="grid min-w-0 gap-1.5">
      <Label htmlFor={`search-${name}`}>{label}</Label>
      <NativeSelect id={`search-${name}`} name={name} defaultValue={value ?? ''}>
        {required ? null : <option value="">{t('form.any')}</option>}
        {options.map(([key, text]) => (
          <option key={key} value={key}>
            {text}
          </option>
        ))}
      </NativeSelect>
    </div>
  );
}

function Day({ name, label, value }: { name: string; label: string; value: string | null }) {
  return (
    <div className="grid gap-1.5">
      <Label htmlFor={`search-${name}`}>{label}</Label>
      <Input id={`search-${name}`} name={name} type="date" defaultValue={value ?? ''} />
    </div>
  );
}
