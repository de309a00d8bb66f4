'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { previewExportAction } from '@/lib/releases/actions';
import type { ExportFilter, ExportPreview } from '@/lib/releases/schema';

/** Which articles a release takes, as far as they can be counted before. Days are UTC. */
interface ChosenArticles {
  readonly publishers: readonly string[];
  readonly from: string | null;
  readonly to: string | null;
}

const EVERY_ARTICLE: ChosenArticles = { publishers: [], from: null, to: null };

/** Several ticks in a row ask once. */
const WAIT_MS = 250;

/** The preview of a filter, asked for anew as it changes; the answer to an older filter is dropped. */
export function usePreview(
  projectId: string,
  filter: ExportFilter,
  first: ExportPreview,
  articles: ChosenArticles = EVERY_ARTICLE,
) {
  const t = useTranslations('releases');
  const key = JSON.stringify({ filter, articles });
  const asked = useRef(key);
  const [shown, setShown] = useState({ key, preview: first, problem: null as string | null });

  useEffect(() => {
    if (asked.current === key) return;
    asked.current = key;
    const timer = setTimeout(async () => {
      const result = await previewExportAction({ projectId, ...JSON.parse(key) }).catch(() => null);
      if (asked.current !== key) return;
      setShown(({ preview }) => ({
        key,
        preview: result?.ok ? result.value : preview,
        problem: result?.ok ? null : (result?.error.userMessage ?? t('countsOld')),
      }));
    }, WAIT_MS);
    return () => clearTimeout(timer);
  }, [key, projectId, t]);

  return { preview: shown.preview, problem: shown.problem, pending: shown.key !== key };
}
