import { inProject } from '@/lib/db/tx';
import { ok } from '@/lib/result/result';
import { findCandidates } from '@/lib/wirecopy/compare';
import { jaccardOf } from '@/lib/wirecopy/rules/kinship';
import { keysOf } from '@/lib/wirecopy/rules/minhash';
import { countShared } from '@/lib/wirecopy/rules/shingles';
import { type BenchDatabase, settle, withBenchDatabase } from './database';
import { must } from './must';
import { seeded } from './random-text';
import { grouped, median, p95, timed } from './statistics';
import type { Bench } from './types';

/** Shingles of an invented article, and of a batch that is filed at once. */
const SHINGLES = 120;
const BATCH = 2_000;
/** Planted twins, and articles that are compared with all of a sample one by one. */
const TWINS = 1_000;
const SAMPLE = 20_000;
const ROUNDS = 5;

/**
 * Twins planted among a million signatures: how many are met, and what one article's look costs
 * beside comparing its shingles with those of every article of a sample, scaled to the whole.
 */
export const wirecopyBench: Bench = {
  name: 'wirecopy',
  about: 'planted twins among 1,000,000 signatures: recall, and a look against all pairs',
  async run(context) {
    const count = context.quick ? 10_000 : 1_000_000;
    return withBenchDatabase(async (database) => {
      const random = seeded(43);
      const shingle = () => Math.floor(random() * Number.MAX_SAFE_INTEGER);
      const every = Math.floor(count / TWINS);
      const planted: { readonly id: string; readonly set: ReadonlySet<number> }[] = [];
      const sample: ReadonlySet<number>[] = [];
      const filing = await timed(async () => {
        // As a restore does it: the index is built once, when all rows are there.
        await database.owner.query('ALTER TABLE wire_keys DROP CONSTRAINT wire_keys_pkey');
        let filed: Promise<void> = Promise.resolve();
        for (let from = 0; from < count; from += BATCH) {
          const articles = Array.from({ length: Math.min(BATCH, count - from) }, (_, at) => {
            const id = idOf(from + at);
            const set = new Set(Array.from({ length: SHINGLES }, shingle));
            if ((from + at) % every === 0) planted.push({ id, set });
            if (sample.length < SAMPLE) sample.push(set);
            return { id, keys: keysOf(set) };
          });
          await filed;
          filed = file(database, articles);
          if (from % 100_000 === 0) context.say(`${grouped(from + articles.length)} filed`);
        }
        await filed;
        await database.owner.query(
          'ALTER TABLE wire_keys ADD CONSTRAINT wire_keys_pkey PRIMARY KEY (project_id, key, article_id)',
        );
      });
      context.say(`filed ${grouped(count / filing.seconds)} signatures/s`);
      await settle(database);

      const actor = { kind: 'operator', projectId: database.projectId } as const;
      const looks: number[] = [];
      let met = 0;
      let close = 0;
      for (const { id, set } of planted) {
        // Up to a ninth of the shingles of each are its own: Jaccard 0.8 and above.
        const own = Math.floor((random() * SHINGLES) / 9);
        const twin = new Set([...set].slice(own));
        while (twin.size < set.size) twin.add(shingle());
        const shared = countShared(set, twin);
        if (jaccardOf({ shared, own: set.size, other: twin.size }) < 0.8) continue;
        close += 1;
        const { value, seconds } = await timed(async () =>
          must(
            await inProject(actor, 'project.read', async (tx) =>
              ok(await findCandidates(tx, database.projectId, keysOf(twin))),
            ),
          ),
        );
        looks.push(seconds * 1000);
        if (value.includes(id)) met += 1;
      }
      const plainly: number[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        const asked = new Set(Array.from({ length: SHINGLES }, shingle));
        const { seconds } = await timed(async () => {
          for (const set of sample) countShared(asked, set);
        });
        plainly.push((seconds * 1000 * count) / sample.length);
      }
      context.say(`recall ${met} of ${close}`);
      return [
        {
          bench: this.name,
          what: `recall at Jaccard 0.8 and above, ${grouped(count)} signatures`,
          measured: `${met} met`,
          baseline: `${close} planted`,
          figure: met / close,
          goal: { is: 'at least', value: 0.95 },
        },
        {
          bench: this.name,
          what: `candidates of one article among ${grouped(count)}`,
          measured: `${median(looks).toFixed(2)} ms (p95 ${p95(looks).toFixed(2)})`,
          baseline: `${median(plainly).toFixed(1)} ms for all in memory, from a sample of ${grouped(sample.length)}`,
          figure: median(looks) / median(plainly),
          goal: { is: 'at most', value: 0.1 },
          details: { looks, plainly },
        },
        {
          bench: this.name,
          what: 'signing, filing and indexing, 120 shingles each',
          measured: `${filing.seconds.toFixed(1)} s`,
          baseline: `${grouped(count)} signatures`,
          figure: count / filing.seconds,
          unit: 'signatures/s',
        },
      ];
    });
  },
};

interface Filed {
  readonly id: string;
  readonly keys: readonly string[];
}

async function file(
  { owner, projectId }: BenchDatabase,
  articles: readonly Filed[],
): Promise<void> {
  const rows = articles.flatMap(({ id, keys }) => keys.map((key) => [key, id] as const));
  await owner.query(
    `INSERT INTO wire_keys (project_id, key, article_id)
     SELECT $1, key, id FROM unnest($2::bigint[], $3::uuid[]) AS x (key, id)`,
    [projectId, rows.map(([key]) => key), rows.map(([, id]) => id)],
  );
}

function idOf(index: number): string {
  return `00000000-0000-7000-8000-${index.toString(16).padStart(12, '0')}`;
}
