import type { Fragment } from '@/lib/text/fragments';
import { shortened } from './describe';
import type { ReaderModel } from './reader-model';
import { isCollapsed, rangeOf, type SelectionMove } from './selection';

/** As much of a selection as is read aloud. UTF-16 units. */
const SPOKEN = 160;

/** Names of the shown annotations on a character, the innermost first. */
function labelsAt(model: ReaderModel, offset: number): string[] {
  return model.store.spans.at(offset).flatMap((id) => {
    const head = model.store.get(id);
    return head && model.isShown(head) ? [model.codebook.nameOf(head.codeKey)] : [];
  });
}

/** What the caret passed: the unit that it stands at the start of. */
function unitAtCaret(model: ReaderModel, move: SelectionMove): Fragment | null {
  const caret = model.selection.get()?.head ?? 0;
  if (move.type !== 'by') return null;
  return model.units.unitAt(move.unit, Math.min(caret, Math.max(0, model.map.length - 1)));
}

/**
 * What a screen reader says after the keyboard moved the caret or the selection: the words, and the
 * labels on them. Null when there is nothing to say.
 */
export function spokenSelection(model: ReaderModel, move: SelectionMove): string | null {
  const selection = model.selection.get();
  if (!selection) return null;
  if (!isCollapsed(selection)) {
    const { start, end } = rangeOf(selection);
    return model.t('said.selected', { quote: shortened(model.map.slice(start, end), SPOKEN) });
  }
  const unit = unitAtCaret(model, move);
  if (!unit) return null;
  const quote = shortened(model.map.slice(unit.start, unit.end), SPOKEN);
  const labels = labelsAt(model, unit.start);
  return labels.length === 0
    ? quote
    : model.t('said.onLabels', { quote, labels: labels.join(', ') });
}
