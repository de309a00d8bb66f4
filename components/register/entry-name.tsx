import Link from 'next/link';

/** A row's name, which leads to what is counted in it; said when the register has no such entry. */
export function EntryName({
  name,
  href,
  notInRegister,
}: {
  readonly name: string;
  readonly href: string;
  /** What is said then; null of an entry. */
  readonly notInRegister: string | null;
}) {
  return (
    <>
      <Link href={href} prefetch={false} className="underline underline-offset-4">
        {name}
      </Link>
      {notInRegister === null ? null : (
        <span className="ml-2 whitespace-nowrap text-muted-foreground text-xs">
          {notInRegister}
        </span>
      )}
    </>
  );
}
