import { toast } from '@/components/ui/toast-store';
import type { TextDom } from './dom/text-dom';
import { lineFor } from './model/describe';
import type { Editor } from './model/editor';
import type { ReaderCommand, SimpleCommand } from './model/keymap';
import type { ReaderModel } from './model/reader-model';
import { stops } from './model/rows';
import { moveSelection, type SelectionMove, type TextSelection } from './model/selection';
import type { Signal } from './model/signal';

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

/** Deletes the active annotation and offers to bring it back. */
export function removeWithUndo(editor: Editor): void {
  const removed = editor.remove();
  if (removed)
    toast(removed.said, {
      action: { label: 'Undo', onClick: removed.restore },
    });
}

/** Carries out what the keys mean. */
export function createRunner(parts: RunnerParts): (command: ReaderCommand) => void {
  const { model, editor, dom } = parts;
  /** The column that up and down keep to. Window pixels; null after any other move. */
  let column: number | null = null;

  const selection = (): TextSelection => model.selection.get() ?? { anchor: 0, head: 0 };
  const focusText = () => dom.get()?.root.focus({ preventScroll: true });
  const select = (move: SelectionMove) => {
    model.selection.set(moveSelection(selection(), move, model));
    const text = dom.get();
    const box = text?.caretBox(selection().head);
    if (!box || !text) return;
    const top = text.root.getBoundingClientRect().top + box.top;
    const below = top + box.height - (window.innerHeight - BOTTOM_ROOM);
    if (top < TOP_ROOM) window.scrollBy({ top: top - SCROLL_TO });
    else if (below > 0) window.scrollBy({ top: below + SCROLL_TO });
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
  const leave = () => {
    if (model.palette.get()) model.palette.set(null);
    else if (model.preview.get()) model.preview.set(null);
    else if (model.rebounding.get()) {
      model.rebounding.set(null);
      select({ type: 'collapse' });
    } else if (model.selectedRange()) select({ type: 'collapse' });
    else if (model.active.get()) model.active.set(null);
    else model.marked.set(new Set());
    focusText();
  };

  const acts: Record<SimpleCommand, () => void> = {
    escape: leave,
    'search-codes': () => document.querySelector<HTMLElement>('[data-code-search]')?.focus(),
    'add-fragment': () => editor.addSelection(),
    'remove-range': () => editor.removeSelection(),
    'edit-boundaries': () => {
      focusText();
      editor.startRebounding();
    },
    delete: () => removeWithUndo(editor),
    next: () => step(1),
    previous: () => step(-1),
    mark: () => {
      const active = model.active.get();
      if (active !== null) editor.links.toggleMark(active);
    },
    link: () => editor.links.proposeLink(),
    'link-marked': () => editor.links.joinMarked(),
    'confirm-link': () => editor.links.confirmLink(),
    'toggle-absent': () => editor.links.toggleAbsent(),
    relate: () => model.relating.set(true),
    inspect: () => {
      if (model.rebounding.get()) editor.finishRebounding();
      else model.askInspector('first');
    },
    memo: () => model.askInspector('memo'),
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
      else model.announce('No other article is unfinished.');
    },
    submit: () => parts.askSubmit(),
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
      case 'label': {
        const mode = model.palette.get();
        if (mode === 'recode') editor.recode(command.codeKey);
        else if (mode === 'article') editor.labelArticle(command.codeKey);
        else editor.label(command.codeKey);
        break;
      }
      case 'boundary':
        editor.nudge(command.boundary, command.direction, command.unit);
        break;
      case 'confidence':
        editor.setConfidence(null, command.value);
        break;
      default:
        acts[command.type]();
    }
  };
}
