import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Fragment } from '@/lib/text/fragments';
import { createOffsetMap } from '@/lib/text/offsets';
import { findAttributions } from './attributions';

const shared = process.env.SOURCEMARK_SHARED ?? resolve(import.meta.dirname, '../../../../shared');
const folder = join(shared, 'corpora/polnear/train');

interface Span {
  readonly type: string;
  readonly fragments: readonly Fragment[];
}

/** The text-bound lines of a brat file; offsets are code points. */
function readSpans(ann: string): Span[] {
  return ann.split('\n').flatMap((line) => {
    const match = /^T\d+\t(\S+) ([\d ;]+)\t/.exec(line);
    if (!match?.[1] || !match[2]) return [];
    const fragments = match[2].split(';').map((pair) => {
      const [start = 0, end = 0] = pair.split(' ').map(Number);
      return { start, end };
    });
    return [{ type: match[1], fragments }];
  });
}

function overlaps(a: readonly Fragment[], b: readonly Fragment[]): boolean {
  return a.some((one) => b.some((two) => one.start < two.end && two.start < one.end));
}

/** Equal but for quotation marks, punctuation and spaces at the ends. */
function equals(text: (f: Fragment) => string, a: readonly Fragment[], b: readonly Fragment[]) {
  const plain = (fragments: readonly Fragment[]) => {
    const words = fragments
      .map(text)
      .join(' ')
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
    return `${fragments[0]?.start === undefined ? '' : ''}${words}`;
  };
  return overlaps(a, b) && plain(a) === plain(b);
}

class Score {
  private predicted = 0;
  private gold = 0;
  private right = { overlap: 0, exact: 0 };
  private found = { overlap: 0, exact: 0 };

  add(text: (f: Fragment) => string, gold: Fragment[][], predicted: Fragment[][]): void {
    this.gold += gold.length;
    this.predicted += predicted.length;
    for (const one of predicted) {
      if (gold.some((other) => overlaps(one, other))) this.right.overlap += 1;
      if (gold.some((other) => equals(text, one, other))) this.right.exact += 1;
    }
    for (const one of gold) {
      if (predicted.some((other) => overlaps(one, other))) this.found.overlap += 1;
      if (predicted.some((other) => equals(text, one, other))) this.found.exact += 1;
    }
  }

  read(how: 'overlap' | 'exact'): { precision: number; recall: number } {
    return {
      precision: this.right[how] / this.predicted,
      recall: this.found[how] / this.gold,
    };
  }

  line(name: string): string {
    const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
    const parts = (['overlap', 'exact'] as const).map((how) => {
      const { precision, recall } = this.read(how);
      return `${how}: precision ${percent(precision)}, recall ${percent(recall)}`;
    });
    return `${name}: ${this.predicted} offered, ${this.gold} annotated; ${parts.join('; ')}`;
  }
}

/** Each text once, by its first annotator. */
function files(): { text: string; spans: Span[] }[] {
  const annotations = new Map<string, string>();
  for (const name of readdirSync(join(folder, 'attributions')).sort()) {
    const key = name.replace(/_[0-9a-f]{4}\.ann$/, '');
    if (name.endsWith('.ann') && !annotations.has(key)) annotations.set(key, name);
  }
  return [...annotations].flatMap(([key, name]) => {
    const path = join(folder, 'text', `${key}.txt`);
    if (!existsSync(path)) return [];
    const spans = readSpans(readFileSync(join(folder, 'attributions', name), 'utf8'));
    return [{ text: readFileSync(path, 'utf8'), spans }];
  });
}

const available = existsSync(folder);
if (!available) console.info('PolNeAR is not here: the figures of the rules are not measured.');

describe.skipIf(!available)('the rules on PolNeAR', () => {
  it('find cues and quoted contents as decision 0017 says', { timeout: 120_000 }, () => {
    const scores = {
      cue: new Score(),
      'cue, score ≥ 0.7': new Score(),
      'quoted content': new Score(),
      content: new Score(),
      source: new Score(),
    };
    let count = 0;
    for (const { text, spans } of files()) {
      count += 1;
      const map = createOffsetMap(text);
      const slice = ({ start, end }: Fragment) => map.slice(start, Math.min(end, map.length));
      const gold = (type: string) =>
        spans.filter((span) => span.type === type).map(({ fragments }) => [...fragments]);
      const quoted = (list: Fragment[][]) =>
        list.filter((fragments) => /[“”"]/.test(fragments.map(slice).join(' ')));
      const { candidates } = findAttributions(text, 'en', 'verbatim');
      const cues = candidates.flatMap(({ cue, score }) =>
        cue ? [{ fragments: [...cue.fragments], score }] : [],
      );
      const contents = candidates.map(({ content }) => [...content.fragments]);
      scores.cue.add(
        slice,
        gold('Cue'),
        cues.map(({ fragments }) => fragments),
      );
      scores['cue, score ≥ 0.7'].add(
        slice,
        gold('Cue'),
        cues.filter(({ score }) => score >= 0.7).map(({ fragments }) => fragments),
      );
      scores['quoted content'].add(slice, quoted(gold('Content')), quoted(contents));
      scores.content.add(slice, gold('Content'), contents);
      scores.source.add(
        slice,
        gold('Source'),
        candidates.flatMap(({ source }) => (source ? [[...source.fragments]] : [])),
      );
    }
    console.info(
      [
        `${count} articles`,
        ...Object.entries(scores).map(([name, score]) => score.line(name)),
      ].join('\n'),
    );
    expect(count).toBeGreaterThan(10);
    const cue = scores.cue.read('overlap');
    const content = scores['quoted content'].read('overlap');
    expect(cue.precision).toBeGreaterThan(0.5);
    expect(content.precision).toBeGreaterThan(0.5);
    expect(content.recall).toBeGreaterThan(0.5);
  });
});
