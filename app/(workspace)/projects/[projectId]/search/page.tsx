import { SearchX } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { getFormatter, getTranslations } from 'next-intl/server';
import { KwicTable } from '@/components/search/kwic-table';
import { LabelSearch, LastLabels } from '@/components/search/label-search';
import { AnnotationResults, ArticleResults } from '@/components/search/result-list';
import { SearchForm } from '@/components/search/search-form';
import { searchHref } from '@/components/search/search-href';
import { SearchKeys } from '@/components/search/search-keys';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { EmptyState } from '@/components/ui/empty-state';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { Pagination } from '@/components/ui/pagination';
import { can } from '@/lib/auth/roles';
import { requireMember } from '@/lib/auth/session';
import { getPublishedCodebook } from '@/lib/codebook/queries';
import type { CodebookDocument } from '@/lib/codebook/schema';
import { say } from '@/lib/i18n/edge';
import { search } from '@/lib/search/queries';
import {
  PAGE_LINES,
  RANKED_CANDIDATES,
  SEARCH_VIEWS,
  type SearchFilter,
  type SearchResults,
  searchFilterSchema,
} from '@/lib/search/schema';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('search');
  return { title: t('title') };
}

interface Props {
  params: Promise<{ projectId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Search across a project: words, filters, results in context, and labels for all of them. */
export default async function SearchPage({ params, searchParams }: Props) {
  const { role, actor } = await requireMember((await params).projectId);
  const { projectId } = actor;
  const asked = await searchParams;
  const filter = searchFilterSchema.parse(asked);
  const cursor = typeof asked.cursor === 'string' ? asked.cursor : undefined;
  const [found, codebook] = await Promise.all([
    search(actor, filter, cursor),
    getPublishedCodebook(actor),
  ]);
  const t = await getTranslations('search');
  const failure = !found.ok ? found.error : !codebook.ok ? codebook.error : null;
  if (!found.ok || !codebook.ok) {
    return (
      <Page>
        <PageHeader title={t('title')} />
        <Alert tone="danger">{failure ? await say(failure.userMessage) : null}</Alert>
      </Page>
    );
  }
  const { results, choices, waiting, lastBatch } = found.value;
  const { document } = codebook.value;
  const mayLabel = can(role, 'annotations.write');
  return (
    <Page width="wide">
      <PageHeader title={t('title')} description={t('description')} />
      <SearchKeys />
      <SearchForm projectId={projectId} filter={filter} choices={choices} codebook={document} />
      {waiting > 0 ? (
        <Alert tone="warning" role="status" className="mb-4">
          {t('results.waiting', { count: waiting })}
        </Alert>
      ) : null}
      {mayLabel ? <LastLabels projectId={projectId} codebook={document} batch={lastBatch} /> : null}
      <Results
        projectId={projectId}
        filter={filter}
        results={results}
        codebook={document}
        mayLabel={mayLabel}
      />
    </Page>
  );
}

interface ResultsProps {
  projectId: string;
  filter: SearchFilter;
  results: SearchResults;
  codebook: CodebookDocument;
  mayLabel: boolean;
}

async function Results({ projectId, filter, results, codebook, mayLabel }: ResultsProps) {
  const t = await getTranslations('search');
  const format = await getFormatter();
  if (results.kind === 'nothing_asked') return null;
  if (results.kind === 'problem') {
    return (
      <Alert tone="danger" role="alert">
        {t(`problems.${results.problem.code}`)}
      </Alert>
    );
  }
  const isEmpty =
    results.kind === 'articles' ? results.articles.length === 0 : results.annotations.length === 0;
  if (isEmpty && results.next === null) {
    return (
      <EmptyState
        icon={<SearchX />}
        title={t('results.none')}
        description={t('results.noneHint')}
      />
    );
  }
  const nextHref = results.next && searchHref(projectId, filter, results.next);
  if (results.kind === 'annotations') {
    return (
      <>
        <p className="mb-4 text-sm tabular" role="status">
          {results.totalIsCapped
            ? t('results.manyAnnotations', { total: format.number(results.total) })
            : t('results.annotations', { count: results.total })}
        </p>
        <AnnotationResults
          projectId={projectId}
          annotations={results.annotations}
          codebook={codebook}
        />
        <Pagination previousHref={null} nextHref={nextHref} />
      </>
    );
  }
  const total = format.number(results.total);
  return (
    <>
      <div className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2">
        <p className="text-sm tabular" role="status">
          {results.totalIsCapped
            ? t('results.manyArticles', { total })
            : t('results.articles', { count: results.total })}
        </p>
        <Views projectId={projectId} filter={filter} />
        <div className="ml-auto">
          {mayLabel ? (
            <LabelSearch projectId={projectId} codebook={codebook} filter={filter} />
          ) : null}
        </div>
      </div>
      {results.rankedInPart ? (
        <p className="mb-4 text-muted-foreground text-sm">
          {t('results.ranked', { count: format.number(RANKED_CANDIDATES) })}
        </p>
      ) : null}
      {filter.view === 'kwic' ? (
        <KwicTable projectId={projectId} articles={results.articles} />
      ) : (
        <ArticleResults projectId={projectId} articles={results.articles} />
      )}
      <Pagination
        summary={
          filter.view === 'kwic' && nextHref
            ? t('kwic.page', { limit: format.number(PAGE_LINES) })
            : undefined
        }
        previousHref={null}
        nextHref={nextHref}
      />
    </>
  );
}

async function Views({ projectId, filter }: Pick<ResultsProps, 'projectId' | 'filter'>) {
  const t = await getTranslations('search');
  return (
    <nav aria-label={t('views.label')} className="flex gap-1">
      {SEARCH_VIEWS.map((view) => (
        <Button key={view} asChild size="sm" variant="ghost">
          <Link
            href={searchHref(projectId, { ...filter, view })}
            aria-current={view === filter.view ? 'page' : undefined}
            className={cn(view === filter.view && 'bg-primary-soft text-primary')}
          >
            {t(`views.${view}`)}
          </Link>
        </Button>
      ))}
    </nav>
  );
}
