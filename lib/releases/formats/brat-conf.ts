import { bratName } from './brat-lines';
import type { Tally } from './writer';

/** Collects the types of an export, for `annotation.conf`; gives each code one type name. */
export interface BratTypes {
  /**
   * The type name of a code: its name in the file that it came from, else its key. Codes of two
   * layers with one key are told apart by the layer's.
   */
  typeName(layer: string, code: string, externalType: string | null): string;
  relationName(type: string, externalType: string | null): string;
  entity(type: string): void;
  event(type: string, roles: readonly string[]): void;
  relation(type: string): void;
  attribute(name: string, value: string): void;
  /** The text of `annotation.conf` (brat's four sections). */
  conf(): string;
}

export function createBratTypes(tally: Tally): BratTypes {
  const entities = new Set<string>();
  const events = new Map<string, Set<string>>();
  const relations = new Set<string>();
  const attributes = new Map<string, Set<string>>();
  /** Type name → the code that has it. */
  const owners = new Map<string, string>();

  const named = (owner: string, wanted: string, second: string): string => {
    const name = bratName(wanted);
    if (name !== wanted) tally.add('type_name_changed');
    const current = owners.get(name);
    if (current === undefined || current === owner) {
      owners.set(name, owner);
      return name;
    }
    let other = bratName(second);
    for (let n = 2; (owners.get(other) ?? owner) !== owner; n += 1) {
      other = bratName(`${second}-${n}`);
    }
    owners.set(other, owner);
    tally.add('type_name_changed');
    return other;
  };

  return {
    typeName: (layer, code, externalType) => {
      if (externalType !== null && bratName(externalType) === externalType) {
        // A name from a brat file is the code's own there, even when two codes share it.
        owners.set(externalType, owners.get(externalType) ?? `${layer}/${code}`);
        return externalType;
      }
      return named(`${layer}/${code}`, externalType ?? code, `${layer}-${code}`);
    },
    relationName: (type, externalType) => {
      const wanted = externalType ?? type;
      const name = bratName(wanted);
      if (name !== wanted) tally.add('type_name_changed');
      return name;
    },
    entity: (type) => entities.add(type),
    event: (type, roles) => {
      const known = events.get(type) ?? new Set<string>();
      // brat numbers repeated roles; the configuration names the role without its number.
      for (const role of roles) known.add(role.replace(/\d+$/, '') || role);
      events.set(type, known);
    },
    relation: (type) => relations.add(type),
    attribute: (name, value) => {
      const values = attributes.get(name) ?? new Set<string>();
      values.add(value);
      attributes.set(name, values);
    },
    conf: () => {
      const sorted = (names: Iterable<string>) => [...names].sort();
      const lines = [
        '[entities]',
        ...sorted(entities).filter((type) => !events.has(type)),
        '',
        '[relations]',
        ...sorted(relations).map((type) => `${type}\tArg1:<ANY>, Arg2:<ANY>`),
        '',
        '[events]',
        ...sorted(events.keys()).map((type) => {
          const roles = sorted(events.get(type) ?? []).map((role) => `${role}*:<ANY>`);
          return roles.length > 0 ? `${type}\t${roles.join(', ')}` : type;
        }),
        '',
        '[attributes]',
        ...sorted(attributes.keys()).map(
          (name) => `${name}\tArg:<ANY>, Value:${sorted(attributes.get(name) ?? []).join('|')}`,
        ),
      ];
      return `${lines.join('\n')}\n`;
    },
  };
}
