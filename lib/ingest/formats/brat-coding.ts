import { type Fragment, normaliseFragments, sameFragments } from '@/lib/text/fragments';
import type { OffsetMap } from '@/lib/text/offsets';
import type {
  IncomingAnnotation,
  IncomingCoding,
  IncomingComposite,
  IncomingMember,
  IncomingRelation,
  JsonValue,
  NoticeCode,
  Rejection,
} from '../schema';
import { type BratDetail, type BratFile, parseBrat, type TextBound } from './brat-records';
import { isJsonObject, parseUntrustedJson } from './json';

export interface BratCodingRead {
  readonly coding: IncomingCoding;
  readonly rejections: readonly Rejection[];
  readonly notices: ReadonlyMap<NoticeCode, number>;
}

/** A note with which our own export carries attribute values that an `A` line cannot. */
const OWN_ATTRIBUTES = 'SourcemarkAttributes';
const MAX_NOTE_DEPTH = 8;

/** What `A`, `#` and `N` lines say about one record. */
interface Details {
  readonly attributes: Record<string, JsonValue>;
  readonly memo: string | null;
  readonly confidence: number | null;
  readonly normalisations: readonly string[];
}
const NO_DETAILS: Details = { attributes: {}, memo: null, confidence: null, normalisations: [] };

/**
 * One coder's `.ann` file as a coding. An event becomes a composite on its trigger's passages; the
 * trigger is not an annotation of its own then, and events that share a trigger each have it.
 * Arguments that are events themselves have no place in a composite: they are reported.
 */
export function readBratCoding(
  ann: string,
  text: OffsetMap,
  file: string,
  coder: string | null,
): BratCodingRead {
  const parsed = parseBrat(ann, text);
  const rejections: Rejection[] = parsed.problems.map((problem) => ({ file, ...problem }));
  const notices = new Map<NoticeCode, number>();
  const notice = (code: NoticeCode, count = 1) =>
    notices.set(code, (notices.get(code) ?? 0) + count);
  const refuse = (line: number, kind: Rejection['kind'], reason: string) =>
    rejections.push({ file, line, kind, reason });

  const bounds = new Map(parsed.texts.map((one) => [one.id, one]));
  const fragments = new Map<string, readonly Fragment[]>();
  for (const one of parsed.texts) fragments.set(one.id, tidy(one, notice));
  if (parsed.texts.some(({ usedUtf16 }) => usedUtf16)) notice('utf16_offsets');

  const { events, triggers } = soundEvents(parsed, bounds, refuse);
  const targets = new Set([...bounds.keys(), ...events.map(({ id }) => id)]);
  const details = collectDetails(parsed.details, targets, triggers, refuse, notice);

  const annotations = parsed.texts
    .filter(({ id }) => !triggers.has(id))
    .map((one): IncomingAnnotation => {
      const said = details.get(one.id) ?? NO_DETAILS;
      return {
        kind: 'span',
        externalId: one.id,
        type: one.type,
        fragments: fragments.get(one.id) ?? [],
        attributes: said.attributes,
        confidence: said.confidence,
        memo: said.memo,
        line: one.line,
        externalRef: reference(file, one, fragments.get(one.id) ?? [], said),
      };
    });
  const counted = new Set<string>();
  const composites = events.map((event): IncomingComposite => {
    const said = details.get(event.id) ?? NO_DETAILS;
    const trigger = bounds.get(event.trigger);
    // A trigger that stays an annotation is counted as one there.
    const first = !counted.has(event.trigger) && triggers.has(event.trigger);
    counted.add(event.trigger);
    const own = fragments.get(event.trigger) ?? [];
    return {
      externalId: event.id,
      type: event.type,
      fragments: own,
      members: event.members,
      attributes: said.attributes,
      confidence: said.confidence,
      memo: said.memo,
      line: event.line,
      counts: { annotations: first ? 1 : 0, relations: 1 },
      externalRef: {
        ...(trigger ? reference(file, trigger, own, said) : {}),
        id: event.id,
        type: event.type,
        trigger: event.trigger,
        roles: event.members.map(({ role, targetExternalId }) => `${role}:${targetExternalId}`),
      },
    };
  });
  const relations = soundRelations(parsed, targets, triggers, file, refuse);
  if (parsed.texts.length + parsed.problems.length === 0) notice('empty_coding');
  rejections.sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  return { coding: { coder, file, annotations, composites, relations }, rejections, notices };
}

function tidy(one: TextBound, notice: (code: NoticeCode) => void): readonly Fragment[] {
  const tidied = normaliseFragments(one.ranges);
  if (tidied.length < one.ranges.length) notice('fragments_merged');
  else if (!sameFragments(tidied, one.ranges)) notice('fragments_sorted');
  return tidied;
}

type Refuse = (line: number, kind: Rejection['kind'], reason: string) => void;

