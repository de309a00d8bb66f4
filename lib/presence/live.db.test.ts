import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, describe, expect, it } from 'vitest';
import { createAnnotation } from '@/lib/annotations/commands/create';
import { deleteAnnotation } from '@/lib/annotations/commands/remove';
import { createAnnotationSchema } from '@/lib/annotations/schema';
import {
  makeWorld,
  passage,
  type UserOfProject,
  unwrap,
  type World,
} from '@/lib/annotations/testing';
import { testDatabase } from '@/lib/db/testing';
import { chunksOf } from './chunks-testing';
import { getLastEvent, readDelta } from './queries';
import type { LiveDelta, LivePerson } from './schema';
import { liveStream } from './stream';

const db = await testDatabase();

interface Told {
  readonly event: string;
  readonly data: unknown;
}

/** Reads a stream as a browser would. */
class Listener {
  readonly told: Told[] = [];
  ended = false;
  private waiting: (() => void)[] = [];

  constructor(
    stream: ReadableStream<Uint8Array>,
    readonly close: () => void,
  ) {
    void this.read(stream);
  }

  private async read(stream: ReadableStream<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    let text = '';
    try {
      for await (const chunk of chunksOf(stream)) {
        text += decoder.decode(chunk, { stream: true });
        const parts = text.split('\n\n');
        text = parts.pop() ?? '';
        for (const part of parts) {
          const event = /^event: (.*)$/m.exec(part)?.[1];
          const data = /^data: (.*)$/m.exec(part)?.[1];
          if (event) this.told.push({ event, data: JSON.parse(data ?? 'null') });
        }
        this.wake();
      }
    } catch (cause) {
      if (!(cause instanceof Error && cause.name === 'AbortError')) throw cause;
    }
    this.ended = true;
    this.wake();
  }

  private wake(): void {
    for (const go of this.waiting.splice(0)) go();
  }

  /** Resolves with what `find` finds in what was told. */
  async until<T>(find: (told: readonly Told[]) => T | undefined): Promise<T> {
    const deadline = Date.now() + 20_000;
    for (;;) {
      const found = find(this.told);
      if (found !== undefined) return found;
      if (Date.now() > deadline) throw new Error(`not told: ${JSON.stringify(this.told)}`);
      await new Promise<void>((resolve) => {
        this.waiting.push(resolve);
        setTimeout(resolve, 500);
      });
    }
  }

  people(...names: string[]): Promise<true> {
    return this.until((told) => {
      const last = told.findLast(({ event }) => event === 'people')?.data as LivePerson[];
      return last?.map(({ name }) => name).join() === names.join() ? true : undefined;
    });
  }

  delta(holds: (delta: LiveDelta) => boolean): Promise<LiveDelta> {
    return this.until((told) =>
      told
        .filter(({ event }) => event === 'delta')
        .map(({ data }) => data as LiveDelta)
        .find(holds),
    );
  }
}

function watchHere(world: World, actor: UserOfProject, after: number): Listener {
  const gone = new AbortController();
  const stream = liveStream({ ...world, actor, sessionVersion: 1, after, signal: gone.signal });
  return new Listener(stream, () => gone.abort());
}

const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill();
});

/** A second process of the application on the same database. */
async function otherProcess(): Promise<
  (world: World, actor: UserOfProject, after: number) => Promise<Listener>
