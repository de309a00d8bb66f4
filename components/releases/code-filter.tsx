'use client';

import { useTranslations } from 'next-intl';
import type { ExportChoices } from '@/lib/releases/schema';
import { ChoiceGroup } from './choice-group';

interface Props {
  readonly choices: ExportChoices;
  /** Layers that the filter keeps; none means all. */
  readonly layers: readonly string[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: string[]) => void;
}

/** The codes, layer by layer, folded away until they are wanted. */
export function CodeFilter({ choices, layers, chosen, onChange }: Props) {
  const t = useTranslations('releases');
  const shown = choices.layers.filter(({ key }) => layers.length === 0 || layers.includes(key));
  return (
    <details
      className="group rounded-lg border px-3.5 py-2.5"
      open={chosen.length > 0 || undefined}
    >
      <summary className="cursor-pointer font-medium text-sm">
        {t('codes')}
        <span className="ml-1.5 font-normal text-muted-foreground">
          {chosen.length === 0 ? t('allCodes') : t('chosen', { count: chosen.length })}
        </span>
      </summary>
      <div className="mt-3 grid gap-4 pb-1">
        {shown.map(({ key, name }) => (
          <ChoiceGroup
            key={key}
            name="code"
            legend={name}
            choices={choices.codes
              .filter(({ layer }) => layer === key)
              .map((code) => ({ value: code.key, label: code.name }))}
            chosen={chosen}
            onChange={onChange}
          />
        ))}
      </div>
    </details>
  );
}
