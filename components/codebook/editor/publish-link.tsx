'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { useEditor } from './draft-context';

/** Leads from the editor to the check before publishing. */
export function PublishLink({ projectId }: { projectId: string }) {
  const t = useTranslations('codebook');
  const { model } = useEditor();
  const router = useRouter();
  const href = `/projects/${projectId}/codebook/publish`;
  return (
    <Button asChild variant="primary">
      <Link
        href={href}
        onClick={(event) => {
          if (model.read().state === 'saved') return;
          event.preventDefault();
          void model.flush().then(() => router.push(href));
        }}
      >
        {t('checkAndPublish')}
      </Link>
    </Button>
  );
}
