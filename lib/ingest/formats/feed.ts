import { parseFeed } from 'feedsmith';
import { webAddress } from './page-url';

/** Items of a feed that are followed; a feed with more is read up to here. */
export const MOST_FEED_ITEMS = 500;

const FEED_TYPE =
  /^\s*(?:application\/(?:rss|atom|rdf|feed|xml)\b|text\/xml\b|application\/json\b)/i;
const FEED_START = /^\s*(?:<\?xml|<!--|<rss\b|<feed\b|<rdf:RDF\b)/i;

/** Whether an answer may be a feed, by what the server calls it or by how it begins. */
export function mayBeFeed(contentType: string, text: string): boolean {
  return FEED_TYPE.test(contentType) || FEED_START.test(text.slice(0, 200));
}

/**
 * The web addresses of the pages that a feed lists (RSS 0.9x and 2.0, RSS 1.0 (RDF), Atom 1.0, JSON
 * Feed), in its order, each once; relative ones are taken from the feed's own address. Null when the
 * text is no feed. Entities that a document declares itself are not expanded.
 */
export function readFeed(text: string, address: string): readonly string[] | null {
  const listed = linksOf(text);
  if (listed === null) return null;
  const pages = new Set<string>();
  for (const link of listed) {
    const page = link === undefined ? null : resolve(link, address);
    if (page !== null) pages.add(page);
    if (pages.size === MOST_FEED_ITEMS) break;
  }
  return [...pages];
}

function linksOf(text: string): (string | undefined)[] | null {
  try {
    const parsed = parseFeed(text);
    switch (parsed.format) {
      case 'rss':
        return (parsed.feed.items ?? []).map(
          ({ link, guid }) => link ?? (guid?.isPermaLink === false ? undefined : guid?.value),
        );
      case 'rdf':
        return (parsed.feed.items ?? []).map(({ link }) => link);
      case 'atom':
        return (parsed.feed.entries ?? []).map(
          ({ links }) =>
            // RFC 4287, section 4.2.7.2: without `rel` a link is an alternate.
            links?.find(({ rel }) => rel === undefined || rel === 'alternate')?.href,
        );
      case 'json':
        return (parsed.feed.items ?? []).map(({ url, external_url }) => url ?? external_url);
    }
  } catch {
    // Whatever the parser stumbles over, it is not a feed that can be read.
    return null;
  }
}

function resolve(link: string, base: string): string | null {
  return URL.canParse(link, base) ? webAddress(new URL(link, base).href) : null;
}
