import { groupBy } from '@/lib/group-by';
import { OWN_RELATION, OWN_SPAN } from '@/lib/ingest/formats/inception';
import type { ExportArticle, ExportFragment } from '@/lib/releases/schema';
import { createNamer } from '@/lib/text/file-names';
import { createOffsetMap, type OffsetMap } from '@/lib/text/offsets';
import { type CodingOf, codingsOf } from './codings';
import { countLosses, typeOf } from './plain-losses';
import { type Token, tokenise } from './tokens';
import { type FileChunk, type FormatWriter, Tally } from './writer';

/** The features of our layers, as they must stand in the INCEpTION project that reads them. */
export const TSV_SPAN_FEATURES = [
  'attributes',
  'code',
  'confidence',
  'id',
  'layer',
  'memo',
] as const;
export const TSV_RELATION_FEATURES = ['memo', 'type'] as const;

const HEADER = [
  '#FORMAT=WebAnno TSV 3.3',
  `#T_SP=${[OWN_SPAN, ...TSV_SPAN_FEATURES].join('|')}`,
  `#T_RL=${[OWN_RELATION, ...TSV_RELATION_FEATURES, `BT_${OWN_SPAN}`].join('|')}`,
  '',
  '',
].join('\n');

/**
 * WebAnno TSV 3.3 (INCEpTION user guide, appendix on formats), a file for each coder of each article.
 * Offsets are UTF-16 units. Tokens and sentences are those of Unicode's segmentation (UAX 29). A passage
 * in several pieces is one annotation a piece, which share their `id`. Every annotation has a number.
 */
export function createWebannoTsvWriter(): FormatWriter {
  const losses = new Tally();
  const normalised = new Tally();
  const namer = createNamer('article');
  return {
    *start() {},
    *article(article): Generator<FileChunk> {
      countLosses(article, losses, {
        articleMetadata: false,
        attributes: true,
        memos: true,
        relations: true,
        discontinuous: true,
      });
      const map = createOffsetMap(article.text);
      const sentences = tokenise(article);
      const codings = codingsOf(article);
      let carried = 0;
      for (const coding of codings) {
        const given = `${article.name}_${coding.coder.name}`;
        const wanted = `${article.name}_${coding.coder.name.replaceAll('_', '-')}`;
        const name = namer(wanted);
        if (name !== given) normalised.add('file_name_changed');
        const written = documentOf(article, sentences, coding, map, { losses, normalised });
        carried += written.relations;
        yield { file: `${name}.tsv`, data: written.text, last: true };
      }
      losses.add('relation_end_not_exported', article.relations.length - carried);
    },
    *finish() {},
    report: () => ({ losses: losses.toCounts(), normalised: normalised.toCounts() }),
  };
}

/** A token or a part of one, UTF-16 units; where annotations are written down. */
interface Unit {
  /** Of the token: `3-2`. */
  readonly token: string;
  readonly start: number;
  readonly end: number;
  /** Annotations that cover it, by their numbers, in the order of the numbers. */
  readonly marks: Mark[];
  /** Relations to annotations that begin here: `memo`, `type`, and from where. */
  readonly links: string[][];
}

interface Mark {
  readonly no: number;
  readonly cells: readonly string[];
}

function documentOf(
  article: ExportArticle,
  sentences: readonly (readonly Token[])[],
  { spans, relations }: CodingOf,
  map: OffsetMap,
  { losses, normalised }: { losses: Tally; normalised: Tally },
): { text: string; relations: number } {
  const tokens = sentences.flatMap((sentence, s) =>
    sentence.map((token, t) => ({
      address: `${s + 1}-${t + 1}`,
      start: map.toUtf16(token.start),
      end: map.toUtf16(token.end),
    })),
  );
  const units = new Map<string, Unit>();
  const unitAt = (token: string, start: number, end: number): Unit => {
    const key = `${start}-${end}`;
    const unit = units.get(key) ?? { token, start, end, marks: [], links: [] };
    units.set(key, unit);
    return unit;
  };
  for (const { address, start, end } of tokens) unitAt(address, start, end);
  const first = new Map<string, { readonly no: number; readonly unit: Unit }>();
  let last = 0;
  for (const one of spans) {
    for (const fragment of one.fragments) {
      const parts = partsOf(tokens, fragment, map);
      if (parts.length === 0) {
        losses.add('fragment_only_line_breaks');
        continue;
      }
      if (!endsAsGiven(parts, fragment, map)) normalised.add('blank_trimmed');
      last += 1;
      const cells = [
        Object.keys(one.attributes).length === 0 ? null : JSON.stringify(one.attributes),
        typeOf(one),
        one.confidence === null ? null : String(one.confidence),
        one.id,
        one.layer,
        one.memo,
      ].map((value) => (value === null ? '*' : escapeCell(value)));
      for (const { address, start, end } of parts) {
        const unit = unitAt(address, start, end);
        unit.marks.push({ no: last, cells });
        if (!first.has(one.id)) first.set(one.id, { no: last, unit });
      }
    }
  }
  const addresses = addressesOf([...units.values()]);
  let carried = 0;
  for (const { from, to, type, externalType, memo } of relations) {
    const [governor, dependent] = [first.get(from), first.get(to)];
    if (!governor || !dependent) continue;
    carried += 1;
    dependent.unit.links.push([
      memo === null ? '*' : escapeCell(memo),
      escapeCell(externalType ?? type),
      `${addresses.get(governor.unit)}[${governor.no}_${dependent.no}]`,
    ]);
  }
  return { text: `${HEADER}\n${bodyOf(article, sentences, addresses, map)}`, relations: carried };
}

