import { z } from 'zod';
import {
  type ProvActivity,
  type ProvAttributes,
  type ProvDocument,
  type ProvElement,
  type ProvName,
  type ProvRelation,
  type ProvValue,
  RELATION_KINDS,
  RELATION_PARTS,
  type RelationKind,
} from './model';

const NAME = /^[A-Za-z][\w-]*:[\w-]+$/;
const nameSchema = z.custom<ProvName>((value) => typeof value === 'string' && NAME.test(value));
const valueSchema = z.union([
  z.string(),
  z.strictObject({
    $: z.string(),
    type: z.enum(['xsd:int', 'xsd:dateTime', 'prov:QUALIFIED_NAME']),
  }),
]);
const membersSchema = z.record(nameSchema, z.union([valueSchema, z.array(valueSchema).min(2)]));
const SECTIONS = ['prefix', 'entity', 'activity', 'agent', ...RELATION_KINDS] as const;
const topSchema = z.partialRecord(z.enum(SECTIONS), z.record(z.string(), z.unknown()));
const elementsSchema = z.record(nameSchema, membersSchema);
const relationsSchema = z.record(z.string().startsWith('_:'), membersSchema);

function valueFrom(given: z.infer<typeof valueSchema>): ProvValue {
  if (typeof given === 'string') return { kind: 'string', value: given };
  if (given.type === 'xsd:int') return { kind: 'int', value: Number(given.$) };
  if (given.type === 'xsd:dateTime') return { kind: 'time', value: given.$ };
  return { kind: 'name', value: nameSchema.parse(given.$) };
}

/** A strict reader of PROV-JSON, written from the submission, as an oracle for the writer. */
export function readProvJson(text: string): ProvDocument {
  const repeated = repeatedKey(text);
  if (repeated !== null) throw new Error(`the key ${repeated} stands twice`);
  const json = topSchema.parse(JSON.parse(text));
  const attributes = (
    members: z.infer<typeof membersSchema>,
    without: readonly string[],
  ): ProvAttributes =>
    Object.fromEntries(
      Object.entries(members)
        .filter(([key]) => !without.includes(key))
        .map(([key, value]) => [key, [value].flat().map(valueFrom)]),
    );
  const elements = (kind: 'entity' | 'agent'): ProvElement[] =>
    Object.entries(elementsSchema.parse(json[kind] ?? {})).map(([id, members]) => ({
      id: nameSchema.parse(id),
      attributes: attributes(members, []),
    }));
  const TIMES = ['prov:startTime', 'prov:endTime'];
  const activities = Object.entries(elementsSchema.parse(json.activity ?? {})).map(
    ([id, members]): ProvActivity => ({
      id: nameSchema.parse(id),
      startTime: z.iso
        .datetime()
        .nullable()
        .parse(members['prov:startTime'] ?? null),
      endTime: z.iso
        .datetime()
        .nullable()
        .parse(members['prov:endTime'] ?? null),
      attributes: attributes(members, TIMES),
    }),
  );
  const relations = RELATION_KINDS.flatMap((kind) =>
    Object.values(relationsSchema.parse(json[kind] ?? {})).map((members): ProvRelation => {
      const names = RELATION_PARTS[kind].map((part) => `prov:${part}`);
      const parts = RELATION_PARTS[kind].map((part) => [
        part,
        z
          .string()
          .nullable()
          .parse(members[`prov:${part}`] ?? null),
      ]);
      return { kind, parts: Object.fromEntries(parts), attributes: attributes(members, names) };
    }),
  );
  return {
    prefixes: z.record(z.string(), z.string()).parse(json.prefix),
    entities: elements('entity'),
    activities,
    agents: elements('agent'),
    relations,
  };
}

/** The first key that an object of our own layout (one key a line) says twice. */
function repeatedKey(text: string): string | null {
  const open: Set<string>[] = [];
  for (const line of text.split('\n')) {
    const key = /^\s*"((?:[^"\\]|\\.)*)": /.exec(line)?.[1];
    if (key !== undefined) {
      if (open.at(-1)?.has(key)) return key;
      open.at(-1)?.add(key);
    }
    if (/[[{]$/.test(line)) open.push(new Set());
    if (/^\s*[\]}],?$/.test(line)) open.pop();
  }
  return null;
}

