import type { ExportAnnotation, ExportArticle, ExportRelation } from '@/lib/releases/schema';
import { createNamer, safeFileName } from '@/lib/text/file-names';
import { normaliseFragments, sameFragments } from '@/lib/text/fragments';
import { createOffsetMap } from '@/lib/text/offsets';
import { type BratTypes, createBratTypes } from './brat-conf';
import {
  bratOffsets,
  createIds,
  createRoleNamer,
  isBratName,
  noteText,
  splitAtLineBreaks,
  splitAttributes,
} from './brat-lines';
import { annotationText, type FileChunk, type FormatWriter, Tally } from './writer';

export const CONF_FILE = 'annotation.conf';

/**
 * brat standoff: `NAME.txt`, `NAME_CODER.ann` for each coder's coding, and `annotation.conf`. Offsets
 * are code points. Records keep the ids that they had in a brat file where those are free. A
 * composite becomes an event; events from one trigger share it again.
 */
export function createBratWriter(): FormatWriter {
  const losses = new Tally();
  const normalised = new Tally();
  const types = createBratTypes(normalised);
  const articleName = createNamer('article');
  return {
    *start() {},
    *article(article): Generator<FileChunk> {
      const name = articleName(article.name);
      if (name !== article.name) normalised.add('file_name_changed');
      losses.add('article_metadata');
      yield { file: `${name}.txt`, data: article.text, last: true };
      const coderName = createNamer('coder');
      const fileOf = new Map<string, string>();
      for (const coder of codersOf(article)) {
        const safe = coderName(withoutUnderscore(coder.name));
        if (safe !== coder.name) normalised.add('file_name_changed');
        const { data, records } = annFile(article, coder.id, { losses, normalised, types });
        for (const id of records.keys()) fileOf.set(id, safe);
        yield { file: `${name}_${safe}.ann`, data, last: true };
      }
      countAcross(article, fileOf, losses);
      for (const { revision } of article.annotations) losses.add('earlier_revisions', revision - 1);
    },
    *finish(): Generator<FileChunk> {
      yield { file: CONF_FILE, data: types.conf(), last: true };
    },
    report: () => ({ losses: losses.toCounts(), normalised: normalised.toCounts() }),
  };
}

/** The last underscore of `NAME_CODER` parts the two, so a coder's name may not hold one. */
function withoutUnderscore(name: string): string {
  return safeFileName(name, 'coder').replaceAll('_', '-');
}

interface Context {
  readonly losses: Tally;
  readonly normalised: Tally;
  readonly types: BratTypes;
}

/** Everyone with a coding or an annotation, in the order of the codings. */
function codersOf(article: ExportArticle): { id: string; name: string }[] {
  const coders = new Map<string, string>();
  for (const { coder } of article.codings) coders.set(coder.id, coder.name);
  for (const { coder } of article.annotations) coders.set(coder.id, coder.name);
  return [...coders].map(([id, name]) => ({ id, name }));
}

