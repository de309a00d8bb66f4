import { joinParagraphs } from '@/lib/text/canonicalise';
import { type ArticleFields, NO_FIELDS } from '../schema';
import { isIsoMoment, parseSourceTime } from './times';

/**
 * The layout that page scrapers leave: address, the title twice, description, ISO dates, keywords,
 * picture addresses, the body without its breaks, the publisher's contact lines over and over, then
 * the title once more and the clean body. Recognised by that structure, never by a publisher.
 */
export interface Extraction {
  readonly body: string;
  readonly fields: ArticleFields;
  /** True when there was no clean body and the run-together one was cut at its touching sentences. */
  readonly usedSquashedBody: boolean;
}

const URL_LINE = /^https?:\/\/\S+$/;
const IMAGE_URL = /^https?:\/\/\S+?\.(?:jpe?g|png|gif|webp|avif)(?:\?\S*)?$/i;
const EMAIL_LINE = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const PHONE_LINE = /^\+?[\d\s().-]{7,20}$/;
const YEAR_LINE = /^(?:19|20)\d{2}$/;
const LOCALE_LINE = /^([a-z]{2,3})_([A-Z]{2})$/;
/** A sentence end with the next sentence touching it: `Belta.Alexandre`. */
const TOUCHING = /[\p{Ll}\d»"”’)][.!?…]["»”]?(?=[\p{Lu}"«“][\p{L}'’])/gu;
/** `11:37 10.04.2023 (Updated: 12:46 10.04.2023) `: the page's own time stamp before the lede. */
const TIME_STAMP =
  /^\d{1,2}[:h.]\d{2},? \d{1,2}[./-]\d{1,2}[./-]\d{4}(?: \([^()]{0,80}\d{1,2}[:h.]\d{2}[^()]{0,40}\))?\s*/;
const MIN_SQUASHED_LENGTH = 300;
/** How many of the first lines may hold the address and the repeated title. */
const TOP_LINES = 8;
const MAX_LINES = 20_000;
/** Longer lines are never furniture; keeps every pattern's time bounded. */
const MAX_FURNITURE_LENGTH = 2_000;

/** Reads the layout; null when the text does not have it and is an ordinary document. */
export function readExtraction(raw: string): Extraction | null {
  const lines = raw.split(/\r\n?|\n/, MAX_LINES + 1).map((line) => line.trim());
  if (lines.length > MAX_LINES) return null;
  const title = repeatedTitle(lines);
  const hasAddress = lines.slice(0, TOP_LINES).some(isUrl);
  const hasDate = lines.some(isIsoMoment);
  const squashed = squashedLine(lines);
  // A title that stands twice at the top, and two more of the signs.
  const signs = [hasAddress, hasDate, squashed !== null].filter(Boolean).length;
  if (title === null || signs < 2) return null;

  const bodyTitle = bodyTitleAt(lines, title, squashed);
  const furniture = findFurniture(lines.slice(0, bodyTitle), title, squashed);
  const clean = cleanBody(lines.slice(bodyTitle + 1), furniture, squashed);
  const usedSquashedBody = clean.length === 0;
  const paragraphs = usedSquashedBody ? cutSquashed(squashed ?? '') : clean;
  if (paragraphs.length === 0) return null;
  return {
    body: joinParagraphs(paragraphs),
    fields: {
      ...furniture.fields,
      lede: ledeOf(paragraphs, furniture, squashed, usedSquashedBody),
    },
    usedSquashedBody,
  };
}

/**
 * Where the title stands over the clean body: its last place, below the dates and the run-together
 * body. The number of lines when it stands at the top alone and there is no clean body.
 */
function bodyTitleAt(lines: readonly string[], title: string, squashed: string | null): number {
  const last = lines.lastIndexOf(title);
  const above = Math.max(lines.findIndex(isIsoMoment), squashed ? lines.indexOf(squashed) : -1);
  return last > above ? last : lines.length;
}

interface Furniture {
  readonly fields: ArticleFields;
  /** Lines that are never part of the body. */
  readonly lines: ReadonlySet<string>;
  /** The page's description, cut short as it may be. */
  readonly description: string | null;
}

function repeatedTitle(lines: readonly string[]): string | null {
  const top = lines.slice(0, TOP_LINES);
  for (const [index, line] of top.entries()) {
    if (line.length < 10 || isUrl(line) || isIsoMoment(line)) continue;
    if (top.indexOf(line, index + 1) > 0) return line;
  }
  return null;
}

function squashedLine(lines: readonly string[]): string | null {
  for (const line of lines) {
    if (line.length >= MIN_SQUASHED_LENGTH && (line.match(TOUCHING)?.length ?? 0) >= 2) return line;
  }
  return null;
}

function findFurniture(head: readonly string[], title: string, squashed: string | null): Furniture {
  const times = head.filter(isIsoMoment).flatMap((line) => parseSourceTime(line) ?? []);
  const sorted = times.toSorted((a, b) => a.utc.localeCompare(b.utc));
  const published = sorted[0] ?? null;
  const last = sorted[sorted.length - 1] ?? null;
  const keywords = keywordsOf(head);
  const publisher = publisherOf(head, title, keywords);
  const localeAt = head.findIndex((line) => LOCALE_LINE.test(line));
  const locale = LOCALE_LINE.exec(head[localeAt] ?? '');
  const fields: ArticleFields = {
    ...NO_FIELDS,
    url: head.find((line) => isUrl(line) && !isImageUrl(line)) ?? null,
    title,
    publisher,
    keywords,
    section: sectionOf(head, localeAt, keywords),
    imageUrl: head.find(isImageUrl) ?? null,
    language: locale?.[1] ?? null,
    published,
    modified: last && published && last.utc !== published.utc ? last : null,
    metadata: locale?.[0] ? { locale: locale[0] } : {},
  };
  // Long lines apart, whatever stands above the clean body is the page's, not the article's.
  const lines = new Set(head.filter((line) => line !== squashed && line.length < 200));
  return { fields, lines, description: descriptionOf(head, title) };
}

/** The items of a line that lists, by commas, lines that stand by themselves elsewhere. */
function keywordsOf(head: readonly string[]): string[] {
  const alone = new Set(head);
  for (const line of head) {
    const items = line.split(/,\s*/).map((item) => item.trim());
    if (items.length >= 2 && items.every((item) => item !== '' && alone.has(item))) return items;
  }
  return [];
}

/** The first short line that comes back like a letterhead, three times or more. */
function publisherOf(
  head: readonly string[],
  title: string,
  keywords: readonly string[],
): string | null {
  const seen = new Map<string, number>();
  for (const line of head) seen.set(line, (seen.get(line) ?? 0) + 1);
  for (const [line, count] of seen) {
    if (count < 3 || line === '' || line === title || keywords.includes(line)) continue;
    if (!isSpecial(line) && line.length <= 80) return line;
  }
  return null;
}

/** Scrapers put the section right above the locale. */
function sectionOf(
  head: readonly string[],
  localeAt: number,
  keywords: readonly string[],
): string | null {
  const line = localeAt > 0 ? (head[localeAt - 1] ?? '') : '';
  if (line === '' || line.length > 40 || isSpecial(line) || keywords.includes(line)) return null;
  return head.filter((other) => other === line).length === 1 ? line : null;
}

function isUrl(line: string): boolean {
  return line.length <= MAX_FURNITURE_LENGTH && URL_LINE.test(line);
}

function isImageUrl(line: string): boolean {
  return line.length <= MAX_FURNITURE_LENGTH && IMAGE_URL.test(line);
}

function isSpecial(line: string): boolean {
  if (line.length > MAX_FURNITURE_LENGTH) return false;
  return (
    URL_LINE.test(line) ||
    EMAIL_LINE.test(line) ||
    PHONE_LINE.test(line) ||
    YEAR_LINE.test(line) ||
    LOCALE_LINE.test(line) ||
    isIsoMoment(line)
  );
}

/** The first sentence-like line between the titles and the dates. */
function descriptionOf(head: readonly string[], title: string): string | null {
  const firstDate = head.findIndex(isIsoMoment);
  const zone = head.slice(0, firstDate < 0 ? TOP_LINES : firstDate);
  const found = zone.find((line) => line !== title && isDescription(line));
  // Cut at the ellipsis, behind which scrapers put the date and the publisher.
  return found?.replace(/\s?(?:\.\.\.|…).*$/, '…') ?? null;
}

function isDescription(line: string): boolean {
  return line.length >= 60 && line.length <= MAX_FURNITURE_LENGTH && !isUrl(line);
}

function cleanBody(
  below: readonly string[],
  furniture: Furniture,
  squashed: string | null,
): string[] {
  const kept = below
    .map((line) => line.replace(TIME_STAMP, ''))
    .filter((line) => line !== '' && !isSpecial(line) && !furniture.lines.has(line));
  const paragraphs: string[] = [];
  for (const line of kept) {
    const previous = paragraphs[paragraphs.length - 1];
    if (previous !== undefined && isBrokenSentence(previous, line, squashed)) {
      paragraphs[paragraphs.length - 1] = `${previous} ${line}`;
    } else {
      paragraphs.push(line);
    }
  }
  // Less than half of what the run-together body has is not the body.
  const length = paragraphs.reduce((sum, paragraph) => sum + paragraph.length, 0);
  return squashed !== null && length < squashed.length / 2 ? [] : paragraphs;
}

const PROBE = 24;

/**
 * A line break inside a sentence: the run-together body has a space there (between paragraphs it
 * has none), or the first line does not end a sentence and the next begins in lower case.
 */
function isBrokenSentence(before: string, after: string, squashed: string | null): boolean {
  if (squashed?.includes(`${before.slice(-PROBE)} ${after.slice(0, PROBE)}`)) return true;
  return !/[.!?…:"»”)]$/.test(before) && /^\p{Ll}/u.test(after);
}

function cutSquashed(squashed: string): string[] {
  return squashed.replace(TOUCHING, '$&\n').split('\n');
}

/**
 * The article's opening: the first clean paragraph when the run-together body (which leaves the
 * lede out) does not begin with it or the description does; else the page's description.
 */
function ledeOf(
  paragraphs: readonly string[],
  furniture: Furniture,
  squashed: string | null,
  usedSquashedBody: boolean,
): string | null {
  const first = paragraphs[0] ?? '';
  const opening = furniture.description?.replace(/…$/, '').slice(0, PROBE) ?? '';
  const described = opening !== '' && first.startsWith(opening);
  const apart = squashed !== null && !squashed.startsWith(first.slice(0, PROBE));
  if (!usedSquashedBody && (described || apart)) return first;
  return furniture.description;
}
