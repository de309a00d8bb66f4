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

/** A page that a feed lists. */
export interface FeedPage {
  /** A web address as `webAddress` gives it. */
  readonly url: string;
  /** When it was changed last (or published), in the feed's own words; null when it does not say. */
  readonly changed: string | null;
}

/** What a feed says. */
export interface FeedContent {
  readonly title: string | null;
  /** In the feed's order, each once. */
  readonly pages: readonly FeedPage[];
}

/**
 * Reads a feed (RSS 0.9x and 2.0, RSS 1.0 (RDF), Atom 1.0, JSON Feed): the pages that it lists, whose
 * relative addresses are taken from the feed's own. Null when the text is no feed. Entities that a
 * document declares itself are not expanded.
 */
export function readFeed(text: string, address: string): FeedContent | null {
  const listed = parse(text);
  if (listed === null) return null;
  const pages = new Map<string, FeedPage>();
  for (const { link, changed } of listed.items) {
    const url = link === undefined ? null : resolve(link, address);
    if (url !== null && !pages.has(url)) pages.set(url, { url, changed: changed ?? null });
    if (pages.size === MOST_FEED_ITEMS) break;
  }
  return { title: listed.title?.trim() || null, pages: [...pages.values()] };
}

interface Parsed {
  readonly title: string | undefined;
  readonly items: readonly { link: string | undefined; changed: string | undefined }[];
}

function parse(text: string): Parsed | null {
  try {
    const { format, feed } = parseFeed(text);
    switch (format) {
      case 'rss':
        return {
          title: feed.title,
          items: (feed.items ?? []).map(({ link, guid, pubDate }) => ({
            link: link ?? (guid?.isPermaLink === false ? undefined : guid?.value),
            changed: pubDate,
          })),
        };
      case 'rdf':
        return {
          title: feed.title,
          items: (feed.items ?? []).map(({ link, dc }) => ({ link, changed: dc?.dates?.[0] })),
        };
      case 'atom':
        return {
          title: feed.title?.value,
          items: (feed.entries ?? []).map(({ links, updated }) => ({
            // RFC 4287, section 4.2.7.2: without `rel` a link is an alternate.
            link: links?.find(({ rel }) => rel === undefined || rel === 'alternate')?.href,
            changed: updated,
          })),
        };
      case 'json':
        return {
          title: feed.title,
          items: (feed.items ?? []).map((item) => ({
            link: item.url ?? item.external_url,
            changed: item.date_modified ?? item.date_published,
          })),
        };
    }
  } catch {
    // Whatever the parser stumbles over, it is not a feed that can be read.
    return null;
  }
}

function resolve(link: string, base: string): string | null {
  return URL.canParse(link, base) ? webAddress(new URL(link, base).href) : null;
}
