import { cn } from './cn';

interface ProgressProps {
  /** Done so far; null while the total is not known. */
  value: number | null;
  max?: number;
  label: string;
  className?: string;
}

/** A progress bar with an accessible name; indeterminate when `value` is null. */
export function Progress({ value, max = 100, label, className }: ProgressProps) {
  return (
    <progress
      aria-label={label}
      max={max}
      {...(value === null ? {} : { value: Math.min(Math.max(value, 0), max) })}
      className={cn(
        'h-2 w-full appearance-none overflow-hidden rounded-full border border-input/40 bg-muted accent-primary',
        '[&::-webkit-progress-bar]:bg-muted [&::-webkit-progress-value]:bg-primary [&::-moz-progress-bar]:bg-primary',
        value === null && 'animate-pulse',
        className,
      )}
    />
  );
}
