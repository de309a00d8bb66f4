import { describe, expect, it } from 'vitest';
import { readCheckpoint, writeCheckpoint } from './checkpoint';

const CHECKPOINT = {
  schema: 'sourcemark.checkpoint/1',
  project: { id: '01930000-0000-7000-8000-000000000001', slug: 'harbour', name: 'Harbour' },
  event: 12,
  hash: 'a'.repeat(64),
  at: '2026-11-27T09:00:00.000Z',
} as const;

describe('a checkpoint file', () => {
  it('is read as it was written', () => {
    expect(readCheckpoint(writeCheckpoint(CHECKPOINT))).toEqual({ ok: true, value: CHECKPOINT });
  });

  it('says what is wrong with another', () => {
    const read = (value: unknown) => readCheckpoint(JSON.stringify(value));
    expect(readCheckpoint('{')).toMatchObject({
      error: { userMessage: expect.stringMatching(/not JSON/) },
    });
    expect(read({ ...CHECKPOINT, hash: 'A' })).toMatchObject({
      error: { userMessage: expect.stringMatching(/: hash\./) },
    });
    expect(read([])).toMatchObject({
      error: { userMessage: expect.stringMatching(/: the file\./) },
    });
    expect(read({ ...CHECKPOINT, more: 1 }).ok).toBe(false);
  });
});
