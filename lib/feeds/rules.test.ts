import { expect, it } from 'vitest';
import { nextCheck } from './rules';

const now = new Date('2026-01-01T00:00:00Z');
const after = (...args: [number, number, (number | null)?]) =>
  (nextCheck(now, ...args).getTime() - now.getTime()) / 60_000;

it('looks again after the interval, later after failures, daily at least, and as the server asks', () => {
  expect(after(30, 0)).toBe(30);
  expect(after(30, 1)).toBe(60);
  expect(after(30, 5)).toBe(960);
  expect(after(30, 6)).toBe(1440);
  expect(after(30, 400)).toBe(1440);
  expect(after(10_080, 3)).toBe(10_080);
  expect(after(30, 0, 7200)).toBe(120);
  expect(after(30, 1, 60)).toBe(60);
  expect(after(30, 0, 1e9)).toBe(1440);
});
