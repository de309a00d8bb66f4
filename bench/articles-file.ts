import { createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { headline, paragraphs, type Random, seeded, TONGUE_COUNT } from './random-text';

/** Bytes of an average article's text, as in the goals. */
const TEXT_BYTES = 3600;
/** UTF-8 bytes a character, by language as in random-text. */
const BYTES_PER_CHARACTER = [1, 1.05, 1.02, 1.03, 1.85, 1.85];

export interface ArticlesFile {
  readonly path: string;
  readonly bytes: number;
}

/**
 * Writes `count` articles as JSONL, in several languages, with the fields a feed has but no language:
 * that is found by the import. Unnamed ones have neither id nor address and are called by file and
 * line, so that the same file under another name holds other articles.
 */
export async function writeArticles(
  path: string,
  count: number,
  options: { readonly named: boolean; readonly seed?: number },
): Promise<ArticlesFile> {
  const random = seeded(options.seed ?? 1);
  await pipeline(Readable.from(lines(random, count, options.named)), createWriteStream(path));
  return { path, bytes: (await stat(path)).size };
}

function* lines(random: Random, count: number, named: boolean): Generator<string> {
  for (let index = 0; index < count; index += 1) {
    const tongue = index % TONGUE_COUNT;
    const size = TEXT_BYTES / (BYTES_PER_CHARACTER[tongue] ?? 1);
    const day = new Date(Date.UTC(2020, 0, 1 + (index % 1500), index % 24)).toISOString();
    const name = { id: `bench-${index}`, url: `https://news.example/${tongue}/${index}` };
    const article = {
      ...(named ? name : {}),
      title: headline(random, tongue),
      publisher: `Courier ${index % 40}`,
      byline: `Reporter ${index % 300}`,
      section: 'news',
      published_at: `${day.slice(0, 19)}+02:00`,
      keywords: ['bench', `k${index % 50}`],
      desk: `desk-${index % 7}`,
      text: paragraphs(random, tongue, size * (0.6 + random() * 0.8)),
    };
    yield `${JSON.stringify(article)}\n`;
  }
}
