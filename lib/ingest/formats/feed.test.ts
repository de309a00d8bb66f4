import { describe, expect, it } from 'vitest';
import { MOST_FEED_ITEMS, mayBeFeed, readFeed } from './feed';

const BASE = 'https://news.example/feeds/all.xml';
const rss = (items: string) =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>${items}</channel></rss>`;

const pagesOf = (text: string) => readFeed(text, BASE)?.pages.map(({ url }) => url);

describe('feeds', () => {
  it('lists the pages of RSS: links, and ids that are addresses', () => {
    const items = [
      '<item><link>https://news.example/a?b=1&amp;c=2</link></item>',
      '<item><guid>https://news.example/b</guid></item>',
      '<item><guid isPermaLink="false">https://news.example/c</guid></item>',
      '<item><link>/d</link></item>',
      '<item><link>https://news.example/d#part</link></item>',
      '<item><link>javascript:alert(1)</link></item>',
      '<item><title>No page</title></item>',
    ];
    expect(pagesOf(rss(items.join('')))).toEqual([
      'https://news.example/a?b=1&c=2',
      'https://news.example/b',
      'https://news.example/d',
    ]);
  });

  it('lists the pages of Atom, RDF and JSON Feed', () => {
    const atom = `<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><id>i</id>
      <updated>2026-01-01T00:00:00Z</updated><entry><id>urn:1</id><title>E</title>
      <updated>2026-01-01T00:00:00Z</updated><link rel="self" href="/self"/>
      <link rel="alternate" href="/e1"/></entry></feed>`;
    expect(pagesOf(atom)).toEqual(['https://news.example/e1']);
    const rdf = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
      xmlns="http://purl.org/rss/1.0/"><channel rdf:about="x"><title>t</title><link>l</link></channel>
      <item rdf:about="r"><title>r</title><link>https://news.example/r</link></item></rdf:RDF>`;
    expect(pagesOf(rdf)).toEqual(['https://news.example/r']);
    const json = {
      version: 'https://jsonfeed.org/version/1.1',
      title: 'J',
      items: [
        { id: '1', url: 'j' },
        { id: '2', external_url: 'https://other.example/' },
        { id: '3' },
      ],
    };
    expect(pagesOf(JSON.stringify(json))).toEqual([
      'https://news.example/feeds/j',
      'https://other.example/',
    ]);
  });

  it('takes nothing else for a feed, and expands no entities of a document', () => {
    expect(mayBeFeed('text/html', '<!doctype html><p>x')).toBe(false);
    expect(mayBeFeed('text/plain', ' <?xml version="1.0"?>')).toBe(true);
    for (const text of ['', '{}', '[1]', '<a><b></a>', '<html><body>x</body></html>', 'words']) {
      expect(readFeed(text, BASE)).toBeNull();
    }
    const names = 'abcdefgh';
    const declared = [...names.slice(1)].map(
      (name, at) => `<!ENTITY ${name} "${`&${names[at]};`.repeat(10)}">`,
    );
    const bomb = `<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">${declared.join('')}]>`;
    const text = rss('<item><link>https://news.example/&h;</link></item>');
    const [page] = pagesOf(text.replace('?>', `?>${bomb}`)) ?? [];
    expect(page?.length).toBeLessThan(100);
  });

  it('reads a feed with too many items up to a limit', () => {
    const items = Array.from(
      { length: MOST_FEED_ITEMS + 9 },
      (_, at) => `<item><link>/${at}</link></item>`,
    );
    expect(pagesOf(rss(items.join('')))).toHaveLength(MOST_FEED_ITEMS);
  });
});
