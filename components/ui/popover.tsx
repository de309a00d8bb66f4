'use client';

import { Popover as Primitive } from 'radix-ui';
import type { ComponentProps } from 'react';
import { cn } from './cn';

export const Popover = Primitive.Root;
export const PopoverTrigger = Primitive.Trigger;
export const PopoverAnchor = Primitive.Anchor;
export const PopoverClose = Primitive.Close;

/** A floating panel; give it `aria-label` (it is a dialog to assistive technology). */
export function PopoverContent({
  className,
  align = 'center',
  sideOffset = 6,
  ...rest
}: ComponentProps<typeof Primitive.Content>) {
  return (
    <Primitive.Portal>
      <Primitive.Content
        align={align}
        sideOffset={sideOffset}
        collisionPadding={8}
        className={cn(
          'z-50 w-72 max-w-[calc(100vw-1rem)] animate-pop-in rounded-lg border bg-popover p-3 text-popover-foreground shadow-float outline-none',
          className,
        )}
        {...rest}
      />
    </Primitive.Portal>
  );
}
