'use client';

import { ArrowDown, ArrowLeft, ArrowRight, ArrowUp, Copy, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { NativeSelect } from '@/components/ui/native-select';
import type { DraftProblem } from '@/lib/codebook/draft/problems';
import type { DraftCode } from '@/lib/codebook/draft/schema';
import {
  branchOf,
  duplicateEdits,
  moveEdits,
  removeEdits,
  treeOf,
} from '@/lib/codebook/draft/tree';
import { TARGETS } from '@/lib/codebook/schema';
import { AttributesSection } from './attributes-section';
import { ColourField } from './colour-field';
import { newId, setEdit, useDraft, useEditor, useNames } from './draft-context';
import { ExamplesField } from './examples-field';
import { ProblemLine } from './problem-line';
import { RolesField } from './roles-field';
import { RulesField } from './rules-field';
import { TextsField } from './texts-field';

interface Props {
  code: DraftCode;
  problems: readonly DraftProblem[];
}

/** Everything of one code. */
export function CodeForm({ code, problems }: Props) {
  const t = useTranslations('codebook');
  const { draft } = useDraft();
  const { model } = useEditor();
  const nameOf = useNames();
  const own = problems.filter(({ id }) => id === code.id);
  const of = (...fields: string[]) => own.filter(({ field }) => fields.includes(field));
  const set = (field: keyof DraftCode, now: unknown) =>
    model.edit([setEdit('codes', code, field, now)]);
  const below = branchOf(draft, code.id);
  const shortcutFault = of('shortcut')[0];
  return (
    <div className="grid gap-6">
      <CodeActions code={code} />
      <div className="grid gap-4">
        <TextsField list="codes" item={code} field="name" label={t('name')} />
        <TextsField list="codes" item={code} field="definition" label={t('definition')} />
        {of('name', 'definition').map((problem) => (
          <ProblemLine key={`${problem.field}${problem.kind}${problem.about}`} problem={problem} />
        ))}
      </div>
      <div className="grid gap-4 sm:grid-cols-3">
        <Field label={t('key')} hint={t('keyHint')}>
          <Input
            className="font-mono"
            value={code.key}
            maxLength={80}
            spellCheck={false}
            onChange={(event) => set('key', event.target.value)}
          />
        </Field>
        <Field
          label={t('shortcut')}
          hint={t('shortcutHint')}
          error={shortcutFault ? <ProblemText problem={shortcutFault} /> : undefined}
        >
          <Input
            className="w-16 font-mono"
            value={code.shortcut ?? ''}
            maxLength={2}
            spellCheck={false}
            autoCapitalize="none"
            onChange={(event) => set('shortcut', event.target.value.slice(-1) || null)}
          />
        </Field>
        <Field label={t('parent')}>
          <NativeSelect
            value={code.parent ?? ''}
            onChange={(event) => set('parent', event.target.value || null)}
          >
            <option value="">{t('topLevel')}</option>
            {treeOf(draft, code.layer)
              .filter((row) => !below.has(row.code.id))
              .map((row) => (
                <option key={row.code.id} value={row.code.id}>
                  {`${'– '.repeat(row.depth)}${nameOf(row.code)}`}
                </option>
              ))}
          </NativeSelect>
        </Field>
      </div>
      {of('key', 'parent', 'layer').map((problem) => (
        <ProblemLine key={problem.kind} problem={problem} />
      ))}
      <ColourField code={code} problems={of('colour')} />
      <fieldset>
        <legend className="mb-1.5 font-medium text-sm">{t('targets')}</legend>
        <div className="flex flex-wrap gap-x-5 gap-y-2">
          {TARGETS.map((target) => (
            <span key={target} className="flex items-center gap-2">
              <Checkbox
                id={`target-${target}`}
                checked={code.targets.includes(target)}
                onCheckedChange={(on) =>
                  set(
                    'targets',
                    TARGETS.filter((one) =>
                      one === target ? on === true : code.targets.includes(one),
                    ),
                  )
                }
              />
              <Label htmlFor={`target-${target}`}>{t(`target.${target}`)}</Label>
            </span>
          ))}
        </div>
        {of('targets').map((problem) => (
          <ProblemLine key={problem.kind} problem={problem} />
        ))}
      </fieldset>
      {code.targets.includes('composite') || code.roles.length > 0 ? (
        <RolesField code={code} problems={of('roles')} />
      ) : null}
      <div className="grid gap-6 lg:grid-cols-2">
        <RulesField code={code} field="include" />
        <RulesField code={code} field="exclude" />
      </div>
      <ExamplesField code={code} />
      <AttributesSection
        layer={code.layer}
        code={code.id}
        title={t('attributesOf', { name: nameOf(code) })}
        problems={problems}
      />
    </div>
  );
}

function ProblemText({ problem }: { problem: DraftProblem }) {
  return <ProblemLine problem={{ ...problem, severity: 'warning' }} />;
}

function CodeActions({ code }: { code: DraftCode }) {
  const t = useTranslations('codebook');
  const { draft } = useDraft();
  const { model, select } = useEditor();
  const moves = [
    ['up', ArrowUp],
    ['down', ArrowDown],
    ['out', ArrowLeft],
    ['in', ArrowRight],
  ] as const;
  return (
    <div className="flex flex-wrap gap-1.5">
      {moves.map(([move, Icon]) => (
        <Button
          key={move}
          size="icon-sm"
          aria-label={t(`move.${move}`)}
          title={t(`move.${move}`)}
          disabled={moveEdits(draft, code, move).length === 0}
          onClick={() => model.edit(moveEdits(draft, code, move))}
        >
          <Icon aria-hidden />
        </Button>
      ))}
      <Button
        size="sm"
        onClick={() => {
          const edits = duplicateEdits(draft, code, newId);
          model.edit(edits);
          const [first] = edits;
          if (first?.kind === 'insert') {
            select({ list: 'codes', id: (first.item as unknown as DraftCode).id });
          }
        }}
      >
        <Copy aria-hidden />
        {t('duplicate')}
      </Button>
      <Button
        size="sm"
        onClick={() => model.edit([setEdit('codes', code, 'retired', !code.retired)])}
      >
        {code.retired ? t('restore') : t('retire')}
      </Button>
      <Button
        size="sm"
        variant="ghost"
        onClick={() => {
          model.edit(removeEdits(draft, code));
          select(null);
        }}
      >
        <Trash2 aria-hidden />
        {t('remove')}
      </Button>
    </div>
  );
}
