import { describe, expect, it } from 'vitest';
import type { ActionId } from '@/lib/shortcuts/catalogue';
import type { KeyPress } from '@/lib/shortcuts/chord';
import { keysInForce } from '@/lib/shortcuts/rules';
import type { OwnKeys } from '@/lib/shortcuts/schema';
import { bindingsOf, commandFor, type KeyContext } from './keymap';

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});
const READING: KeyContext = {
  inText: true,
  selecting: false,
  choosing: false,
  active: false,
  previewing: false,
  marked: 0,
  canWrite: true,
  rtl: false,
  shortcuts: new Map(),
};
const shortcuts = new Map([
  ['s', 'source'],
  ['j', 'justice'],
]);
const SELECTING: KeyContext = { ...READING, selecting: true, shortcuts };
const ACTIVE: KeyContext = { ...READING, active: true };

const meant = (key: KeyPress, context: KeyContext, own: OwnKeys = {}) =>
  commandFor(key, context, bindingsOf(keysInForce(own)));
const act = (id: ActionId) => ({ type: 'act', id });

describe('commandFor', () => {
  it('labels with one letter while words are selected, and commands otherwise', () => {
    expect(meant(press('s'), SELECTING)).toEqual({ type: 'label', codeKey: 'source' });
    expect(meant(press('s'), READING)).toEqual(act('take-sentence'));
    expect(meant(press('j'), SELECTING)).toEqual({ type: 'label', codeKey: 'justice' });
    expect(meant(press('j'), READING)).toEqual(act('next'));
  });

  it('keeps a code for the next selections when its letter comes with Shift', () => {
    const held = press('S', { shiftKey: true });
    expect(meant(held, SELECTING)).toEqual({ type: 'lock-code', codeKey: 'source' });
    expect(meant(held, READING)).toBeNull();
  });

  it('repeats the last label by one key', () => {
    expect(meant(press('Enter'), SELECTING)).toEqual(act('repeat'));
    expect(meant(press('.'), { ...SELECTING, active: true })).toEqual(act('repeat'));
    expect(meant(press('Enter'), ACTIVE)).toEqual(act('inspect'));
  });

  it('needs no selection to choose a code from the open palette', () => {
    const choosing = { ...ACTIVE, choosing: true, shortcuts };
    expect(meant(press('s'), choosing)).toEqual({ type: 'label', codeKey: 'source' });
    expect(meant(press('Escape'), choosing)).toEqual({ type: 'escape' });
    expect(meant(press('Delete'), choosing)).toBeNull();
  });

  it('moves the caret only in the text, and by sight in right-to-left texts', () => {
    expect(meant(press('ArrowLeft'), { ...READING, inText: false })).toBeNull();
    const forward = { type: 'by', unit: 'grapheme', direction: 1, extend: false };
    expect(meant(press('ArrowRight'), READING)).toEqual({ type: 'select', move: forward });
    expect(meant(press('ArrowLeft'), { ...READING, rtl: true })).toEqual({
      type: 'select',
      move: forward,
    });
  });

  it('extends by word, sentence and paragraph', () => {
    expect(meant(press('ArrowRight', { ctrlKey: true, shiftKey: true }), READING)).toMatchObject({
      move: { unit: 'word', extend: true },
    });
    expect(meant(press('ArrowDown', { ctrlKey: true }), READING)).toMatchObject({
      move: { unit: 'sentence', direction: 1, extend: false },
    });
    expect(meant(press('ArrowUp', { altKey: true, shiftKey: true }), READING)).toEqual({
      type: 'paragraph',
      direction: -1,
      extend: true,
    });
  });

  it('adds to and takes from the current annotation', () => {
    const both = { ...SELECTING, active: true };
    expect(meant(press('+', { shiftKey: true }), both)).toEqual(act('add-fragment'));
    expect(meant(press('-'), both)).toEqual(act('remove-range'));
    expect(meant(press('+'), SELECTING)).toBeNull();
  });

  it('moves boundaries by word, with Alt by character', () => {
    expect(meant(press(']'), ACTIVE)).toEqual(act('end-on'));
    expect(meant(press('{', { shiftKey: true, altKey: true }), ACTIVE)).toEqual(
      act('start-back-character'),
    );
  });

  it('is the same on layouts where a character lies elsewhere', () => {
    const altGraph = { ctrlKey: true, altKey: true, altGraph: true };
    // QWERTZ: AltGr and 8. AZERTY: the semicolon’s key with Shift; digits with Shift or without.
    expect(meant(press('[', altGraph), ACTIVE)).toEqual(act('end-back'));
    expect(meant(press('.', { shiftKey: true }), ACTIVE)).toEqual(act('end-on'));
    expect(meant(press('3', { shiftKey: true, code: 'Digit3' }), ACTIVE)).toEqual(
      act('confidence-3'),
    );
    expect(meant(press('"', { code: 'Digit3' }), ACTIVE)).toEqual(act('confidence-3'));
    // But a character that means something is that, wherever it lies.
    expect(meant(press('(', { code: 'Digit5' }), ACTIVE)).toEqual(act('previous-sentence'));
  });

  it('joins an attribution: a proposes, Enter or a confirms, 0 says absent', () => {
    expect(meant(press('a'), ACTIVE)).toEqual(act('link'));
    const previewing = { ...ACTIVE, previewing: true };
    expect(meant(press('a'), previewing)).toEqual(act('confirm-link'));
    expect(meant(press('Enter'), previewing)).toEqual(act('confirm-link'));
    expect(meant(press('0'), previewing)).toEqual(act('toggle-absent'));
    const held = press('A', { shiftKey: true });
    expect(meant(held, { ...READING, marked: 3 })).toEqual(act('link-marked'));
  });

  it('reads but does not write for a reader or in a submitted coding', () => {
    const reading = { ...SELECTING, active: true, previewing: true, marked: 2, canWrite: false };
    for (const key of ['Delete', 'x', 'c', '1', '[', '+', 'A', 'R', 'L', 's']) {
      const command = meant(press(key), { ...reading, selecting: false });
      expect(command === null || key === 's', key).toBe(true);
    }
    expect(meant(press('z', { ctrlKey: true }), reading)).toBeNull();
    expect(meant(press('j'), reading)).toEqual(act('next'));
    expect(meant(press('n'), reading)).toEqual(act('next-article'));
  });

  it('leaves the browser its own keys', () => {
    for (const key of ['r', 'f', 't', 'c', 'a']) {
      expect(meant(press(key, { ctrlKey: true }), ACTIVE), key).toBeNull();
    }
    expect(meant(press('Tab'), ACTIVE)).toBeNull();
  });

  it('obeys the person’s own keys', () => {
    const own = { delete: ['d'], next: [] };
    expect(meant(press('d'), ACTIVE, own)).toEqual(act('delete'));
    expect(meant(press('Delete'), ACTIVE, own)).toBeNull();
    expect(meant(press('j'), ACTIVE, own)).toBeNull();
    // The codes’ letters stay the codes’.
    expect(meant(press('j'), SELECTING, own)).toEqual({ type: 'label', codeKey: 'justice' });
  });
});
