'use client';

import { useId } from 'react';
import { Checkbox } from '@/components/ui/checkbox';

export interface Choice {
  readonly value: string;
  readonly label: string;
}

interface Props {
  readonly name: string;
  readonly legend: string;
  readonly hint?: string;
  readonly choices: readonly Choice[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: string[]) => void;
}

/** Checkboxes of one filter; none ticked means no filter, and the legend's hint says so. */
export function ChoiceGroup({ name, legend, hint, choices, chosen, onChange }: Props) {
  const id = useId();
  return (
    <fieldset>
      <legend className="mb-2 font-medium text-sm">
        {legend}
        {hint ? <span className="ml-1.5 font-normal text-muted-foreground">{hint}</span> : null}
      </legend>
      <ul className="flex flex-wrap gap-x-5 gap-y-2">
        {choices.map(({ value, label }, index) => (
          <li key={value} className="flex items-center gap-2">
            <Checkbox
              id={`${id}-${index}`}
              name={name}
              value={value}
              checked={chosen.includes(value)}
              onCheckedChange={(on) =>
                onChange(on === true ? [...chosen, value] : chosen.filter((one) => one !== value))
              }
            />
            <label htmlFor={`${id}-${index}`} className="text-sm">
              {label}
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
