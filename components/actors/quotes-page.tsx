import { Quote } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { buttonClass } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { Pagination } from '@/components/ui/pagination';
import { type ActorPage, QUOTES_PAGE, type SourcesFilter } from '@/lib/actors/schema';
import { ActorEditor } from './actor-editor';
import { namingHref, quotesHref, sourcesHref } from './href';
import { QuoteList } from './quote-list';
import { RegisterName } from './register-name';
import { Naming } from './source-figures';
import { useKindName } from './use-kind-name';

interface Props {
  readonly projectId: string;
  readonly filter: SourcesFilter;
  readonly found: ActorPage;
  readonly page: number;
  /** The name's key, or how sources are named, for lists that are no actor's. */
  readonly by:
    | { readonly key: string }
    | { readonly naming: 'all' | 'anonymous' | 'absent' }
    | null;
  readonly mayWrite: boolean;
}

/** An actor, a name, or sources named in some way, with the quotes. */
export function QuotesPage({ projectId, filter, found, page, by, mayWrite }: Props) {
  const t = useTranslations('actors');
  const kindName = useKindName();
  const { actor, name, quotes, total, stats, others } = found;
  const naming = by && 'naming' in by ? by.naming : null;
  const hrefOf = (at: number) =>
    naming !== null
      ? namingHref(projectId, filter, naming, at)
      : quotesHref(
          projectId,
          filter,
          { actorId: actor?.id ?? null, key: by && 'key' in by ? by.key : '' },
          at,
        );
  const narrowed = Object.values(filter).some((value) => value !== null);
  return (
    <Page width="wide">
      <PageHeader
        eyebrow={actor ? kindName(actor.kind) || t('actor') : t('title')}
        title={name ?? t(`naming.${naming ?? 'all'}`)}
        description={
          <>
            {narrowed ? <span>{t('narrowed')} </span> : null}
            {actor?.wikidataId ? (
              <a
                href={`https://www.wikidata.org/wiki/${actor.wikidataId}`}
                rel="noreferrer"
                className="underline underline-offset-4"
              >
                {t('wikidataItem', { id: actor.wikidataId })}
              </a>
            ) : null}
          </>
        }
        actions={
          <>
            {actor ? (
              <Link
                href={`/projects/${projectId}/history?about=${actor.id}`}
                prefetch={false}
                className={buttonClass()}
              >
                {t('history')}
              </Link>
            ) : null}
            <Link href={sourcesHref(projectId, filter)} className={buttonClass()}>
              {t('backToAll')}
            </Link>
          </>
        }
      />
      {actor?.mergedInto ? (
        <p className="mb-6 rounded-lg border border-info/40 bg-info-soft px-3 py-2 text-sm">
          {t('mergedInto')}{' '}
          <Link
            href={`/projects/${projectId}/sources/${actor.mergedInto}`}
            className="underline underline-offset-4"
          >
            {t('mergedGo')}
          </Link>
        </p>
      ) : null}
      {actor === null && name !== null && mayWrite ? (
        <RegisterName {...{ projectId, name, others }} kind={quotes[0]?.kind ?? null} />
      ) : null}
      {actor && mayWrite && actor.mergedInto === null ? (
        <details className="mb-6" open={actor.names.length === 1 && total === 0}>
          <summary className="w-fit cursor-pointer font-medium text-sm">{t('edit')}</summary>
          <div className="mt-3">
            <ActorEditor {...{ projectId, actor, others }} />
          </div>
        </details>
      ) : null}
      {total === 0 ? (
        <EmptyState icon={<Quote />} title={t('noQuotes')} description={t('noQuotesHelp')} />
      ) : (
        <section aria-labelledby="quotes">
          <h2 id="quotes" className="mb-3 font-semibold text-lg">
            {t('quotesCount', { count: total })}
          </h2>
          <QuoteList projectId={projectId} quotes={quotes} />
          <Pagination
            previousHref={page > 1 ? hrefOf(page - 1) : null}
            nextHref={total > page * QUOTES_PAGE ? hrefOf(page + 1) : null}
            label={t('pages')}
          />
        </section>
      )}
      {actor && total > 0 ? (
        <Naming {...{ projectId, filter, stats }} by={{ actorId: actor.id, key: '' }} />
      ) : null}
    </Page>
  );
}
