import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { AnnotationChange, AnnotationDto } from '@/lib/annotations/schema';
import { err, ok, type Result } from '@/lib/result/result';
import type { Command, CommandName, Transport } from '../model/command';
import { createDraftQueue, type DraftQueue } from './draft-queue';
import { type DraftStorage, memoryStorage, openDraftStorage } from './draft-storage';

vi.spyOn(console, 'warn').mockImplementation(() => undefined);

const base = (key: string) => ({ projectId: 'p', articleVersionId: 'v', idempotencyKey: key });
const create = (id: string): Command => ({
  name: 'createAnnotation',
  input: {
    ...base(`create-${id}`),
    annotationId: id,
    kind: 'span',
    codeKey: 'claim',
    fragments: [{ start: 0, end: 1 }],
  },
});
const change = (id: string, expectedNo: number, memo = 'm'): Command => ({
  name: 'changeAnnotation',
  input: { ...base(`change-${id}-${memo}`), annotationId: id, expectedNo, memo },
});

const head = (id: string, revisionNo: number) => ({ id, revisionNo }) as AnnotationDto;
const changed = (...annotations: AnnotationDto[]) =>
  ({ annotations, removedAnnotationIds: [] }) as unknown as AnnotationChange;

type Answer = (command: Command) => Promise<Result<AnnotationChange>>;

function transportOf(answer: Answer): Transport {
  const names: CommandName[] = [
    'createAnnotation',
    'changeAnnotation',
    'deleteAnnotation',
    'restoreAnnotation',
    'createAttribution',
    'changeAttribution',
    'createRelation',
    'deleteRelation',
    'undo',
    'redo',
    'submitCoding',
    'reopenCoding',
  ];
  const entries = names.map((name) => [
    name,
    (input: unknown) => answer({ name, input } as Command),
  ]);
  return Object.fromEntries(entries) as Transport;
}

function queueOn(
  storage: DraftStorage,
  answer: Answer,
  { owner = 'tab', alive = [] as string[] } = {},
): DraftQueue {
  return createDraftQueue({
    storage,
    transport: transportOf(answer),
    owner,
    isAlive: async (other) => alive.includes(other),
    sleep: () => new Promise((resolve) => setTimeout(resolve, 1)),
  });
}

let users = 0;
const freshDatabase = () => {
  users += 1;
  return `user-${users}`;
};

/** A server that keeps revisions and idempotency keys, and fails as it is told. */
function server() {
  const revisions = new Map<string, number>();
  const answers = new Map<string, AnnotationChange>();
  const applied: string[] = [];
  const answer: Answer = async (command) => {
    const { idempotencyKey } = command.input;
    const known = answers.get(idempotencyKey);
    if (known) return ok(known);
    const id = 'annotationId' in command.input ? command.input.annotationId : '';
    const now = revisions.get(id) ?? 0;
    if ('expectedNo' in command.input && command.input.expectedNo !== now) {
      return err('stale_version', 'stale', { details: { theirs: head(id, now) } });
    }
    revisions.set(id, now + 1);
    applied.push(idempotencyKey);
    const value = changed(head(id, now + 1));
    answers.set(idempotencyKey, value);
    return ok(value);
  };
  return { revisions, applied, answer };
}

