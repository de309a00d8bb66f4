import {
  type ProvAttributes,
  type ProvDocument,
  type ProvValue,
  RELATION_KINDS,
  type RelationKind,
} from './model';

type Json = string | { readonly $: string; readonly type: string };
type Members = Record<string, Json | readonly Json[]>;

/**
 * Writes a document as PROV-JSON (W3C Member Submission, 24 April 2013): one object a kind, keyed by
 * names, which are unique in it; relations get blank names.
 */
export function writeProvJson(document: ProvDocument): string {
  const json: Record<string, Record<string, unknown>> = { prefix: { ...document.prefixes } };
  const put = (kind: string, key: string, members: Members) => {
    const section = json[kind] ?? {};
    section[key] = members;
    json[kind] = section;
  };
  for (const { id, attributes } of document.entities) put('entity', id, members(attributes));
  for (const { id, attributes, startTime, endTime } of document.activities) {
    const times: Members = {};
    if (startTime !== null) times['prov:startTime'] = startTime;
    if (endTime !== null) times['prov:endTime'] = endTime;
    put('activity', id, { ...times, ...members(attributes) });
  }
  for (const { id, attributes } of document.agents) put('agent', id, members(attributes));
  const counts = new Map<RelationKind, number>();
  for (const { kind, parts, attributes } of document.relations) {
    const number = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, number);
    const said = Object.entries(parts).flatMap(([part, value]) =>
      value === null ? [] : [[`prov:${part}`, value]],
    );
    put(kind, `_:${kind}${number}`, { ...Object.fromEntries(said), ...members(attributes) });
  }
  const order = ['prefix', 'entity', 'activity', 'agent', ...RELATION_KINDS];
  const sorted = order.flatMap((kind) => (json[kind] ? [[kind, json[kind]]] : []));
  return `${JSON.stringify(Object.fromEntries(sorted), null, 1)}\n`;
}

function members(attributes: ProvAttributes): Members {
  return Object.fromEntries(
    Object.entries(attributes).map(([key, values]) => {
      const [only, ...others] = values.map(jsonOf);
      return [key, only !== undefined && others.length === 0 ? only : values.map(jsonOf)];
    }),
  );
}

function jsonOf(value: ProvValue): Json {
  switch (value.kind) {
    case 'string':
      return value.value;
    case 'int':
      return { $: String(value.value), type: 'xsd:int' };
    case 'time':
      return { $: value.value, type: 'xsd:dateTime' };
    case 'name':
      return { $: value.value, type: 'prov:QUALIFIED_NAME' };
  }
}