const TOKEN =
  /\s*(?:("(?:[^"\\\n]|\\["\\ntrbf])*")|('[^']*')|(<[^>]*>)|(\d{4}-\d\d-\d\dT[\d:.]+Z)|(%%)|([A-Za-z][\w-]*:[\w-]+)|([A-Za-z]\w*)|([(),;[\]=-]))/y;

/** A strict reader of the part of PROV-N that is written here, after the Recommendation's grammar. */
export function readProvN(text: string): ProvDocument {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  for (let at = 0; text.slice(at).trim() !== ''; at = TOKEN.lastIndex) {
    const match = TOKEN.exec(text);
    if (!match) throw new Error(`no PROV-N at: ${text.slice(at, at + 40)}`);
    tokens.push(match[0].trim());
  }
  let at = 0;
  const peek = () => tokens[at];
  const take = (wanted?: string): string => {
    const token = tokens[at];
    at += 1;
    if (token === undefined || (wanted !== undefined && token !== wanted)) {
      throw new Error(`${wanted ?? 'something'} expected, not ${token}`);
    }
    return token;
  };
  const literal = (): ProvValue => {
    const token = take();
    if (token.startsWith("'")) return { kind: 'name', value: nameSchema.parse(token.slice(1, -1)) };
    const value = unquote(token);
    if (peek() !== '%%') return { kind: 'string', value };
    take('%%');
    const type = take();
    return type === 'xsd:int' ? { kind: 'int', value: Number(value) } : { kind: 'time', value };
  };
  const attributes = (): ProvAttributes => {
    const found: Record<ProvName, ProvValue[]> = {};
    take('[');
    do {
      const key = nameSchema.parse(take());
      take('=');
      found[key] = [...(found[key] ?? []), literal()];
    } while (take() === ',');
    return found;
  };
  const document = {
    prefixes: {
      prov: 'http://www.w3.org/ns/prov#',
      xsd: 'http://www.w3.org/2001/XMLSchema#',
    } as Record<string, string>,
    entities: [] as ProvElement[],
    activities: [] as ProvActivity[],
    agents: [] as ProvElement[],
    relations: [] as ProvRelation[],
  };
  take('document');
  while (peek() === 'prefix') {
    take('prefix');
    const prefix = take();
    document.prefixes[prefix] = take().slice(1, -1);
  }
  while (peek() !== 'endDocument') {
    const kind = take();
    take('(');
    const said: (string | null)[] = [];
    let told: ProvAttributes = {};
    do {
      if (peek() === '[') {
        told = attributes();
        take(')');
        break;
      }
      const token = take();
      said.push(token === '-' ? null : token);
    } while (take() === ',');
    const id = nameSchema.safeParse(said[0]).data;
    if (kind === 'entity' && id) document.entities.push({ id, attributes: told });
    else if (kind === 'agent' && id) document.agents.push({ id, attributes: told });
    else if (kind === 'activity' && id) {
      const [, startTime = null, endTime = null] = said;
      document.activities.push({ id, startTime, endTime, attributes: told });
    } else {
      const known = RELATION_KINDS.find((one) => one === kind);
      if (!known) throw new Error(`${kind} is not known`);
      document.relations.push(relationFrom(known, said, told));
    }
  }
  take('endDocument');
  return document;
}

function relationFrom(
  kind: RelationKind,
  said: readonly (string | null)[],
  attributes: ProvAttributes,
): ProvRelation {
  const parts = RELATION_PARTS[kind].map((part, index) => [part, said[index] ?? null]);
  return { kind, parts: Object.fromEntries(parts), attributes };
}

function unquote(token: string): string {
  if (!token.startsWith('"')) throw new Error(`a literal expected, not ${token}`);
  return JSON.parse(token);
}
