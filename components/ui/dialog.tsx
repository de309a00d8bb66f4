'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Dialog as Primitive } from 'radix-ui';
import type { ComponentProps } from 'react';
import { buttonClass } from './button';
import { cn } from './cn';

export const Dialog = Primitive.Root;
export const DialogTrigger = Primitive.Trigger;
export const DialogClose = Primitive.Close;

export const OVERLAY_CLASS = 'fixed inset-0 z-50 animate-fade-in bg-overlay';

/** The window. It needs a `DialogTitle`; on a phone it sits at the bottom of the screen. */
export function DialogContent({
  className,
  children,
  ...rest
}: ComponentProps<typeof Primitive.Content>) {
  const t = useTranslations('ui');
  return (
    <Primitive.Portal>
      <Primitive.Overlay className={OVERLAY_CLASS} />
      <Primitive.Content
        className={cn(
          'fixed inset-x-0 bottom-0 z-50 grid max-h-[92dvh] w-full animate-pop-in gap-4 overflow-y-auto rounded-t-xl border bg-popover p-5 text-popover-foreground shadow-float',
          'sm:inset-auto sm:top-1/2 sm:left-1/2 sm:max-h-[85dvh] sm:max-w-lg sm:translate-[-50%] sm:rounded-xl sm:p-6',
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

export function DialogHeader({ className, ...rest }: ComponentProps<'div'>) {
  return <div className={cn('grid gap-1.5 pr-8', className)} {...rest} />;
}

export function DialogTitle({ className, ...rest }: ComponentProps<typeof Primitive.Title>) {
  return <Primitive.Title className={cn('font-semibold text-lg', className)} {...rest} />;
}

export function DialogDescription({
  className,
  ...rest
}: ComponentProps<typeof Primitive.Description>) {
  return (
    <Primitive.Description className={cn('text-muted-foreground text-sm', className)} {...rest} />
  );
}

export function DialogFooter({ className, ...rest }: ComponentProps<'div'>) {
  return (
    <div
      className={cn('flex flex-col-reverse gap-2 sm:flex-row sm:justify-end', className)}
      {...rest}
    />
  );
}
