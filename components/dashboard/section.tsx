import type { ReactNode } from 'react';

/** A part of the dashboard under its heading. */
export function Section({
  id,
  title,
  help,
  children,
}: {
  id: string;
  title: string;
  help?: string;
  children: ReactNode;
}) {
  return (
    <section aria-labelledby={id} className="mt-10">
      <h2 id={id} className="font-semibold text-lg">
        {title}
      </h2>
      {help ? <p className="mt-1 max-w-prose text-muted-foreground text-sm">{help}</p> : null}
      <div className="mt-3">{children}</div>
    </section>
  );
}
