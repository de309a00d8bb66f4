import { validate, version } from 'uuid';
import { describe, expect, it } from 'vitest';
import { bulkId } from './bulk-ids';

describe('bulkId', () => {
  const ids = Array.from({ length: 20_000 }, bulkId);

  it('gives valid ids of version 7 that carry the time', () => {
    const [first = ''] = ids;
    expect(validate(first)).toBe(true);
    expect(version(first)).toBe(7);
    const msecs = Number.parseInt(first.slice(0, 13).replace('-', ''), 16);
    expect(Math.abs(msecs - Date.now())).toBeLessThan(60_000);
  });

  it('gives each only once, in rising order', () => {
    expect(new Set(ids).size).toBe(ids.length);
    expect([...ids].sort()).toEqual(ids);
  });
});
