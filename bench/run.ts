/**
 * `npm run bench [-- name…] [--quick]`: runs the benches one after another, each against a baseline
 * in the same run, prints one table and writes bench/results/. On data and a database server of its
 * own. docs/benchmarks.md tells what each figure means.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { fromRoot } from '@/lib/db/paths';
import { addOne } from './add-one';
import { agreementBench } from './agreement';
import { bigText } from './big-text';
import { exportBench } from './export';
import { exportMemory } from './export-memory';
import { importAnnotations } from './import-annotations';
import { importArticles } from './import-articles';
import { describeMachine } from './machine';
import { openArticle } from './open-article';
import { reanchorBench } from './reanchor';
import { searchBench } from './search';
import { isReached, toTable } from './table';
import type { Bench, Measurement } from './types';
import { wirecopyBench } from './wirecopy';

const BENCHES: readonly Bench[] = [
  importArticles,
  importAnnotations,
  exportBench,
  exportMemory,
  openArticle,
  addOne,
  bigText,
  searchBench,
  agreementBench,
  reanchorBench,
  wirecopyBench,
];

async function run(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { quick: { type: 'boolean', default: false }, help: { type: 'boolean' } },
  });
  const unknown = positionals.filter((name) => !BENCHES.some((bench) => bench.name === name));
  if (values.help || unknown.length > 0) {
    for (const name of unknown) console.error(`There is no bench “${name}”.`);
    console.error('npm run bench [-- name…] [--quick]');
    for (const { name, about } of BENCHES) console.error(`  ${name.padEnd(20)} ${about}`);
    return values.help ? 0 : 2;
  }
  const chosen = BENCHES.filter(
    ({ name }) => positionals.length === 0 || positionals.includes(name),
  );
  const machine = await describeMachine();
  const startedAt = new Date();
  const measurements: Measurement[] = [];
  const failed: string[] = [];
  for (const bench of chosen) {
    const folder = await mkdtemp(path.join(tmpdir(), 'sourcemark-bench-'));
    const say = (line: string) => console.error(`${bench.name}: ${line}`);
    try {
      measurements.push(...(await bench.run({ quick: values.quick, folder, say })));
    } catch (error) {
      // One bench that breaks does not cost the others' figures; the exit code tells.
      failed.push(bench.name);
      console.error(`${bench.name} broke off:`, error);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  if (measurements.length > 0) {
    console.log(toTable(measurements));
    console.log(
      `\n${machine.summary}${values.quick ? ' · --quick: sizes too small to judge by' : ''}`,
    );
    await writeResults({ startedAt, quick: values.quick, machine, measurements, failed });
  }
  return failed.length > 0 ? 1 : 0;
}

async function writeResults(result: {
  readonly startedAt: Date;
  readonly quick: boolean;
  readonly machine: unknown;
  readonly measurements: readonly Measurement[];
  readonly failed: readonly string[];
}): Promise<void> {
  const folder = fromRoot('bench', 'results');
  await mkdir(folder, { recursive: true });
  const name = `${result.startedAt.toISOString().replaceAll(':', '-').slice(0, 19)}.json`;
  const measurements = result.measurements.map((one) => ({ ...one, reached: isReached(one) }));
  const file = path.join(folder, name);
  await writeFile(file, `${JSON.stringify({ ...result, measurements }, null, 2)}\n`);
  console.log(`Written to ${path.relative(fromRoot(), file)}`);
}

process.exitCode = await run();
