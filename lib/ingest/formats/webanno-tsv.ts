import { verbatim } from '@/lib/text/canonicalise';
import { createOffsetMap } from '@/lib/text/offsets';
import { type IngestLimits, type IngestRow, NO_FIELDS, rejected, type SourceFile } from '../schema';
import { CodingBuilder } from './coding-builder';
import { LINGUISTIC, NAMING_FEATURES, OWN_SPAN, shortLayerName } from './inception';
import { isJsonObject, parseUntrustedJson } from './json';
import { baseName, decodeUtf8, folderOf, readWhole, stemOf, untilFault } from './read';

/** How a file begins. */
export const WEBANNO_HEAD = '#FORMAT=WebAnno TSV 3';

/**
 * WebAnno TSV 3, as INCEpTION, WebAnno and we export it: a document of one person a file. Offsets are
 * UTF-16 units. What is marked is named by one of the features that CAS JSON goes by, or by its layer;
 * relations join annotations; chains and layers of linguistics are left out. The text is put together of
 * the sentences; between them stands what their places leave room for.
 */
export async function* readWebannoTsv(
  files: readonly SourceFile[],
  limits: IngestLimits,
): AsyncGenerator<IngestRow> {
  for (const file of files) yield* untilFault(file, readOne(file, limits));
}

async function* readOne(file: SourceFile, limits: IngestLimits): AsyncGenerator<IngestRow> {
  const refuse = (reason: string, line: number | null = null) =>
    rejected(file.path, line, 'article', reason);
  const bytes = await readWhole(file, limits.maxFileBytes);
  const text = bytes.ok ? decodeUtf8(bytes.value) : bytes;
  if (!bytes.ok || !text.ok) {
    yield refuse(text.ok ? '' : text.error.userMessage);
    return;
  }
  if (!text.value.startsWith(WEBANNO_HEAD)) {
    yield refuse(`It does not begin with “${WEBANNO_HEAD}”.`);
    return;
  }
  const document = parseDocument(text.value);
  if (typeof document === 'string') {
    yield refuse(document);
    return;
  }
  const canonical = verbatim(document.text);
  if (!canonical.ok) {
    yield refuse(canonical.error.userMessage);
    return;
  }
  const coding = new CodingBuilder({
    file: file.path,
    map: createOffsetMap(canonical.value.text),
    text: canonical.value.text,
    format: 'webannotsv',
  });
  addAll(document, coding);
  const folder = baseName(folderOf(file.path));
  const isOfPerson = /\.\w{1,5}$/.test(folder);
  // Ours are called `ARTICLE_CODER.tsv`.
  const [, article, coder] = document.isOurs
    ? (/^(.+)_([^_]+)$/.exec(stemOf(file.path)) ?? [])
    : [];
  yield* document.faults.map(({ line, reason }) => rejected(file.path, line, 'annotation', reason));
  yield* coding.rejections;
  yield {
    kind: 'article',
    format: 'webannotsv',
    file: file.path,
    line: null,
    externalId: article ?? (isOfPerson ? folder : stemOf(file.path)),
    capture: { bytes: bytes.value, mediaType: 'text/tab-separated-values', fileName: file.path },
    ...canonical.value,
    fields: NO_FIELDS,
    codings: [coding.made(coder ?? (isOfPerson ? stemOf(file.path) : null))],
  };
}

/** One layer of the header, with the places of its columns. */
interface Layer {
  readonly kind: 'span' | 'relation' | 'other';
  readonly name: string;
  readonly features: readonly string[];
  readonly from: number;
}

interface Row {
  readonly line: number;
  readonly address: string;
  readonly start: number;
  readonly end: number;
  readonly cells: readonly string[];
}

interface Document {
  readonly text: string;
  readonly layers: readonly Layer[];
  readonly rows: readonly Row[];
  readonly isOurs: boolean;
  readonly faults: readonly { readonly line: number; readonly reason: string }[];
}

