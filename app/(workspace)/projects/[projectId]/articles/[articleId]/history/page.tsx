import { History } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { getLocale, getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { createCodebookView } from '@/components/reader/model/codebook-view';
import { ArticleEvents } from '@/components/review/article-events';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Card, CardContent } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { Pagination } from '@/components/ui/pagination';
import { formatUtc } from '@/components/ui/time-format';
import { requireMember } from '@/lib/auth/session';
import { getPublishedCodebook } from '@/lib/codebook/queries';
import { say } from '@/lib/i18n/edge';
import { getArticleHistory } from '@/lib/review/history-queries';
import type { ArticleOrigin } from '@/lib/review/schema';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('history');
  return { title: t('articleHistory') };
}

interface Props {
  params: Promise<{ projectId: string; articleId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const beforeSchema = z.coerce.number().int().positive().nullable().catch(null);

export default async function ArticleHistoryPage({ params, searchParams }: Props) {
  const t = await getTranslations('history');
  const tp = await getTranslations('past');
  const tprov = await getTranslations('prov');
  const { projectId: asked, articleId } = await params;
  const { actor } = await requireMember(asked);
  const { projectId } = actor;
  if (!z.uuid().safeParse(articleId).success) notFound();
  const { before: from } = await searchParams;
  const before = from === undefined ? null : beforeSchema.parse(from);
  const [history, published] = await Promise.all([
    getArticleHistory(actor, articleId, before),
    getPublishedCodebook(actor),
  ]);
  if (!history.ok || !published.ok) {
    const error = history.ok ? null : history.error;
    if (error?.code === 'not_found') notFound();
    return (
      <Page>
        <PageHeader title={t('articleHistory')} />
        <Alert tone="danger">{error ? await say(error.userMessage) : t('noCodebook')}</Alert>
      </Page>
    );
  }
  const { value } = history;
  const here = `/projects/${projectId}/articles/${articleId}`;
  return (
    <Page>
      <PageHeader
        eyebrow={t('articleHistory')}
        title={
          <span lang={value.language ?? undefined} dir={value.direction}>
            {value.title}
          </span>
        }
        description={t('articleHistoryHelp')}
        actions={
          <>
            <Button asChild>
              <Link
                href={`/projects/${projectId}/provenance?of=article&id=${articleId}`}
                prefetch={false}
              >
                {tprov('title')}
              </Link>
            </Button>
            <Button asChild>
              <Link href={`${here}/as-it-was`} prefetch={false}>
                {tp('lookBack')}
              </Link>
            </Button>
            <Button asChild>
              <Link href={here}>{t('readArticle')}</Link>
            </Button>
          </>
        }
      />
      <section aria-labelledby="origins" className="mb-8">
        <h2 id="origins" className="mb-3 font-semibold text-lg">
          {t('origin')}
        </h2>
        <div className="grid gap-3">
          {value.origins.map((origin) => (
            <Origin key={origin.versionNo} origin={origin} href={here} />
          ))}
        </div>
      </section>
      <section aria-labelledby="events">
        <h2 id="events" className="mb-3 font-semibold text-lg">
          {t('whatHappened')}
        </h2>
        {value.events.length === 0 ? (
          <EmptyState
            icon={<History />}
            title={t('nothingYet')}
            description={t('nothingYetHelp')}
          />
        ) : (
          <ArticleEvents
            projectId={projectId}
            history={value}
            codebook={createCodebookView(published.value.document, await getLocale())}
          />
        )}
        <Pagination
          previousHref={before === null ? null : `${here}/history`}
          nextHref={value.next === null ? null : `${here}/history?before=${value.next}`}
          label={t('olderAndNewer')}
        />
      </section>
    </Page>
  );
}

function Origin({ origin, href }: { origin: ArticleOrigin; href: string }) {
  const t = useTranslations('history');
  const locale = useLocale();
  const { versionNo, storedAt, format, sourceName, importedBy, textSha256 } = origin;
  const facts: [string, React.ReactNode][] = [
    [t('imported'), formatUtc(new Date(storedAt), locale)],
    [t('by'), importedBy ?? t('theCommandLine')],
    [t('from'), sourceName],
    [t('format'), format ?? t('notKnown')],
  ];
  return (
    <Card>
      <CardContent className="grid gap-2 text-sm">
        <p className="font-medium">
          <Link href={`${href}?version=${versionNo}`} className="underline underline-offset-4">
            {t('version', { versionNo })}
          </Link>
        </p>
        <dl className="grid gap-x-6 gap-y-1 sm:grid-cols-2">
          {facts.map(([name, value]) => (
            <div key={name} className="flex gap-2">
              <dt className="w-20 shrink-0 text-muted-foreground">{name}</dt>
              <dd className="min-w-0 break-words tabular">{value}</dd>
            </div>
          ))}
        </dl>
        <p className="break-all font-mono text-muted-foreground text-xs">
          {t('textHash', { textSha256 })}
        </p>
      </CardContent>
    </Card>
  );
}
