import { execFile } from 'node:child_process';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { fromRoot } from '@/lib/db/paths';
import { locatePostgres } from '@/lib/db/postgres-files';

export interface Machine {
  readonly summary: string;
  readonly cores: number;
  readonly processor: string;
  readonly memoryGiB: number;
  readonly node: string;
  readonly postgres: string;
  /** Of the last minute, when the run began: above the number of cores others were at work too. */
  readonly load: number;
}

/** What the figures were taken on. */
export async function describeMachine(): Promise<Machine> {
  const { native } = await locatePostgres(fromRoot('.sourcemark', 'bench'));
  const { stdout } = await promisify(execFile)(path.join(native, 'bin', 'postgres'), ['--version']);
  const machine = {
    cores: availableParallelism(),
    processor: cpus()[0]?.model ?? 'unknown',
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    postgres: stdout.trim().replace(/^postgres \(PostgreSQL\) /, ''),
    load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
  };
  const { cores, processor, memoryGiB, node, postgres, load } = machine;
  return {
    ...machine,
    summary: `${cores} cores (${processor}), ${memoryGiB} GiB · Node ${node} · PostgreSQL ${postgres} · load ${load} at the start`,
  };
}