> {
  const script = new URL('live-testing.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, ['--import', 'tsx', script, db.appUrl], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  if (!child.stdout) throw new Error('no output');
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const port = Number(String(line).trim());
  return async (world, actor, after) => {
    const query = new URLSearchParams({
      user: actor.userId,
      project: world.projectId,
      article: world.articleId,
      version: world.articleVersionId,
      after: String(after),
    });
    const gone = new AbortController();
    const response = await fetch(`http://127.0.0.1:${port}/?${query}`, { signal: gone.signal });
    if (!response.body) throw new Error('no body');
    return new Listener(response.body, () => gone.abort());
  };
}

async function mark(world: World, actor: UserOfProject, words = 'the spokesman'): Promise<string> {
  const annotationId = uuidv7();
  unwrap(
    await createAnnotation(
      actor,
      createAnnotationSchema.parse({
        projectId: world.projectId,
        articleVersionId: world.articleVersionId,
        idempotencyKey: annotationId,
        annotationId,
        kind: 'span',
        codeKey: 'source',
        fragments: [passage(words)],
      }),
    ),
  );
  return annotationId;
}

describe('what changed since an event', () => {
  it('is told once, with what is gone, and nothing of another article', async () => {
    const world = await makeWorld(db);
    const before = unwrap(await getLastEvent(world.ben));
    const kept = await mark(world, world.ana);
    const gone = await mark(world, world.ana, 'Critics');
    unwrap(
      await deleteAnnotation(world.ana, {
        projectId: world.projectId,
        articleVersionId: world.articleVersionId,
        idempotencyKey: uuidv7(),
        annotationId: gone,
        expectedNo: 1,
      }),
    );
    const { delta } = unwrap(await readDelta(world.ben, world, before));
    expect(delta?.annotations.map(({ id }) => id)).toEqual([kept]);
    expect(delta?.gone).toEqual([{ id: gone, revisionNo: 2 }]);
    expect(delta?.codings.map(({ coderName }) => coderName)).toEqual(['Ana']);
    expect(delta?.seq).toBe(unwrap(await getLastEvent(world.ben)));
    const next = unwrap(await readDelta(world.ben, world, delta?.seq ?? 0));
    expect(next.delta).toMatchObject({ annotations: [], gone: [], codings: [] });
    const elsewhere = { ...world, articleId: uuidv7() };
    expect(unwrap(await readDelta(world.ben, elsewhere, before)).delta?.annotations).toEqual([]);
  });
});

describe('two pages of one process', () => {
  it('see each other come and go', { timeout: 60_000 }, async () => {
    const world = await makeWorld(db);
    const last = unwrap(await getLastEvent(world.ana));
    const ana = watchHere(world, world.ana, last);
    await ana.people();
    const ben = watchHere(world, world.ben, last);
    await ana.people('Ben');
    await ben.people('Ana');
    ben.close();
    await ana.people();
    ana.close();
  });
});

describe('two processes on one database', () => {
  it('tell each other who is here and what is written', { timeout: 90_000 }, async () => {
    const world = await makeWorld(db);
    const watchThere = await otherProcess();
    const ana = watchHere(world, world.ana, 0);
    await ana.people();
    const ben = await watchThere(world, world.ben, 0);
    await ana.people('Ben');
    await ben.people('Ana');

    const id = await mark(world, world.ana);
    const delta = await ben.delta(({ annotations }) => annotations.some((one) => one.id === id));
    expect(delta.annotations.find((one) => one.id === id)?.coderName).toBe('Ana');

    // A page that lost its stream comes back with the last event it knows.
    ben.close();
    await ana.people();
    const missed = await mark(world, world.ana, 'Critics');
    const again = await watchThere(world, world.ben, delta.seq);
    const caughtUp = await again.delta(({ annotations }) => annotations.length > 0);
    expect(caughtUp.annotations.map((one) => one.id)).toEqual([missed]);

    // The reader, who may write nothing, sees it all the same; and leaves when deactivated.
    const reader = await watchThere(world, world.reader, 0);
    await reader.people('Ana', 'Ben');
    await db.superPool.query('UPDATE users SET deactivated_at = now() WHERE id = $1', [
      world.reader.userId,
    ]);
    await reader.until((told) => told.find(({ event }) => event === 'ended'));
    await expect.poll(() => reader.ended, { timeout: 5_000 }).toBe(true);

    await db.superPool.query('UPDATE members SET removed_at = now() WHERE user_id = $1', [
      world.ben.userId,
    ]);
    await again.until((told) => told.find(({ event }) => event === 'ended'));
    ana.close();
    await expect.poll(() => ana.ended).toBe(true);
  });

  it('lose nothing when the listening connection is cut', { timeout: 60_000 }, async () => {
    const world = await makeWorld(db);
    const ana = watchHere(world, world.ana, 0);
    const id = await mark(world, world.ben);
    const delta = await ana.delta(({ annotations }) => annotations.some((one) => one.id === id));
    await db.superPool.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE application_name = 'sourcemark live' AND datname = current_database()`,
    );
    await expect.poll(() => ana.ended, { timeout: 10_000 }).toBe(true);
    const missed = await mark(world, world.ben, 'Critics');
    const again = watchHere(world, world.ana, delta.seq);
    await again.delta(({ annotations }) => annotations.some((one) => one.id === missed));
    const later = await mark(world, world.ben, 'The budget');
    await again.delta(({ annotations }) => annotations.some((one) => one.id === later));
    again.close();
  });

  it('tell a burst of changes in few messages', { timeout: 60_000 }, async () => {
    const world = await makeWorld(db);
    const ana = watchHere(world, world.ana, 0);
    await ana.people();
    const ids = await Promise.all(
      Array.from({ length: 30 }, () => mark(world, world.ben, 'The budget')),
    );
    await ana.until((told) => {
      const known = new Set(
        told
          .filter(({ event }) => event === 'delta')
          .flatMap(({ data }) => (data as LiveDelta).annotations.map(({ id }) => id)),
      );
      return ids.every((id) => known.has(id)) ? true : undefined;
    });
    expect(ana.told.filter(({ event }) => event === 'delta').length).toBeLessThan(ids.length);
    ana.close();
  });
});
