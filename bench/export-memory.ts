import path from 'node:path';
import { importSource } from '@/lib/ingest/commands';
import { openSource } from '@/lib/ingest/source';
import { createProject } from '@/lib/projects/commands';
import { writeBratFolder } from './brat-folder';
import { settle, withBenchDatabase } from './database';
import type { ExportMemory, ExportMemoryTask } from './export-memory-child';
import { inChild } from './in-child';
import { must } from './must';
import { grouped } from './statistics';
import type { Bench, BenchContext, Measurement } from './types';

const EACH = 100;
const GOAL_MIB = 100;
const FORMATS = ['csv', 'jsonl', 'parquet'] as const;

/** 1,000,000 annotation revisions out, in the memory that 100,000 take. */
export const exportMemory: Bench = {
  name: 'export-memory',
  about: 'memory of an export of 1,000,000 annotation revisions, over that of 100,000',
  async run(context) {
    const small = context.quick ? 100 : 1000;
    return withBenchDatabase(async (database) => {
      const projects = { small: database.projectId, large: '' };
      await fill(context, 'small', small, projects.small);
      projects.large = must(await createProject({ slug: 'large', name: 'Large' })).id;
      await fill(context, 'large', small * 10, projects.large);
      await settle(database);
      const measured: Measurement[] = [];
      for (const format of FORMATS) {
        const folder = path.join(context.folder, format);
        const task: ExportMemoryTask = { ...projects, appUrl: database.appUrl, format, folder };
        const result = await inChild<ExportMemory>('export-memory-child.ts', task);
        if (result.revisions !== small * 10 * EACH) throw new Error(JSON.stringify(result));
        context.say(`${format}: ${JSON.stringify(result)}`);
        measured.push({
          bench: this.name,
          what: `${grouped(result.revisions)} annotation revisions as ${format}: greatest size of the process`,
          measured: `${result.atLarge} MiB, ${result.seconds.toFixed(1)} s`,
          baseline: `${result.atSmall} MiB at a tenth of them, in the same process`,
          figure: result.atLarge - result.atSmall,
          unit: 'MiB more',
          goal: { is: 'at most', value: GOAL_MIB },
          details: { ...result },
        });
      }
      return measured;
    });
  },
};

async function fill(
  { folder, say }: BenchContext,
  name: string,
  articles: number,
  projectId: string,
): Promise<void> {
  const source = path.join(folder, name);
  await writeBratFolder(source, { articles, annotationsEach: EACH, length: 3600 });
  const actor = { kind: 'operator', projectId } as const;
  const options = { format: 'brat', sourceName: name } as const;
  must(await importSource(actor, must(await openSource(source)), options));
  say(`${grouped(articles * EACH)} annotations stored`);
}
