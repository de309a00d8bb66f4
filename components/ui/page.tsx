import type { ComponentProps } from 'react';
import { cn } from './cn';

const WIDTHS = {
  narrow: 'max-w-2xl',
  default: 'max-w-5xl',
  wide: 'max-w-7xl',
  full: 'max-w-none',
} as const;

/** The padded column every page stands in (the workspace layout already provides `<main>`). */
export function Page({
  width = 'default',
  className,
  ...rest
}: ComponentProps<'div'> & { width?: keyof typeof WIDTHS }) {
  return (
    <div
      className={cn('mx-auto w-full px-4 py-6 sm:px-6 sm:py-8', WIDTHS[width], className)}
      {...rest}
    />
  );
}
