'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useMemo } from 'react';
import { ShortcutHelp } from '@/components/shell/shortcut-help';

/** What is selected is looked for, unless it is more than a phrase. UTF-16 units. */
const LONGEST = 200;

/** Ctrl+Shift+F leads from any page of a project to its search. Renders nothing. */
export function OpenSearchKey({ projectId }: { projectId: string }) {
  const t = useTranslations('search');
  const router = useRouter();
  const items = useMemo(() => [{ keys: ['Ctrl', 'Shift', 'F'], label: t('keys.project') }], [t]);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const command = event.ctrlKey || event.metaKey;
      if (!command || !event.shiftKey || event.key.toLowerCase() !== 'f') return;
      event.preventDefault();
      const selected =
        document
          .getSelection()
          ?.toString()
          .replaceAll(/["\s]+/gu, ' ')
          .trim() ?? '';
      const words = selected !== '' && selected.length <= LONGEST ? `"${selected}"` : '';
      const query = words === '' ? '' : `?q=${encodeURIComponent(words)}`;
      router.push(`/projects/${projectId}/search${query}`);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [projectId, router]);
  return <ShortcutHelp title={t('keys.projectTitle')} items={items} />;
}