/** The document, or why it is none. */
function parseDocument(content: string): Document | string {
  const layers: Layer[] = [];
  const rows: Row[] = [];
  const faults: { line: number; reason: string }[] = [];
  const sentences: { text: string; begin: number | null }[] = [];
  let columns = 0;
  let isText = false;
  for (const [index, raw] of content.split('\n').entries()) {
    const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
    const layer = /^#T_(SP|RL|CH)=(.+)$/.exec(line);
    if (layer) {
      const [name = '', ...features] = (layer[2] ?? '').split('|');
      const kind = layer[1] === 'SP' ? 'span' : layer[1] === 'RL' ? 'relation' : 'other';
      layers.push({ kind, name, features, from: columns });
      columns += Math.max(1, features.length);
    } else if (line.startsWith('#Text=')) {
      const part = unescapeText(line.slice('#Text='.length));
      const last = sentences.at(-1);
      // A sentence of several lines has several of them.
      if (isText && last) last.text += `\n${part}`;
      else sentences.push({ text: part, begin: null });
    } else if (/^\d/.test(line)) {
      const [address = '', place = '', , ...cells] = line.split('\t');
      const [, start, end] = /^(\d+)-(\d+)$/.exec(place) ?? [];
      if (start === undefined || end === undefined) {
        faults.push({ line: index + 1, reason: `“${place.slice(0, 40)}” is no place.` });
        continue;
      }
      const sentence = sentences.at(-1);
      if (sentence && sentence.begin === null) sentence.begin = Number(start);
      rows.push({ line: index + 1, address, start: Number(start), end: Number(end), cells });
    }
    isText = line.startsWith('#Text=');
  }
  const text = joinSentences(sentences);
  if (typeof text !== 'string') return text.reason;
  if (text.trim() === '') return 'It holds no text (#Text).';
  const isOurs = layers.some(({ name }) => name === OWN_SPAN);
  return { text, layers, rows, isOurs, faults };
}

function joinSentences(
  sentences: readonly { readonly text: string; readonly begin: number | null }[],
): string | { readonly reason: string } {
  let text = '';
  for (const { text: sentence, begin } of sentences) {
    const gap = (begin ?? text.length) - text.length;
    if (gap > 1_000_000) return { reason: 'Its sentences stand too far from each other.' };
    // What overlaps what stands already says the same again.
    if (gap < 0) text = text.slice(0, begin ?? 0);
    text += (gap === 1 ? ' ' : '\n'.repeat(Math.max(0, gap))) + sentence;
  }
  return text;
}

interface Grown {
  readonly layer: Layer;
  readonly values: readonly (string | null)[];
  start: number;
  end: number;
  readonly line: number;
}

function addAll({ layers, rows }: Document, coding: CodingBuilder): void {
  const grown = new Map<string, Grown>();
  for (const row of rows) {
    for (const layer of layers) {
      if (layer.kind !== 'span' || LINGUISTIC.test(layer.name)) continue;
      for (const { no, values } of marksAt(row, layer)) {
        const key = no === null ? `${layer.name} ${row.address}` : `${layer.name} [${no}]`;
        const known = grown.get(key);
        if (!known) {
          grown.set(key, { layer, values, start: row.start, end: row.end, line: row.line });
          continue;
        }
        known.start = Math.min(known.start, row.start);
        known.end = Math.max(known.end, row.end);
      }
    }
  }
  for (const [key, one] of grown) addMark(key, one, coding);
  addRelations({ layers, rows }, coding);
}

function addMark(
  key: string,
  { layer, values, start, end, line }: Grown,
  coding: CodingBuilder,
): void {
  const said = new Map(layer.features.map((name, at) => [name, values[at] ?? null]));
  const naming = NAMING_FEATURES.find((name) => said.get(name));
  const own = said.get('attributes');
  const read = own ? parseUntrustedJson(own, 8) : null;
  const isOurs = layer.name === OWN_SPAN;
  const attributes =
    read?.ok && isJsonObject(read.value)
      ? read.value
      : isOurs
        ? {}
        : Object.fromEntries(
            [...said].filter(
              ([name, value]) => value !== null && name !== naming && !/^(ROLE_|BT_)/.test(name),
            ),
          );
  const confidence = said.get('confidence');
  coding.addPiece({
    piece: key,
    id: isOurs ? (said.get('id') ?? null) : null,
    start,
    end,
    quote: null,
    type: (naming && said.get(naming)) || shortLayerName(layer.name),
    attributes,
    memo: isOurs ? (said.get('memo') ?? null) : null,
    confidence: isOurs && confidence ? Number(confidence) : null,
    line,
  });
}

