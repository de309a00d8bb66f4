import type { Page } from 'playwright';
import { fromRoot } from '@/lib/db/paths';
import type { Product } from './product';

/** A stretch of the plain page's text. UTF-16 units. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** As @recogito/text-annotator takes them. */
export interface RecogitoAnnotation {
  readonly id: string;
  readonly bodies: readonly never[];
  readonly target: {
    readonly annotation: string;
    readonly selector: readonly (Place & { readonly quote: string })[];
  };
}

interface RecogitoBench {
  /** From making the annotator to the frame in which the annotations are painted. Milliseconds. */
  mount(annotations: RecogitoAnnotation[]): Promise<number>;
  /** From each call that adds one to the frame that shows it. Milliseconds. */
  add(places: Place[]): Promise<number[]>;
}

declare global {
  interface Window {
    recogitoBench: RecogitoBench;
  }
}

/**
 * The spans of a brat file as annotations of a page that shows the text's paragraphs: its text
 * content lacks the blank lines between them, and counts in UTF-16 units.
 */
export function recogitoAnnotations(text: string, standoff: string): RecogitoAnnotation[] {
  const units = unitsOf(text);
  return standoff
    .split('\n')
    .filter((line) => line.startsWith('T'))
    .map((line) => {
      const [id = '', where = ''] = line.split('\t');
      const spans = where.slice(where.indexOf(' ') + 1).split(';');
      return {
        id,
        bodies: [],
        target: {
          annotation: id,
          selector: spans.map((span) => {
            const [from = 0, to = 0] = span.split(' ').map(Number);
            const [start, end] = [units[from] ?? 0, units[to] ?? 0];
            return { start, end, quote: text.slice(from, to) };
          }),
        },
      };
    });
}

/** For each code point of the text, its UTF-16 offset in the text without blank lines. */
function unitsOf(text: string): Uint32Array {
  const points = [...text];
  const units = new Uint32Array(points.length + 1);
  let unit = 0;
  points.forEach((point, index) => {
    units[index] = unit;
    if (point !== '\n') unit += point.length;
  });
  units[points.length] = unit;
  return units;
}

/** A plain page with the text and the annotator's script, nothing annotated yet. */
export async function inPlace(product: Product, text: string): Promise<Page> {
  const page = await product.newPage();
  // A navigation, so that the context's own script runs here too.
  await page.goto('about:blank');
  await page.setContent(
    `<!doctype html><style>article{max-width:39rem;margin:auto;font:1.19rem/1.8 serif}p{white-space:pre-wrap}</style><article></article>`,
  );
  // Its script is made for bundlers, which would put the mode in.
  await page.evaluate(() =>
    Object.assign(window, { process: { env: { NODE_ENV: 'production' } } }),
  );
  await page.addScriptTag({
    path: fromRoot('node_modules/@recogito/text-annotator/dist/text-annotator.umd.js'),
  });
  await page.evaluate((paragraphs) => {
    const article = document.querySelector('article');
    for (const paragraph of paragraphs) {
      const element = document.createElement('p');
      element.textContent = paragraph;
      article?.append(element);
    }
  }, text.split('\n\n'));
  await page.evaluate(prepare);
  return page;
}

/** In the page. */
function prepare(): void {
  interface Annotator {
    setAnnotations(annotations: unknown[]): void;
    addAnnotation(annotation: unknown): void;
  }
  const { createTextAnnotator } = (
    window as unknown as {
      RecogitoJS: { createTextAnnotator(root: Element, options: object): Annotator };
    }
  ).RecogitoJS;
  const painted = () =>
    new Promise<number>((resolve) => {
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => resolve(performance.now());
        channel.port2.postMessage(null);
      });
    });
  const root = document.querySelector('article');
  if (!root) throw new Error('The page has no text.');
  const whole = root.textContent ?? '';
  let annotator: Annotator | null = null;
  window.recogitoBench = {
    async mount(annotations) {
      const began = performance.now();
      annotator = createTextAnnotator(root, { renderer: 'CSS_HIGHLIGHTS' });
      annotator.setAnnotations(annotations);
      // It draws a moment after it was told.
      let end = await painted();
      while (CSS.highlights.size === 0 && end - began < 60_000) end = await painted();
      return end - began;
    },
    async add(places) {
      const times: number[] = [];
      for (const [index, { start, end }] of places.entries()) {
        const began = performance.now();
        const id = `added-${index}`;
        const quote = whole.slice(start, end);
        annotator?.addAnnotation({
          id,
          bodies: [],
          target: { annotation: id, selector: [{ start, end, quote }] },
        });
        times.push((await painted()) - began);
      }
      return times;
    },
  };
}
