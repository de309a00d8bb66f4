'use client';

import { ArrowRight } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { toast } from '@/components/ui/toast';
import { takeNextAction } from '@/lib/assignments/actions';

/** Takes the next article to code and opens it. */
export function NextButton({ projectId }: { projectId: string }) {
  const t = useTranslations('assignments');
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  function take() {
    startTransition(async () => {
      const next = await takeNextAction({ projectId });
      if (!next.ok) toast.error(next.error.userMessage);
      else if (next.value === null) toast.success(t('nothingLeft'));
      else router.push(`/projects/${projectId}/articles/${next.value}`);
    });
  }
  return (
    <Button variant="primary" loading={pending} onClick={take}>
      {t('next')} <ArrowRight aria-hidden />
    </Button>
  );
}
