'use client';

import { Check, Minus } from 'lucide-react';
import { Checkbox as Primitive } from 'radix-ui';
import type { ComponentProps } from 'react';
import { cn } from './cn';

/** A checkbox; `checked="indeterminate"` draws a dash. Name it with a `Label`. */
export function Checkbox({ className, ...rest }: ComponentProps<typeof Primitive.Root>) {
  return (
    <Primitive.Root
      className={cn(
        'group grid size-4.5 shrink-0 place-content-center rounded border border-input bg-card shadow-raised data-[state=checked]:border-primary data-[state=indeterminate]:border-primary data-[state=checked]:bg-primary data-[state=indeterminate]:bg-primary disabled:opacity-50 pointer-coarse:size-5.5',
        className,
      )}
      {...rest}
    >
      <Primitive.Indicator className="text-primary-foreground">
        <Check
          aria-hidden
          strokeWidth={3}
          className="hidden size-3.5 group-data-[state=checked]:block"
        />
        <Minus
          aria-hidden
          strokeWidth={3}
          className="hidden size-3.5 group-data-[state=indeterminate]:block"
        />
      </Primitive.Indicator>
    </Primitive.Root>
  );
}
