import { type CDPSession, errors, type Page, type Response } from 'playwright';
import { loadText, type Product, withProduct } from './product';
import { median, p95 } from './statistics';
import type { Bench, Measurement } from './types';

/** What one step of the work cost the page's main thread, in milliseconds. */
interface Cost {
  /** Time in scripts, by the thread's own clock: what else the machine does is not in it. */
  readonly script: number;
  /** Time in scripts, style, layout and everything else. */
  readonly all: number;
}

interface Adding {
  readonly select: Cost;
  /** From the key until the new label is drawn and listed. */
  readonly draw: Cost;
  /** From then until the server has confirmed it. */
  readonly confirm: Cost;
  /** Tasks of more than 50 ms of wall time, from the selection to the confirmation. */
  readonly longTasks: readonly number[];
  /** Wall time from the key to the next paint, by the browser's event timing; absent below 16 ms. */
  readonly keyToPaint: number | null;
}

const LABEL_KEY = 'v';

/** Adding one annotation (selecting words, then the code's key) on a page that has 10,000. */
export const addOne: Bench = {
  name: 'add-one',
  about: 'adding one annotation among 10,000 over 500,000 characters, against one animation frame',
  async run({ quick, folder, say }) {
    const length = quick ? 50_000 : 500_000;
    const count = quick ? 1000 : 10_000;
    const rounds = quick ? 4 : 20;
    return withProduct(async (product) => {
      const text = { length, seed: 4, tongue: 0 };
      const bare = await loadText(product, folder, { ...text, annotationsEach: 0 });
      const marked = await loadText(product, folder, { ...text, annotationsEach: count });
      say('texts stored');
      const limit = await addMany(product, bare, rounds);
      const own = await addMany(product, marked, rounds);
      say(JSON.stringify({ limit: summary(limit), own: summary(own) }));
      const where = `among ${count.toLocaleString('en-GB')} over ${length.toLocaleString('en-GB')} characters`;
      return [...scripts(where, own, limit), longTasks(where, own, limit)];
    });
  },
};

const keyScript = ({ draw, confirm }: Adding) => draw.script + confirm.script;
const wholeScript = (one: Adding) => one.select.script + keyScript(one);

function scripts(where: string, own: Adding[], limit: Adding[]): Measurement[] {
  const row = (what: string, of: (one: Adding) => number, judged: boolean): Measurement => ({
    bench: 'add-one',
    what: `${what}, ${where}: script time, median of ${own.length}`,
    measured: `${median(own.map(of)).toFixed(1)} ms (p95 ${p95(own.map(of)).toFixed(1)})`,
    baseline: `${median(limit.map(of)).toFixed(1)} ms with no annotations`,
    figure: median(own.map(of)),
    unit: 'ms',
    ...(judged ? { goal: { is: 'at most', value: 16 } as const } : {}),
    details: { own, limit },
  });
  return [
    row('key until drawn', ({ draw }) => draw.script, true),
    row('key until confirmed by the server', keyScript, true),
    row('selecting and key, until confirmed', wholeScript, false),
  ];
}

function longTasks(where: string, own: Adding[], limit: Adding[]): Measurement {
  const all = own.flatMap((one) => one.longTasks);
  const free = limit.flatMap((one) => one.longTasks);
  return {
    bench: 'add-one',
    what: `long tasks (over 50 ms) while adding ${own.length}, ${where}`,
    measured: `${all.length} (longest ${Math.round(Math.max(0, ...all))} ms)`,
    baseline: `${free.length} with no annotations (longest ${Math.round(Math.max(0, ...free))} ms)`,
    figure: all.length,
    unit: 'tasks',
    goal: { is: 'at most', value: 0 },
    details: { keyToPaint: own.map(({ keyToPaint }) => keyToPaint) },
  };
}

function summary(adds: readonly Adding[]) {
  const of = (pick: (one: Adding) => number) => Number(median(adds.map(pick)).toFixed(1));
  return {
    select: [of(({ select }) => select.script), of(({ select }) => select.all)],
    draw: [of(({ draw }) => draw.script), of(({ draw }) => draw.all)],
    confirm: [of(({ confirm }) => confirm.script), of(({ confirm }) => confirm.all)],
    keyToPaint: of(({ keyToPaint }) => keyToPaint ?? 0),
    longTasks: adds.flatMap(({ longTasks }) => longTasks.map(Math.round)),
  };
}

