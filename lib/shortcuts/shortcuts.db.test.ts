import { describe, expect, it } from 'vitest';
import { newPerson } from '@/lib/auth/people-testing';
import { run } from '@/lib/db/guards-testing';
import { testDatabase } from '@/lib/db/testing';
import { resetShortcuts, setShortcut } from './commands';
import { getOwnKeys } from './queries';

const db = await testDatabase();

describe('own keys', () => {
  it('are kept, changed, given back and reset', async () => {
    const { userId } = await newPerson();
    expect(await getOwnKeys(userId)).toEqual({});
    await setShortcut(userId, { actionId: 'next', keys: ['q'] });
    await setShortcut(userId, { actionId: 'delete', keys: [] });
    expect(await getOwnKeys(userId)).toEqual({ next: ['q'], delete: [] });
    await setShortcut(userId, { actionId: 'next', keys: null });
    expect(await getOwnKeys(userId)).toEqual({ delete: [] });
    await resetShortcuts(userId);
    expect(await getOwnKeys(userId)).toEqual({});
  });

  it('refuse a clash and name it', async () => {
    const { userId } = await newPerson();
    const refused = await setShortcut(userId, { actionId: 'next', keys: ['k'] });
    expect(refused).toMatchObject({
      ok: false,
      error: {
        code: 'conflict',
        details: [{ kind: 'action', key: 'k', actionId: 'previous' }],
      },
    });
    // The key of `next` cannot be given back while another action has it.
    await setShortcut(userId, { actionId: 'next', keys: ['q'] });
    await setShortcut(userId, { actionId: 'previous', keys: ['j'] });
    expect(await setShortcut(userId, { actionId: 'next', keys: null })).toMatchObject({
      error: { code: 'conflict' },
    });
    expect(await getOwnKeys(userId)).toEqual({ next: ['q'], previous: ['j'] });
  });

  it('let no clash through when two changes come at once', async () => {
    const { userId } = await newPerson();
    const results = await Promise.all([
      setShortcut(userId, { actionId: 'next', keys: ['q'] }),
      setShortcut(userId, { actionId: 'previous', keys: ['q'] }),
    ]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it('are seen by their owner alone', async () => {
    const [mine, theirs] = [await newPerson(), await newPerson()];
    await setShortcut(mine.userId, { actionId: 'next', keys: ['q'] });
    const seen = (userId: string) => run(db.pool, { userId }, 'SELECT user_id FROM user_shortcuts');
    expect(await seen(mine.userId)).toHaveLength(1);
    expect(await seen(theirs.userId)).toHaveLength(0);
  });
});
