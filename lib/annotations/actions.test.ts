import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { getActor } from '@/lib/auth/session';
import { err, ok } from '@/lib/result/result';
import * as actions from './actions';
import { createAnnotation } from './commands/create';
import type { AnnotationChange, CreateAnnotation } from './schema';

vi.mock('@/lib/auth/session', () => ({ getActor: vi.fn() }));
vi.mock('@/lib/i18n/request-locale', () => ({ requestLocale: async () => 'en' }));
vi.mock('./commands/create', () => ({ createAnnotation: vi.fn(), createAttribution: vi.fn() }));

const projectId = randomUUID();
const input: CreateAnnotation = {
  projectId,
  articleVersionId: randomUUID(),
  idempotencyKey: randomUUID(),
  annotationId: randomUUID(),
  kind: 'span',
  codeKey: 'source',
  fragments: [{ start: 0, end: 4 }],
};
const actor = { kind: 'user', userId: randomUUID(), projectId } as const;
const change = { annotations: [] } as unknown as AnnotationChange;

beforeEach(() => {
  vi.mocked(getActor).mockReset().mockResolvedValue(ok(actor));
  vi.mocked(createAnnotation).mockReset().mockResolvedValue(ok(change));
});

describe('the doors from the browser', () => {
  it('hand the parsed input to the command in the name of who is signed in', async () => {
    const given = { ...input, authorId: 'someone else', projectRole: 'admin' };
    expect(await actions.createAnnotationAction(given)).toEqual(ok(change));
    expect(createAnnotation).toHaveBeenCalledExactlyOnceWith(actor, {
      ...input,
      attributes: {},
      confidence: null,
      memo: null,
    });
  });

  it.each([
    ['nothing', undefined],
    ['a filter object for an id', { ...input, annotationId: { not: '' } }],
    ['a NUL', { ...input, memo: 'a\0b' }],
    ['half a surrogate pair', { ...input, memo: 'a\ud800b' }],
    ['a passage beyond any text', { ...input, fragments: [{ start: 0, end: 3_000_000_000 }] }],
    ['an empty passage', { ...input, fragments: [{ start: 3, end: 3 }] }],
    ['half a character', { ...input, fragments: [{ start: 0.5, end: 3 }] }],
    ['an unknown kind', { ...input, kind: 'composite' }],
    ['a key too short', { ...input, idempotencyKey: 'a' }],
  ])('refuse %s', async (_, given) => {
    const result = await actions.createAnnotationAction(given as CreateAnnotation);
    expect(result).toMatchObject({ ok: false, error: { code: 'invalid_input' } });
    expect(createAnnotation).not.toHaveBeenCalled();
  });

  it.each(Object.entries(actions))('%s is shut for who is not signed in', async (_, action) => {
    vi.mocked(getActor).mockResolvedValue(err('not_signed_in', 'Sign in.'));
    const everything = {
      ...input,
      expectedNo: 1,
      members: [],
      relationId: randomUUID(),
      typeKey: 'same_as',
      fromAnnotationId: randomUUID(),
      toAnnotationId: randomUUID(),
    };
    const call = action as (given: typeof everything) => Promise<unknown>;
    expect(await call(everything)).toMatchObject({ ok: false, error: { code: 'not_signed_in' } });
  });

  it('keep the cause of a failure to the log', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const cause = new Error('internal');
    vi.mocked(createAnnotation).mockResolvedValue(err('unavailable', 'Try again.', { cause }));
    const result = await actions.createAnnotationAction(input);
    expect(result).toEqual({
      ok: false,
      error: { code: 'unavailable', userMessage: 'Try again.' },
    });
    expect(log).toHaveBeenCalledWith('Try again.', cause);
    log.mockRestore();
  });
});
