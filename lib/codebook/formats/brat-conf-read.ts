import { keyForType } from '../merge';
import type { CodebookAttribute, CodebookCode, CodebookDocument } from '../schema';
import { type CodebookRead, checkedRead, type Fault, faulty, LossTally } from './format';
import { CodeMaker, everyLanguage, IMPORTED_LAYER, undefinedYet } from './simple-code';

const SECTIONS = ['entities', 'relations', 'events', 'attributes'] as const;
type Section = (typeof SECTIONS)[number];

interface ConfLine {
  readonly at: number;
  readonly depth: number;
  readonly name: string;
  /** `Arg1:A|B` and so on, in order. */
  readonly args: readonly { readonly role: string; readonly types: readonly string[] }[];
}

interface Conf {
  readonly lines: Readonly<Record<Section, readonly ConfLine[]>>;
  readonly faults: readonly Fault[];
}

const NAME = /^[!-]?[A-Za-z0-9_\-\u0080-\uffff]{1,200}$/;

function readArgs(text: string, macros: ReadonlyMap<string, string>): ConfLine['args'] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const colon = part.indexOf(':');
      const role = colon < 0 ? part : part.slice(0, colon).trim();
      const types = colon < 0 ? '' : part.slice(colon + 1).trim();
      const expanded = types
        .split('|')
        .flatMap((type) => (macros.get(type.trim()) ?? type).split('|'))
        .map((type) => type.trim())
        .filter((type) => type !== '');
      return { role, types: expanded };
    });
}

/** Sections, comments, macros (`<X>=A|B`, one level) and tab-indented hierarchies. */
function readConf(text: string): Conf {
  const lines: Record<Section, ConfLine[]> = {
    entities: [],
    relations: [],
    events: [],
    attributes: [],
  };
  const faults: Fault[] = [];
  const macros = new Map<string, string>();
  let section: Section | 'other' | null = null;
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const at = index + 1;
    if (raw.trim() === '' || raw.trimStart().startsWith('#') || /^-{3,}$/.test(raw.trim()))
      continue;
    const title = /^\[(\w+)\]\s*$/.exec(raw);
    if (title) {
      section = SECTIONS.find((one) => one === title[1]) ?? 'other';
      if (section === 'other') faults.push({ line: at, reason: `Unknown section “${title[1]}”.` });
      continue;
    }
    const macro = /^(<[\w-]+>)\s*=\s*(.+)$/.exec(raw);
    if (macro?.[1] !== undefined && macro[2] !== undefined) {
      macros.set(macro[1], macro[2].trim());
      continue;
    }
    if (section === null) faults.push({ line: at, reason: 'This stands before any section.' });
    if (section === null || section === 'other') continue;
    const depth = /^\t*/.exec(raw)?.[0].length ?? 0;
    const [name = '', ...rest] = raw.trim().split(/[\t ]+/);
    // Rules about overlapping spans are settings of brat's editor.
    if (/^<.*>$/.test(name)) continue;
    if (!NAME.test(name)) {
      faults.push({ line: at, reason: `“${name}” cannot be a type name.` });
      continue;
    }
    lines[section].push({ at, depth, name, args: readArgs(rest.join(' '), macros) });
  }
  return { lines, faults };
}

interface Typed {
  readonly code: CodebookCode;
  readonly at: number;
}

class ConfReader {
  readonly losses = new LossTally();
  readonly layers: CodebookDocument['layers'] = [];
  readonly types = new Map<string, Typed>();
  readonly faults: Fault[] = [];
  private readonly maker = new CodeMaker('brat');

  constructor(private readonly conf: Conf) {}

  read(): CodebookRead {
    const { entities, events } = this.conf.lines;
    this.faults.push(...this.conf.faults);
    this.addTypes(entities, 'span');
    this.addTypes(events, 'composite');
    for (const line of events) this.addRoles(line);
    const attributes = this.conf.lines.attributes.flatMap((line) => this.attribute(line));
    const relationTypes = this.conf.lines.relations.flatMap((line) => this.relation(line));
    if (this.faults.length > 0) return faulty(...this.faults);
    const typed = [...this.types.values()];
    return checkedRead(
      {
        schema: 'sourcemark.codebook/1',
        name: 'brat',
        layers: this.layers,
        codes: typed.map(({ code }) => code),
        attributes,
        relationTypes,
      },
      this.losses.list(),
      ([list, index]) => (list === 'codes' ? (typed[Number(index)]?.at ?? null) : null),
    );
  }

  private layer(name: string): string {
    const key = name === '' ? IMPORTED_LAYER.key : keyForType(name, new Set());
    if (!this.layers.some((layer) => layer.key === key)) {
      this.layers.push(
        name === ''
          ? IMPORTED_LAYER
          : { key, name: everyLanguage(name), definition: undefinedYet(name) },
      );
    }
    return key;
  }

