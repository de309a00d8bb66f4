import { describe, expect, it } from 'vitest';
import { FORGOTTEN_AFTER_MS, PresenceTable, readLastEventId, sseMessage } from './rules';

describe('presence', () => {
  it('counts each person once, however many pages they have open', () => {
    const table = new PresenceTable();
    expect(table.saw('a', 'c1', 'ana', 0)).toBe(true);
    expect(table.saw('a', 'c2', 'ana', 0)).toBe(false);
    expect(table.saw('a', 'c3', 'ben', 0)).toBe(true);
    expect(table.people('a')).toEqual(['ana', 'ben']);
    expect(table.left('a', 'c1', 0)).toBe(false);
    expect(table.left('a', 'c2', 0)).toBe(true);
    expect(table.left('a', 'c2', 0)).toBe(false);
    expect(table.people('a')).toEqual(['ben']);
    expect(table.people('b')).toEqual([]);
  });

  it('brings nobody back by a notice that was overtaken', () => {
    const table = new PresenceTable();
    table.saw('a', 'c1', 'ana', 0);
    expect(table.left('a', 'c1', 1)).toBe(true);
    expect(table.saw('a', 'c1', 'ana', 2)).toBe(false);
    expect(table.people('a')).toEqual([]);
    // Another page of the same person is no echo.
    expect(table.saw('a', 'c2', 'ana', 3)).toBe(true);
  });

  it('forgets within thirty seconds whoever is heard of no more', () => {
    const table = new PresenceTable();
    table.saw('a', 'c1', 'ana', 0);
    table.saw('a', 'c2', 'ben', 0);
    table.saw('a', 'c2', 'ben', 20_000);
    expect(table.forget(FORGOTTEN_AFTER_MS)).toEqual([]);
    expect(table.forget(FORGOTTEN_AFTER_MS + 1)).toEqual(['a']);
    expect(table.people('a')).toEqual(['ben']);
    expect(FORGOTTEN_AFTER_MS).toBeLessThan(30_000);
  });
});

describe('server-sent events', () => {
  it('carry any text in one data line', () => {
    const text = sseMessage('delta', { memo: 'a\nb\r\n\u2028data: x' }, 7);
    expect(text.split('\n').filter(Boolean)).toHaveLength(3);
    expect(text).toMatch(/^event: delta\nid: 7\ndata: /);
    expect(text.endsWith('\n\n')).toBe(true);
  });

  it.each([
    ['7', 7],
    ['', null],
    [null, null],
    ['-1', null],
    ['7; DROP', null],
    ['9'.repeat(40), null],
  ])('are resumed from the header %j at %j', (header, expected) => {
    expect(readLastEventId(header)).toBe(expected);
  });
});
