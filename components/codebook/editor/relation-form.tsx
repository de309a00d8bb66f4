'use client';

import { Plus, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { placeOf } from '@/lib/codebook/draft/edits';
import type { DraftProblem } from '@/lib/codebook/draft/problems';
import type { DraftRelationType } from '@/lib/codebook/draft/schema';
import { CodePicker } from './code-picker';
import { newId, setEdit, useDraft, useEditor, useNames } from './draft-context';
import { ProblemLine } from './problem-line';
import { TextsField } from './texts-field';

/** The relation types in the list beside the tree. */
export function RelationList({ problems }: { problems: readonly DraftProblem[] }) {
  const t = useTranslations('codebook');
  const { draft } = useDraft();
  const { model, select, selected } = useEditor();
  const nameOf = useNames();
  const add = () => {
    const id = newId();
    const item: DraftRelationType = {
      id,
      key: `relation_${draft.relationTypes.length + 1}`,
      name: {},
      definition: {},
      symmetric: false,
      from: [],
      to: [],
      externalMappings: [],
    };
    const after = draft.relationTypes.at(-1)?.id ?? null;
    model.edit([{ kind: 'insert', list: 'relationTypes', after, item }]);
    select({ list: 'relationTypes', id });
  };
  return (
    <section aria-label={t('relations')} className="mt-5">
      <h2 className="px-2 py-1 font-medium text-sm">{t('relations')}</h2>
      <ul>
        {draft.relationTypes.map((type) => {
          const current = selected?.list === 'relationTypes' && selected.id === type.id;
          return (
            <li key={type.id}>
              <button
                type="button"
                aria-current={current ? 'true' : undefined}
                onClick={() => select({ list: 'relationTypes', id: type.id })}
                className="w-full truncate rounded-md px-2 py-1 text-left text-sm hover:bg-accent aria-[current]:bg-primary-soft pointer-coarse:py-2"
              >
                {nameOf(type)}
                {problems.some((problem) => problem.id === type.id) ? ' •' : ''}
              </button>
            </li>
          );
        })}
      </ul>
      <Button size="sm" variant="ghost" onClick={add}>
        <Plus aria-hidden />
        {t('addRelation')}
      </Button>
    </section>
  );
}

/** One relation type: what it is called, and what it joins. */
export function RelationForm({
  type,
  problems,
}: {
  type: DraftRelationType;
  problems: readonly DraftProblem[];
}) {
  const t = useTranslations('codebook');
  const { draft } = useDraft();
  const { model, select } = useEditor();
  const set = (field: keyof DraftRelationType, now: unknown) =>
    model.edit([setEdit('relationTypes', type, field, now)]);
  return (
    <div className="grid gap-5">
      <TextsField list="relationTypes" item={type} field="name" label={t('name')} />
      <TextsField list="relationTypes" item={type} field="definition" label={t('definition')} />
      <Field label={t('key')}>
        <Input
          className="max-w-xs font-mono"
          value={type.key}
          maxLength={80}
          onChange={(event) => set('key', event.target.value)}
        />
      </Field>
      <CodePicker label={t('from')} chosen={type.from} onChange={(now) => set('from', now)} />
      <CodePicker label={t('to')} chosen={type.to} onChange={(now) => set('to', now)} />
      <span className="flex items-center gap-2">
        <Checkbox
          id="relation-symmetric"
          checked={type.symmetric}
          onCheckedChange={(on) => set('symmetric', on === true)}
        />
        <Label htmlFor="relation-symmetric">{t('symmetric')}</Label>
      </span>
      {problems
        .filter(({ id }) => id === type.id)
        .map((problem) => (
          <ProblemLine key={`${problem.field}${problem.kind}${problem.about}`} problem={problem} />
        ))}
      <div>
        <Button
          size="sm"
          variant="ghost"
          onClick={() => {
            const after = placeOf(draft, 'relationTypes', type.id);
            model.edit([{ kind: 'remove', list: 'relationTypes', after, item: type }]);
            select(null);
          }}
        >
          <Trash2 aria-hidden />
          {t('removeRelation')}
        </Button>
      </div>
    </div>
  );
}