  /** A heading (`!name`) on the left opens a layer; deeper ones are levels of the tree that nobody gives. */
  private addTypes(lines: readonly ConfLine[], target: 'span' | 'composite'): void {
    let layer: string | null = null;
    const path: { depth: number; key: string | null }[] = [];
    for (const { at, depth, name, args } of lines) {
      while ((path.at(-1)?.depth ?? -1) >= depth) path.pop();
      const isHeading = /^[!-]/.test(name);
      if (isHeading && depth === 0) layer = this.layer(name.slice(1));
      if (!isHeading && depth === 0) layer = this.layer('');
      if (isHeading) {
        if (depth > 0) this.losses.add('tree');
        path.push({ depth, key: path.at(-1)?.key ?? null });
        continue;
      }
      if (this.types.has(name)) {
        this.faults.push({ line: at, reason: `The type “${name}” stands twice.` });
        continue;
      }
      const code = this.maker.add({
        name,
        key: name,
        layer: layer ?? this.layer(''),
        parentKey: target === 'span' ? (path.at(-1)?.key ?? null) : null,
        // An event without roles marks a passage and joins nothing.
        targets: target === 'composite' && args.length === 0 ? ['span'] : [target],
      });
      this.types.set(name, { code, at });
      path.push({ depth, key: code.key });
    }
  }

  private spans(types: readonly string[], at: number): string[] {
    const all = [...this.types.values()].map(({ code }) => code);
    return types.flatMap((type) => {
      if (type === '<ANY>') return all.map((code) => code.key);
      if (type === '<ENTITY>') {
        return all.filter((code) => code.targets.includes('span')).map((code) => code.key);
      }
      if (type === '<EVENT>') {
        return all.filter((code) => code.targets.includes('composite')).map((code) => code.key);
      }
      const known = this.types.get(type)?.code.key;
      if (known === undefined)
        this.faults.push({ line: at, reason: `There is no type “${type}”.` });
      return known === undefined ? [] : [known];
    });
  }

  private addRoles({ at, name, args }: ConfLine): void {
    const typed = this.types.get(name);
    if (typed === undefined || args.length === 0) return;
    const roles = args.map(({ role, types }) => {
      const [, word = role, how = ''] = /^([^?*+{]+)(.*)$/.exec(role) ?? [];
      const range = /^\{(\d{1,3})(?:-(\d{1,3}))?\}$/.exec(how);
      const low = range ? Number(range[1]) : how === '' || how === '+' ? 1 : 0;
      const high = range ? Number(range[2] ?? range[1]) : how === '' || how === '?' ? 1 : null;
      return {
        role: keyForType(word, new Set()),
        name: everyLanguage(word),
        codes: [...new Set(this.spans(types, at))],
        min: low,
        max: high,
      };
    });
    this.types.set(name, { at, code: { ...typed.code, roles } });
  }

  private attribute({ at, name, args }: ConfLine): CodebookAttribute[] {
    const places = this.spans(args.find(({ role }) => role === 'Arg')?.types ?? [], at);
    const values = args.find(({ role }) => role === 'Value')?.types ?? [];
    const codes = [...this.types.values()].map(({ code }) => code);
    const make = (layer: string, code: string | null): CodebookAttribute => ({
      key: keyForType(name, new Set()),
      layer,
      code,
      // A flag: it is there or not.
      kind: values.length > 0 ? 'choice' : 'text',
      name: everyLanguage(name),
      definition: undefinedYet(name),
      options: values.map((value) => ({
        value: keyForType(value, new Set()),
        name: everyLanguage(value),
      })),
      required: false,
    });
    return this.layers.flatMap(({ key: layer }) => {
      const members = codes.filter((code) => code.layer === layer).map((code) => code.key);
      const chosen = members.filter((key) => places.includes(key));
      if (chosen.length === 0) return [];
      return chosen.length === members.length && members.length > 1
        ? [make(layer, null)]
        : chosen.map((key) => make(layer, key));
    });
  }

  private relation({ at, name, args }: ConfLine): CodebookDocument['relationTypes'] {
    const ends = (role: string) => [
      ...new Set(this.spans(args.find((one) => one.role === role)?.types ?? ['<ANY>'], at)),
    ];
    const symmetric = args.some(
      ({ role, types }) => role === '<REL-TYPE>' && types.join('-').includes('symmetric'),
    );
    const key = keyForType(name, new Set());
    return [
      {
        key,
        name: everyLanguage(name),
        definition: undefinedYet(name),
        symmetric,
        from: ends('Arg1'),
        to: ends('Arg2'),
        externalMappings: key === name ? [] : [{ system: 'brat', type: name }],
      },
    ];
  }
}

/** Reads brat's `annotation.conf`: types become codes, events composites, attributes choices. */
export function readBratConf(text: string): CodebookRead {
  return new ConfReader(readConf(text.replace(/^\uFEFF/, ''))).read();
}
