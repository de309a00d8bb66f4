/** A child of the bench `export-memory`: exports a small project, then a large one, and tells its own size. */
import { rm } from 'node:fs/promises';
import { closeConnections, connectTo } from '@/lib/db/client';
import { exportDataset } from '@/lib/releases/commands';
import type { ExportFormat } from '@/lib/releases/schema';
import { createFolderSink } from '@/lib/releases/sink';
import { must } from './must';

export interface ExportMemoryTask {
  readonly appUrl: string;
  readonly small: string;
  readonly large: string;
  readonly format: ExportFormat;
  readonly folder: string;
}

/** Greatest resident sizes so far, in MiB, and the seconds of the large one. */
export interface ExportMemory {
  readonly atSmall: number;
  readonly atLarge: number;
  readonly seconds: number;
  readonly revisions: number;
}

const EVERYTHING = { layers: [], codes: [], coders: [], states: [] };
/** `maxRSS` is in KiB. */
const peak = () => Math.round(process.resourceUsage().maxRSS / 1024);

async function measure(task: ExportMemoryTask): Promise<ExportMemory> {
  connectTo({ appUrl: task.appUrl });
  const exported = async (projectId: string) => {
    const actor = { kind: 'operator', projectId } as const;
    const request = { format: task.format, filter: EVERYTHING };
    const made = must(await exportDataset(actor, request, createFolderSink(task.folder)));
    await rm(task.folder, { recursive: true });
    return made.counts.revisions ?? 0;
  };
  try {
    await exported(task.small);
    const atSmall = peak();
    const begun = performance.now();
    const revisions = await exported(task.large);
    return { atSmall, atLarge: peak(), seconds: (performance.now() - begun) / 1000, revisions };
  } finally {
    await closeConnections();
  }
}

process.once('message', (task) => {
  measure(task as ExportMemoryTask)
    .then((result) => process.send?.(result))
    .catch((error: unknown) => {
      console.error(error);
      process.exitCode = 1;
    })
    .finally(() => process.disconnect());
});
