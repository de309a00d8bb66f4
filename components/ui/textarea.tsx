import type { ComponentProps } from 'react';
import { cn } from './cn';
import { CONTROL_CLASS } from './input';

/** A text area that grows with its content where the browser can. */
export function Textarea({ className, rows = 3, ...rest }: ComponentProps<'textarea'>) {
  return (
    <textarea
      rows={rows}
      className={cn(
        CONTROL_CLASS,
        'field-sizing-content min-h-16 py-2 text-sm pointer-coarse:text-base',
        className,
      )}
      {...rest}
    />
  );
}
