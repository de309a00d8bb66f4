import { describe, expect, it } from 'vitest';
import { ACTIONS } from './catalogue';
import { chordOf, digitUnder, isChord, type KeyPress, partsOf } from './chord';
import { clashesOf, keysInForce, soundKeys, withKeys } from './rules';

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

describe('chordOf', () => {
  it('writes what the layout gives, whatever was held for it', () => {
    expect(chordOf(press('j'))).toBe('j');
    expect(chordOf(press('L', { shiftKey: true }))).toBe('L');
    // A digit of AZERTY, a bracket of QWERTZ.
    expect(chordOf(press('1', { shiftKey: true }))).toBe('1');
    expect(chordOf(press('[', { ctrlKey: true, altKey: true, altGraph: true }))).toBe('[');
    expect(chordOf(press('é'))).toBe('é');
  });

  it('writes modifiers where they say something', () => {
    expect(chordOf(press('k', { metaKey: true }))).toBe('Mod+k');
    expect(chordOf(press('Z', { ctrlKey: true, shiftKey: true }))).toBe('Mod+Shift+z');
    expect(chordOf(press(' ', { shiftKey: true }))).toBe('Shift+Space');
    expect(chordOf(press('{', { altKey: true, shiftKey: true }))).toBe('Alt+{');
    expect(chordOf(press('Shift', { shiftKey: true }))).toBeNull();
  });

  it('takes apart what it wrote', () => {
    expect(partsOf('Mod+Shift+z')).toEqual(['Mod', 'Shift', 'z']);
    expect(partsOf('Mod++')).toEqual(['Mod', '+']);
    expect(partsOf('+')).toEqual(['+']);
    expect(isChord('Alt+.')).toBe(true);
    expect(isChord('not a key')).toBe(false);
  });

  it('finds the digit under a key of AZERTY', () => {
    expect(digitUnder(press('&', { code: 'Digit1' }))).toBe('1');
    expect(digitUnder(press('&', { code: 'Digit1', shiftKey: true }))).toBeNull();
    expect(digitUnder(press('a', { code: 'KeyQ' }))).toBeNull();
  });
});

describe('clashes', () => {
  it('has none among the keys that come with the product', () => {
    for (const { id, keys } of ACTIONS) expect(clashesOf(id, keys, {}), id).toEqual([]);
  });

  it('names the action that has the key', () => {
    expect(clashesOf('delete', ['j'], {})).toEqual([
      { kind: 'action', key: 'j', actionId: 'next' },
    ]);
    expect(clashesOf('delete', ['j'], { next: ['q'] })).toEqual([]);
    expect(clashesOf('delete', ['q'], { next: ['q'] })).toEqual([
      { kind: 'action', key: 'q', actionId: 'next' },
    ]);
  });

  it('lets two actions share a key that can never mean both', () => {
    expect(clashesOf('toggle-absent', ['x'], {})).toEqual([]);
    expect(clashesOf('toggle-absent', ['Space'], {})).toHaveLength(1);
  });

  it('keeps the letters for the codes, the arrows for the caret, the browser’s for the browser', () => {
    expect(clashesOf('add-fragment', ['q'], {})).toEqual([{ kind: 'codes', key: 'q' }]);
    expect(clashesOf('delete', ['q'], {})).toEqual([]);
    expect(clashesOf('next', ['ArrowDown'], {})).toEqual([{ kind: 'kept', key: 'ArrowDown' }]);
    expect(clashesOf('next', ['Mod+f'], {})).toEqual([{ kind: 'browser', key: 'Mod+f' }]);
  });
});

describe('own keys', () => {
  it('stand over those of the product until they are given back', () => {
    const own = withKeys({}, 'next', ['q']);
    expect(keysInForce(own).get('next')).toEqual(['q']);
    expect(keysInForce(own).get('previous')).toEqual(['k']);
    expect(withKeys(own, 'next', null)).toEqual({});
  });

  it('lose what a later product has no place for', () => {
    expect(soundKeys({ 'no-such-action': ['q'], next: ['q', 'k'] })).toEqual({ next: ['q'] });
  });
});
