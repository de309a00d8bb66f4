/**
 * A brat standoff reader of its own, for tests: it refuses what brat's parser refuses and shares no
 * code with the writer. Offsets are code points.
 */

export interface BratText {
  readonly id: string;
  readonly type: string;
  readonly fragments: readonly (readonly [number, number])[];
  readonly text: string;
}
export interface BratEvent {
  readonly id: string;
  readonly type: string;
  readonly trigger: string;
  readonly roles: readonly (readonly [string, string])[];
}
export interface BratRelation {
  readonly id: string;
  readonly type: string;
  readonly args: readonly (readonly [string, string])[];
}
export interface BratFile {
  readonly texts: ReadonlyMap<string, BratText>;
  readonly events: ReadonlyMap<string, BratEvent>;
  readonly relations: ReadonlyMap<string, BratRelation>;
  readonly attributes: readonly { name: string; target: string; value: string | null }[];
  readonly notes: readonly { type: string; target: string; text: string }[];
}

const NAME = /^[A-Za-z0-9_-]+$/;

/** Reads an `.ann` against its text; throws with the line at the first breach. */
export function readStrictBrat(ann: string, text: string): BratFile {
  const characters = Array.from(text);
  const texts = new Map<string, BratText>();
  const events = new Map<string, BratEvent>();
  const relations = new Map<string, BratRelation>();
  const attributes: { name: string; target: string; value: string | null }[] = [];
  const notes: { type: string; target: string; text: string }[] = [];
  const ids = new Set<string>();
  if (ann !== '' && !ann.endsWith('\n')) throw new Error('the last line has no line feed');
  const lines = ann === '' ? [] : ann.slice(0, -1).split('\n');
  for (const line of lines) {
    const fail = (why: string): never => {
      throw new Error(`${why}: ${JSON.stringify(line)}`);
    };
    if (line.includes('\r')) fail('carriage return');
    const tab = line.indexOf('\t');
    const id = line.slice(0, tab);
    const rest = line.slice(tab + 1);
    if (tab < 0 || !/^[TERA#][1-9]\d*$/.test(id)) fail('bad id');
    if (ids.has(id)) fail('an id twice');
    ids.add(id);
    switch (id[0]) {
      case 'T': {
        const match = /^([A-Za-z0-9_-]+) (\d+ \d+(?:;\d+ \d+)*)\t(.*)$/su.exec(rest);
        if (!match) return fail('bad T');
        const fragments = (match[2] ?? '')
          .split(';')
          .map((pair) => pair.split(' ').map(Number) as [number, number]);
        let previous = -1;
        const pieces: string[] = [];
        for (const [start, end] of fragments) {
          if (start >= end || end > characters.length) fail('range outside the text');
          if (start <= previous) fail('fragments touch, overlap or stand out of order');
          previous = end;
          const piece = characters.slice(start, end).join('');
          if (/[\n\r]/.test(piece)) fail('a range crosses a line break');
          pieces.push(piece);
        }
        if (pieces.join(' ') !== match[3]) fail('the text is not what stands at the offsets');
        texts.set(id, { id, type: match[1] ?? '', fragments, text: match[3] ?? '' });
        break;
      }
      case 'E': {
        const [head = '', ...args] = rest.split(' ');
        const [type = '', trigger = ''] = pairOf(head, fail);
        const roles = args.map((arg) => pairOf(arg, fail));
        if (new Set(roles.map(([role]) => role)).size !== roles.length) fail('a role twice');
        events.set(id, { id, type, trigger, roles });
        break;
      }
      case 'R': {
        const [type = '', ...args] = rest.split(' ');
        if (!NAME.test(type)) fail('bad type');
        const pairs = args.map((arg) => pairOf(arg, fail));
        if (pairs.length !== 2 || pairs[0]?.[0] === pairs[1]?.[0]) fail('not two arguments');
        relations.set(id, { id, type, args: pairs });
        break;
      }
      case 'A': {
        const [name = '', target = '', value, ...more] = rest.split(' ');
        if (!NAME.test(name) || more.length > 0 || value === '') fail('bad attribute');
        attributes.push({ name, target, value: value ?? null });
        break;
      }
      default: {
        const match = /^([A-Za-z0-9_-]+) ([TER]\d+)\t(.+)$/su.exec(rest);
        if (!match) return fail('bad note');
        notes.push({ type: match[1] ?? '', target: match[2] ?? '', text: match[3] ?? '' });
      }
    }
  }
  for (const event of events.values()) {
    if (texts.get(event.trigger)?.type !== event.type) throw new Error(`${event.id}: bad trigger`);
    for (const [, target] of event.roles) {
      if (!texts.has(target) && !events.has(target)) throw new Error(`${event.id}: no ${target}`);
    }
  }
  for (const { id, args } of relations.values()) {
    for (const [, target] of args) {
      if (!texts.has(target) && !events.has(target)) throw new Error(`${id}: no ${target}`);
    }
  }
  for (const { target } of [...attributes, ...notes]) {
    if (!ids.has(target)) throw new Error(`no ${target}`);
  }
  return { texts, events, relations, attributes, notes };
}

function pairOf(text: string, fail: (why: string) => never): [string, string] {
  const [name = '', target = '', ...more] = text.split(':');
  if (!NAME.test(name) || !/^[TE]\d+$/.test(target) || more.length > 0) fail('bad argument');
  return [name, target];
}

/** Section → names, from `annotation.conf`; throws on a line that brat would not take. */
export function readStrictConf(conf: string): ReadonlyMap<string, readonly string[]> {
  const sections = new Map<string, string[]>();
  let current: string[] | undefined;
  for (const line of conf.split('\n')) {
    const section = /^\[(entities|relations|events|attributes)\]$/.exec(line)?.[1];
    if (section) {
      current = [];
      sections.set(section, current);
    } else if (line !== '') {
      const [name = '', ...rest] = line.split('\t');
      if (!current || !NAME.test(name) || rest.length > 1) throw new Error(`bad line: ${line}`);
      current.push(name);
    }
  }
  if (sections.size !== 4) throw new Error('not four sections');
  return sections;
}
