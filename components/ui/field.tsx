'use client';

import { useTranslations } from 'next-intl';
import { Slot } from 'radix-ui';
import { type ReactNode, useId } from 'react';
import { cn } from './cn';
import { Label } from './label';

interface FieldProps {
  label: ReactNode;
  /** Help that is always shown. */
  hint?: ReactNode;
  /** What is wrong and how to mend it; marks the control invalid and is announced. */
  error?: ReactNode;
  optional?: boolean;
  className?: string;
  /** Exactly one control (`Input`, `Textarea`, `NativeSelect`…): it gets id and ARIA. */
  children: ReactNode;
}

/** Label, control, hint and error, wired together for assistive technology. */
export function Field({ label, hint, error, optional, className, children }: FieldProps) {
  const t = useTranslations('ui');
  const id = useId();
  const described = [hint ? `${id}-hint` : null, error ? `${id}-error` : null].filter(Boolean);
  return (
    <div className={cn('grid gap-1.5', className)}>
      <Label htmlFor={id}>
        {label}
        {optional ? (
          <span className="ml-1 font-normal text-muted-foreground">{t('optional')}</span>
        ) : null}
      </Label>
      <Slot.Root
        id={id}
        aria-describedby={described.join(' ') || undefined}
        aria-invalid={error ? true : undefined}
      >
        {children}
      </Slot.Root>
      {hint ? (
        <p id={`${id}-hint`} className="text-[0.8125rem] text-muted-foreground">
          {hint}
        </p>
      ) : null}
      {error ? (
        <p id={`${id}-error`} role="alert" className="font-medium text-[0.8125rem] text-danger">
          {error}
        </p>
      ) : null}
    </div>
  );
}
