import type { Fragment } from '@/lib/text/fragments';
import type { ReaderModel } from './reader-model';

/** Whether the person has labelled anything in the stretch, of what the filters show. */
function isLabelled(model: ReaderModel, { start, end }: Fragment): boolean {
  return model.store.spans.within(start, end).some((id) => {
    const head = model.store.get(id);
    return head?.coderId === model.data.me.id && model.isShown(head);
  });
}

/** The sentences of a stretch of text, in order. */
function* sentencesOf(model: ReaderModel, { start, end }: Fragment): Generator<Fragment> {
  for (let at = start; at < end; ) {
    const unit = model.units.unitAt('sentence', at);
    const next = Math.max(model.units.next('sentence', at), at + 1);
    const sentence = unit && {
      start: Math.max(unit.start, start),
      end: Math.min(unit.end, end),
    };
    if (sentence && sentence.end > sentence.start) {
      const quote = model.map.slice(sentence.start, sentence.end);
      if (quote.trim() !== '') yield sentence;
    }
    at = next;
  }
}

/**
 * The nearest sentence after (or before) the offset in which the person has labelled nothing that the
 * filters show; null when there is none. Offsets in code points.
 */
export function unlabelledSentence(
  model: ReaderModel,
  from: number,
  direction: 1 | -1,
): Fragment | null {
  const { paragraphs } = model;
  const here = model.paragraphIndexAt(from);
  for (let index = here; index >= 0 && index < paragraphs.length; index += direction) {
    const paragraph = paragraphs[index];
    if (!paragraph) break;
    const sentences = [...sentencesOf(model, paragraph)];
    if (direction === -1) sentences.reverse();
    const found = sentences.find(
      (one) => (direction === 1 ? one.start >= from : one.end <= from) && !isLabelled(model, one),
    );
    if (found) return found;
  }
  return null;
}
