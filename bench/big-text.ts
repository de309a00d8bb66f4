import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright';
import { loadText, type Product, withProduct } from './product';
import { inPlace, type Place, type RecogitoAnnotation, recogitoAnnotations } from './recogito';
import { median, quantileOf } from './statistics';
import type { Bench, Measurement } from './types';

/** What was seen on one kind of page. Milliseconds, and bytes of the JS heap after a collection. */
interface Seen {
  readonly mounts: number[];
  readonly frames: number[];
  readonly adds: number[];
  readonly heap: number;
}

const LABEL_KEY = 'v';
const FRAMES = 80;
const FRAME = 1000 / 60;

/**
 * 10,000 annotations on 500,000 characters: the product's page without any is the limit, and
 * @recogito/text-annotator on a plain page with the same text and spans is what one else would use.
 */
export const bigText: Bench = {
  name: 'big-text',
  about: '10,000 annotations over 500,000 characters, against none and against Recogito',
  async run({ quick, folder, say }) {
    const length = quick ? 50_000 : 500_000;
    const count = quick ? 1000 : 10_000;
    const rounds = quick ? 2 : 5;
    const adds = quick ? 6 : 20;
    return withProduct(async (product) => {
      const size = { length, seed: 5, tongue: 0 };
      const bare = await loadText(product, folder, { ...size, annotationsEach: 0 });
      const marked = await loadText(product, folder, { ...size, annotationsEach: count });
      const twice = await loadText(product, folder, {
        ...size,
        length: 2 * length,
        annotationsEach: count + 1,
      });
      const source = path.join(folder, `text-${count}`, `text-${count}-00000`);
      const text = await readFile(`${source}.txt`, 'utf8');
      const spans = recogitoAnnotations(text, await readFile(`${source}.ann`, 'utf8'));
      say('texts stored');
      const told = (name: string, seen: Seen) => {
        say(`${name}: ${JSON.stringify(brief(seen))}`);
        return seen;
      };
      const other = told('Recogito', await seeRecogito(product, text, spans, rounds, adds));
      const limit = told('limit', await seeProduct(product, bare, rounds, adds));
      const own = told('own', await seeProduct(product, marked, rounds, adds));
      const large = told('twice', await seeProduct(product, twice, Math.min(rounds, 3), 0));
      const where = `${count.toLocaleString('en-GB')} annotations, ${length.toLocaleString('en-GB')} characters`;
      return table(where, { limit, own, other, large });
    });
  },
};

const p95 = (values: readonly number[]) => quantileOf(values, 0.95);
const p98 = (values: readonly number[]) => quantileOf(values, 0.98);
const megabytes = (bytes: number) => `${(bytes / 2 ** 20).toFixed(1)} MiB`;

function brief({ mounts, frames, adds, heap }: Seen) {
  return {
    mount: median(mounts),
    scroll: [median(frames), p95(frames)],
    add: adds.length > 0 ? [median(adds), p98(adds)] : [],
    heap: megabytes(heap),
  };
}

function table(
  where: string,
  { limit, own, other, large }: Record<'limit' | 'own' | 'other' | 'large', Seen>,
): Measurement[] {
  const bench = 'big-text';
  const ms = (value: number) => `${value.toFixed(1)} ms`;
  const scrolled = ({ frames }: Seen) => `${ms(p95(frames))} (p50 ${ms(median(frames))})`;
  return [
    {
      bench,
      what: `${where}: mount to painted`,
      measured: ms(median(own.mounts)),
      baseline: `${ms(median(limit.mounts))} with no annotations`,
      figure: median(own.mounts) / median(limit.mounts),
      goal: { is: 'at most', value: 1.5 },
      details: { own: own.mounts, limit: limit.mounts },
    },
    {
      bench,
      what: `${where}: mount to painted`,
      measured: ms(median(own.mounts)),
      baseline: `${ms(median(other.mounts))} of @recogito/text-annotator on a plain page`,
      figure: median(own.mounts) / median(other.mounts),
      goal: { is: 'at most', value: 0.3 },
      details: { other: other.mounts },
    },
    {
      bench,
      what: `${where}: ${FRAMES} frames of scrolling, p95`,
      measured: scrolled(own),
      baseline: `${scrolled(limit)} with no annotations; Recogito ${scrolled(other)}`,
      figure: p95(own.frames) / p95(limit.frames),
      goal: { is: 'at most', value: 1.1 },
      details: { own: own.frames, limit: limit.frames, other: other.frames },
    },
    {
      bench,
      what: `${where}: adding one, key to painted, p98 above the limit’s`,
      measured: `${ms(p98(own.adds))} (p50 ${ms(median(own.adds))})`,
      baseline: `${ms(p98(limit.adds))} with no annotations; Recogito ${ms(p98(other.adds))}`,
      figure: p98(own.adds) - p98(limit.adds),
      unit: 'ms',
      goal: { is: 'at most', value: FRAME },
      details: { own: own.adds, limit: limit.adds, other: other.adds },
    },
    {
      bench,
      what: `${where}: JS heap`,
      measured: megabytes(own.heap),
      baseline: `${megabytes(limit.heap)} with no annotations; Recogito ${megabytes(other.heap)}`,
      figure: own.heap / limit.heap,
    },
    {
      bench,
      what: 'the same annotations over twice the characters: mount to painted; scrolling p95',
      measured: `${ms(median(large.mounts))}; ${scrolled(large)}`,
      baseline: `${ms(median(own.mounts))}; ${scrolled(own)}`,
      figure: median(large.mounts) / median(own.mounts),
    },
  ];
}

