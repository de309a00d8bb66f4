'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useId } from 'react';
import { Checkbox } from '@/components/ui/checkbox';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { NativeSelect } from '@/components/ui/native-select';
import type { Attributes } from '@/lib/annotations/schema';
import type { CodebookAttribute } from '@/lib/codebook/schema';
import { nameIn } from './names';

type Value = Attributes[string];

interface Props {
  attribute: CodebookAttribute;
  value: Value | undefined;
  /** Told null when the value is taken away. */
  onChange: (value: Value | null) => void;
}

/** One attribute that all the labels get; the server checks the value. */
export function AttributeInput({ attribute, value, onChange }: Props) {
  const t = useTranslations('search');
  const locale = useLocale();
  const id = useId();
  const name = nameIn(attribute.name, locale);
  if (attribute.kind === 'multi_choice') {
    const chosen = Array.isArray(value) ? value : [];
    return (
      <fieldset className="grid gap-1">
        <legend className="mb-1 font-medium text-sm">{name}</legend>
        {attribute.options.map((option) => (
          <Label key={option.value} className="flex items-center gap-2 font-normal">
            <Checkbox
              checked={chosen.includes(option.value)}
              onCheckedChange={(checked) => {
                const next = chosen.filter((one) => one !== option.value);
                if (checked === true) next.push(option.value);
                onChange(next.length > 0 ? next : null);
              }}
            />
            {nameIn(option.name, locale)}
          </Label>
        ))}
      </fieldset>
    );
  }
  return (
    <div className="grid gap-1.5">
      <Label htmlFor={id}>{name}</Label>
      {attribute.kind === 'choice' ? (
        <NativeSelect
          id={id}
          value={typeof value === 'string' ? value : ''}
          onChange={(event) => onChange(event.target.value || null)}
        >
          <option value="">{t('label.noValue')}</option>
          {attribute.options.map((option) => (
            <option key={option.value} value={option.value}>
              {nameIn(option.name, locale)}
            </option>
          ))}
        </NativeSelect>
      ) : (
        <Input
          id={id}
          type={attribute.kind === 'number' ? 'number' : 'text'}
          value={value === undefined ? '' : String(value)}
          maxLength={4000}
          placeholder={attribute.kind === 'date' ? '2024-03-05' : undefined}
          onChange={({ target }) => {
            const typed = target.value.trim();
            if (typed === '') onChange(null);
            else if (attribute.kind === 'number') onChange(target.valueAsNumber);
            else onChange(target.value);
          }}
        />
      )}
    </div>
  );
}
