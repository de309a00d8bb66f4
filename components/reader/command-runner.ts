import { toast } from '@/components/ui/toast-store';
import type { ActionId } from '@/lib/shortcuts/catalogue';
import type { TextDom } from './dom/text-dom';
import { nextAtCaret } from './model/cycle';
import { lineFor } from './model/describe';
import type { Editor } from './model/editor';
import type { ReaderCommand } from './model/keymap';
import type { ReaderModel } from './model/reader-model';
import { stops } from './model/rows';
import { moveSelection, type SelectionMove, type TextSelection } from './model/selection';
import { unlabelledSentence } from './model/sentences';
import type { Signal } from './model/signal';
import { spokenSelection } from './model/speech';

/** Kept free above and below the caret. CSS pixels: the sticky bars, and a little context. */
const TOP_ROOM = 140;
const BOTTOM_ROOM = 80;
const SCROLL_TO = 200;

interface RunnerParts {
  readonly model: ReaderModel;
  readonly editor: Editor;
  readonly dom: Signal<TextDom | null>;
  goNext(href: string): void;
  askSubmit(): void;
}

export type Runner = (command: ReaderCommand) => void;

/** Deletes the active annotation and offers to bring it back. */
export function removeWithUndo(editor: Editor, undo: string): void {
  const removed = editor.remove();
  if (removed) toast(removed.said, { action: { label: undo, onClick: removed.restore } });
}

