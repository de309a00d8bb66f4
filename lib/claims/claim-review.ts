import { err, ok, type Result } from '@/lib/result/result';
import { standingVerdict } from './rules';
import type { Assertion, ClaimPage } from './schema';

/** Who publishes a review. */
export interface ReviewAuthor {
  readonly name: string;
}

/** More appearances make the mark-up heavy and say nothing more. */
const MOST_APPEARANCES = 50;

/**
 * The verdict on a claim as ClaimReview in JSON-LD, for a page of one's own site (schema.org,
 * ClaimReview and Claim). Where articles have an address they are its appearances, the earliest dated
 * one the first. Error `conflict`: nothing to review yet.
 */
export function toClaimReview(
  { claim, assertions, verdicts }: Pick<ClaimPage, 'claim' | 'assertions' | 'verdicts'>,
  author: ReviewAuthor,
): Result<Readonly<Record<string, unknown>>> {
  const verdict = standingVerdict(verdicts);
  if (!claim || !verdict) {
    return err('conflict', 'There is no verdict on this claim yet: give one first.');
  }
  const appearances = appearancesOf(assertions);
  const [first] = appearances;
  const speakers = [...new Set(assertions.flatMap(({ sources }) => sources))];
  return ok({
    '@context': 'https://schema.org',
    '@type': 'ClaimReview',
    claimReviewed: claim.name,
    datePublished: verdict.at.slice(0, 10),
    ...(verdict.reviewUrl === null ? {} : { url: verdict.reviewUrl }),
    ...(verdict.explanation === '' ? {} : { reviewBody: verdict.explanation }),
    author: { '@type': 'Organization', name: author.name },
    reviewRating: {
      '@type': 'Rating',
      alternateName: verdict.rating,
      ...(verdict.value === null
        ? {}
        : {
            ratingValue: verdict.value,
            worstRating: verdict.worst,
            bestRating: verdict.best,
          }),
    },
    itemReviewed: {
      '@type': 'Claim',
      name: claim.name,
      ...(speakers.length === 0
        ? {}
        : { author: speakers.map((name) => ({ '@type': 'Thing', name })) }),
      ...(first?.datePublished === undefined ? {} : { datePublished: first.datePublished }),
      ...(first === undefined ? {} : { firstAppearance: first }),
      ...(appearances.length === 0 ? {} : { appearance: appearances }),
    },
  });
}

interface Appearance {
  readonly '@type': 'NewsArticle';
  readonly url: string;
  readonly headline: string;
  readonly datePublished?: string;
  readonly publisher?: { readonly '@type': 'Organization'; readonly name: string };
}

/** One for each article that has an address, the earliest first, undated ones last. */
function appearancesOf(assertions: readonly Assertion[]): Appearance[] {
  const articles = new Map<string, Assertion>();
  for (const row of assertions) if (!articles.has(row.articleId)) articles.set(row.articleId, row);
  return [...articles.values()]
    .toSorted((a, b) => dateOf(a).localeCompare(dateOf(b)))
    .flatMap(({ url, title, publishedAt, publisher }) =>
      url === null
        ? []
        : [
            {
              '@type': 'NewsArticle' as const,
              url,
              headline: title,
              ...(publishedAt === null ? {} : { datePublished: publishedAt }),
              ...(publisher === null
                ? {}
                : { publisher: { '@type': 'Organization' as const, name: publisher } }),
            },
          ],
    )
    .slice(0, MOST_APPEARANCES);
}

/** Later than any date where there is none. */
const dateOf = ({ publishedAt }: Assertion) => publishedAt ?? '~';
