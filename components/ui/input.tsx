import type { ComponentProps } from 'react';
import { cn } from './cn';

export const CONTROL_CLASS =
  'w-full min-w-0 rounded-md border border-input bg-card px-3 text-foreground shadow-raised transition-colors placeholder:text-muted-foreground disabled:cursor-not-allowed disabled:bg-muted disabled:opacity-70 aria-invalid:border-danger aria-invalid:ring-1 aria-invalid:ring-danger';

/** A one-line text input; 16 px on touch so that phones do not zoom in. */
export function Input({ className, type = 'text', ...rest }: ComponentProps<'input'>) {
  return (
    <input
      type={type}
      className={cn(
        CONTROL_CLASS,
        'h-9 py-1 text-sm pointer-coarse:h-11 pointer-coarse:text-base',
        'file:mr-3 file:rounded file:border-0 file:bg-muted file:px-2 file:py-1 file:text-sm file:text-foreground',
        className,
      )}
      {...rest}
    />
  );
}
