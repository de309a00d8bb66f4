/** The import of the crash test, as a process of its own that can be killed. */
import { closeConnections, connectTo } from '@/lib/db/client';
import { importSource } from './commands';
import { openSource } from './source';

export interface ImportOrder {
  readonly appUrl: string;
  readonly projectId: string;
  readonly path: string;
}

async function run({ appUrl, projectId, path }: ImportOrder): Promise<void> {
  connectTo({ appUrl });
  const files = await openSource(path);
  if (!files.ok) throw new Error(files.error.userMessage);
  const options = { format: 'jsonl', sourceName: 'crash', createCodes: true } as const;
  await importSource({ kind: 'operator', projectId }, files.value, options);
  await closeConnections();
}

process.once('message', (order: ImportOrder) => {
  setImmediate(() => process.disconnect());
  void run(order);
});