function annFile(
  article: ExportArticle,
  coderId: string,
  context: Context,
): { readonly data: string; readonly records: ReadonlyMap<string, string> } {
  const { losses, normalised, types } = context;
  const own = article.annotations.filter(({ coder }) => coder.id === coderId);
  const spans = own.filter(({ kind }) => kind === 'span');
  const composites = own.filter(({ kind }) => kind === 'composite');
  losses.add('article_label', own.length - spans.length - composites.length);

  const wanted = (one: ExportAnnotation) => (fromBrat(one) ? (one.externalRef?.id ?? null) : null);
  const wantedTrigger = (one: ExportAnnotation) =>
    fromBrat(one) ? (one.externalRef?.trigger ?? null) : null;
  const textIds = createIds('T', [...spans.map(wanted), ...composites.map(wantedTrigger)]);
  const eventIds = createIds('E', composites.map(wanted));
  const textLines: string[] = [];
  /** Text-bound records that an event of the same file may share as its trigger. */
  const triggers = new Map<string, string>();
  /** Annotation id → its record's id in this file. */
  const records = new Map<string, string>();
  const written: { one: ExportAnnotation; record: string }[] = [];

  const map = createOffsetMap(article.text);
  /** The file's own ranges, in its order, as long as they still mean the same fragments. */
  const asInFile = (one: ExportAnnotation): ExportAnnotation['fragments'] => {
    const ranges = fromBrat(one) ? one.externalRef?.ranges : null;
    if (!ranges || !sameFragments(normaliseFragments(ranges), one.fragments)) return one.fragments;
    return ranges.map(({ start, end }) => ({ start, end, quote: map.slice(start, end) }));
  };
  const textBound = (
    one: ExportAnnotation,
    type: string,
    id: string | null,
    fragments: ExportAnnotation['fragments'],
  ): string | null => {
    const pieces = splitAtLineBreaks(fragments, normalised);
    if (pieces.length === 0) {
      losses.add(one.kind === 'span' ? 'fragment_only_line_breaks' : 'composite_without_text');
      return null;
    }
    const record = textIds.take(id);
    textLines.push(`${record}\t${type} ${bratOffsets(pieces)}\t${annotationText(pieces)}\n`);
    return record;
  };

  for (const one of spans) {
    const type = types.typeName(one.layer, one.code, one.externalType);
    const record = textBound(one, type, wanted(one), asInFile(one));
    if (record === null) continue;
    types.entity(type);
    if (record === wanted(one)) triggers.set(triggerKey(record, type, asInFile(one)), record);
    records.set(one.id, record);
    written.push({ one, record });
  }

  const byId = new Map(own.map((one) => [one.id, one]));
  const events: { one: ExportAnnotation; type: string; record: string; trigger: string }[] = [];
  for (const one of composites) {
    const type = types.typeName(one.layer, one.code, one.externalType);
    let fragments = asInFile(one);
    if (fragments.length === 0) {
      fragments = anchorOf(one, byId);
      if (fragments.length > 0) normalised.add('trigger_from_member');
    }
    const key = triggerKey(wantedTrigger(one), type, fragments);
    const shared = wantedTrigger(one) === null ? undefined : triggers.get(key);
    const trigger = shared ?? textBound(one, type, wantedTrigger(one), fragments);
    if (trigger === null) continue;
    triggers.set(key, trigger);
    const record = eventIds.take(wanted(one));
    records.set(one.id, record);
    written.push({ one, record });
    events.push({ one, type, record, trigger });
  }

  const eventLines = events.map(({ one, type, record, trigger }) => {
    const members: { role: string; ref: string | null; target: string }[] = [];
    for (const { role, annotationId } of one.members) {
      const target = records.get(annotationId);
      const member = byId.get(annotationId);
      if (target === undefined || !member) losses.add('member_not_exported');
      else members.push({ role, ref: wanted(member), target });
    }
    const args = argumentsOf(one, members);
    types.event(
      type,
      args.map(([role]) => role),
    );
    return `${record}\t${type}:${trigger}${args.map(([role, id]) => ` ${role}:${id}`).join('')}\n`;
  });

  const relationLines = relationsOf(article, records, context);
  const lines = [...textLines, ...eventLines, ...relationLines, ...details(written, context)];
  return { data: lines.join(''), records };
}

/**
 * An event's arguments. One that came from a file and still joins the same records keeps the roles
 * and the order that it had there; else roles are named and numbered as brat does.
 */
function argumentsOf(
  event: ExportAnnotation,
  members: readonly { role: string; ref: string | null; target: string }[],
): (readonly [role: string, id: string])[] {
  const inFile = event.externalRef?.roles.map((pair) => pair.split(':') as [string, string]) ?? [];
  const kept = inFile.flatMap(([role, ref]) => {
    const member = members.find((one) => one.ref === ref);
    return member ? [[role, member.target] as const] : [];
  });
  const untouched =
    fromBrat(event) &&
    event.revision === 1 &&
    kept.length === members.length &&
    new Set(kept.map(([, target]) => target)).size === kept.length &&
    new Set(kept.map(([role]) => role)).size === kept.length &&
    kept.every(([role]) => isBratName(role));
  if (untouched) return kept;
  const roleName = createRoleNamer();
  return members.map(({ role, target }) => [roleName(role), target] as const);
}

function triggerKey(
  id: string | null,
  type: string,
  fragments: ExportAnnotation['fragments'],
): string {
  return `${id} ${type} ${bratOffsets(fragments)}`;
}

