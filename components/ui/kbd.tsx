import { useTranslations } from 'next-intl';
import type { ComponentProps } from 'react';
import { cn } from './cn';

/** Keys that are called differently in other languages; all others bear a sign of their own. */
const NAMED = ['Enter', 'Esc', 'Shift', 'Space', 'Del', 'Backspace', 'Home', 'End'] as const;

/** A key of the keyboard, by the English name; shown by that of the language. */
export function Kbd({ className, children, ...rest }: ComponentProps<'kbd'>) {
  const t = useTranslations('ui');
  const name = NAMED.find((key) => key === children);
  return (
    <kbd
      className={cn(
        'inline-flex h-5 min-w-5 items-center justify-center rounded border border-input/60 bg-card px-1 font-medium font-sans text-[0.6875rem] text-foreground shadow-raised',
        className,
      )}
      {...rest}
    >
      {name ? t(`keys.${name}`) : children}
    </kbd>
  );
}
