import type { ComponentProps } from 'react';
import { cn } from './cn';

/** A form label; give it `htmlFor`, or wrap the control. */
export function Label({ className, ...rest }: ComponentProps<'label'>) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the caller passes htmlFor or wraps the control
    <label className={cn('font-medium text-foreground text-sm', className)} {...rest} />
  );
}
