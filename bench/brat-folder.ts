import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { paragraphs, seeded, TONGUE_COUNT } from './random-text';

export interface BratSize {
  readonly articles: number;
  readonly annotationsEach: number;
  /** Length of a text, in units of UTF-16. */
  readonly length: number;
  readonly seed?: number;
  /** What the files' names begin with. */
  readonly name?: string;
  /** The one language of all texts; absent, each has the next. */
  readonly tongue?: number;
}

/** Codes of the default codebook, spread evenly. */
const TYPES = ['source', 'cue', 'content', 'claim'];

/**
 * Writes a brat folder: each text with as many passages marked as asked for, spread over it, of
 * about 30 characters, overlapping as they come, one in twenty discontinuous.
 */
export async function writeBratFolder(folder: string, size: BratSize): Promise<void> {
  await mkdir(folder, { recursive: true });
  const random = seeded(size.seed ?? 2);
  for (let index = 0; index < size.articles; index += 1) {
    const text = paragraphs(random, size.tongue ?? index % TONGUE_COUNT, size.length);
    const name = path.join(folder, `${size.name ?? 'article'}-${String(index).padStart(5, '0')}`);
    await writeFile(`${name}.txt`, text);
    if (size.annotationsEach > 0) {
      await writeFile(`${name}.ann`, standoff(text, size.annotationsEach, random));
    }
  }
}

function standoff(text: string, count: number, random: () => number): string {
  const points = [...text];
  const lines: string[] = [];
  const room = points.length - 80;
  for (let index = 0; index < count; index += 1) {
    const start = Math.floor((index * room) / count);
    const end = start + 10 + Math.floor(random() * 40);
    const parts: [number, number][] = [[start, end]];
    if (index % 20 === 0) parts.push([end + 5, end + 15]);
    const quote = parts.map(([from, to]) => points.slice(from, to).join('')).join(' ');
    const range = parts.map((part) => part.join(' ')).join(';');
    const type = TYPES[index % TYPES.length] ?? 'claim';
    lines.push(`T${index + 1}\t${type} ${range}\t${quote.replaceAll(/\s/g, ' ')}`);
  }
  return `${lines.join('\n')}\n`;
}
