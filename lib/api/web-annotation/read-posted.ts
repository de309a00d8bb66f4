import type { JsonObject } from '@/lib/ingest/formats/json';
import { anchorQuote } from '@/lib/ingest/formats/quote-anchor';
import { type Annotation, readAnnotation } from '@/lib/ingest/formats/web-annotation-record';
import { err, ok, type Result } from '@/lib/result/result';
import { type Fragment, normaliseFragments } from '@/lib/text/fragments';
import { createOffsetMap } from '@/lib/text/offsets';

/** What a Web Annotation that was sent says, in the terms of this product. */
export interface Posted {
  readonly code: string;
  /** In code points; none: of the whole article. */
  readonly fragments: readonly Fragment[];
  readonly attributes: Annotation['attributes'];
  readonly confidence: number | null;
  readonly memo: string | null;
}

/**
 * Reads a Web Annotation for an article's text: one tagging or classifying body names the code, others
 * are the note; its selectors are anchored as in an import. Error: `invalid_input`, `anchor_lost`.
 */
export function readPosted(body: JsonObject, text: string): Result<Posted> {
  const read = readAnnotation(body, 1);
  if (read === null) return err('invalid_input', 'Decisions are made at “decisions”, not here.');
  if (typeof read === 'string') return err('invalid_input', read);
  if (read.ends !== null || read.isComposite) {
    return err(
      'invalid_input',
      'Links and attributions are made at “relations” and “attributions”.',
    );
  }
  const [code, more] = read.types;
  if (code === undefined || more !== undefined) {
    return err(
      'invalid_input',
      'One body with the purpose “classifying” or “tagging” names the code.',
    );
  }
  const map = createOffsetMap(text);
  const fragments: Fragment[] = [];
  for (const selected of read.selected) {
    const anchored = anchorQuote(text, map, selected);
    if (typeof anchored === 'string') return err('anchor_lost', anchored);
    fragments.push(anchored.fragment);
  }
  const { attributes, confidence, memo } = read;
  return ok({ code, fragments: normaliseFragments(fragments), attributes, confidence, memo });
}
