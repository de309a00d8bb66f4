import Link from 'next/link';
import { useFormatter } from 'next-intl';
import { cn } from '@/components/ui/cn';

interface Props {
  value: number;
  /** What is counted, for those who hear the number without its row and column. */
  of: string;
  href: string;
  className?: string;
}

/** A number that leads to what it counts. Nothing leads from a zero. */
export function Figure({ value, of, href, className }: Props) {
  const format = useFormatter();
  if (value === 0) return <span className={cn('text-muted-foreground tabular', className)}>0</span>;
  return (
    <Link
      href={href}
      prefetch={false}
      aria-label={`${of}: ${format.number(value)}`}
      className={cn('tabular underline underline-offset-4 hover:text-primary', className)}
    >
      {format.number(value)}
    </Link>
  );
}