describe('createDraftQueue', () => {
  it('sends in order, one at a time, and forgets what is acknowledged', async () => {
    const storage = await openDraftStorage(freshDatabase());
    let inFlight = 0;
    const { answer, applied } = server();
    const queue = queueOn(storage, async (command) => {
      inFlight += 1;
      expect(inFlight).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 1));
      inFlight -= 1;
      return answer(command);
    });
    await Promise.all([queue.enqueue(create('a')), queue.enqueue(create('b'))]);
    await queue.enqueue(change('a', 1));
    expect(queue.snapshot().waiting.length).toBeGreaterThan(0);
    await queue.settled();
    expect(applied).toEqual(['create-a', 'create-b', 'change-a-m']);
    expect(await storage.all()).toEqual([]);
    expect(queue.snapshot().waiting).toEqual([]);
  });

  it('sends once what a crash left behind, though the server had it already', async () => {
    const user = freshDatabase();
    const { answer, applied } = server();
    const crashing = queueOn(
      await openDraftStorage(user),
      async (command) => {
        await answer(command);
        // The answer is lost; the tab dies before it can try again.
        return new Promise(() => undefined);
      },
      { owner: 'dead' },
    );
    await crashing.enqueue(create('a'));
    await crashing.enqueue(change('a', 1));
    const next = queueOn(await openDraftStorage(user), answer, { owner: 'new' });
    const seen: string[] = [];
    next.onEvent((event) => seen.push(event.type));
    await next.adopt();
    await next.settled();
    expect(applied).toEqual(['create-a', 'change-a-m']);
    expect(seen).toEqual(['adopted', 'adopted', 'saved', 'saved']);
    expect(await (await openDraftStorage(user)).all()).toEqual([]);
  });

  it('leaves the drafts of a living tab alone', async () => {
    const user = freshDatabase();
    const other = queueOn(await openDraftStorage(user), () => new Promise(() => undefined), {
      owner: 'other',
    });
    await other.enqueue(create('a'));
    const { answer, applied } = server();
    const queue = queueOn(await openDraftStorage(user), answer, { alive: ['other'] });
    await queue.adopt();
    await queue.settled();
    expect(applied).toEqual([]);
  });

  it('rides out lost network and a busy server, and says so meanwhile', async () => {
    const { answer, applied } = server();
    let failures = 3;
    const queue = queueOn(memoryStorage(), async (command) => {
      failures -= 1;
      if (failures === 2) throw new TypeError('Failed to fetch');
      if (failures >= 0) return err('unavailable', 'busy');
      return answer(command);
    });
    const offline: boolean[] = [];
    queue.subscribe(() => offline.push(queue.snapshot().offline));
    await queue.enqueue(create('a'));
    await queue.settled();
    expect(offline).toContain(true);
    expect(queue.snapshot().offline).toBe(false);
    expect(applied).toEqual(['create-a']);
  });

  it('waits when signed out and goes on after signing in', async () => {
    const { answer, applied } = server();
    let signedIn = false;
    const queue = queueOn(memoryStorage(), async (command) =>
      signedIn ? answer(command) : err('not_signed_in', 'sign in'),
    );
    await queue.enqueue(create('a'));
    await queue.settled();
    expect(queue.snapshot()).toMatchObject({ signedOut: true });
    expect(queue.snapshot().waiting).toHaveLength(1);
    signedIn = true;
    queue.resume();
    await queue.settled();
    expect(applied).toEqual(['create-a']);
  });

  it('keeps both changes of a stale annotation for the person to decide, and sends the rest', async () => {
    const user = freshDatabase();
    const { answer, applied, revisions } = server();
    revisions.set('a', 5);
    const queue = queueOn(await openDraftStorage(user), answer);
    await Promise.all([
      queue.enqueue(change('a', 3, 'one')),
      queue.enqueue(change('a', 4, 'two')),
      queue.enqueue(create('b')),
    ]);
    await queue.settled();
    const { refused } = queue.snapshot();
    expect(refused.map((draft) => draft.state)).toEqual(['conflict', 'conflict']);
    expect(refused[0]?.error?.details).toEqual({ theirs: head('a', 5) });
    expect(applied).toEqual(['create-b']);
    const reloaded = queueOn(await openDraftStorage(user), answer, { owner: 'later' });
    await reloaded.adopt();
    expect(reloaded.snapshot().refused).toHaveLength(2);
    for (const draft of reloaded.snapshot().refused) await reloaded.discard(draft.seq);
    expect(await (await openDraftStorage(user)).all()).toEqual([]);
  });

  it('lets later changes stand on what the server made of the earlier ones', async () => {
    const { revisions, applied, answer } = server();
    revisions.set('a', 4);
    // The first change says nothing new: the server adds no revision and answers with number 4.
    const queue = queueOn(memoryStorage(), async (command) =>
      command.input.idempotencyKey === 'change-a-same'
        ? ok(changed(head('a', 4)))
        : answer(command),
    );
    await Promise.all([
      queue.enqueue(change('a', 4, 'same')),
      queue.enqueue(change('a', 5, 'x')),
      queue.enqueue(change('a', 6, 'y')),
    ]);
    await queue.settled();
    expect(applied).toEqual(['change-a-x', 'change-a-y']);
    expect(queue.snapshot().refused).toEqual([]);
  });

  it('loses nothing when the browser cannot store', async () => {
    const { answer, applied } = server();
    const broken: DraftStorage = {
      lasting: true,
      add: () => Promise.reject(new Error('quota')),
      put: () => Promise.reject(new Error('quota')),
      delete: () => Promise.reject(new Error('quota')),
      all: async () => [],
    };
    const queue = queueOn(broken, answer);
    await Promise.all([queue.enqueue(create('a')), queue.enqueue(create('b'))]);
    expect(queue.snapshot().lasting).toBe(false);
    await queue.settled();
    expect(applied).toEqual(['create-a', 'create-b']);
  });

  it('applies every change exactly once, in order, whatever is lost on the way', async () => {
    const plan = fc.array(fc.constantFrom('works', 'lost before', 'lost after', 'busy'), {
      maxLength: 20,
    });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 6 }), plan, async (count, faults) => {
        const { answer, applied } = server();
        const left = [...faults];
        const queue = queueOn(memoryStorage(), async (command) => {
          const fault = left.shift() ?? 'works';
          if (fault === 'lost before') throw new TypeError('network');
          if (fault === 'busy') return err('unavailable', 'busy');
          const result = await answer(command);
          if (fault === 'lost after') throw new TypeError('network');
          return result;
        });
        const keys: string[] = [];
        await queue.enqueue(create('a'));
        keys.push('create-a');
        for (let n = 1; n <= count; n += 1) {
          await queue.enqueue(change('a', n, String(n)));
          keys.push(`change-a-${n}`);
        }
        await queue.settled();
        expect(applied).toEqual(keys);
        expect(queue.snapshot().refused).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});
