'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useTransition } from 'react';
import { NativeSelect } from '@/components/ui/native-select';
import { toast } from '@/components/ui/toast';
import { setArticlesBlindAction } from '@/lib/assignments/actions';
import { BLIND_MODES, type BlindMode } from '@/lib/assignments/schema';

interface Props {
  projectId: string;
  articleId: string;
  title: string;
  blind: BlindMode | null;
}

/** How blind one article is coded, whatever the project says. */
export function ArticleBlindSelect({ projectId, articleId, title, blind }: Props) {
  const t = useTranslations('assignments');
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  function save(value: string) {
    startTransition(async () => {
      const result = await setArticlesBlindAction({
        projectId,
        articleIds: [articleId],
        blind: value === '' ? null : value,
      });
      if (result.ok) router.refresh();
      else toast.error(result.error.userMessage);
    });
  }
  return (
    <NativeSelect
      aria-label={`${t('articleBlind')}: ${title}`}
      value={blind ?? ''}
      disabled={pending}
      onChange={(event) => save(event.currentTarget.value)}
    >
      <option value="">{t('asProject')}</option>
      {BLIND_MODES.map((mode) => (
        <option key={mode} value={mode}>
          {t(`modes.${mode}`)}
        </option>
      ))}
    </NativeSelect>
  );
}
