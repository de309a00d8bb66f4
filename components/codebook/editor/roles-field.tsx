'use client';

import { Plus, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import type { DraftProblem } from '@/lib/codebook/draft/problems';
import type { DraftCode } from '@/lib/codebook/draft/schema';
import { CodePicker } from './code-picker';
import { setEdit, useEditor } from './draft-context';
import { ProblemLine } from './problem-line';

/** The places of a group of spans: what may stand in each, and how often. */
export function RolesField({
  code,
  problems,
}: {
  code: DraftCode;
  problems: readonly DraftProblem[];
}) {
  const t = useTranslations('codebook');
  const { model, language } = useEditor();
  const change = (now: DraftCode['roles']) => model.edit([setEdit('codes', code, 'roles', now)]);
  const patch = (index: number, part: Partial<DraftCode['roles'][number]>) =>
    change(code.roles.map((role, at) => (at === index ? { ...role, ...part } : role)));
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-1 font-medium text-sm">{t('roles')}</legend>
      {code.roles.map((role, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a role's key is being typed
        <div key={index} className="grid gap-2 rounded-lg border p-3">
          <div className="flex flex-wrap items-center gap-2">
            <Input
              className="w-36 font-mono"
              aria-label={t('roleKey')}
              value={role.role}
              maxLength={80}
              onChange={(event) => patch(index, { role: event.target.value })}
            />
            <Input
              className="w-44"
              aria-label={t('roleName')}
              lang={language}
              value={role.name[language] ?? ''}
              maxLength={200}
              onChange={(event) =>
                patch(index, { name: { ...role.name, [language]: event.target.value } })
              }
            />
            <Input
              type="number"
              className="w-20"
              aria-label={t('roleMin')}
              min={0}
              max={1000}
              value={role.min}
              onChange={(event) => patch(index, { min: Number(event.target.value) || 0 })}
            />
            <span aria-hidden>–</span>
            <Input
              type="number"
              className="w-20"
              aria-label={t('roleMax')}
              min={1}
              max={1000}
              value={role.max ?? ''}
              placeholder="∞"
              onChange={(event) => patch(index, { max: Number(event.target.value) || null })}
            />
            <Button
              size="icon-sm"
              variant="ghost"
              aria-label={t('removeRole', { role: role.role })}
              onClick={() => change(code.roles.filter((_one, at) => at !== index))}
            >
              <X aria-hidden />
            </Button>
          </div>
          <CodePicker
            label={t('roleCodes')}
            chosen={role.codes}
            onChange={(codes) => patch(index, { codes })}
          />
        </div>
      ))}
      {problems.map((problem) => (
        <ProblemLine key={`${problem.kind}${problem.about}`} problem={problem} />
      ))}
      <div>
        <Button
          size="sm"
          variant="ghost"
          onClick={() =>
            change([
              ...code.roles,
              { role: `role_${code.roles.length + 1}`, name: {}, codes: [], min: 0, max: null },
            ])
          }
        >
          <Plus aria-hidden />
          {t('addRole')}
        </Button>
      </div>
    </fieldset>
  );
}
