import Link from 'next/link';
import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import type { CodebookDocument } from '@/lib/codebook/schema';
import type { FoundAnnotation, FoundArticle, Hit } from '@/lib/search/schema';
import { codeName, languageIn } from './names';
import { placeHref } from './search-href';

const MARK =
  'rounded-xs bg-[light-dark(#ffe98a,#6b5900)] px-px font-medium text-[light-dark(#1d1a00,#fff8d6)]';

/** A hit among its words, in the article's direction. */
function Context({ hit }: { hit: Hit }) {
  return (
    <>
      {hit.left === '' ? null : `…${hit.left}`}
      <mark className={MARK}>{hit.words}</mark>
      {hit.right === '' ? null : `${hit.right}…`}
    </>
  );
}

/** Articles with their hits in context, each hit a link to its place. */
export function ArticleResults({
  projectId,
  articles,
}: {
  projectId: string;
  articles: readonly FoundArticle[];
}) {
  const t = useTranslations('search');
  return (
    <ol className="grid gap-6">
      {articles.map((article) => (
        <li key={article.articleId} data-found-article className="min-w-0">
          <h2 className="font-semibold font-serif text-lg leading-snug">
            <Link
              href={placeHref(projectId, article)}
              prefetch={false}
              data-result-link
              lang={article.language ?? undefined}
              dir={article.direction}
              className="hover:underline"
            >
              {article.title.map((part, index) =>
                part.isHit ? (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one title never move
                  <mark key={index} className={MARK}>
                    {part.text}
                  </mark>
                ) : (
                  part.text
                ),
              )}
            </Link>
          </h2>
          <Facts article={article} />
          <ul
            className="mt-2 grid gap-1.5"
            lang={article.language ?? undefined}
            dir={article.direction}
          >
            {article.hits.map((hit) => (
              <li key={hit.start}>
                <Link
                  href={placeHref(projectId, article, hit)}
                  prefetch={false}
                  data-result-link
                  data-hit
                  className="-mx-2 block rounded-md px-2 py-1 font-serif text-[0.9375rem] leading-relaxed hover:bg-accent"
                >
                  <Context hit={hit} />
                </Link>
              </li>
            ))}
          </ul>
          {article.hitCount > article.hits.length ? (
            <p className="mt-1 text-muted-foreground text-sm">
              {t('results.more', { count: article.hitCount - article.hits.length })}
            </p>
          ) : null}
        </li>
      ))}
    </ol>
  );
}

function Facts({ article }: { article: FoundArticle }) {
  const t = useTranslations('search');
  const locale = useLocale();
  const format = useFormatter();
  const facts = [
    article.publisher,
    article.publishedAt
      ? format.dateTime(new Date(article.publishedAt), { dateStyle: 'medium' })
      : null,
    article.language ? languageIn(article.language, locale) : null,
    t('results.hits', { count: article.hitCount }),
  ].filter(Boolean);
  return (
    <p className="mt-0.5 text-muted-foreground text-sm">
      <bdi>{facts.join(' · ')}</bdi>
    </p>
  );
}

/** Annotations with the words around them. */
export function AnnotationResults({
  projectId,
  annotations,
  codebook,
}: {
  projectId: string;
  annotations: readonly FoundAnnotation[];
  codebook: CodebookDocument;
}) {
  const t = useTranslations('search');
  const locale = useLocale();
  return (
    <ol className="grid gap-1">
      {annotations.map(({ annotation, hit, ...found }) => (
        <li key={annotation.id} data-found-annotation>
          <Link
            href={`${placeHref(projectId, found)}&annotation=${annotation.id}`}
            prefetch={false}
            data-result-link
            className="-mx-2 block rounded-md px-2 py-2 hover:bg-accent"
          >
            <span className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
              <Badge>{codeName(codebook, annotation.codeKey, locale)}</Badge>
              <span className="text-muted-foreground">
                {annotation.coderName} · {t(`states.${annotation.reviewState}`)} ·{' '}
                <bdi>{found.title}</bdi>
              </span>
            </span>
            <span
              lang={found.language ?? undefined}
              dir={found.direction}
              className="mt-1 block font-serif text-[0.9375rem] leading-relaxed"
            >
              {hit ? <Context hit={hit} /> : t('results.wholeArticle')}
            </span>
          </Link>
        </li>
      ))}
    </ol>
  );
}
