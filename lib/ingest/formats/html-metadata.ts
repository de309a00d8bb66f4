import { type ArticleFields, NO_FIELDS, type SourceTime } from '../schema';
import { parseSourceTime } from './times';

/** What Readability says about a page. */
export interface ReadabilityFields {
  readonly title?: string | null;
  readonly byline?: string | null;
  readonly siteName?: string | null;
  readonly publishedTime?: string | null;
  readonly excerpt?: string | null;
  readonly lang?: string | null;
  readonly dir?: string | null;
}

type JsonObject = Readonly<Record<string, unknown>>;
const ARTICLE_TYPE = /(?:Article|Posting|Report)$/;
const MAX_JSON_LD = 1_000_000;
const MAX_KEYWORDS = 100;

/** What is read from the page before Readability takes it apart. */
export interface PageMetadata {
  readonly meta: (...names: string[]) => string | null;
  readonly jsonLd: JsonObject;
  readonly times: Readonly<Record<'datePublished' | 'dateModified', string | null>>;
  readonly canonical: string | null;
  readonly documentTitle: string | null;
  readonly lang: string | null;
  readonly dir: string | null;
  readonly tags: readonly string[];
}

/** Reads JSON-LD, Open Graph and other `<meta>`, `<time>`, `<link rel=canonical>`, `<html>`. */
export function readPageMetadata(document: Document): PageMetadata {
  const metas = new Map<string, string>();
  const tags: string[] = [];
  for (const element of document.querySelectorAll('meta')) {
    const content = element.getAttribute('content')?.trim();
    if (!content) continue;
    for (const attribute of ['property', 'name', 'itemprop']) {
      const name = element.getAttribute(attribute)?.trim().toLowerCase();
      if (name === 'article:tag') tags.push(content);
      if (name && !metas.has(name)) metas.set(name, content);
    }
  }
  const root = document.documentElement;
  return {
    meta: (...names) => names.map((name) => metas.get(name)).find(Boolean) ?? null,
    jsonLd: readJsonLd(document),
    times: {
      datePublished: timeOf(document, 'datePublished'),
      dateModified: timeOf(document, 'dateModified'),
    },
    canonical: document.querySelector('link[rel="canonical"]')?.getAttribute('href') ?? null,
    documentTitle: document.querySelector('title')?.textContent?.trim() ?? null,
    lang: root?.getAttribute('lang') || root?.getAttribute('xml:lang') || null,
    dir: root?.getAttribute('dir') ?? document.querySelector('body')?.getAttribute('dir') ?? null,
    tags,
  };
}

function timeOf(document: Document, property: string): string | null {
  return document.querySelector(`time[itemprop="${property}"]`)?.getAttribute('datetime') ?? null;
}

/**
 * The article's fields. Readability's answer comes first where it has one; what it leaves open is
 * filled from JSON-LD, `<meta>` (also `article:published`, which it does not know), `<time>`, and
 * the end of `<title>` behind the headline for the publisher.
 */
export function articleFields(page: PageMetadata, found: ReadabilityFields): ArticleFields {
  const { meta, jsonLd } = page;
  const title = clean(found.title) ?? clean(meta('og:title')) ?? page.documentTitle;
  const publisher =
    clean(found.siteName) ??
    nameOf(jsonLd.publisher) ??
    clean(meta('og:site_name', 'dc.publisher', 'application-name')) ??
    titleSuffix(page.documentTitle, title);
  const dir = (clean(found.dir) ?? page.dir)?.toLowerCase();
  return {
    ...NO_FIELDS,
    url:
      [page.canonical, meta('og:url'), textOf(jsonLd.url), textOf(jsonLd.mainEntityOfPage)]
        .map(webUrl)
        .find((url) => url !== null) ?? null,
    title,
    lede: clean(found.excerpt) ?? clean(meta('og:description', 'description')),
    byline: clean(found.byline) ?? nameOf(jsonLd.author) ?? clean(meta('author')),
    publisher,
    section: textOf(jsonLd.articleSection) ?? clean(meta('article:section', 'og:article:section')),
    keywords: keywordsOf(page),
    imageUrl: webUrl(meta('og:image')) ?? webUrl(imageOf(jsonLd.image)),
    language:
      (
        clean(found.lang) ??
        page.lang ??
        textOf(jsonLd.inLanguage) ??
        meta('og:locale')
      )?.replaceAll('_', '-') ?? null,
    direction: dir === 'rtl' || dir === 'ltr' ? dir : null,
    published: firstTime([
      found.publishedTime,
      textOf(jsonLd.datePublished),
      meta('article:published_time', 'article:published', 'datepublished', 'dc.date.issued'),
      page.times.datePublished,
      meta('date', 'pdate'),
    ]),
    modified: firstTime([
      textOf(jsonLd.dateModified),
      meta('article:modified_time', 'article:modified', 'datemodified', 'og:updated_time'),
      page.times.dateModified,
    ]),
  };
}

