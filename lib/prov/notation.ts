import { type ProvAttributes, type ProvDocument, type ProvValue, RELATION_PARTS } from './model';

/** Prefixes that PROV-N knows by itself and that are not to be declared. */
const KNOWN = new Set(['prov', 'xsd']);

/** Writes a document in PROV-N (W3C Recommendation, 30 April 2013). */
export function writeProvN(document: ProvDocument): string {
  const lines = ['document'];
  for (const [prefix, iri] of Object.entries(document.prefixes)) {
    if (!KNOWN.has(prefix)) lines.push(`  prefix ${prefix} <${iri}>`);
  }
  lines.push('');
  for (const { id, attributes } of document.entities) {
    lines.push(`  entity(${[id, ...bracket(attributes)].join(', ')})`);
  }
  for (const { id, attributes, startTime, endTime } of document.activities) {
    const times = [startTime ?? '-', endTime ?? '-'];
    lines.push(`  activity(${[id, ...times, ...bracket(attributes)].join(', ')})`);
  }
  for (const { id, attributes } of document.agents) {
    lines.push(`  agent(${[id, ...bracket(attributes)].join(', ')})`);
  }
  for (const { kind, parts, attributes } of document.relations) {
    const said: string[] = RELATION_PARTS[kind].map((part) => parts[part] ?? '-');
    // A derivation names its activity, generation and usage too; we leave them open.
    const open = kind === 'wasDerivedFrom' && Object.keys(attributes).length > 0;
    if (open) said.push('-', '-', '-');
    // What is left open at the end may be left out.
    else while (said.at(-1) === '-') said.pop();
    lines.push(`  ${kind}(${[...said, ...bracket(attributes)].join(', ')})`);
  }
  lines.push('endDocument', '');
  return lines.join('\n');
}

function bracket(attributes: ProvAttributes): string[] {
  const all = Object.entries(attributes).flatMap(([key, values]) =>
    values.map((value) => `${key}=${literal(value)}`),
  );
  return all.length === 0 ? [] : [`[${all.join(', ')}]`];
}

function literal(value: ProvValue): string {
  switch (value.kind) {
    case 'string':
      return quoted(value.value);
    case 'int':
      return `${quoted(String(value.value))} %% xsd:int`;
    case 'time':
      return `${quoted(value.value)} %% xsd:dateTime`;
    case 'name':
      return `'${value.value}'`;
  }
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '"': '\\"',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\b': '\\b',
  '\f': '\\f',
};

/** A STRING_LITERAL2 of the grammar that PROV-N takes over from SPARQL. */
function quoted(value: string): string {
  return `"${value.replaceAll(/[\\"\n\r\t\b\f]/g, (found) => ESCAPES[found] ?? found)}"`;
}
