'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Dialog as Primitive } from 'radix-ui';
import type { ComponentProps } from 'react';
import { buttonClass } from './button';
import { cn } from './cn';
import { OVERLAY_CLASS } from './dialog';

export const Sheet = Primitive.Root;
export const SheetTrigger = Primitive.Trigger;
export const SheetClose = Primitive.Close;

const SIDES = {
  left: 'inset-y-0 left-0 h-dvh w-[min(22rem,88vw)] animate-slide-left border-r',
  right: 'inset-y-0 right-0 h-dvh w-[min(26rem,92vw)] animate-slide-right border-l',
  bottom: 'inset-x-0 bottom-0 max-h-[80dvh] animate-slide-up rounded-t-xl border-t',
} as const;

/** A drawer from an edge of the screen. It needs a `SheetTitle`. */
export function SheetContent({
  side = 'right',
  className,
  children,
  ...rest
}: ComponentProps<typeof Primitive.Content> & { side?: keyof typeof SIDES }) {
  const t = useTranslations('ui');
  return (
    <Primitive.Portal>
      <Primitive.Overlay className={OVERLAY_CLASS} />
      <Primitive.Content
        className={cn(
          'fixed z-50 flex flex-col gap-4 overflow-y-auto bg-popover p-5 text-popover-foreground shadow-float',
          SIDES[side],
          className,
        )}
        {...rest}
      >
        {children}
        <Primitive.Close
          aria-label={t('close')}
          className={cn(buttonClass('ghost', 'icon-sm'), 'absolute top-3 right-3')}
        >
          <X aria-hidden />
        </Primitive.Close>
      </Primitive.Content>
    </Primitive.Portal>
  );
}

export function SheetTitle({ className, ...rest }: ComponentProps<typeof Primitive.Title>) {
  return <Primitive.Title className={cn('pr-8 font-semibold text-lg', className)} {...rest} />;
}

export function SheetDescription({
  className,
  ...rest
}: ComponentProps<typeof Primitive.Description>) {
  return (
    <Primitive.Description className={cn('text-muted-foreground text-sm', className)} {...rest} />
  );
}
