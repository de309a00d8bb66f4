'use client';

import { Plus, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Textarea } from '@/components/ui/textarea';
import type { DraftCode } from '@/lib/codebook/draft/schema';
import { setEdit, useEditor } from './draft-context';

/** What a code includes or excludes: a list of sentences in the language at hand. */
export function RulesField({ code, field }: { code: DraftCode; field: 'include' | 'exclude' }) {
  const t = useTranslations('codebook');
  const { model, language } = useEditor();
  const rules = code[field];
  const change = (now: DraftCode['include']) => model.edit([setEdit('codes', code, field, now)]);
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 font-medium text-sm">{t(field)}</legend>
      {rules.map((rule, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rules have no identity but their place
        <div key={index} className="flex gap-2">
          <Textarea
            rows={2}
            lang={language}
            aria-label={t('ruleNumber', { number: index + 1 })}
            value={rule[language] ?? ''}
            placeholder={Object.values(rule).find((text) => text !== '') ?? ''}
            onChange={(event) =>
              change(
                rules.map((one, at) =>
                  at === index ? { ...one, [language]: event.target.value } : one,
                ),
              )
            }
          />
          <Button
            size="icon-sm"
            variant="ghost"
            aria-label={t('removeRule', { number: index + 1 })}
            onClick={() => change(rules.filter((_one, at) => at !== index))}
          >
            <X aria-hidden />
          </Button>
        </div>
      ))}
      <div>
        <Button size="sm" variant="ghost" onClick={() => change([...rules, {}])}>
          <Plus aria-hidden />
          {t('addRule')}
        </Button>
      </div>
    </fieldset>
  );
}
