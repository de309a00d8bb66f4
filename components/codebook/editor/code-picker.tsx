'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { NativeSelect } from '@/components/ui/native-select';
import { codeOf, useDraft, useNames } from './draft-context';

/** Any number of codes: chips that can be taken away, and a list to add from. */
export function CodePicker({
  label,
  chosen,
  onChange,
}: {
  label: string;
  chosen: readonly string[];
  onChange: (codes: string[]) => void;
}) {
  const t = useTranslations('codebook');
  const { draft } = useDraft();
  const nameOf = useNames();
  return (
    <div className="grid gap-1.5">
      <span className="text-muted-foreground text-xs">{label}</span>
      <div className="flex flex-wrap items-center gap-1.5">
        {chosen.map((id) => {
          const code = codeOf(draft, id);
          const name = code ? nameOf(code) : id;
          return (
            <button
              key={id}
              type="button"
              aria-label={t('removeFrom', { name, list: label })}
              onClick={() => onChange(chosen.filter((one) => one !== id))}
              className="inline-flex items-center gap-1 rounded-full border border-input/60 bg-muted px-2 py-0.5 text-xs hover:bg-accent pointer-coarse:py-2"
            >
              {name}
              <X aria-hidden className="size-3" />
            </button>
          );
        })}
        <span className="w-44">
          <NativeSelect
            aria-label={t('addTo', { list: label })}
            value=""
            onChange={(event) => onChange([...chosen, event.target.value])}
          >
            <option value="">{t('addCode')}</option>
            {draft.codes
              .filter((code) => !chosen.includes(code.id) && !code.retired)
              .map((code) => (
                <option key={code.id} value={code.id}>
                  {nameOf(code)}
                </option>
              ))}
          </NativeSelect>
        </span>
      </div>
    </div>
  );
}