/** A composite without text of its own stands at its first cue, else content, else any member. */
function anchorOf(
  composite: ExportAnnotation,
  byId: ReadonlyMap<string, ExportAnnotation>,
): ExportAnnotation['fragments'] {
  for (const wanted of ['cue', 'content', null]) {
    for (const { role, annotationId } of composite.members) {
      const fragments = byId.get(annotationId)?.fragments ?? [];
      if ((wanted === null || role === wanted) && fragments.length > 0) return fragments;
    }
  }
  return [];
}

function relationsOf(
  article: ExportArticle,
  records: ReadonlyMap<string, string>,
  { losses, types }: Context,
): string[] {
  const here = article.relations.filter((one) => records.has(one.from) && records.has(one.to));
  const wanted = (one: ExportRelation) =>
    one.externalRef?.format === 'brat' ? one.externalRef.id : null;
  const ids = createIds('R', here.map(wanted));
  const lines = new Map<string, string>();
  for (const one of here) {
    const type = types.relationName(one.type, one.externalType);
    types.relation(type);
    if (one.memo !== null || Object.keys(one.attributes).length > 0) losses.add('relation_memo');
    const [from, to] = [records.get(one.from), records.get(one.to)];
    const set = wanted(one)?.startsWith('*') ? wanted(one)?.split('.')[0] : undefined;
    if (set === undefined) {
      const id = ids.take(wanted(one));
      lines.set(id, `${id}\t${type} Arg1:${from} Arg2:${to}`);
    } else {
      // An equivalence came in as its first member related to each of the others.
      const key = `${set} ${type} ${from}`;
      lines.set(key, `${lines.get(key) ?? `*\t${type} ${from}`} ${to}`);
    }
  }
  return [...lines.values()].map((line) => `${line}\n`);
}

/** `A`, `N` and `#` lines of what was written, and counts of what they cannot carry. */
function details(
  written: readonly { one: ExportAnnotation; record: string }[],
  { losses, normalised, types }: Context,
): string[] {
  const attributeLines: string[] = [];
  const referenceLines: string[] = [];
  const noteLines: string[] = [];
  const note = (type: string, record: string, text: string) =>
    noteLines.push(`#${noteLines.length + 1}\t${type} ${record}\t${text}\n`);
  for (const { one, record } of written) {
    const { tokens, rest } = splitAttributes(one.attributes, one.impliedAttributes);
    const all = [...tokens];
    if (one.confidence !== null && !Object.hasOwn(one.attributes, 'confidence')) {
      all.push(['confidence', String(one.confidence)]);
    }
    for (const [name, value] of all) {
      types.attribute(name, value);
      attributeLines.push(`A${attributeLines.length + 1}\t${name} ${record} ${value}\n`);
    }
    for (const said of fromBrat(one) ? (one.externalRef?.normalisations ?? []) : []) {
      const [type = '', target = ''] = said.split(' ');
      const text = noteText(annotationText(one.fragments), normalised);
      referenceLines.push(`N${referenceLines.length + 1}\t${type} ${record} ${target}\t${text}\n`);
    }
    if (Object.keys(rest).length > 0) {
      normalised.add('attributes_in_note');
      note('SourcemarkAttributes', record, JSON.stringify(rest));
    }
    if (one.memo !== null && one.memo !== '') {
      note('AnnotatorNotes', record, noteText(one.memo, normalised));
    }
    losses.add('revision_number_and_time');
    if (one.review.state !== 'unreviewed') losses.add('review_state');
  }
  return [...attributeLines, ...referenceLines, ...noteLines];
}

/** Relations that no coder's file could hold, given the file of each annotation's record. */
function countAcross(
  article: ExportArticle,
  fileOf: ReadonlyMap<string, string>,
  losses: Tally,
): void {
  for (const { from, to } of article.relations) {
    const [a, b] = [fileOf.get(from), fileOf.get(to)];
    if (a === undefined || b === undefined) losses.add('relation_end_not_exported');
    else if (a !== b) losses.add('relation_across_coders');
  }
}

const fromBrat = (one: ExportAnnotation): boolean => one.externalRef?.format === 'brat';
