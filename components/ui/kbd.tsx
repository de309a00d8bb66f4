import type { ComponentProps } from 'react';
import { cn } from './cn';

/** A key of the keyboard. */
export function Kbd({ className, ...rest }: ComponentProps<'kbd'>) {
  return (
    <kbd
      className={cn(
        'inline-flex h-5 min-w-5 items-center justify-center rounded border border-input/60 bg-card px-1 font-medium font-sans text-[0.6875rem] text-foreground shadow-raised',
        className,
      )}
      {...rest}
    />
  );
}
