import { initialsOf, toneOf } from './avatar-tone';
import { cn } from './cn';

const SIZES = {
  sm: 'size-6 text-[0.625rem]',
  md: 'size-8 text-xs',
  lg: 'size-11 text-sm',
} as const;

interface AvatarProps {
  name: string;
  /** What the tone is derived from; the name when absent. */
  seed?: string;
  size?: keyof typeof SIZES;
  className?: string;
}

/** Initials on a tone that is always the same for the same person. Decoration beside a name. */
export function Avatar({ name, seed, size = 'md', className }: AvatarProps) {
  const hue = toneOf(seed ?? name);
  return (
    <span
      aria-hidden
      title={name}
      style={{
        backgroundColor: `light-dark(oklch(0.9 0.055 ${hue}), oklch(0.38 0.06 ${hue}))`,
        color: `light-dark(oklch(0.35 0.09 ${hue}), oklch(0.93 0.04 ${hue}))`,
      }}
      className={cn(
        'inline-grid shrink-0 select-none place-content-center rounded-full border border-input/40 font-semibold leading-none',
        SIZES[size],
        className,
      )}
    >
      {initialsOf(name)}
    </span>
  );
}
