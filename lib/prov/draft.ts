import {
  name,
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

type Given = Readonly<Record<ProvName, ProvValue | readonly ProvValue[] | null>>;

/** A document while it is put together: what is said twice stands in it once. */
export class ProvDraft {
  private readonly entities = new Map<ProvName, ProvElement>();
  private readonly activities = new Map<ProvName, ProvActivity>();
  private readonly agents = new Map<ProvName, ProvElement>();
  private readonly relations = new Map<string, ProvRelation>();

  constructor(private readonly prefixes: Readonly<Record<string, string>>) {}

  /** `type` is the entity's `prov:type`. */
  entity(id: ProvName, type: ProvName, attributes: Given = {}): ProvName {
    if (!this.entities.has(id)) this.entities.set(id, { id, attributes: told(type, attributes) });
    return id;
  }

  /** An activity that is named again may last longer than was known. */
  activity(
    id: ProvName,
    type: ProvName,
    startTime: string | null,
    endTime: string | null,
    attributes: Given = {},
  ): ProvName {
    if (!this.activities.has(id)) {
      this.activities.set(id, { id, startTime, endTime, attributes: told(type, attributes) });
    }
    return id;
  }

  agent(id: ProvName, type: ProvName, attributes: Given = {}): ProvName {
    if (!this.agents.has(id)) this.agents.set(id, { id, attributes: told(type, attributes) });
    return id;
  }

  /** Parts in the order of PROV-N. `type` is the relation's `prov:type`, such as `prov:Revision`. */
  relate(
    kind: RelationKind,
    parts: readonly (string | null)[],
    type: ProvName | null = null,
  ): void {
    const names = RELATION_PARTS[kind];
    const key = `${kind} ${parts.join(' ')}`;
    if (this.relations.has(key)) return;
    this.relations.set(key, {
      kind,
      parts: Object.fromEntries(names.map((part, index) => [part, parts[index] ?? null])),
      attributes: type === null ? {} : { 'prov:type': [name(type)] },
    });
  }

  /** In the order of names, so that the same provenance gives the same bytes. */
  finish(): ProvDocument {
    const byId = <T extends ProvElement>(all: Map<ProvName, T>) =>
      [...all.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
    return {
      prefixes: this.prefixes,
      entities: byId(this.entities),
      activities: byId(this.activities),
      agents: byId(this.agents),
      relations: RELATION_KINDS.flatMap((kind) =>
        [...this.relations]
          .filter(([, relation]) => relation.kind === kind)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([, relation]) => relation),
      ),
    };
  }
}

function told(type: ProvName, given: Given): ProvAttributes {
  const all: Given = { 'prov:type': name(type), ...given };
  return Object.fromEntries(
    Object.entries(all).flatMap(([key, value]) => {
      if (value === null) return [];
      const values = 'kind' in value ? [value] : value;
      return values.length > 0 ? [[key, values]] : [];
    }),
  );
}