/** The tokens that a fragment covers, cut where it begins or ends inside one. */
function partsOf(
  tokens: readonly { readonly address: string; readonly start: number; readonly end: number }[],
  fragment: ExportFragment,
  map: OffsetMap,
) {
  const [from, to] = [map.toUtf16(fragment.start), map.toUtf16(fragment.end)];
  return tokens
    .filter(({ start, end }) => end > from && start < to)
    .map(({ address, start, end }) => ({
      address,
      start: Math.max(start, from),
      end: Math.min(end, to),
    }));
}

function endsAsGiven(
  parts: readonly { readonly start: number; readonly end: number }[],
  { start, end }: ExportFragment,
  map: OffsetMap,
): boolean {
  return parts[0]?.start === map.toUtf16(start) && parts.at(-1)?.end === map.toUtf16(end);
}

/** Where each unit stands: a token by its number, `3-2`, its parts by theirs, `3-2.1`; in that order. */
function addressesOf(units: readonly Unit[]): Map<Unit, string> {
  const addresses = new Map<Unit, string>();
  for (const [token, [whole, ...parts]] of groupBy(units, (unit) => unit.token)) {
    if (whole) addresses.set(whole, token);
    const sorted = parts.toSorted((a, b) => a.start - b.start || b.end - a.end);
    for (const [index, part] of sorted.entries()) addresses.set(part, `${token}.${index + 1}`);
  }
  return addresses;
}

function bodyOf(
  { text }: ExportArticle,
  sentences: readonly (readonly Token[])[],
  addresses: ReadonlyMap<Unit, string>,
  map: OffsetMap,
): string {
  const bySentence = sentences.map((): string[] => []);
  for (const [unit, address] of addresses) {
    bySentence[Number.parseInt(address, 10) - 1]?.push(rowOf(unit, address, text));
  }
  const blocks = sentences.map((sentence, s) => {
    // To where the next one begins, so that the whole text can be put together again.
    const next = sentences[s + 1]?.[0];
    const begin = map.toUtf16(sentence[0]?.start ?? 0);
    const until = next ? map.toUtf16(next.start) : text.length;
    return `#Text=${escapeText(text.slice(begin, until))}\n${(bySentence[s] ?? []).join('')}`;
  });
  return blocks.join('\n');
}

function rowOf({ start, end, marks, links }: Unit, address: string, text: string): string {
  const spanCells = TSV_SPAN_FEATURES.map((_, at) =>
    marks.length === 0 ? '_' : marks.map(({ no, cells }) => `${cells[at]}[${no}]`).join('|'),
  );
  const linkCells = [...TSV_RELATION_FEATURES, 'from'].map((_, at) =>
    links.length === 0 ? '_' : links.map((link) => link[at]).join('|'),
  );
  const cells = [address, `${start}-${end}`, text.slice(start, end), ...spanCells, ...linkCells];
  return `${cells.join('\t')}\t\n`;
}

/** The signs that mean something in a cell have a backslash before them. */
function escapeCell(value: string): string {
  return value
    .replace(/\\|\[|\]|\||_|->|;|\*/g, (sign) => `\\${sign}`)
    .replaceAll('\t', '\\t')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r');
}

function escapeText(text: string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll('\t', '\\t')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\f', '\\f')
    .replaceAll('\b', '\\b');
}
