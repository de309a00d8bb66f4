import { Slot } from 'radix-ui';
import type { ComponentProps } from 'react';
import { cn } from './cn';
import { Spinner } from './spinner';

const VARIANTS = {
  primary: 'bg-primary text-primary-foreground shadow-raised hover:bg-primary-hover',
  secondary: 'border border-input/60 bg-card text-foreground shadow-raised hover:bg-accent',
  ghost: 'text-foreground hover:bg-accent',
  danger: 'bg-danger text-danger-foreground shadow-raised hover:bg-danger-hover',
  link: 'text-primary underline underline-offset-4 hover:text-primary-hover',
} as const;

const SIZES = {
  sm: 'h-8 gap-1.5 px-2.5 text-[0.8125rem] pointer-coarse:min-h-11',
  md: 'h-9 gap-2 px-3.5 text-sm pointer-coarse:min-h-11',
  lg: 'h-11 gap-2 px-5 text-base',
  icon: 'size-9 pointer-coarse:size-11',
  'icon-sm': 'size-7 pointer-coarse:size-11',
} as const;

export type ButtonVariant = keyof typeof VARIANTS;
export type ButtonSize = keyof typeof SIZES;

/** The classes of a button, for the rare element that cannot be a `Button` with `asChild`. */
export function buttonClass(variant: ButtonVariant = 'secondary', size: ButtonSize = 'md'): string {
  return cn(
    'inline-flex shrink-0 select-none items-center justify-center whitespace-nowrap rounded-md font-medium transition-colors',
    'disabled:pointer-events-none disabled:opacity-55 aria-disabled:opacity-55',
    '[&_svg]:size-4 [&_svg]:shrink-0',
    VARIANTS[variant],
    variant === 'link' ? 'h-auto px-0' : SIZES[size],
  );
}

export interface ButtonProps extends ComponentProps<'button'> {
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** Renders the only child (a link, say) with the looks of a button. */
  asChild?: boolean;
  /** Shows a spinner and refuses presses, keeping the width and the focus. */
  loading?: boolean;
}

/** A button; `type` is "button" unless told otherwise. An icon-only one needs `aria-label`. */
export function Button({
  variant = 'secondary',
  size = 'md',
  asChild = false,
  loading = false,
  className,
  type,
  children,
  onClick,
  ...rest
}: ButtonProps) {
  const classes = cn(buttonClass(variant, size), className);
  if (asChild) {
    return (
      <Slot.Root className={classes} onClick={onClick} {...rest}>
        {children}
      </Slot.Root>
    );
  }
  return (
    <button
      type={type ?? 'button'}
      className={classes}
      aria-busy={loading || undefined}
      aria-disabled={loading || undefined}
      onClick={loading ? (event) => event.preventDefault() : onClick}
      {...rest}
    >
      {loading ? <Spinner /> : null}
      {children}
    </button>
  );
}
