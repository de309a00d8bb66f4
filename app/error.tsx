'use client';

import { useEffect } from 'react';
import { ErrorPanel } from '@/components/shell/error-panel';

interface Props {
  error: Error & { digest?: string };
  reset: () => void;
}

export default function ErrorPage({ error, reset }: Props) {
  useEffect(() => console.error(error), [error]);
  return <ErrorPanel reference={error.digest} onRetry={reset} />;
}
