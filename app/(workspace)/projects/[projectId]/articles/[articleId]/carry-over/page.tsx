import { CheckCheck } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { FailurePage } from '@/components/ui/failure-page';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { CarryControls } from '@/components/versions/carry-controls';
import { CarryQueueList } from '@/components/versions/carry-queue';
import { requireMember } from '@/lib/auth/session';
import { getCarryQueue } from '@/lib/carryover/queries';
import { say } from '@/lib/i18n/edge';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('versions'))('carryOver') };
}

interface Props {
  params: Promise<{ projectId: string; articleId: string }>;
}

/** Carrying an article's codings to its newest version: what went over, and what waits for a person. */
export default async function CarryOverPage({ params }: Props) {
  const { projectId: asked, articleId } = await params;
  const { actor } = await requireMember(asked);
  if (!z.uuid().safeParse(articleId).success) notFound();
  const t = await getTranslations('versions');
  const found = await getCarryQueue(actor, articleId);
  if (!found.ok && found.error.code === 'not_found') notFound();
  if (!found.ok) return <FailurePage message={await say(found.error.userMessage)} />;
  const queue = found.value;
  const { projectId } = actor;
  const here = `/projects/${projectId}/articles/${articleId}`;
  const waits = queue.items.length;
  return (
    <Page width="wide">
      <PageHeader
        eyebrow={t('carryOver')}
        title={
          <span lang={queue.language ?? undefined} dir={queue.direction}>
            {queue.articleTitle}
          </span>
        }
        description={t('carryHelp')}
        actions={
          <>
            <Button asChild>
              <Link href={`${here}/versions`}>{t('title')}</Link>
            </Button>
            <Button asChild>
              <Link href={here}>{t('read')}</Link>
            </Button>
          </>
        }
      />
      <section aria-labelledby="codings" className="mb-8">
        <h2 id="codings" className="mb-3 font-semibold text-lg">
          {t('codings')}
        </h2>
        {queue.open.length + queue.carried.length > 0 ? (
          <CarryControls {...{ projectId, articleId, queue }} />
        ) : (
          <p className="text-muted-foreground text-sm">{t('noCodings')}</p>
        )}
      </section>
      <section aria-labelledby="waiting">
        <h2 id="waiting" className="mb-3 font-semibold text-lg">
          {t('waiting', { count: waits })}
        </h2>
        {waits > 0 ? (
          <CarryQueueList projectId={projectId} queue={queue} />
        ) : (
          <EmptyState
            icon={<CheckCheck />}
            title={t('nothingWaits')}
            description={t('nothingWaitsHelp')}
          />
        )}
      </section>
    </Page>
  );
}