/**
 * The relations that lead to a row's annotations. The last column says from where: the address of the other
 * one, and in brackets both numbers, 0 for one that has none.
 */
function addRelations(
  { layers, rows }: Pick<Document, 'layers' | 'rows'>,
  coding: CodingBuilder,
): void {
  let count = 0;
  for (const layer of layers) {
    const base = layer.features.find((name) => name.startsWith('BT_'))?.slice(3);
    if (layer.kind !== 'relation' || !base || LINGUISTIC.test(layer.name)) continue;
    const names = layer.features.filter((name) => !name.startsWith('BT_'));
    const at = layer.features.findIndex((name) => name.startsWith('BT_'));
    for (const row of rows) {
      const columns = layer.features.map((_, index) =>
        splitCell(row.cells[layer.from + index] ?? '_'),
      );
      for (const [index, source] of (columns[at] ?? []).entries()) {
        const [, address = '', from = '0', to = '0'] =
          /^([\d.-]+)(?:\[(\d+)_(\d+)\])?$/.exec(source) ?? [];
        if (address === '') continue;
        count += 1;
        const said = new Map(
          names.map((name) => {
            const cell = columns[layer.features.indexOf(name)]?.[index] ?? '*';
            return [name, cell === '*' ? null : unescapeCell(withoutNo(cell).value)];
          }),
        );
        const naming = NAMING_FEATURES.find((name) => said.get(name));
        coding.addRelation({
          id: `R${count}`,
          type: (naming && said.get(naming)) || shortLayerName(layer.name),
          from: from === '0' ? `${base} ${address}` : `${base} [${from}]`,
          to: to === '0' ? `${base} ${row.address}` : `${base} [${to}]`,
          memo: said.get('memo') ?? null,
          line: row.line,
        });
      }
    }
  }
}

/** The annotations of a layer that a row writes down; null for a feature that has no value. */
function marksAt(row: Row, layer: Layer) {
  const columns = Array.from({ length: Math.max(1, layer.features.length) }, (_, index) =>
    splitCell(row.cells[layer.from + index] ?? '_'),
  );
  const [first = []] = columns;
  return first.map((cell, index) => ({
    no: withoutNo(cell).no,
    values: columns.map((column) => {
      const { value } = withoutNo(column[index] ?? '*');
      return value === '*' ? null : unescapeCell(value);
    }),
  }));
}

/** What stands in a cell beside each other; nothing for `_`. */
function splitCell(cell: string): string[] {
  if (cell === '_') return [];
  const parts: string[] = [''];
  for (let at = 0; at < cell.length; at += 1) {
    const sign = cell[at] ?? '';
    const last = parts.length - 1;
    if (sign === '\\') {
      parts[last] += sign + (cell[at + 1] ?? '');
      at += 1;
    } else if (sign === '|') parts.push('');
    else parts[last] += sign;
  }
  return parts;
}

function withoutNo(cell: string): { readonly value: string; readonly no: string | null } {
  const at = cell.lastIndexOf('[');
  const no = cell.slice(at + 1, -1);
  const isNumbered = at >= 0 && cell.endsWith(']') && /^\d{1,9}$/.test(no);
  return isNumbered && cell[at - 1] !== '\\'
    ? { value: cell.slice(0, at), no }
    : { value: cell, no: null };
}

const ESCAPED: Readonly<Record<string, string>> = {
  t: '\t',
  n: '\n',
  r: '\r',
  f: '\f',
  b: '\b',
};

function unescapeText(text: string): string {
  return text.replace(/\\([tnrfb\\])/g, (_, sign: string) => ESCAPED[sign] ?? sign);
}

function unescapeCell(cell: string): string {
  return cell.replace(/\\(->|.)/gs, (_, sign: string) => ESCAPED[sign] ?? sign);
}
