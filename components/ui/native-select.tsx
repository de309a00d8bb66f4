import { ChevronDown } from 'lucide-react';
import type { ComponentProps } from 'react';
import { cn } from './cn';
import { CONTROL_CLASS } from './input';

/** The browser's own select, styled: the right one inside plain forms and on phones. */
export function NativeSelect({ className, children, ...rest }: ComponentProps<'select'>) {
  return (
    <span className="relative inline-grid w-full">
      <select
        className={cn(
          CONTROL_CLASS,
          'h-9 appearance-none pr-8 text-sm pointer-coarse:h-11 pointer-coarse:text-base',
          className,
        )}
        {...rest}
      >
        {children}
      </select>
      <ChevronDown
        aria-hidden
        className="-translate-y-1/2 pointer-events-none absolute top-1/2 right-2.5 size-4 text-muted-foreground"
      />
    </span>
  );
}
