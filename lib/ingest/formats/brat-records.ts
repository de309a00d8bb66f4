import type { Fragment } from '@/lib/text/fragments';
import type { OffsetMap } from '@/lib/text/offsets';

/** A line that could not be read, and why. */
export interface BratProblem {
  readonly line: number;
  readonly kind: 'annotation' | 'relation' | 'attribute' | 'note' | 'file';
  readonly reason: string;
}

export interface TextBound {
  readonly id: string;
  readonly type: string;
  /** As in the file: maybe out of order, maybe touching. Code points. */
  readonly ranges: readonly Fragment[];
  readonly line: number;
  readonly usedUtf16: boolean;
}

export interface BratEvent {
  readonly id: string;
  readonly type: string;
  readonly trigger: string;
  readonly roles: readonly { readonly role: string; readonly target: string }[];
  readonly line: number;
}

export interface BratRelation {
  readonly id: string;
  readonly type: string;
  readonly from: string;
  readonly to: string;
  readonly line: number;
}

/** `A`, `M`, `#` and `N` lines: something said about another record. */
export interface BratDetail {
  readonly sort: 'attribute' | 'note' | 'normalisation';
  readonly id: string;
  readonly name: string;
  readonly target: string;
  /** Null for an attribute without a value (it is simply true). */
  readonly value: string | null;
  readonly line: number;
}

export interface BratFile {
  readonly texts: readonly TextBound[];
  readonly events: readonly BratEvent[];
  readonly relations: readonly BratRelation[];
  readonly details: readonly BratDetail[];
  readonly problems: readonly BratProblem[];
}

