'use client';

import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { Checkbox } from '@/components/ui/checkbox';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import type { AnnotationDto, Attributes } from '@/lib/annotations/schema';
import { isPartialDate } from '@/lib/codebook/rules';
import type { CodebookAttribute } from '@/lib/codebook/schema';
import { SOURCE_PRESENCE } from './model/codebook-view';
import { useReader } from './reader-context';
import { Segments } from './segments';

type Value = Attributes[string];

/** The attributes that the annotation's code has, each set by keyboard or pointer, saved at once. */
export function AttributeFields({ head, editable }: { head: AnnotationDto; editable: boolean }) {
  const { model, editor } = useReader();
  // Whether the source is absent is asked where the members are.
  const definitions = model.codebook
    .attributes(head.codeKey)
    .filter(({ key }) => !(head.kind === 'composite' && key === SOURCE_PRESENCE));
  const set = (key: string, value: Value | null) => {
    const now = model.store.get(head.id) ?? head;
    const { [key]: _, ...others } = now.attributes;
    editor.setAttributes(now, value === null ? others : { ...others, [key]: value });
  };
  return definitions
    .filter(({ key }) => editable || head.attributes[key] !== undefined)
    .map((definition) => (
      <AttributeField
        key={definition.key}
        definition={definition}
        value={head.attributes[definition.key]}
        editable={editable}
        onChange={(value) => set(definition.key, value)}
      />
    ));
}

interface FieldProps {
  definition: CodebookAttribute;
  value: Value | undefined;
  editable: boolean;
  onChange: (value: Value | null) => void;
}

/** One attribute of a code; `onChange` gets null when it is emptied. */
export function AttributeField({ definition, value, editable, onChange }: FieldProps) {
  const t = useTranslations('reader.fields');
  const { codebook } = useReader().model;
  const name = codebook.say(definition.name);
  const about = codebook.say(definition.definition);
  const label = definition.required ? t('required', { name }) : name;
  switch (definition.kind) {
    case 'choice':
      return (
        <Segments
          label={label}
          hint={about}
          options={definition.options.map((one) => ({
            value: one.value,
            label: codebook.say(one.name),
          }))}
          value={typeof value === 'string' ? value : null}
          disabled={!editable}
          onChange={onChange}
        />
      );
    case 'multi_choice': {
      const chosen = Array.isArray(value) ? value : [];
      return (
        <fieldset className="grid gap-1">
          <legend className="font-medium text-[0.8125rem]" title={about}>
            {label}
          </legend>
          {definition.options.map((option) => (
            <Label key={option.value} className="flex items-center gap-2 font-normal">
              <Checkbox
                checked={chosen.includes(option.value)}
                disabled={!editable}
                onCheckedChange={(checked) => {
                  const next = chosen.filter((one) => one !== option.value);
                  if (checked === true) next.push(option.value);
                  onChange(next.length > 0 ? next : null);
                }}
              />
              {codebook.say(option.name)}
            </Label>
          ))}
        </fieldset>
      );
    }
    default:
      return <TextField key={String(value ?? '')} {...{ definition, value, editable, onChange }} />;
  }
}

/** What is wrong with the typed text; null when it can be saved. */
function problemOf(
  kind: CodebookAttribute['kind'],
  text: string,
): 'needsNumber' | 'needsDate' | null {
  if (text.trim() === '') return null;
  if (kind === 'number' && !Number.isFinite(Number(text))) return 'needsNumber';
  if (kind === 'date' && !isPartialDate(text.trim())) return 'needsDate';
  return null;
}

function TextField({ definition, value, editable, onChange }: FieldProps) {
  const id = useId();
  const t = useTranslations('reader.fields');
  const { codebook, data } = useReader().model;
  const names = definition.kind === 'actor' && editable ? (data.actorNames ?? []) : [];
  const stored = value === undefined ? '' : String(value);
  const [text, setText] = useState(stored);
  const [seen, setSeen] = useState(stored);
  // An undo, or another tab, changed the value: what is typed gives way to what is stored.
  if (stored !== seen) {
    setSeen(stored);
    setText(stored);
  }
  const problem = problemOf(definition.kind, text);
  const save = () => {
    const typed = text.trim();
    if (problem !== null || typed === stored) return;
    if (typed === '') onChange(null);
    else onChange(definition.kind === 'number' ? Number(typed) : typed);
  };
  return (
    <div className="grid gap-1">
      <Label htmlFor={id} title={codebook.say(definition.definition)} className="text-[0.8125rem]">
        {codebook.say(definition.name)}
      </Label>
      <Input
        id={id}
        value={text}
        readOnly={!editable}
        maxLength={4000}
        inputMode={definition.kind === 'number' ? 'decimal' : undefined}
        placeholder={definition.kind === 'date' ? t('datePattern') : undefined}
        list={names.length > 0 ? `${id}-names` : undefined}
        aria-invalid={problem ? true : undefined}
        aria-describedby={problem ? `${id}-error` : undefined}
        onChange={(event) => setText(event.target.value)}
        onBlur={save}
        onKeyDown={(event) => {
          if (event.key === 'Enter') save();
        }}
        className="h-8"
      />
      {names.length > 0 ? (
        <datalist id={`${id}-names`}>
          {names.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
      ) : null}
      {problem ? (
        <p id={`${id}-error`} role="alert" className="text-danger text-xs">
          {t(problem)}
        </p>
      ) : null}
    </div>
  );
}
