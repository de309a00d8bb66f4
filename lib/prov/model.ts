/**
 * The W3C PROV data model (PROV-DM, 30 April 2013), as far as a project's provenance needs it. Names
 * are qualified names, `prefix:local`. Times are ISO 8601, UTC.
 */
export type ProvName = `${string}:${string}`;

/** An attribute's value: words, a number, a moment, or a name. */
export type ProvValue =
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'int'; readonly value: number }
  | { readonly kind: 'time'; readonly value: string }
  | { readonly kind: 'name'; readonly value: ProvName };

export type ProvAttributes = Readonly<Record<ProvName, readonly ProvValue[]>>;

export interface ProvElement {
  readonly id: ProvName;
  readonly attributes: ProvAttributes;
}

export interface ProvActivity extends ProvElement {
  readonly startTime: string | null;
  readonly endTime: string | null;
}

/** What relations there are, each with the parts that it names, in the order of PROV-N. */
export const RELATION_PARTS = {
  wasGeneratedBy: ['entity', 'activity', 'time'],
  used: ['activity', 'entity', 'time'],
  wasAssociatedWith: ['activity', 'agent', 'plan'],
  wasAttributedTo: ['entity', 'agent'],
  wasDerivedFrom: ['generatedEntity', 'usedEntity'],
  specializationOf: ['specificEntity', 'generalEntity'],
  hadMember: ['collection', 'entity'],
} as const;
export type RelationKind = keyof typeof RELATION_PARTS;
export const RELATION_KINDS = Object.keys(RELATION_PARTS) as RelationKind[];

export interface ProvRelation {
  readonly kind: RelationKind;
  /** By the names of `RELATION_PARTS`; null for a part that is left open. */
  readonly parts: Readonly<Record<string, string | null>>;
  readonly attributes: ProvAttributes;
}

export interface ProvDocument {
  /** Namespace IRIs by prefix. */
  readonly prefixes: Readonly<Record<string, string>>;
  readonly entities: readonly ProvElement[];
  readonly activities: readonly ProvActivity[];
  readonly agents: readonly ProvElement[];
  readonly relations: readonly ProvRelation[];
}

export const text = (value: string): ProvValue => ({ kind: 'string', value });
export const whole = (value: number): ProvValue => ({ kind: 'int', value });
export const moment = (value: string): ProvValue => ({ kind: 'time', value });
export const name = (value: ProvName): ProvValue => ({ kind: 'name', value });