interface SoundEvent {
  readonly id: string;
  readonly type: string;
  readonly trigger: string;
  readonly members: readonly IncomingMember[];
  readonly line: number;
}

/** Events whose trigger is there, and for each trigger the first event that it serves. */
function soundEvents(
  { events }: BratFile,
  bounds: ReadonlyMap<string, TextBound>,
  refuse: Refuse,
): { events: SoundEvent[]; triggers: Map<string, string> } {
  const triggers = new Map<string, string>();
  const sound: SoundEvent[] = [];
  for (const event of events) {
    if (!bounds.has(event.trigger)) {
      refuse(
        event.line,
        'relation',
        `${event.id}: its trigger ${event.trigger} is not in the file.`,
      );
      continue;
    }
    const members: IncomingMember[] = [];
    for (const { role, target } of event.roles) {
      if (bounds.has(target)) {
        members.push({ role, targetExternalId: target });
        continue;
      }
      const why = target.startsWith('E')
        ? 'an event cannot be part of another here'
        : 'there is no such record';
      refuse(event.line, 'relation', `${event.id}: ${role}:${target} was left out, ${why}.`);
    }
    if (!triggers.has(event.trigger)) triggers.set(event.trigger, event.id);
    sound.push({ ...event, members });
  }
  // A trigger that is also an argument must stay an annotation, so that it can be pointed at.
  for (const { members } of sound) {
    for (const { targetExternalId } of members) triggers.delete(targetExternalId);
  }
  return { events: sound, triggers };
}

function collectDetails(
  list: readonly BratDetail[],
  targets: ReadonlySet<string>,
  triggers: ReadonlyMap<string, string>,
  refuse: Refuse,
  notice: (code: NoticeCode) => void,
): Map<string, Details> {
  const collected = new Map<string, Details>();
  for (const detail of list) {
    if (!targets.has(detail.target)) {
      const kind = detail.sort === 'attribute' ? 'attribute' : 'note';
      refuse(detail.line, kind, `${detail.id} is about ${detail.target}, which was not loaded.`);
      continue;
    }
    // What is said of a trigger is said of its event: the trigger is no record of its own here.
    const target = triggers.get(detail.target) ?? detail.target;
    const before = collected.get(target) ?? NO_DETAILS;
    if (detail.sort === 'normalisation') {
      notice('normalisation_kept');
      const normalisations = [...before.normalisations, `${detail.name} ${detail.value}`];
      collected.set(target, { ...before, normalisations });
    } else if (detail.sort === 'attribute') {
      const confidence = detail.name === 'confidence' ? Number(detail.value) : Number.NaN;
      collected.set(
        target,
        Number.isInteger(confidence) && confidence >= 1 && confidence <= 5
          ? { ...before, confidence }
          : withAttributes(before, { [detail.name]: detail.value ?? true }),
      );
    } else if (detail.name === OWN_ATTRIBUTES) {
      const value = parseUntrustedJson(detail.value ?? '', MAX_NOTE_DEPTH);
      if (value.ok && isJsonObject(value.value)) {
        collected.set(target, withAttributes(before, value.value));
      } else {
        refuse(detail.line, 'note', `${detail.id}: the attributes in this note cannot be read.`);
      }
    } else {
      const memo = before.memo === null ? detail.value : `${before.memo}\n${detail.value}`;
      collected.set(target, { ...before, memo });
    }
  }
  return collected;
}

function withAttributes(before: Details, added: Readonly<Record<string, JsonValue>>): Details {
  return { ...before, attributes: { ...before.attributes, ...added } };
}

function soundRelations(
  { relations }: BratFile,
  targets: ReadonlySet<string>,
  triggers: ReadonlyMap<string, string>,
  file: string,
  refuse: Refuse,
): IncomingRelation[] {
  const sound: IncomingRelation[] = [];
  for (const { id, type, from, to, line } of relations) {
    const missing = [from, to].find((end) => !targets.has(end));
    if (missing !== undefined) {
      refuse(line, 'relation', `${id}: ${missing} was not loaded or is not in the file.`);
      continue;
    }
    sound.push({
      externalId: id,
      type,
      fromExternalId: triggers.get(from) ?? from,
      toExternalId: triggers.get(to) ?? to,
      memo: null,
      line,
      externalRef: { format: 'brat', file, id, type },
    });
  }
  return sound;
}

function reference(
  file: string,
  one: TextBound,
  tidied: readonly Fragment[],
  said: Details,
): Record<string, JsonValue> {
  const changed = !sameFragments(tidied, one.ranges);
  return {
    format: 'brat',
    file,
    id: one.id,
    type: one.type,
    ...(changed ? { ranges: one.ranges.map(({ start, end }) => `${start} ${end}`).join(';') } : {}),
    ...(said.normalisations.length > 0 ? { normalisations: said.normalisations } : {}),
  };
}
