import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { importSource } from '@/lib/ingest/commands';
import { openSource } from '@/lib/ingest/source';
import { catchUp } from '@/lib/search/catch-up';
import { search } from '@/lib/search/queries';
import { searchFilterSchema } from '@/lib/search/schema';
import { settle, withBenchDatabase } from './database';
import { must } from './must';
import { headline, paragraphs, seeded, TONGUE_COUNT } from './random-text';
import { grouped, median, p95, timed } from './statistics';
import type { Bench, Measurement } from './types';

/** A word of every article, and one of a handful. No language has them. */
const UBIQUITOUS = 'quorbex';
const RARE = 'zyvantil';
const RARE_EVERY = 10_000;
const TEXT_BYTES = 3600;

/** One page of a project's search, as the page asks for it: found, read, hits told, counted. */
export const searchBench: Bench = {
  name: 'search',
  about: 'full-text search over 100,000 articles: a word of every article against a rare one',
  async run(context) {
    const count = context.quick ? 3_000 : 100_000;
    const every = context.quick ? 300 : RARE_EVERY;
    const rounds = context.quick ? 5 : 25;
    const file = path.join(context.folder, 'search.jsonl');
    await pipeline(Readable.from(lines(count, every)), createWriteStream(file));
    return withBenchDatabase(async (database) => {
      const actor = { kind: 'operator', projectId: database.projectId } as const;
      const loaded = must(
        await importSource(actor, must(await openSource(file)), {
          format: 'jsonl',
          sourceName: 'search.jsonl',
        }),
      );
      if (loaded.articles.created !== count) throw new Error(JSON.stringify(loaded));
      const indexing = await timed(async () => must(await catchUp(actor, { budgetMs: 3_600_000 })));
      if (indexing.value !== 0) throw new Error(`${indexing.value} articles were not indexed`);
      context.say(`indexed ${grouped(count / indexing.seconds)} articles/s`);
      await settle(database);

      const once = async (q: string, sort: string) => {
        const filter = searchFilterSchema.parse({ q, sort });
        const { value, seconds } = await timed(async () => must(await search(actor, filter)));
        if (value.results.kind !== 'articles' || value.results.articles.length === 0) {
          throw new Error(`“${q}” found ${JSON.stringify(value.results).slice(0, 200)}`);
        }
        return seconds * 1000;
      };
      const measurements: Measurement[] = [];
      for (const sort of ['relevance', 'newest']) {
        const times: Record<string, number[]> = { [RARE]: [], [UBIQUITOUS]: [] };
        // In turns, so that both meet the same machine; the first round warms up.
        for (let round = 0; round <= rounds; round += 1) {
          for (const q of [RARE, UBIQUITOUS]) {
            const milliseconds = await once(q, sort);
            if (round > 0) times[q]?.push(milliseconds);
          }
        }
        const [rare, frequent] = [times[RARE] ?? [], times[UBIQUITOUS] ?? []];
        context.say(
          `${sort}: rare ${median(rare).toFixed(1)} ms, frequent ${median(frequent).toFixed(1)} ms`,
        );
        measurements.push({
          bench: this.name,
          what: `first page of ${grouped(count)} articles, ${sort}: a word of every article`,
          measured: `${median(frequent).toFixed(1)} ms (p95 ${p95(frequent).toFixed(1)})`,
          baseline: `${median(rare).toFixed(1)} ms (p95 ${p95(rare).toFixed(1)}) for a word of ${Math.ceil(count / every)}`,
          figure: median(frequent) / median(rare),
          goal: { is: 'at most', value: 10 },
          details: { rare, frequent },
        });
      }
      measurements.push({
        bench: this.name,
        what: 'indexing behind the import, articles of 3.6 kB',
        measured: `${indexing.seconds.toFixed(1)} s`,
        baseline: `${grouped(count)} articles`,
        figure: count / indexing.seconds,
        unit: 'articles/s',
      });
      return measurements;
    });
  },
};

function* lines(count: number, every: number): Generator<string> {
  const random = seeded(7);
  for (let index = 0; index < count; index += 1) {
    const tongue = index % TONGUE_COUNT;
    const rare = index % every === every - 1 ? ` ${RARE}` : '';
    const day = new Date(Date.UTC(2020, 0, 1 + (index % 1500), index % 24)).toISOString();
    yield `${JSON.stringify({
      id: `search-${index}`,
      title: headline(random, tongue),
      publisher: `Courier ${index % 40}`,
      published_at: day,
      text: `${paragraphs(random, tongue, TEXT_BYTES * (0.6 + random() * 0.8))}\n\n${UBIQUITOUS}${rare}.`,
    })}\n`;
  }
}
