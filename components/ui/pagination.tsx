import { ChevronLeft, ChevronRight } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { buttonClass } from './button';
import { cn } from './cn';

interface PaginationProps {
  /** Addresses of the neighbours; null at an end. Keyset pages know no page numbers. */
  previousHref: string | null;
  nextHref: string | null;
  /** "1–50 of 312", say. */
  summary?: string;
  label?: string;
  className?: string;
}

/** Previous and next page. */
export function Pagination({ previousHref, nextHref, summary, label, className }: PaginationProps) {
  const t = useTranslations('ui');
  if (!previousHref && !nextHref && !summary) return null;
  return (
    <nav
      aria-label={label ?? t('pages')}
      className={cn('mt-4 flex flex-wrap items-center justify-between gap-3', className)}
    >
      <p className="text-muted-foreground text-sm tabular">{summary}</p>
      <div className="flex gap-2">
        <PageLink href={previousHref} rel="prev">
          <ChevronLeft aria-hidden /> {t('previous')}
        </PageLink>
        <PageLink href={nextHref} rel="next">
          {t('next')} <ChevronRight aria-hidden />
        </PageLink>
      </div>
    </nav>
  );
}

function PageLink({
  href,
  rel,
  children,
}: {
  href: string | null;
  rel: 'prev' | 'next';
  children: React.ReactNode;
}) {
  const className = buttonClass('secondary', 'sm');
  if (href === null) {
    return (
      <span aria-disabled="true" className={cn(className, 'pointer-events-none')}>
        {children}
      </span>
    );
  }
  return (
    <Link href={href} rel={rel} className={className}>
      {children}
    </Link>
  );
}
