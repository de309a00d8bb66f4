import { codersOf, countLosses, typeOf } from './plain-losses';
import { type FileChunk, type FormatWriter, Tally } from './writer';

export const SPACY_FILE = 'spacy.jsonl';

/**
 * Documents for spaCy's span categoriser, one a coder and article: `{text, spans: {layer: [{start, end,
 * label}]}, meta}`. Offsets are code points, as Python counts; overlapping spans may stand together in
 * a group of spans. A passage in several pieces is one span a piece.
 */
export function createSpacyWriter(): FormatWriter {
  const losses = new Tally();
  return {
    *start() {},
    *article(article): Generator<FileChunk> {
      countLosses(article, losses, { articleMetadata: true });
      for (const coder of codersOf(article)) {
        const spans: Record<string, { start: number; end: number; label: string }[]> = {};
        for (const one of article.annotations) {
          if (one.coder.id !== coder.id || one.kind !== 'span') continue;
          const group = Object.hasOwn(spans, one.layer) ? (spans[one.layer] ?? []) : [];
          for (const { start, end } of one.fragments)
            group.push({ start, end, label: typeOf(one) });
          spans[one.layer] = group;
        }
        const { name, title, url, language, metadata, id } = article;
        const meta = { ...metadata, id, article: name, title, url, language, coder: coder.name };
        yield {
          file: SPACY_FILE,
          data: `${JSON.stringify({ text: article.text, spans, meta })}\n`,
        };
      }
    },
    *finish(): Generator<FileChunk> {
      yield { file: SPACY_FILE, data: '', last: true };
    },
    report: () => ({ losses: losses.toCounts(), normalised: {} }),
  };
}