async function addMany(product: Product, path: string, rounds: number): Promise<Adding[]> {
  const page = await product.newPage();
  try {
    await page.addInitScript(watchTasks);
    await page.goto(path);
    await page.waitForFunction(() => document.adoptedStyleSheets.length > 0);
    const session = await product.context.newCDPSession(page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    const adds: Adding[] = [];
    const warmUps = 3;
    let lost = 0;
    for (let place = 0; adds.length < rounds + warmUps; place += 1) {
      const one = await add(page, session, place);
      if (one) adds.push(one);
      else {
        lost += 1;
        await page.keyboard.press('Escape');
        if (lost > rounds / 4) throw new Error(`${lost} labels were not sent.`);
      }
    }
    // A key that did nothing is no cheap label: it is told, and another one is measured.
    if (lost > 0) console.error(`add-one: ${lost} of ${rounds} keys added nothing`);
    // The first ones compile what the others run.
    return adds.slice(warmUps);
  } finally {
    await page.close();
  }
}

/** Null when the key was pressed and nothing was sent. */
async function add(page: Page, session: CDPSession, round: number): Promise<Adding | null> {
  const place = await wordsInView(page, round);
  await quiet(page);
  await page.evaluate(() => {
    const bench = (window as Window & { bench?: { tasks: number[]; events: number[] } }).bench;
    bench?.tasks.splice(0);
    bench?.events.splice(0);
  });
  const before = await cost(session);
  await page.mouse.move(place.from, place.y);
  await page.mouse.down();
  await page.mouse.move(place.to, place.y, { steps: 4 });
  await page.mouse.up();
  await page.waitForFunction(() => document.querySelector('[data-palette]') !== null);
  await quiet(page);
  const selected = await cost(session);
  const isSent = (response: Response) => response.request().method() === 'POST';
  const reply = page.waitForResponse(isSent, { timeout: 10_000 }).catch((cause: unknown) => {
    if (cause instanceof errors.TimeoutError) return null;
    throw cause;
  });
  await page.keyboard.press(LABEL_KEY);
  // By a plain selector: a search by role walks the page, and would be counted as the page's own.
  await page.waitForFunction(() => document.querySelector('[data-palette]') === null);
  await frames(page);
  const drawn = await cost(session);
  if ((await reply) === null) return null;
  await page.waitForFunction(() => document.querySelector('[data-save-state=saved]') !== null);
  await quiet(page);
  const confirmed = await cost(session);
  const seen = await page.evaluate(
    () => (window as Window & { bench?: { tasks: number[]; events: number[] } }).bench,
  );
  return {
    select: minus(selected, before),
    draw: minus(drawn, selected),
    confirm: minus(confirmed, drawn),
    longTasks: seen?.tasks ?? [],
    keyToPaint: seen && seen.events.length > 0 ? Math.max(...seen.events) : null,
  };
}

const minus = (a: Cost, b: Cost): Cost => ({ script: a.script - b.script, all: a.all - b.all });

async function cost(session: CDPSession): Promise<Cost> {
  const { metrics } = await session.send('Performance.getMetrics');
  const ms = (name: string) => 1000 * (metrics.find((one) => one.name === name)?.value ?? 0);
  return { script: ms('ScriptDuration'), all: ms('TaskDuration') };
}

/** Two frames: one to run what was asked for, one to paint it. */
async function frames(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((resolve) =>
        requestAnimationFrame(() => requestAnimationFrame(() => resolve())),
      ),
  );
}

/** Waits until nothing has been left to do for a moment. */
async function quiet(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        requestIdleCallback(() => setTimeout(resolve, 50), { timeout: 1000 });
      }),
  );
}

/** Scrolls on to the next words of the text and answers where they stand in the window. */
async function wordsInView(
  page: Page,
  round: number,
): Promise<{ readonly y: number; readonly from: number; readonly to: number }> {
  const place = await page.evaluate(async (index) => {
    const paragraphs = document.querySelectorAll('[data-reader-text] p');
    const paragraph = paragraphs[Math.floor(paragraphs.length / 2) + index];
    paragraph?.scrollIntoView({ block: 'center' });
    // Paragraphs off screen have a guessed height until they are seen: the second look is true.
    await new Promise((resolve) => setTimeout(resolve, 150));
    paragraph?.scrollIntoView({ block: 'center' });
    await new Promise((resolve) => setTimeout(resolve, 150));
    const walker = paragraph && document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    const node = walker?.nextNode();
    if (!node) return null;
    const range = document.createRange();
    range.setStart(node, 0);
    range.setEnd(node, 18);
    const box = range.getClientRects()[0];
    return box ? { y: box.top + box.height / 2, from: box.left + 1, to: box.right - 1 } : null;
  }, round);
  if (!place) throw new Error('The text has too few paragraphs.');
  return place;
}

/** In the page: keeps the lengths of long tasks, and of keys' way to the screen. */
function watchTasks(): void {
  const bench: { tasks: number[]; events: number[] } = { tasks: [], events: [] };
  (window as Window & { bench?: typeof bench }).bench = bench;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) bench.tasks.push(duration);
  }).observe({ type: 'longtask' });
  new PerformanceObserver((list) => {
    for (const { name, duration } of list.getEntries()) {
      if (name === 'keydown') bench.events.push(duration);
    }
  }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
}
