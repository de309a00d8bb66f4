import type { ExportAnnotation } from '@/lib/releases/schema';
import { createNamer } from '@/lib/text/file-names';
import { codersOf, countLosses, typeOf } from './plain-losses';
import { type Token, tokenise } from './tokens';
import { type FileChunk, type FormatWriter, Tally } from './writer';

/** Of a name of a type, what CoNLL's columns cannot hold. */
const UNFIT = /[\s-]+/g;

/**
 * CoNLL in BIO, a file for each layer and coder: a token a line with its tag, a blank line after each
 * sentence, `-DOCSTART-` before each article. Tokens and sentences are those of Unicode's segmentation
 * (UAX 29) in the article's language. A tag takes whole tokens; where two passages of a layer overlap,
 * the one that begins first, and of these the longest, is kept and the other one counted.
 */
export function createConllWriter(): FormatWriter {
  const losses = new Tally();
  const normalised = new Tally();
  const namer = createNamer('layer');
  const names = new Map<string, string>();
  const nameOf = (layer: string, coder: { id: string; name: string }) => {
    const key = `${layer} ${coder.id}`;
    const name = names.get(key) ?? `${namer(`${layer}_${coder.name}`)}.conll`;
    names.set(key, name);
    return name;
  };
  return {
    *start() {},
    *article(article): Generator<FileChunk> {
      countLosses(article, losses, {});
      const sentences = tokenise(article);
      for (const coder of codersOf(article)) {
        const own = article.annotations.filter(
          ({ kind, coder: who }) => kind === 'span' && who.id === coder.id,
        );
        for (const layer of new Set(own.map((one) => one.layer))) {
          const spans = own.filter((one) => one.layer === layer);
          const tags = tagsOf(sentences.flat(), spans, losses, normalised);
          let at = 0;
          const lines = sentences.map(
            (tokens) => `${tokens.map(({ text }) => `${text}\t${tags[at++] ?? 'O'}\n`).join('')}\n`,
          );
          const data = `-DOCSTART- -X- -X- O\n\n${lines.join('')}`;
          yield { file: nameOf(layer, coder), data };
        }
      }
    },
    *finish(): Generator<FileChunk> {
      for (const file of names.values()) yield { file, data: '', last: true };
    },
    report: () => ({ losses: losses.toCounts(), normalised: normalised.toCounts() }),
  };
}

function tagsOf(
  tokens: readonly Token[],
  spans: readonly ExportAnnotation[],
  losses: Tally,
  normalised: Tally,
): string[] {
  const tags: string[] = tokens.map(() => 'O');
  const pieces = spans
    .flatMap((one) => one.fragments.map((fragment) => ({ ...fragment, one })))
    .toSorted((a, b) => a.start - b.start || b.end - a.end);
  for (const { start, end, one } of pieces) {
    const from = tokens.findIndex((token) => token.end > start && token.start < end);
    let to = from;
    while (to >= 0 && to < tokens.length && (tokens[to]?.start ?? end) < end) to += 1;
    if (from < 0) {
      losses.add('fragment_only_line_breaks');
      continue;
    }
    if (tags.slice(from, to).some((tag) => tag !== 'O')) {
      losses.add('overlap_dropped');
      continue;
    }
    if (tokens[from]?.start !== start || tokens[to - 1]?.end !== end)
      normalised.add('word_boundary');
    const name = typeOf(one);
    const fit = name.replace(UNFIT, '_');
    if (fit !== name) normalised.add('type_name_changed');
    for (let at = from; at < to; at += 1) tags[at] = `${at === from ? 'B' : 'I'}-${fit}`;
  }
  return tags;
}
