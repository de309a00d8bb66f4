import { CircleCheck, CircleX, Info, TriangleAlert } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { cn } from './cn';

const TONES = {
  info: { icon: Info, className: 'border-info/40 bg-info-soft', iconClass: 'text-info' },
  success: {
    icon: CircleCheck,
    className: 'border-success/40 bg-success-soft',
    iconClass: 'text-success',
  },
  warning: {
    icon: TriangleAlert,
    className: 'border-warning/40 bg-warning-soft',
    iconClass: 'text-warning',
  },
  danger: { icon: CircleX, className: 'border-danger/40 bg-danger-soft', iconClass: 'text-danger' },
} as const;

/** A message inside the page. With `role="alert"` it is announced as it appears. */
export function Alert({
  tone = 'info',
  title,
  className,
  children,
  ...rest
}: Omit<ComponentProps<'div'>, 'title'> & { tone?: keyof typeof TONES; title?: ReactNode }) {
  const { icon: Icon, className: toneClass, iconClass } = TONES[tone];
  return (
    <div
      className={cn('flex gap-3 rounded-lg border px-3.5 py-3 text-sm', toneClass, className)}
      {...rest}
    >
      <Icon aria-hidden className={cn('mt-0.5 size-4 shrink-0', iconClass)} />
      <div className="min-w-0 flex-1">
        {title ? <p className="font-medium">{title}</p> : null}
        {children}
      </div>
    </div>
  );
}
