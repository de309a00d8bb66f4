'use client';

import { type KeyboardEvent, useId } from 'react';
import { cn } from '@/components/ui/cn';

interface Option {
  readonly value: string;
  readonly label: string;
}

interface SegmentsProps {
  label: string;
  hint?: string;
  options: readonly Option[];
  value: string | null;
  disabled?: boolean;
  onChange: (value: string | null) => void;
}

/**
 * One choice of a few, as a row of words. Arrows choose, Delete or a second press clears; the first
 * letter of an option chooses it.
 */
export function Segments({ label, hint, options, value, disabled, onChange }: SegmentsProps) {
  const id = useId();
  const stop = options.some((option) => option.value === value) ? value : options[0]?.value;

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (disabled || event.ctrlKey || event.metaKey || event.altKey) return;
    const index = options.findIndex((option) => option.value === stop);
    let next: Option | undefined;
    if (event.key === 'ArrowRight' || event.key === 'ArrowDown') {
      next = options[value === null ? 0 : (index + 1) % options.length];
    } else if (event.key === 'ArrowLeft' || event.key === 'ArrowUp') {
      next = options[(index - 1 + options.length) % options.length];
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault();
      event.stopPropagation();
      onChange(null);
      return;
    } else if (event.key.length === 1 && event.key !== ' ') {
      const letter = event.key.toLowerCase();
      next = options.find((option) => option.label.toLowerCase().startsWith(letter));
    }
    if (!next) return;
    event.preventDefault();
    event.stopPropagation();
    onChange(next.value);
    event.currentTarget.querySelector<HTMLElement>(`[data-value="${next.value}"]`)?.focus();
  };
  return (
    <div className="grid gap-1">
      <span id={id} title={hint} className="font-medium text-[0.8125rem]">
        {label}
      </span>
      <div
        role="radiogroup"
        aria-labelledby={id}
        aria-disabled={disabled}
        onKeyDown={onKeyDown}
        className="flex flex-wrap gap-1"
      >
        {options.map((option) => {
          const checked = option.value === value;
          return (
            // biome-ignore lint/a11y/useSemanticElements: a radio input cannot be cleared again
            <button
              key={option.value}
              type="button"
              role="radio"
              aria-checked={checked}
              data-value={option.value}
              disabled={disabled}
              tabIndex={option.value === stop ? 0 : -1}
              onClick={() => onChange(checked ? null : option.value)}
              className={cn(
                'min-w-8 rounded-md border border-input/50 bg-card px-2 py-0.5 text-[0.8125rem] transition-colors hover:bg-accent disabled:opacity-70 pointer-coarse:min-h-11',
                checked &&
                  'border-primary bg-primary-soft font-semibold text-primary hover:bg-primary-soft',
              )}
            >
              {option.label}
            </button>
          );
        })}
      </div>
    </div>
  );
}
