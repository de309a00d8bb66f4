/**
 * The writers of the crash test, as a process of their own that can be killed: 20 at once mark
 * passages through the real command. Each tells on stdout, at once, what it is about to send and
 * what was acknowledged, so that the lines survive the process.
 */
import { writeSync } from 'node:fs';
import { closeConnections, connectTo } from '@/lib/db/client';
import { createAnnotation } from './commands/create';
import { marking, passage, type World } from './testing';

/** What one writer sends. */
export type Marking = ReturnType<typeof marking>;

const WRITERS = 20;

export interface WriterOrder {
  readonly appUrl: string;
  readonly world: World;
  /** What an earlier process sent without an answer: sent again, with the same keys. */
  readonly again: readonly Marking[];
  /** Ends by itself after this many new annotations for each writer. */
  readonly each: number;
}

export type WriterLine =
  | { readonly sent: Marking }
  | { readonly stored: string }
  | { readonly failed: string };

function tell(line: WriterLine): void {
  writeSync(1, `${JSON.stringify(line)}\n`);
}

async function send(world: World, input: Marking): Promise<boolean> {
  tell({ sent: input });
  try {
    const result = await createAnnotation(world.ana, input);
    if (result.ok) tell({ stored: input.annotationId });
    else tell({ failed: result.error.code });
    return result.ok;
  } catch (error) {
    tell({ failed: error instanceof Error ? error.message : String(error) });
    return false;
  }
}

async function write({ appUrl, world, again, each }: WriterOrder): Promise<void> {
  connectTo({ appUrl });
  for (const input of again) await send(world, input);
  const writer = async () => {
    for (let n = 0; n < each; n += 1) {
      if (!(await send(world, marking(world, 'source', passage('Selon'))))) return;
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, writer));
  await closeConnections();
}

if (process.send) {
  process.once('message', (order: WriterOrder) => {
    setImmediate(() => process.disconnect());
    void write(order);
  });
}