const TEXT_BOUND = /^(T\d+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)(?:\t(.*))?$/;
const EVENT = /^(E\d+)\t([^\s:]+):(T\d+)((?: +[^\s:]+:[TE]\d+)*) *$/;
const RELATION = /^(R\d+)\t(\S+) ([^\s:]+):([TE]\d+) ([^\s:]+):([TE]\d+)\s*$/;
const ATTRIBUTE = /^([AM]\d+)\t(\S+) ([TER]\d+)(?: (.+))?$/;
const NOTE = /^(#\d*)\t(\S+) ([TERAMN#]\d+)\t(.*)$/;
const NORMALISATION = /^(N\d+)\t(\S+) ([TE]\d+) (\S+?:\S+)(?:\t.*)?$/;
const EQUIVALENCE = /^\*\t(\S+)((?: T\d+){2,})\s*$/;
const SORT_OF_LETTER: Readonly<Record<string, BratProblem['kind']>> = {
  T: 'annotation',
  E: 'relation',
  R: 'relation',
  '*': 'relation',
  A: 'attribute',
  M: 'attribute',
  '#': 'note',
  N: 'note',
};

/**
 * Reads the lines of one `.ann` file against the text that they point into (brat's standoff format,
 * https://brat.nlplab.org/standoff.html). Each text-bound record's offsets are held against its
 * quoted text: in code points first, then in UTF-16 units. A quoted text that goes on over the next
 * lines is read to its end. What cannot be read is a problem with its line; the rest stands.
 */
export function parseBrat(ann: string, text: OffsetMap): BratFile {
  const lines = ann.split('\n').map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
  const texts: TextBound[] = [];
  const events: BratEvent[] = [];
  const relations: BratRelation[] = [];
  const details: BratDetail[] = [];
  const problems: BratProblem[] = [];
  const seen = new Set<string>();

  for (let index = 0; index < lines.length; index += 1) {
    const raw = lines[index] ?? '';
    const line = index + 1;
    if (raw.trim() === '') continue;
    const refuse = (reason: string, kind = SORT_OF_LETTER[raw.charAt(0)] ?? 'file') =>
      problems.push({ line, kind, reason });
    const id = raw.slice(0, raw.indexOf('\t'));
    if (/^[TER]\d+$/.test(id) && seen.has(id)) {
      refuse(`There is already a record ${id} in this file.`);
      continue;
    }
    const bound = TEXT_BOUND.exec(raw);
    if (bound) {
      const read = readTextBound(bound, lines, index, text);
      if (typeof read === 'string') {
        refuse(read);
        continue;
      }
      index += read.extraLines;
      seen.add(id);
      texts.push(read.record);
      continue;
    }
    const event = EVENT.exec(raw);
    if (event) {
      seen.add(id);
      events.push(readEvent(event, line));
      continue;
    }
    const relation = RELATION.exec(raw);
    if (relation) {
      const [, , type = '', first, from = '', second, to = ''] = relation;
      if (first === second) {
        refuse(`Both arguments have the role ${first}.`);
        continue;
      }
      seen.add(id);
      relations.push({ id, type, from, to, line });
      continue;
    }
    const equivalence = EQUIVALENCE.exec(raw);
    if (equivalence) {
      const [first = '', ...others] = (equivalence[2] ?? '').trim().split(' ');
      for (const [n, to] of others.entries()) {
        relations.push({
          id: `*${line}.${n + 1}`,
          type: equivalence[1] ?? '',
          from: first,
          to,
          line,
        });
      }
      continue;
    }
    const detail = readDetail(raw, line);
    if (detail) details.push(detail);
    else refuse(`The line cannot be read: “${raw.slice(0, 80)}”.`);
  }
  return { texts, events, relations, details, problems };
}

function readTextBound(
  bound: RegExpExecArray,
  lines: readonly string[],
  index: number,
  text: OffsetMap,
): { readonly record: TextBound; readonly extraLines: number } | string {
  const [, id = '', type = '', rangeText = '', quote] = bound;
  const ranges = rangeText.split(';').map((range) => {
    const [start, end] = range.split(' ').map(Number);
    return { start: start ?? 0, end: end ?? 0 };
  });
  const backwards = ranges.find(({ start, end }) => start >= end);
  if (backwards) return `The range ${backwards.start}–${backwards.end} is empty or backwards.`;
  const record = { id, type, line: index + 1 };

  const inCodePoints = quoteOf(ranges, text.length, text.slice);
  if (quote === undefined && inCodePoints !== null) {
    return { record: { ...record, ranges, usedUtf16: false }, extraLines: 0 };
  }
  const extra = matchQuote(inCodePoints, quote ?? '', lines, index);
  if (extra !== null) return { record: { ...record, ranges, usedUtf16: false }, extraLines: extra };

  const units = (start: number, end: number) =>
    text.slice(text.toCodePoint(start), text.toCodePoint(end, 'ceil'));
  const inUtf16 = quoteOf(ranges, text.utf16Length, units);
  const extraUtf16 = matchQuote(inUtf16, quote ?? '', lines, index);
  if (extraUtf16 !== null) {
    const converted = ranges.map(({ start, end }) => ({
      start: text.toCodePoint(start),
      end: text.toCodePoint(end, 'ceil'),
    }));
    return { record: { ...record, ranges: converted, usedUtf16: true }, extraLines: extraUtf16 };
  }
  if (inCodePoints === null) return `${rangeText} reaches beyond the text (0–${text.length}).`;
  return `The text at ${rangeText} is “${shorten(inCodePoints)}”, the line quotes “${shorten(quote ?? '')}”.`;
}

/** The text of the ranges in the file's order, joined by one space; null beyond the text. */
function quoteOf(
  ranges: readonly Fragment[],
  length: number,
  slice: (start: number, end: number) => string,
): string | null {
  if (ranges.some(({ end }) => end > length)) return null;
  return ranges.map(({ start, end }) => slice(start, end)).join(' ');
}

/**
 * How many further lines belong to the quote; null when it is not the text. brat writes a line
 * break inside a quote as a space; older files hold the break itself, and spill over.
 */
function matchQuote(
  expected: string | null,
  quote: string,
  lines: readonly string[],
  index: number,
): number | null {
  if (expected === null) return null;
  const oneLine = (value: string) => value.replace(/\r?\n/g, ' ').trimEnd();
  if (oneLine(expected) === quote.trimEnd()) return 0;
  const breaks = expected.split('\n').length - 1;
  if (breaks === 0) return null;
  const spilt = [quote, ...lines.slice(index + 1, index + 1 + breaks)].join('\n');
  return oneLine(spilt) === oneLine(expected) ? breaks : null;
}

function readEvent(event: RegExpExecArray, line: number): BratEvent {
  const [, id = '', type = '', trigger = '', roleText = ''] = event;
  const roles = roleText
    .split(' ')
    .filter(Boolean)
    .map((pair) => {
      const colon = pair.indexOf(':');
      return { role: pair.slice(0, colon), target: pair.slice(colon + 1) };
    });
  return { id, type, trigger, roles, line };
}

function readDetail(raw: string, line: number): BratDetail | null {
  const attribute = ATTRIBUTE.exec(raw);
  if (attribute) {
    const [, id = '', name = '', target = '', value = null] = attribute;
    return { sort: 'attribute', id, name, target, value, line };
  }
  const note = NOTE.exec(raw);
  if (note) {
    const [, id = '', name = '', target = '', value = ''] = note;
    return { sort: 'note', id, name, target, value, line };
  }
  const normalisation = NORMALISATION.exec(raw);
  if (normalisation) {
    const [, id = '', name = '', target = '', value = ''] = normalisation;
    return { sort: 'normalisation', id, name, target, value, line };
  }
  return null;
}

function shorten(text: string): string {
  return text.length <= 120 ? text : `${text.slice(0, 119)}…`;
}
