import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { detectFormats } from '../detect';
import { READERS } from '../readers';
import { DEFAULT_LIMITS, type IncomingArticle } from '../schema';
import { openSource } from '../source';
import { collect } from '../testing';

/**
 * Golden cases: each folder of cases/ has an `input/` as somebody might import it, and what the
 * readers make of it. To add one: make the folder with its input, run `vitest -u` on this file, and
 * read `expected.json` before committing it: it is a claim about the format.
 */
const CASES = fileURLToPath(new URL('cases', import.meta.url));

/** What a person checks by eye: texts by paragraph, annotations by what they quote. */
function readable(article: IncomingArticle) {
  const characters = [...article.text];
  const quotes = (fragments: readonly { start: number; end: number }[]) =>
    fragments.map(({ start, end }) => `${start}–${end} ${characters.slice(start, end).join('')}`);
  return {
    externalId: article.externalId,
    format: article.format,
    file: article.file,
    line: article.line,
    mediaType: article.capture.mediaType,
    canonicaliser: article.canonicaliser,
    length: article.length,
    text: article.text.split('\n'),
    fields: article.fields,
    codings: article.codings.map((coding) => ({
      coder: coding.coder,
      annotations: coding.annotations.map(({ fragments, ...one }) => ({
        ...one,
        quotes: quotes(fragments),
      })),
      composites: coding.composites.map(({ fragments, ...one }) => ({
        ...one,
        quotes: quotes(fragments),
      })),
      relations: coding.relations,
    })),
  };
}

describe('golden cases', () => {
  it.each(readdirSync(CASES))('%s', async (name) => {
    const files = await openSource(path.join(CASES, name, 'input'));
    if (!files.ok) throw new Error(files.error.userMessage);
    const { groups, skipped } = await detectFormats(files.value);
    const read = await Promise.all(
      groups.map(({ format, files: group }) => collect(READERS[format](group, DEFAULT_LIMITS))),
    );
    const made = {
      articles: read.flatMap(({ articles }) => articles.map(readable)),
      rejections: read.flatMap(({ rejections }) => rejections),
      notices: read.flatMap(({ notices }) => notices),
      skipped: skipped.map((file) => file.path),
    };
    expect(made.articles.length + made.rejections.length).toBeGreaterThan(0);
    await expect(`${JSON.stringify(made, null, 2)}\n`).toMatchFileSnapshot(
      path.join(CASES, name, 'expected.json'),
    );
  });
});
