'use client';

import { ErrorPanel } from '@/components/shell/error-panel';
import './globals.css';

interface Props {
  error: Error & { digest?: string };
  reset: () => void;
}

/** The last resort, when the root layout itself broke. */
export default function GlobalError({ error, reset }: Props) {
  return (
    <html lang="en">
      <body>
        <ErrorPanel reference={error.digest} onRetry={reset} />
      </body>
    </html>
  );
}
