'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { AttributionTable } from '@/components/reader/attributions/attribution-table';
import { LIVE_TRANSPORT } from '@/components/reader/live-transport';
import type { ReaderData } from '@/components/reader/model/reader-data';
import { Problems } from '@/components/reader/problems';
import { ReaderContext, useReader, useSignal } from '@/components/reader/reader-context';
import { SaveStatus } from '@/components/reader/save-status';
import { useReaderParts } from '@/components/reader/use-reader-parts';
import { Button } from '@/components/ui/button';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';

/** The table of who says what as a page of its own; what is edited here is saved as in the reader. */
export function AttributionsPage({ data }: { data: ReaderData }) {
  const parts = useReaderParts(data, LIVE_TRANSPORT);
  return (
    <ReaderContext value={parts}>
      <Contents />
    </ReaderContext>
  );
}

function Contents() {
  const t = useTranslations('attribution');
  const router = useRouter();
  const { model } = useReader();
  const said = useSignal(model.announcement);
  const { projectId, article, mayAnnotate } = model.data;
  const reader = `/projects/${projectId}/articles/${article.articleId}?version=${article.versionNo}`;
  return (
    <Page width="wide">
      <PageHeader
        eyebrow={t('title')}
        title={
          <span lang={article.language ?? undefined} dir={article.direction}>
            {article.title}
          </span>
        }
        description={t('pageDescription')}
        actions={
          <span className="flex items-center gap-2 print:hidden">
            {mayAnnotate ? <SaveStatus /> : null}
            <Button asChild>
              <Link href={reader}>{t('backToText')}</Link>
            </Button>
          </span>
        }
      />
      <Problems />
      <AttributionTable onGo={(id) => router.push(`${reader}&annotation=${id}`)} />
      <div role="status" aria-live="polite" className="sr-only">
        {said}
      </div>
    </Page>
  );
}
