'use client';

import { TextSelect, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Label } from '@/components/ui/label';
import { NativeSelect } from '@/components/ui/native-select';
import type { Proposal, ProposalPart, SuggestionDto } from '@/lib/suggestions/schema';
import { CodeMark } from '../code-mark';
import { useReader, useSignal } from '../reader-context';

type Place = ProposalPart['fragments'][number];
type Values = Proposal['attributes'];

/** The proposal without the quotes that the server put beside its fragments. */
function bare({ proposal }: SuggestionDto): Proposal {
  const places = (list: readonly Place[]) => list.map(({ start, end }) => ({ start, end }));
  return {
    kind: proposal.kind,
    codeKey: proposal.codeKey,
    attributes: proposal.attributes,
    fragments: places(proposal.fragments),
    parts: proposal.parts.map((part) => ({ ...part, fragments: places(part.fragments) })),
  };
}

/** Change a suggestion before it is accepted: other words, other values, a part less. */
export function ChangeForm({
  one,
  disabled,
  onAccept,
  onCancel,
}: {
  one: SuggestionDto;
  disabled: boolean;
  onAccept: (proposal: Proposal) => void;
  onCancel: () => void;
}) {
  const { model } = useReader();
  const t = useTranslations('suggestions');
  const [draft, setDraft] = useState(() => bare(one));
  const setPart = (index: number, part: ProposalPart | null) =>
    setDraft((last) => ({
      ...last,
      parts: last.parts.flatMap((old, at) => (at === index ? (part ? [part] : []) : [old])),
    }));
  return (
    <form
      aria-label={t('changeTitle')}
      className="grid gap-3 border-b bg-card px-4 py-3"
      onSubmit={(event) => {
        event.preventDefault();
        onAccept(draft);
      }}
    >
      {draft.kind === 'composite' ? (
        draft.parts.map((part, index) => (
          <PartFields
            key={`${part.role}:${part.fragments[0]?.start}`}
            codeKey={part.codeKey}
            fragments={part.fragments}
            values={part.attributes}
            onFragments={(fragments) => setPart(index, { ...part, fragments })}
            onValues={(attributes) => setPart(index, { ...part, attributes })}
            onRemove={part.role === 'content' ? undefined : () => setPart(index, null)}
          />
        ))
      ) : (
        <>
          <CodeField
            value={draft.codeKey}
            target={draft.kind}
            onChange={(codeKey) => setDraft({ ...draft, codeKey, attributes: {} })}
          />
          {draft.kind === 'span' ? (
            <PartFields
              codeKey={draft.codeKey}
              fragments={draft.fragments}
              values={draft.attributes}
              onFragments={(fragments) => setDraft({ ...draft, fragments })}
              onValues={(attributes) => setDraft({ ...draft, attributes })}
            />
          ) : null}
        </>
      )}
      <div className="flex items-center gap-2">
        <Button type="submit" size="sm" variant="primary" disabled={disabled || !model.canWrite}>
          {t('acceptChanged')}
        </Button>
        <Button size="sm" variant="ghost" onClick={onCancel}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  );
}

function CodeField({
  value,
  target,
  onChange,
}: {
  value: string;
  target: 'span' | 'article';
  onChange: (codeKey: string) => void;
}) {
  const { model } = useReader();
  const t = useTranslations('suggestions');
  const id = useId();
  return (
    <div className="grid gap-1">
      <Label htmlFor={id}>{t('code')}</Label>
      <NativeSelect id={id} value={value} onChange={(event) => onChange(event.target.value)}>
        {model.codebook.codesFor(target).map(({ key }) => (
          <option key={key} value={key}>
            {model.codebook.nameOf(key)}
          </option>
        ))}
      </NativeSelect>
    </div>
  );
}

/** One passage: its words, which the selection in the text may replace, and its choices. */
function PartFields({
  codeKey,
  fragments,
  values,
  onFragments,
  onValues,
  onRemove,
}: {
  codeKey: string;
  fragments: readonly Place[];
  values: Values;
  onFragments: (fragments: Place[]) => void;
  onValues: (values: Values) => void;
  onRemove?: () => void;
}) {
  const { model } = useReader();
  const t = useTranslations('suggestions');
  useSignal(model.selection);
  const id = useId();
  const range = model.selectedRange();
  const { direction, language } = model.data.article;
  const name = model.codebook.nameOf(codeKey);
  const choices = model.codebook.attributes(codeKey).filter(({ kind }) => kind === 'choice');
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1 flex w-full items-center gap-2 font-medium text-sm">
        <CodeMark codebook={model.codebook} codeKey={codeKey} /> {name}
        {onRemove ? (
          <Button
            size="icon-sm"
            variant="ghost"
            className="ml-auto"
            aria-label={t('removePart', { name })}
            onClick={onRemove}
          >
            <Trash2 aria-hidden />
          </Button>
        ) : null}
      </legend>
      <p dir={direction} lang={language ?? undefined} className="line-clamp-3 font-serif text-sm">
        {fragments.map(({ start, end }) => model.map.slice(start, end)).join(' … ')}
      </p>
      {range ? (
        <Button size="sm" className="justify-self-start" onClick={() => onFragments([range])}>
          <TextSelect aria-hidden /> {t('useSelection')}
        </Button>
      ) : null}
      {choices.map((attribute) => {
        const value = values[attribute.key];
        return (
          <div
            key={attribute.key}
            className="grid grid-cols-[7.5rem_minmax(0,1fr)] items-center gap-2"
          >
            <Label htmlFor={`${id}${attribute.key}`}>{model.codebook.say(attribute.name)}</Label>
            <NativeSelect
              id={`${id}${attribute.key}`}
              value={typeof value === 'string' ? value : ''}
              onChange={(event) => {
                const { [attribute.key]: _old, ...rest } = values;
                const next = event.target.value;
                onValues(next === '' ? rest : { ...rest, [attribute.key]: next });
              }}
            >
              <option value="">{t('noValue')}</option>
              {attribute.options.map((option) => (
                <option key={option.value} value={option.value}>
                  {model.codebook.say(option.name)}
                </option>
              ))}
            </NativeSelect>
          </div>
        );
      })}
    </fieldset>
  );
}
