import Link from 'next/link';
import { Button } from '@/components/ui/button';

export default function NotFound() {
  return (
    <div className="mx-auto grid max-w-md justify-items-center gap-3 px-6 py-24 text-center">
      <p className="text-muted-foreground text-sm">404</p>
      <h1 className="font-semibold font-serif text-2xl">Nothing here</h1>
      <p className="text-muted-foreground text-sm">
        The address is wrong, it was moved, or it belongs to a project that you are not in.
      </p>
      <Button asChild className="mt-2">
        <Link href="/">To your projects</Link>
      </Button>
    </div>
  );
}
