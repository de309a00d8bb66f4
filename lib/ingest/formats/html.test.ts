import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { SHARED } from '../testing';
import { extractPage } from './html';

const folder = path.join(SHARED ?? '', 'corpora/html');
const present = SHARED !== null && existsSync(folder);

interface Expected {
  readonly title: string;
  readonly byline: string | null;
  readonly siteName: string | null;
  readonly lang?: string | null;
  readonly dir: string | null;
  readonly publishedTime: string | null;
}

/** Where more is known than was expected, and from what part of the page. */
const BETTER: Readonly<Record<string, Partial<Expected>>> = {
  // <time itemprop="datePublished">
  'lemonde-1': { publishedTime: '2015-05-04T13:36:31+02:00' },
  // <meta property="article:published">; the end of <title> behind the headline
  'nytimes-1': { publishedTime: '2017-01-13T00:00:04-05:00', siteName: 'The New York Times' },
  // <meta property="article:published">; the publisher's name in JSON-LD microdata
  'nytimes-3': { publishedTime: '2019-02-21T08:00:08.000Z', siteName: 'The New York Times' },
};

describe.skipIf(!present)('the shared web pages (skipped when ../shared is absent)', () => {
  it.each(present ? readdirSync(folder) : [])('%s', (name) => {
    const page = extractPage(readFileSync(path.join(folder, name, 'source.html')));
    if (!page.ok) throw new Error(page.error.userMessage);
    const read = readFileSync(path.join(folder, name, 'expected-metadata.json'), 'utf8');
    const expected: Expected = { ...JSON.parse(read), ...BETTER[name] };
    const { fields } = page.value;
    expect({
      title: fields.title,
      byline: fields.byline,
      siteName: fields.publisher,
      lang: fields.language,
      dir: fields.direction,
      publishedTime: fields.published?.original ?? null,
    }).toEqual({
      title: expected.title,
      byline: expected.byline,
      siteName: expected.siteName,
      lang: expected.lang ?? null,
      dir: expected.dir,
      publishedTime: expected.publishedTime,
    });
  });
});

describe('a page that is no article', () => {
  it.each([
    ['nothing', ''],
    ['no text', '<html><body><img src="a.jpg" alt=""></body></html>'],
    ['nested beyond reading', `${'<div>'.repeat(70_000)}x`],
  ])('%s', (_, html) => {
    const page = extractPage(new TextEncoder().encode(html));
    expect(page).toMatchObject({ ok: false, error: { code: 'import_rejected' } });
  });
});
