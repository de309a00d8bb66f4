'use client';

import { AlertDialog as Primitive } from 'radix-ui';
import type { ComponentProps } from 'react';
import { type ButtonVariant, buttonClass } from './button';
import { cn } from './cn';
import { OVERLAY_CLASS } from './dialog';

export const AlertDialog = Primitive.Root;
export const AlertDialogTrigger = Primitive.Trigger;

/** A question that must be answered; use it before what cannot be undone. */
export function AlertDialogContent({
  className,
  ...rest
}: ComponentProps<typeof Primitive.Content>) {
  return (
    <Primitive.Portal>
      <Primitive.Overlay className={OVERLAY_CLASS} />
      <Primitive.Content
        className={cn(
          'fixed inset-x-0 bottom-0 z-50 grid max-h-[92dvh] w-full animate-pop-in gap-4 overflow-y-auto rounded-t-xl border bg-popover p-5 text-popover-foreground shadow-float',
          'sm:inset-auto sm:top-1/2 sm:left-1/2 sm:max-w-md sm:translate-[-50%] sm:rounded-xl sm:p-6',
          className,
        )}
        {...rest}
      />
    </Primitive.Portal>
  );
}

export function AlertDialogTitle({ className, ...rest }: ComponentProps<typeof Primitive.Title>) {
  return <Primitive.Title className={cn('font-semibold text-lg', className)} {...rest} />;
}

export function AlertDialogDescription({
  className,
  ...rest
}: ComponentProps<typeof Primitive.Description>) {
  return (
    <Primitive.Description className={cn('text-muted-foreground text-sm', className)} {...rest} />
  );
}

export function AlertDialogFooter({ className, ...rest }: ComponentProps<'div'>) {
  return (
    <div
      className={cn('flex flex-col-reverse gap-2 sm:flex-row sm:justify-end', className)}
      {...rest}
    />
  );
}

export function AlertDialogCancel({ className, ...rest }: ComponentProps<typeof Primitive.Cancel>) {
  return <Primitive.Cancel className={cn(buttonClass('secondary'), className)} {...rest} />;
}

export function AlertDialogAction({
  className,
  variant = 'danger',
  ...rest
}: ComponentProps<typeof Primitive.Action> & { variant?: ButtonVariant }) {
  return <Primitive.Action className={cn(buttonClass(variant), className)} {...rest} />;
}
