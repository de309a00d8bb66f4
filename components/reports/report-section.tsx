import { Download } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { buttonClass } from '@/components/ui/button';

interface Props {
  readonly id: string;
  readonly title: string;
  readonly help?: string;
  /** The same figures as a file. */
  readonly csvHref: string;
  readonly children: ReactNode;
}

/** One report under its heading, kept together on paper where it fits. */
export function ReportSection({ id, title, help, csvHref, children }: Props) {
  const t = useTranslations('reports');
  return (
    <section aria-labelledby={id} className="mt-10 print:break-inside-avoid-page">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <h2 id={id} className="font-semibold text-lg">
          {title}
        </h2>
        <a
          href={csvHref}
          download
          aria-label={t('csvOf', { title })}
          className={`${buttonClass('secondary', 'sm')} print:hidden`}
        >
          <Download aria-hidden /> {t('csv')}
        </a>
      </div>
      {help ? <p className="mt-1 max-w-prose text-muted-foreground text-sm">{help}</p> : null}
      <div className="mt-3">{children}</div>
    </section>
  );
}