async function seeProduct(
  product: Product,
  at: string,
  rounds: number,
  adds: number,
): Promise<Seen> {
  const mounts: number[] = [];
  // The first one warms the server and the browser’s code cache.
  for (let round = -1; round < rounds; round += 1) {
    const page = await product.newPage();
    try {
      await page.goto(at, { waitUntil: 'commit' });
      const took = await mounted(page);
      if (round >= 0) mounts.push(took);
    } finally {
      await page.close();
    }
  }
  const page = await product.newPage();
  try {
    await page.goto(at);
    await mounted(page);
    const frames = await scroll(page);
    const times = adds > 0 ? await addByKey(page, adds) : [];
    return { mounts, frames, adds: times, heap: await heapOf(product, page) };
  } finally {
    await page.close();
  }
}

/** From the reader’s first line of script to the frame in which text and highlights are painted. */
async function mounted(page: Page): Promise<number> {
  const handle = await page.waitForFunction(() => {
    const [mark] = performance.getEntriesByName('reader:mount');
    const text = document.querySelector('[data-reader-text]');
    if (!mark || text?.getAttribute('aria-busy') !== 'false') return null;
    if (document.adoptedStyleSheets.length === 0) return null;
    const [painted] = performance.getEntriesByName('reader:painted');
    return painted ? painted.startTime - mark.startTime : null;
  });
  const took = await handle.jsonValue();
  if (took === null) throw new Error('The reader did not paint.');
  return took;
}

async function seeRecogito(
  product: Product,
  text: string,
  spans: readonly RecogitoAnnotation[],
  rounds: number,
  adds: number,
): Promise<Seen> {
  const mounts: number[] = [];
  let last: Page | null = null;
  try {
    for (let round = -1; round < rounds; round += 1) {
      await last?.close();
      last = await inPlace(product, text);
      const took = await last.evaluate(
        (annotations) => window.recogitoBench.mount(annotations),
        [...spans],
      );
      if (round >= 0) mounts.push(took);
    }
    if (!last) throw new Error('Nothing was measured.');
    const frames = await scroll(last);
    const places: Place[] = Array.from({ length: adds }, (_, index) => ({
      start: Math.floor(text.length / 3) + index * 200,
      end: Math.floor(text.length / 3) + index * 200 + 18,
    }));
    const times = await last.evaluate((all) => window.recogitoBench.add(all), places);
    return { mounts, frames, adds: times, heap: await heapOf(product, last) };
  } finally {
    await last?.close();
  }
}

/** Scrolls from the top by two thirds of a screen a frame; answers the time between frames. */
async function scroll(page: Page): Promise<number[]> {
  return page.evaluate(
    (count) =>
      new Promise<number[]>((resolve) => {
        const times: number[] = [];
        window.scrollTo(0, 0);
        let before = 0;
        const step = (now: number) => {
          if (before > 0) times.push(now - before);
          before = now;
          if (times.length >= count) {
            resolve(times);
            return;
          }
          window.scrollBy(0, 600);
          requestAnimationFrame(step);
        };
        requestAnimationFrame(step);
      }),
    FRAMES,
  );
}

/** Selects words by keyboard in the middle of the text and labels them, again and again. */
async function addByKey(page: Page, count: number): Promise<number[]> {
  await page.evaluate(() => {
    const state = { times: [] as number[] };
    Object.assign(window, { addBench: state });
    document.addEventListener(
      'keydown',
      (event) => {
        if (event.key !== 'v') return;
        const pressed = performance.now();
        requestAnimationFrame(() => {
          const channel = new MessageChannel();
          channel.port1.onmessage = () => state.times.push(performance.now() - pressed);
          channel.port2.postMessage(null);
        });
      },
      { capture: true },
    );
  });
  const text = page.locator('[data-reader-text]');
  await text.focus();
  await page.keyboard.press('Control+Home');
  const palette = page.getByRole('region', { name: 'Codes', exact: true });
  const warmUps = 3;
  for (let round = 0; round < count + warmUps; round += 1) {
    await page.keyboard.press('Control+ArrowRight');
    await page.keyboard.press('Control+ArrowRight');
    await page.keyboard.press('w');
    await palette.waitFor();
    await page.keyboard.press(LABEL_KEY);
    await palette.waitFor({ state: 'hidden' });
    // The answer of the server, and the list that follows, are over before the next one.
    await page.locator('[data-save-state=saved]').waitFor();
    await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
  }
  const times = await page.evaluate(
    () => (window as Window & { addBench?: { times: number[] } }).addBench?.times ?? [],
  );
  if (times.length < count) throw new Error(`Of ${count} keys ${times.length} were seen.`);
  return times.slice(warmUps);
}

async function heapOf({ context }: Product, page: Page): Promise<number> {
  const session = await context.newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return usedSize;
}
