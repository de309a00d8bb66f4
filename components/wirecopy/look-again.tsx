'use client';

import { RefreshCw } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { toast } from '@/components/ui/toast-store';
import { lookAgainAction } from '@/lib/wirecopy/actions';

/** Compares every article of the project afresh. */
export function LookAgain({ projectId }: { projectId: string }) {
  const t = useTranslations('wirecopy');
  const router = useRouter();
  const [pending, setPending] = useState(false);
  async function look() {
    setPending(true);
    const result = await lookAgainAction({ projectId }).catch(() => null);
    setPending(false);
    if (!result?.ok) {
      toast.error(result?.error.userMessage ?? t('offline'));
      return;
    }
    const count = result.value.waiting;
    toast.success(count === 0 ? t('looked') : t('stillWaiting', { count }));
    router.refresh();
  }
  return (
    <Button loading={pending} onClick={() => void look()}>
      <RefreshCw aria-hidden /> {t('lookAgain')}
    </Button>
  );
}
