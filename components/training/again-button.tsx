'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { toast } from '@/components/ui/toast';
import { tryAgainAction } from '@/lib/training/actions';
import type { TrainingArticleDto } from '@/lib/training/schema';
import { useCommand } from './use-command';

/** Begins a training article afresh and opens it. */
export function AgainButton({
  projectId,
  article,
}: {
  projectId: string;
  article: Pick<TrainingArticleDto, 'articleId' | 'articleVersionId' | 'versionNo' | 'title'>;
}) {
  const t = useTranslations('training');
  const router = useRouter();
  const { pending, run } = useCommand();
  const { articleId, articleVersionId, versionNo, title } = article;
  return (
    <Button
      disabled={pending}
      onClick={() =>
        run(
          async () => {
            const idempotencyKey = crypto.randomUUID();
            const begun = await tryAgainAction({ projectId, articleVersionId, idempotencyKey });
            if (!begun.ok) toast.error(begun.error.userMessage);
            return begun;
          },
          () => router.push(`/projects/${projectId}/articles/${articleId}?version=${versionNo}`),
        )
      }
    >
      {t('again')}
      <span className="sr-only"> {title}</span>
    </Button>
  );
}
