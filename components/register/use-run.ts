'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { toast } from '@/components/ui/toast-store';
import type { Result } from '@/lib/result/result';

/** Runs an action, says what came of it, and shows the page anew. `problem` is the last failure's words. */
export function useRun() {
  const t = useTranslations('register');
  const router = useRouter();
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  async function run<T>(work: Promise<Result<T>>, done: string): Promise<Result<T> | null> {
    setPending(true);
    setProblem(null);
    const result = await work.catch(() => null);
    setPending(false);
    if (result?.ok) {
      toast.success(done);
      router.refresh();
    } else setProblem(result ? result.error.userMessage : t('offline'));
    return result;
  }
  return { run, problem, pending };
}
