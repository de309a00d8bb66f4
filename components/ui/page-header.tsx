import type { ReactNode } from 'react';
import { cn } from './cn';

interface PageHeaderProps {
  title: ReactNode;
  description?: ReactNode;
  /** Small line above the title (where one is). */
  eyebrow?: ReactNode;
  /** Buttons at the right, below on a phone. */
  actions?: ReactNode;
  className?: string;
}

/** The page's h1 with its description and actions. */
export function PageHeader({ title, description, eyebrow, actions, className }: PageHeaderProps) {
  return (
    <header className={cn('mb-6 flex flex-wrap items-end justify-between gap-4', className)}>
      <div className="min-w-0 max-w-2xl">
        {eyebrow ? <p className="mb-1 text-muted-foreground text-sm">{eyebrow}</p> : null}
        <h1 className="font-semibold font-serif text-2xl tracking-tight sm:text-[1.75rem]">
          {title}
        </h1>
        {description ? (
          <div className="mt-1.5 text-muted-foreground text-sm">{description}</div>
        ) : null}
      </div>
      {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
    </header>
  );
}
