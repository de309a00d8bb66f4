'use client';

import { RadioGroup as Primitive } from 'radix-ui';
import type { ComponentProps } from 'react';
import { cn } from './cn';

export function RadioGroup({ className, ...rest }: ComponentProps<typeof Primitive.Root>) {
  return <Primitive.Root className={cn('grid gap-2', className)} {...rest} />;
}

/** One choice; pair it with a `Label htmlFor`. */
export function RadioGroupItem({ className, ...rest }: ComponentProps<typeof Primitive.Item>) {
  return (
    <Primitive.Item
      className={cn(
        'grid size-4.5 shrink-0 place-content-center rounded-full border border-input bg-card shadow-raised data-[state=checked]:border-primary disabled:opacity-50 pointer-coarse:size-5.5',
        className,
      )}
      {...rest}
    >
      <Primitive.Indicator className="size-2.5 rounded-full border-4 border-primary bg-primary" />
    </Primitive.Item>
  );
}
