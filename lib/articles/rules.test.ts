import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { likePattern, readCursor, writeCursor } from './rules';
import { QUEUE_SORTS, queueFilterSchema } from './schema';

describe('the cursor in an address', () => {
  it('comes back as it went', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.uuid(), (key, id) => {
        const cursor = { direction: 'after', segment: 0, key, id } as const;
        expect(readCursor('title', writeCursor(cursor))).toEqual(cursor);
      }),
    );
  });

  it('is the first page for anything else', () => {
    const id = '0197a1c2-0000-7000-8000-000000000000';
    const undated = writeCursor({ direction: 'before', segment: 1, key: null, id });
    expect(readCursor('newest', undated)).not.toBeNull();
    expect(readCursor('added', undated)).toBeNull();
    expect(
      readCursor('title', writeCursor({ direction: 'after', segment: 0, key: null, id })),
    ).toBeNull();
    const wrongDate = writeCursor({ direction: 'after', segment: 0, key: 'now()', id });
    expect(readCursor('newest', wrongDate)).toBeNull();
    fc.assert(
      fc.property(fc.string(), fc.constantFrom(...QUEUE_SORTS), (written, sort) => {
        expect(readCursor(sort, written)).toBeNull();
      }),
    );
  });
});

describe('the filter in an address', () => {
  it('takes what it knows and leaves the rest out', () => {
    const parse = (value: object) => queueFilterSchema.parse(value);
    expect(parse({ q: ' port ', state: 'unfinished', language: 'fr', sort: 'title' })).toEqual({
      q: 'port',
      state: 'unfinished',
      language: 'fr',
      progress: null,
      sort: 'title',
    });
    expect(
      parse({ q: { contains: 'x' }, state: 'deleted', language: "fr' OR 1=1", sort: ['id'] }),
    ).toEqual({
      q: '',
      state: null,
      language: null,
      progress: null,
      sort: 'newest',
    });
  });
});

describe('likePattern', () => {
  it('lets wildcards stand for themselves', () => {
    expect(likePattern('50%_\\')).toBe('%50\\%\\_\\\\%');
  });
});
