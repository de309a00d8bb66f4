import { describe, expect, it } from 'vitest';
import {
  daysOfMonth,
  endOfWeek,
  monthTable,
  publisherTable,
  stateTable,
  weeksLeft,
  weeksUntil,
} from './rules';

describe('weeks', () => {
  it('begin on Monday in UTC, also when it is Sunday', () => {
    expect(weeksUntil(new Date('2026-11-29T23:59:59Z'), 2)).toEqual(['2026-11-16', '2026-11-23']);
    expect(weeksUntil(new Date('2026-11-30T00:00:00Z'), 2)).toEqual(['2026-11-23', '2026-11-30']);
    expect(endOfWeek('2026-12-28')).toBe('2027-01-03');
  });

  it('are left at the pace of the last four', () => {
    expect(weeksLeft(0, [0, 0, 0, 0])).toBe(0);
    expect(weeksLeft(9, [0, 0, 0, 0])).toBeNull();
    expect(weeksLeft(9, [90, 2, 4, 0, 2])).toBe(5);
    expect(weeksLeft(3, [6])).toBe(1);
  });
});

describe('months', () => {
  it('end on their last day', () => {
    expect(daysOfMonth('2024-02')).toEqual({ from: '2024-02-01', to: '2024-02-29' });
    expect(daysOfMonth('2026-12')).toEqual({ from: '2026-12-01', to: '2026-12-31' });
  });
});

describe('tables of counts', () => {
  const cells = [
    { row: 'claim', column: 'Alba Times', count: 2 },
    { row: 'claim', column: null, count: 9 },
    { row: 'cue', column: 'Bora Post', count: 5 },
  ];

  it('put the largest first and what is not said last', () => {
    const table = publisherTable(cells);
    expect(table.rows).toEqual([
      { name: 'claim', total: 11 },
      { name: 'cue', total: 5 },
    ]);
    expect(table.columns.map(({ name }) => name)).toEqual(['Bora Post', 'Alba Times', null]);
    expect(table.count('claim', null)).toBe(9);
    expect(table.count('cue', 'Alba Times')).toBe(0);
    expect(table.more).toBe(0);
  });

  it('tell how many columns they leave out', () => {
    const many = Array.from({ length: 15 }, (_, at) => ({
      row: 'claim',
      column: `2026-${String(at + 1).padStart(2, '0')}`,
      count: 1,
    }));
    const table = monthTable(many);
    expect(table.columns).toHaveLength(12);
    expect(table.columns[0]?.name).toBe('2026-15');
    expect(table.more).toBe(3);
  });

  it('keep a column for each state', () => {
    const table = stateTable(
      [{ row: 'cue', column: 'rejected', count: 1 }],
      ['accepted', 'rejected'],
    );
    expect(table.columns).toEqual([
      { name: 'accepted', total: 0 },
      { name: 'rejected', total: 1 },
    ]);
  });
});
