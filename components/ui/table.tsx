import { useTranslations } from 'next-intl';
import type { ComponentProps } from 'react';
import { cn } from './cn';

/**
 * A table that scrolls sideways in its own box when the screen is narrow. With `stacked`, rows
 * become cards below 640 px; then each `TableCell` should carry `label` (its column's name).
 */
export function Table({
  className,
  stacked = false,
  label,
  ...rest
}: ComponentProps<'table'> & { stacked?: boolean; label?: string }) {
  const t = useTranslations('ui');
  return (
    <section
      aria-label={label ?? t('table')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling box must be reachable by keyboard
      tabIndex={0}
      className="w-full overflow-x-auto rounded-xl border bg-card"
    >
      <table
        data-stacked={stacked || undefined}
        className={cn(
          'group/table w-full border-collapse text-sm',
          stacked && 'max-sm:block',
          className,
        )}
        {...rest}
      />
    </section>
  );
}

export function TableHeader({ className, ...rest }: ComponentProps<'thead'>) {
  return (
    <thead
      className={cn(
        'border-b bg-muted/60 max-sm:group-data-stacked/table:sr-only [&_tr]:hover:bg-transparent',
        className,
      )}
      {...rest}
    />
  );
}

/** The head of a table whose columns only have names, in the order of the cells. */
export function TableColumns({ names }: { names: readonly string[] }) {
  return (
    <TableHeader>
      <TableRow>
        {names.map((name) => (
          <TableHead key={name}>{name}</TableHead>
        ))}
      </TableRow>
    </TableHeader>
  );
}

export function TableBody({ className, ...rest }: ComponentProps<'tbody'>) {
  return (
    <tbody
      className={cn(
        'max-sm:group-data-stacked/table:block [&_tr:last-child]:border-b-0',
        className,
      )}
      {...rest}
    />
  );
}

export function TableRow({ className, ...rest }: ComponentProps<'tr'>) {
  return (
    <tr
      className={cn(
        'border-b hover:bg-accent/50 data-[selected=true]:bg-primary-soft max-sm:group-data-stacked/table:grid max-sm:group-data-stacked/table:gap-1 max-sm:group-data-stacked/table:p-3',
        className,
      )}
      {...rest}
    />
  );
}

export function TableHead({ className, scope = 'col', ...rest }: ComponentProps<'th'>) {
  return (
    <th
      scope={scope}
      className={cn(
        'whitespace-nowrap px-3 py-2 text-left font-medium text-muted-foreground text-xs',
        className,
      )}
      {...rest}
    />
  );
}

export function TableCell({
  className,
  label,
  children,
  ...rest
}: ComponentProps<'td'> & { label?: string }) {
  return (
    <td
      className={cn(
        'px-3 py-2.5 align-middle max-sm:group-data-stacked/table:flex max-sm:group-data-stacked/table:flex-wrap max-sm:group-data-stacked/table:items-center max-sm:group-data-stacked/table:gap-x-2 max-sm:group-data-stacked/table:px-0 max-sm:group-data-stacked/table:py-0.5',
        className,
      )}
      {...rest}
    >
      {label ? (
        <span
          aria-hidden
          className="hidden min-w-24 text-muted-foreground text-xs max-sm:group-data-stacked/table:inline"
        >
          {label}
        </span>
      ) : null}
      {children}
    </td>
  );
}