function firstTime(candidates: readonly (string | null | undefined)[]): SourceTime | null {
  for (const candidate of candidates) {
    const time = candidate ? parseSourceTime(candidate) : null;
    if (time) return time;
  }
  return null;
}

function keywordsOf(page: PageMetadata): string[] {
  const fromJson = page.jsonLd.keywords;
  const list = Array.isArray(fromJson)
    ? fromJson.filter((one): one is string => typeof one === 'string')
    : (textOf(fromJson) ?? page.meta('news_keywords', 'keywords') ?? '').split(',');
  const cleaned = (list.some((one) => one.trim() !== '') ? list : page.tags)
    .map((one) => one.trim())
    // A template with an empty variable writes "null".
    .filter((one) => one !== '' && one !== 'null');
  return [...new Set(cleaned)].slice(0, MAX_KEYWORDS);
}

/** `United States to Lift Sudan Sanctions - The New York Times` → the part behind the headline. */
function titleSuffix(documentTitle: string | null, title: string | null): string | null {
  if (!documentTitle || !title || !documentTitle.startsWith(title)) return null;
  const suffix = /^\s?[-–—|·]\s?(\S.{0,60})$/.exec(documentTitle.slice(title.length))?.[1]?.trim();
  return suffix && !/[-–—|·]/.test(suffix) ? suffix : null;
}

function readJsonLd(document: Document): JsonObject {
  for (const script of document.querySelectorAll('script[type="application/ld+json"]')) {
    const text = (script.textContent ?? '').replace(/^\s*<!\[CDATA\[|\]\]>\s*$/g, '');
    if (text.length > MAX_JSON_LD) continue;
    const article = findArticle(parseLoosely(text));
    if (article) return article;
  }
  return {};
}

/** Pages do carry broken JSON-LD: it is then as if there were none. */
function parseLoosely(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    if (cause instanceof SyntaxError) return null;
    throw cause;
  }
}

function findArticle(value: unknown): JsonObject | null {
  const queue: unknown[] = [value];
  // Breadth first and bounded: a graph lists at most some dozens of things.
  for (let seen = 0; queue.length > 0 && seen < 200; seen += 1) {
    const next = queue.shift();
    if (Array.isArray(next)) queue.push(...next.slice(0, 100));
    if (!isObject(next)) continue;
    const types = Array.isArray(next['@type']) ? next['@type'] : [next['@type']];
    if (types.some((type) => typeof type === 'string' && ARTICLE_TYPE.test(type))) return next;
    if (next['@graph'] !== undefined) queue.push(next['@graph']);
  }
  return null;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? clean(value) : isObject(value) ? textOf(value['@id']) : null;
}

function nameOf(value: unknown): string | null {
  if (Array.isArray(value)) return value.map(nameOf).filter(Boolean).join(', ') || null;
  return isObject(value) ? textOf(value.name) : textOf(value);
}

function imageOf(value: unknown): string | null {
  if (Array.isArray(value)) return imageOf(value[0]);
  return isObject(value) ? textOf(value.url) : textOf(value);
}

function clean(value: string | null | undefined): string | null {
  const folded = value?.replace(/\s+/g, ' ').trim();
  return folded ? folded : null;
}

function webUrl(value: string | null): string | null {
  return value && /^https?:\/\/\S{1,2000}$/i.test(value) ? value : null;
}
