'use client';

import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import type { Result } from '@/lib/result/result';

/** Runs a command and shows the page anew; what went wrong is kept to be shown. */
export function useCommand() {
  const router = useRouter();
  const [error, setError] = useState<string | null>(null);
  const [pending, startTransition] = useTransition();
  function run<Value>(work: () => Promise<Result<Value>>, done?: (value: Value) => void): void {
    startTransition(async () => {
      const result = await work();
      setError(result.ok ? null : result.error.userMessage);
      if (!result.ok) return;
      done?.(result.value);
      router.refresh();
    });
  }
  return { error, pending, run };
}
