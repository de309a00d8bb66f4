import type { ComponentProps } from 'react';
import { cn } from './cn';

const TONES = {
  neutral: 'border-input/40 bg-muted text-foreground',
  primary: 'border-primary/40 bg-primary-soft text-primary',
  success: 'border-success/40 bg-success-soft text-success',
  warning: 'border-warning/40 bg-warning-soft text-warning',
  danger: 'border-danger/40 bg-danger-soft text-danger',
  info: 'border-info/40 bg-info-soft text-info',
  outline: 'border-input/60 text-muted-foreground',
} as const;

export type BadgeTone = keyof typeof TONES;

/** A small state word. The word carries the meaning; the tone only helps. */
export function Badge({
  tone = 'neutral',
  className,
  ...rest
}: ComponentProps<'span'> & { tone?: BadgeTone }) {
  return (
    <span
      className={cn(
        'inline-flex items-center gap-1 whitespace-nowrap rounded-full border px-2 py-0.5 font-medium text-xs [&_svg]:size-3',
        TONES[tone],
        className,
      )}
      {...rest}
    />
  );
}
