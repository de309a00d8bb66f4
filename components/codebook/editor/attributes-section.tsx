'use client';

import { Plus, Trash2, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { NativeSelect } from '@/components/ui/native-select';
import { placeOf } from '@/lib/codebook/draft/edits';
import type { DraftProblem } from '@/lib/codebook/draft/problems';
import type { DraftAttribute } from '@/lib/codebook/draft/schema';
import { ATTRIBUTE_KINDS, type AttributeValue } from '@/lib/codebook/schema';
import { newId, setEdit, useDraft, useEditor, useNames } from './draft-context';
import { ProblemLine } from './problem-line';
import { TextsField } from './texts-field';

interface Props {
  layer: string;
  /** Null: the attributes that every code of the layer has. */
  code: string | null;
  title: string;
  problems: readonly DraftProblem[];
}

/** The attributes of one code, or of a whole layer. */
export function AttributesSection({ layer, code, title, problems }: Props) {
  const t = useTranslations('codebook');
  const { draft } = useDraft();
  const { model } = useEditor();
  const own = draft.attributes.filter((item) => item.layer === layer && item.code === code);
  const add = () => {
    const keys = new Set(draft.attributes.map((item) => item.key));
    let key = 'attribute';
    for (let n = 2; keys.has(key); n += 1) key = `attribute_${n}`;
    const item: DraftAttribute = {
      id: newId(),
      key,
      layer,
      code,
      kind: 'choice',
      name: {},
      definition: {},
      options: [],
      required: false,
      defaultValue: null,
    };
    const after = draft.attributes.at(-1)?.id ?? null;
    model.edit([{ kind: 'insert', list: 'attributes', after, item }]);
  };
  return (
    <section className="grid gap-3">
      <h3 className="font-medium text-sm">{title}</h3>
      {own.map((attribute) => (
        <AttributeForm
          key={attribute.id}
          attribute={attribute}
          problems={problems.filter(({ id }) => id === attribute.id)}
        />
      ))}
      <div>
        <Button size="sm" variant="ghost" onClick={add}>
          <Plus aria-hidden />
          {t('addAttribute')}
        </Button>
      </div>
    </section>
  );
}

function AttributeForm({
  attribute,
  problems,
}: {
  attribute: DraftAttribute;
  problems: readonly DraftProblem[];
}) {
  const t = useTranslations('codebook');
  const { draft } = useDraft();
  const { model, language } = useEditor();
  const nameOf = useNames();
  const set = (field: keyof DraftAttribute, now: unknown) =>
    model.edit([setEdit('attributes', attribute, field, now)]);
  const choosing = attribute.kind === 'choice' || attribute.kind === 'multi_choice';
  const codes = draft.codes.filter((code) => code.layer === attribute.layer);
  return (
    <details className="rounded-lg border bg-card" open={problems.length > 0 || undefined}>
      <summary className="cursor-pointer px-3 py-2 font-medium text-sm">
        {nameOf(attribute)}{' '}
        <span className="font-normal text-muted-foreground text-xs">
          {t(`kind.${attribute.kind}`)}
        </span>
      </summary>
      <div className="grid gap-4 border-t p-3">
        <TextsField list="attributes" item={attribute} field="name" label={t('name')} />
        <TextsField list="attributes" item={attribute} field="definition" label={t('definition')} />
        <div className="grid gap-4 sm:grid-cols-3">
          <Field label={t('key')}>
            <Input
              className="font-mono"
              value={attribute.key}
              maxLength={80}
              onChange={(event) => set('key', event.target.value)}
            />
          </Field>
          <Field label={t('kindLabel')}>
            <NativeSelect
              value={attribute.kind}
              onChange={(event) => set('kind', event.target.value)}
            >
              {ATTRIBUTE_KINDS.map((kind) => (
                <option key={kind} value={kind}>
                  {t(`kind.${kind}`)}
                </option>
              ))}
            </NativeSelect>
          </Field>
          <Field label={t('scope')}>
            <NativeSelect
              value={attribute.code ?? ''}
              onChange={(event) => set('code', event.target.value || null)}
            >
              <option value="">{t('everyCode')}</option>
              {codes.map((code) => (
                <option key={code.id} value={code.id}>
                  {nameOf(code)}
                </option>
              ))}
            </NativeSelect>
          </Field>
        </div>
        {choosing ? (
          <fieldset className="grid gap-2">
            <legend className="mb-1 font-medium text-sm">{t('options')}</legend>
            {attribute.options.map((option, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: an option's value is being typed
              <div key={index} className="flex gap-2">
                <Input
                  className="w-36 font-mono"
                  aria-label={t('optionValue', { number: index + 1 })}
                  value={option.value}
                  maxLength={80}
                  onChange={(event) =>
                    set(
                      'options',
                      attribute.options.map((one, at) =>
                        at === index ? { ...one, value: event.target.value } : one,
                      ),
                    )
                  }
                />
                <Input
                  lang={language}
                  aria-label={t('optionName', { number: index + 1 })}
                  value={option.name[language] ?? ''}
                  maxLength={200}
                  onChange={(event) =>
                    set(
                      'options',
                      attribute.options.map((one, at) =>
                        at === index
                          ? { ...one, name: { ...one.name, [language]: event.target.value } }
                          : one,
                      ),
                    )
                  }
                />
                <Button
                  size="icon-sm"
                  variant="ghost"
                  aria-label={t('removeOption', { number: index + 1 })}
                  onClick={() =>
                    set(
                      'options',
                      attribute.options.filter((_one, at) => at !== index),
                    )
                  }
                >
                  <X aria-hidden />
                </Button>
              </div>
            ))}
            <div>
              <Button
                size="sm"
                variant="ghost"
                onClick={() =>
                  set('options', [
                    ...attribute.options,
                    { value: `option_${attribute.options.length + 1}`, name: {} },
                  ])
                }
              >
                <Plus aria-hidden />
                {t('addOption')}
              </Button>
            </div>
          </fieldset>
        ) : null}
        <div className="flex flex-wrap items-end gap-4">
          <span className="flex h-9 items-center gap-2">
            <Checkbox
              id={`required-${attribute.id}`}
              checked={attribute.required}
              onCheckedChange={(on) => set('required', on === true)}
            />
            <Label htmlFor={`required-${attribute.id}`}>{t('required')}</Label>
          </span>
          <Field label={t('defaultValue')} className="min-w-48">
            {choosing ? (
              <NativeSelect
                value={String([attribute.defaultValue ?? ''].flat()[0] ?? '')}
                onChange={(event) => set('defaultValue', asDefault(attribute, event.target.value))}
              >
                <option value="">{t('noDefault')}</option>
                {attribute.options.map((option) => (
                  <option key={option.value} value={option.value}>
                    {nameOf({ name: option.name, key: option.value })}
                  </option>
                ))}
              </NativeSelect>
            ) : (
              <Input
                value={String(attribute.defaultValue ?? '')}
                onChange={(event) => set('defaultValue', asDefault(attribute, event.target.value))}
              />
            )}
          </Field>
          <Button
            size="sm"
            variant="ghost"
            onClick={() =>
              model.edit([
                {
                  kind: 'remove',
                  list: 'attributes',
                  after: placeOf(draft, 'attributes', attribute.id),
                  item: attribute,
                },
              ])
            }
          >
            <Trash2 aria-hidden />
            {t('removeAttribute')}
          </Button>
        </div>
        {problems.map((problem) => (
          <ProblemLine key={`${problem.field}${problem.kind}${problem.about}`} problem={problem} />
        ))}
      </div>
    </details>
  );
}

function asDefault(attribute: DraftAttribute, text: string): AttributeValue | null {
  if (text === '') return null;
  if (attribute.kind === 'multi_choice') return [text];
  const number = Number(text);
  return attribute.kind === 'number' && Number.isFinite(number) ? number : text;
}