/** Carries out what the keys mean. */
export function createRunner(parts: RunnerParts): Runner {
  const { model, editor, dom } = parts;
  /** The column that up and down keep to. Window pixels; null after any other move. */
  let column: number | null = null;

  const selection = (): TextSelection => model.selection.get() ?? { anchor: 0, head: 0 };
  const focusText = () => dom.get()?.root.focus({ preventScroll: true });
  const showCaret = () => {
    const text = dom.get();
    const box = text?.caretBox(selection().head);
    if (!box || !text) return;
    const top = text.root.getBoundingClientRect().top + box.top;
    const below = top + box.height - (window.innerHeight - BOTTOM_ROOM);
    if (top < TOP_ROOM) window.scrollBy({ top: top - SCROLL_TO });
    else if (below > 0) window.scrollBy({ top: below + SCROLL_TO });
  };
  const select = (move: SelectionMove) => {
    model.selection.set(moveSelection(selection(), move, model));
    showCaret();
    const said = spokenSelection(model, move);
    if (said !== null) model.announce(said);
  };
  const moveLine = (direction: 1 | -1, extend: boolean) => {
    const text = dom.get();
    const box = text?.caretBox(selection().head);
    if (!text || !box) return;
    const x = column ?? text.root.getBoundingClientRect().left + box.left;
    const offset = text.lineFrom(selection().head, direction, x);
    if (offset !== null) select({ type: 'to', offset, extend });
    column = x;
  };
  const moveParagraph = (direction: 1 | -1, extend: boolean) => {
    const { head } = selection();
    const index = model.paragraphIndexAt(head);
    const here = model.paragraphs[index];
    const next = model.paragraphs[index + direction];
    if (!here) return;
    // Forward, a selection ends with the paragraph; back, to its start first, as editors do.
    const offset =
      direction === -1
        ? head > here.start
          ? here.start
          : (next?.start ?? here.start)
        : extend && head < here.end
          ? here.end
          : extend
            ? (next?.end ?? here.end)
            : (next?.start ?? here.end);
    select({ type: 'to', offset, extend });
  };
  const step = (direction: 1 | -1) => {
    const all = stops(model.store, model.filters.get());
    const active = model.active.get();
    let index = active === null ? -1 : all.indexOf(active);
    if (index < 0) {
      // From the caret: the first annotation after it, or the last before it.
      const { all: keys } = model.store.order;
      const next = keys[model.store.order.firstAt(selection().head)];
      const after = next ? all.indexOf(next.id) : all.length;
      index = direction === 1 ? after - 1 : after;
    }
    const found = all[index + direction] ?? (direction === 1 ? all[0] : all[all.length - 1]);
    const head = found ? model.store.get(found) : undefined;
    if (!head) return;
    model.show(head.id);
    model.announce(lineFor(head, model));
  };
  const cycle = () => {
    const found = nextAtCaret(model);
    const head = found ? model.store.get(found.id) : undefined;
    if (!found || !head) {
      model.announce(model.t('said.noneHere'));
      return;
    }
    model.show(head.id);
    model.announce(
      model.t('said.cycled', {
        place: found.place,
        count: found.count,
        line: lineFor(head, model),
      }),
    );
  };
  const toUnlabelled = (direction: 1 | -1) => {
    const { anchor, head } = selection();
    const from = direction === 1 ? Math.max(anchor, head) : Math.min(anchor, head);
    const found = unlabelledSentence(model, from, direction);
    if (!found) {
      model.announce(model.t('said.allLabelled'));
      return;
    }
    focusText();
    model.active.set(null);
    model.selection.set({ anchor: found.start, head: found.end });
    showCaret();
    model.announce(model.map.slice(found.start, found.end));
  };
  const leave = () => {
    if (model.palette.get()) model.palette.set(null);
    else if (model.preview.get()) model.preview.set(null);
    else if (model.rebounding.get()) {
      model.rebounding.set(null);
      select({ type: 'collapse' });
    } else if (model.selectedRange()) select({ type: 'collapse' });
    else if (model.active.get()) model.active.set(null);
    else if (model.locked.get()) editor.lock(null);
    else model.marked.set(new Set());
    focusText();
  };

  const acts: Record<ActionId, () => void> = {
    commands: () => model.commanding.set(true),
    guidelines: () => {
      const codeKey = model.activeHead()?.codeKey ?? model.lastCode.get();
      model.guidelines.update((open) => (open ? null : { codeKey }));
    },
    suggestions: () => {
      model.guidelines.set(null);
      model.suggesting.update((open) => !open);
    },
    grow: () => select({ type: 'grow' }),
    shrink: () => select({ type: 'shrink' }),
    'next-sentence': () => select({ type: 'by', unit: 'sentence', direction: 1, extend: false }),
    'previous-sentence': () =>
      select({ type: 'by', unit: 'sentence', direction: -1, extend: false }),
    'take-word': () => select({ type: 'take', unit: 'word' }),
    'take-sentence': () => select({ type: 'take', unit: 'sentence' }),
    'take-paragraph': () => select({ type: 'take', unit: 'paragraph' }),
    'next-unlabelled': () => toUnlabelled(1),
    'previous-unlabelled': () => toUnlabelled(-1),
    'whole-words': () => model.snap.update((now) => (now === 'word' ? 'grapheme' : 'word')),
    'search-codes': () => document.querySelector<HTMLElement>('[data-code-search]')?.focus(),
    repeat: () => editor.repeat(),
    lock: () => editor.toggleLock(),
    'add-fragment': () => editor.addSelection(),
    'remove-range': () => editor.removeSelection(),
    'edit-boundaries': () => {
      focusText();
      editor.startRebounding();
    },
    'end-back': () => editor.nudge('end', -1, 'word'),
    'end-on': () => editor.nudge('end', 1, 'word'),
    'start-back': () => editor.nudge('start', -1, 'word'),
    'start-on': () => editor.nudge('start', 1, 'word'),
    'end-back-character': () => editor.nudge('end', -1, 'grapheme'),
    'end-on-character': () => editor.nudge('end', 1, 'grapheme'),
    'start-back-character': () => editor.nudge('start', -1, 'grapheme'),
    'start-on-character': () => editor.nudge('start', 1, 'grapheme'),
    delete: () => removeWithUndo(editor, model.t('undo')),
    next: () => step(1),
    previous: () => step(-1),
    cycle,
    mark: () => {
      const active = model.active.get();
      if (active !== null) editor.links.toggleMark(active);
    },
    link: () => editor.links.proposeLink(),
    'link-marked': () => editor.links.joinMarked(),
    'confirm-link': () => editor.links.confirmLink(),
    'toggle-absent': () => editor.links.toggleAbsent(),
    relate: () => model.relating.set(true),
    'start-link': () => editor.links.startLink(),
    'who-says-what': () => model.table.update((open) => !open),
    inspect: () => {
      if (model.rebounding.get()) editor.finishRebounding();
      else model.askInspector('first');
    },
    memo: () => {
      const head = model.activeHead();
      if (model.isEditable(head)) model.noting.set(head?.id ?? null);
      else model.askInspector('memo');
    },
    'confidence-1': () => editor.setConfidence(null, 1),
    'confidence-2': () => editor.setConfidence(null, 2),
    'confidence-3': () => editor.setConfidence(null, 3),
    'confidence-4': () => editor.setConfidence(null, 4),
    'confidence-5': () => editor.setConfidence(null, 5),
    'confidence-none': () => editor.setConfidence(null, null),
    recode: () => {
      const head = model.activeHead();
      if (model.isEditable(head) && head?.kind !== 'composite') model.palette.set('recode');
    },
    'label-article': () => model.palette.set('article'),
    undo: () => editor.undo(),
    redo: () => editor.redo(),
    'next-article': () => {
      const { nextHref } = model.data;
      if (nextHref) parts.goNext(nextHref);
      else model.announce(model.t('said.noneUnfinished'));
    },
    submit: () => parts.askSubmit(),
  };
  const label = (codeKey: string) => {
    const mode = model.palette.get();
    if (mode === 'recode') editor.recode(codeKey);
    else if (mode === 'article') editor.labelArticle(codeKey);
    else editor.label(codeKey);
  };

  return (command) => {
    if (command.type !== 'line') column = null;
    switch (command.type) {
      case 'select':
        select(command.move);
        break;
      case 'line':
        moveLine(command.direction, command.extend);
        break;
      case 'paragraph':
        moveParagraph(command.direction, command.extend);
        break;
      case 'line-edge': {
        const rtl = model.data.article.direction === 'rtl';
        const offset = dom.get()?.lineEdge(selection().head, command.edge, rtl) ?? null;
        if (offset !== null) select({ type: 'to', offset, extend: command.extend });
        break;
      }
      case 'text-edge': {
        const offset = command.edge === 'start' ? 0 : model.map.length;
        select({ type: 'to', offset, extend: command.extend });
        break;
      }
      case 'label':
        label(command.codeKey);
        break;
      case 'lock-code':
        label(command.codeKey);
        editor.lock(command.codeKey);
        break;
      case 'escape':
        leave();
        break;
      case 'act':
        acts[command.id]();
        break;
    }
  };
}
