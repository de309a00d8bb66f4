import { describe, expect, it } from 'vitest';
import { commandFor, type KeyContext, type KeyPress } from './keymap';

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

describe('commandFor', () => {
  it('labels with one letter while words are selected, and commands otherwise', () => {
    expect(commandFor(press('s'), SELECTING)).toEqual({ type: 'label', codeKey: 'source' });
    expect(commandFor(press('s'), READING)).toEqual({
      type: 'select',
      move: { type: 'take', unit: 'sentence' },
    });
    expect(commandFor(press('j'), SELECTING)).toEqual({ type: 'label', codeKey: 'justice' });
    expect(commandFor(press('j'), READING)).toEqual({ type: 'next' });
  });

  it('needs no selection to choose a code from the open palette', () => {
    const choosing = { ...ACTIVE, choosing: true, shortcuts };
    expect(commandFor(press('s'), choosing)).toEqual({ type: 'label', codeKey: 'source' });
    expect(commandFor(press('Escape'), choosing)).toEqual({ type: 'escape' });
    expect(commandFor(press('Delete'), choosing)).toBeNull();
  });

  it('moves the caret only in the text, and by sight in right-to-left texts', () => {
    expect(commandFor(press('ArrowLeft'), { ...READING, inText: false })).toBeNull();
    const forward = { type: 'by', unit: 'grapheme', direction: 1, extend: false };
    expect(commandFor(press('ArrowRight'), READING)).toEqual({ type: 'select', move: forward });
    expect(commandFor(press('ArrowLeft'), { ...READING, rtl: true })).toEqual({
      type: 'select',
      move: forward,
    });
  });

  it('extends by word and by sentence', () => {
    expect(
      commandFor(press('ArrowRight', { ctrlKey: true, shiftKey: true }), READING),
    ).toMatchObject({ move: { unit: 'word', extend: true } });
    expect(commandFor(press('ArrowDown', { altKey: true }), READING)).toMatchObject({
      move: { unit: 'sentence', direction: 1, extend: false },
    });
  });

  it('adds to and takes from the current annotation', () => {
    const both = { ...SELECTING, active: true };
    expect(commandFor(press('+', { shiftKey: true }), both)).toEqual({ type: 'add-fragment' });
    expect(commandFor(press('-'), both)).toEqual({ type: 'remove-range' });
    expect(commandFor(press('+'), SELECTING)).toBeNull();
  });

  it('moves boundaries by word, with Alt by character', () => {
    expect(commandFor(press(']'), ACTIVE)).toEqual({
      type: 'boundary',
      boundary: 'end',
      direction: 1,
      unit: 'word',
    });
    expect(commandFor(press('{', { shiftKey: true, altKey: true }), ACTIVE)).toMatchObject({
      boundary: 'start',
      direction: -1,
      unit: 'grapheme',
    });
  });

  it('joins an attribution: a proposes, Enter or a confirms, 0 says absent', () => {
    expect(commandFor(press('a'), ACTIVE)).toEqual({ type: 'link' });
    const previewing = { ...ACTIVE, previewing: true };
    expect(commandFor(press('a'), previewing)).toEqual({ type: 'confirm-link' });
    expect(commandFor(press('Enter'), previewing)).toEqual({ type: 'confirm-link' });
    expect(commandFor(press('0'), previewing)).toEqual({ type: 'toggle-absent' });
    expect(commandFor(press('A', { shiftKey: true }), { ...READING, marked: 3 })).toEqual({
      type: 'link-marked',
    });
  });

  it('reads but does not write for a reader or in a submitted coding', () => {
    const reading = { ...SELECTING, active: true, previewing: true, marked: 2, canWrite: false };
    for (const key of ['Delete', 'x', 'c', '1', '[', '+', 'A', 'R', 'L']) {
      expect(commandFor(press(key), reading), key).toBeNull();
    }
    expect(commandFor(press('z', { ctrlKey: true }), reading)).toBeNull();
    expect(commandFor(press('j'), reading)).toEqual({ type: 'next' });
    expect(commandFor(press('n'), reading)).toEqual({ type: 'next-article' });
  });

  it('leaves the browser its own keys', () => {
    for (const key of ['r', 'f', 't', 'c', 'a']) {
      expect(commandFor(press(key, { ctrlKey: true }), ACTIVE), key).toBeNull();
    }
    expect(commandFor(press('Tab'), ACTIVE)).toBeNull();
  });
});
