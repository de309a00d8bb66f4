'use client';

import { Switch as Primitive } from 'radix-ui';
import type { ComponentProps } from 'react';
import { cn } from './cn';

/** An on/off switch that acts at once (use `Checkbox` inside forms). */
export function Switch({ className, ...rest }: ComponentProps<typeof Primitive.Root>) {
  return (
    <Primitive.Root
      className={cn(
        'inline-flex h-5 w-9 shrink-0 items-center rounded-full border border-input bg-muted p-0.5 transition-colors data-[state=checked]:border-primary data-[state=checked]:bg-primary disabled:opacity-50',
        className,
      )}
      {...rest}
    >
      <Primitive.Thumb className="block size-3.5 rounded-full border border-input bg-card transition-transform data-[state=checked]:translate-x-4 data-[state=checked]:border-transparent" />
    </Primitive.Root>
  );
}
