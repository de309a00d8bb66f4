import { describe, expect, it } from 'vitest';
import { bindingsOf, commandFor, type KeyContext } from '@/components/reader/model/keymap';
import { RESERVED_SHORTCUTS } from '@/lib/codebook/draft/problems';
import { keysInForce } from '@/lib/shortcuts/rules';

const press = (key: string) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
});
const SELECTING: KeyContext = {
  inText: true,
  selecting: true,
  choosing: false,
  active: true,
  previewing: false,
  marked: 0,
  canWrite: true,
  rtl: false,
  shortcuts: new Map(),
};

describe('shortcuts that a code cannot have', () => {
  it('move through the annotations and articles in the reader, with words selected too', () => {
    for (const [key, meaning] of Object.entries(RESERVED_SHORTCUTS)) {
      const command = commandFor(press(key), SELECTING, bindingsOf(keysInForce({})));
      expect(command, key).toEqual({ type: 'act', id: meaning.replace('_', '-') });
    }
  });
});
