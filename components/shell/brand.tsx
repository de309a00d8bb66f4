import Link from 'next/link';
import { cn } from '@/components/ui/cn';

/** The name of the product with its mark: a quotation under a marker stroke. */
export function Brand({ className, linked = true }: { className?: string; linked?: boolean }) {
  const content = (
    <>
      <svg aria-hidden="true" viewBox="0 0 24 24" className="size-6 shrink-0">
        <rect x="2" y="13" width="20" height="7" rx="2" className="fill-primary/30" />
        <path
          d="M5 15V11.5C5 8.4 6.7 6 9.5 5l.8 1.6C8.9 7.3 8.1 8.4 8 9.5h2.5V15Zm8 0V11.5C13 8.4 14.7 6 17.500 5l.8 1.6C16.9 7.3 16.1 8.4 16 9.5h2.5V15Z"
          className="fill-primary"
        />
      </svg>
      <span className="font-semibold font-serif text-lg tracking-tight">Sourcemark</span>
    </>
  );
  const classes = cn('inline-flex shrink-0 items-center gap-2 rounded-md', className);
  if (!linked) return <span className={classes}>{content}</span>;
  return (
    <Link href="/" className={classes}>
      {content}
    </Link>
  );
}
