import type { Page } from 'playwright';
import { loadText, type Product, withProduct } from './product';
import { median } from './statistics';
import type { Bench } from './types';

/** Milliseconds from the start of the navigation. */
interface Opening {
  readonly serverAnswered: number;
  readonly interactive: number;
}

/** A page of 100,000 characters: how much longer it takes to open with 2,000 annotations. */
export const openArticle: Bench = {
  name: 'open-article',
  about: 'opening 100,000 characters with 2,000 annotations, against the same with none',
  async run({ quick, folder, say }) {
    const length = quick ? 20_000 : 100_000;
    const count = quick ? 400 : 2000;
    const rounds = quick ? 3 : 15;
    return withProduct(async (product) => {
      const text = { length, seed: 3, tongue: 0 };
      const bare = await loadText(product, folder, { ...text, annotationsEach: 0 });
      const marked = await loadText(product, folder, { ...text, annotationsEach: count });
      const times = { bare: [] as Opening[], marked: [] as Opening[] };
      // In turns, so that whatever else the machine does meets both. The first two warm up.
      for (let round = -2; round < rounds; round += 1) {
        const one = { bare: await open(product, bare, 0), marked: await open(product, marked, 1) };
        if (round < 0) continue;
        times.bare.push(one.bare);
        times.marked.push(one.marked);
      }
      const of = (openings: Opening[], key: keyof Opening) => median(openings.map((o) => o[key]));
      const [with0, withAll] = [of(times.bare, 'interactive'), of(times.marked, 'interactive')];
      say(
        `server: ${of(times.bare, 'serverAnswered')} and ${of(times.marked, 'serverAnswered')} ms`,
      );
      return [
        {
          bench: this.name,
          what: `${length.toLocaleString('en-GB')} characters with ${count.toLocaleString('en-GB')} annotations, request to interactive and drawn (median of ${rounds})`,
          measured: `${Math.round(withAll)} ms (server ${Math.round(of(times.marked, 'serverAnswered'))})`,
          baseline: `${Math.round(with0)} ms with none (server ${Math.round(of(times.bare, 'serverAnswered'))})`,
          figure: withAll / with0,
          goal: { is: 'at most', value: 1.5 },
          details: { ...times },
        },
      ];
    });
  },
};

async function open(product: Product, path: string, highlights: number): Promise<Opening> {
  const page = await product.newPage();
  try {
    await page.addInitScript(watchForInteractive, highlights);
    await page.goto(path, { waitUntil: 'commit' });
    return await opening(page);
  } finally {
    await page.close();
  }
}

async function opening(page: Page): Promise<Opening> {
  const handle = await page.waitForFunction(() => {
    const seen = (window as Window & { benchInteractive?: number }).benchInteractive;
    const [navigation] = performance.getEntriesByType('navigation');
    if (seen === undefined || !(navigation instanceof PerformanceNavigationTiming)) return null;
    // The whole answer has come: it is streamed, and ends with the last piece of the page.
    return { serverAnswered: navigation.responseEnd, interactive: seen };
  });
  const found = await handle.jsonValue();
  if (!found) throw new Error('The page did not become interactive.');
  return found;
}

/**
 * In the page: notes when the reader's own effects have run (it adopts its style sheet then, and its
 * handlers are in place) and, where there are annotations, highlights are registered; then one frame
 * more, so that they are painted.
 */
function watchForInteractive(highlights: number): void {
  const look = () => {
    const alive = document.adoptedStyleSheets.length > 0;
    const drawn = highlights === 0 || (CSS.highlights?.size ?? 0) >= highlights;
    if (!alive || !drawn) {
      requestAnimationFrame(look);
      return;
    }
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => {
        (window as Window & { benchInteractive?: number }).benchInteractive = performance.now();
      };
      channel.port2.postMessage(null);
    });
  };
  requestAnimationFrame(look);
}
