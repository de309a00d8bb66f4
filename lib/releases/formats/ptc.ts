import { createNamer, safeFileName } from '@/lib/text/file-names';
import { codersOf, countLosses, typeOf } from './plain-losses';
import { type FileChunk, type FormatWriter, Tally } from './writer';

const NUMBERED = /^article(\d{1,12})$/;

/**
 * SemEval-2020 task 11: `article<ID>.txt` and, for each coder, `article<ID>.CODER.labels` with article,
 * technique, start and end, apart by tabs. Offsets are code points into the untouched text. An article
 * keeps the number that its name has; the others are counted on from 1.
 */
export function createPtcWriter(): FormatWriter {
  const losses = new Tally();
  const normalised = new Tally();
  const taken = new Set<string>();
  let next = 1;
  const numberOf = (name: string) => {
    const own = NUMBERED.exec(name)?.[1];
    if (own !== undefined && !taken.has(own)) {
      taken.add(own);
      return own;
    }
    normalised.add('file_name_changed');
    while (taken.has(String(next))) next += 1;
    taken.add(String(next));
    return String(next);
  };
  return {
    *start() {},
    *article(article): Generator<FileChunk> {
      countLosses(article, losses, {});
      const id = numberOf(article.name);
      yield { file: `article${id}.txt`, data: article.text, last: true };
      const coderName = createNamer('coder');
      for (const coder of codersOf(article)) {
        const rows = article.annotations
          .filter(({ kind, coder: who }) => kind === 'span' && who.id === coder.id)
          .flatMap((one) => one.fragments.map(({ start, end }) => ({ start, end, one })))
          .map(({ start, end, one }) => {
            const type = typeOf(one).replace(/[\t\r\n]+/g, ' ');
            if (type !== typeOf(one)) normalised.add('type_name_changed');
            return `${id}\t${type}\t${start}\t${end}\n`;
          });
        const file = `article${id}.${coderName(safeFileName(coder.name, 'coder'))}.labels`;
        yield { file, data: rows.join(''), last: true };
      }
    },
    *finish() {},
    report: () => ({ losses: losses.toCounts(), normalised: normalised.toCounts() }),
  };
}
