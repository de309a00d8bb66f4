import {
  type AnnotationCandidate,
  alignComposites,
  alignLabels,
  alignRelations,
  alignSpans,
  annotationCandidate,
  type RelationCandidate,
} from './align';
import { smallestId } from './clusters';
import {
  attributesKey,
  type ComparedAnnotation,
  type ComparedCoding,
  type ComparisonItem,
  type Difference,
  fragmentsKey,
  type Reading,
  type UnitKind,
} from './units';

export interface CompareOptions {
  /** Keys of relation types whose direction says nothing. */
  readonly symmetric?: ReadonlySet<string>;
}

/** One group before it is told: whose units, and what each says. */
interface Group {
  readonly kind: UnitKind;
  readonly layerKey: string | null;
  readonly position: number;
  readonly said: readonly Said[];
}

interface Said {
  readonly id: string;
  readonly coder: number;
  readonly revision: string;
  /** By difference: what would differ. */
  readonly code: string;
  readonly boundary: string;
  readonly attribute: string;
  readonly relation: string;
}

/**
 * Aligns the codings of one text, place by place: labels of the article, passages, attributions,
 * links. Annotations of different layers are never held against each other; memo and confidence do
 * not count. Pure and deterministic; the order of coders and of their work makes no difference.
 * In text order, an attribution after the passages that it joins.
 */
export function compareCodings(
  codings: readonly ComparedCoding[],
  { symmetric = new Set() }: CompareOptions = {},
): ComparisonItem[] {
  const ordered = codings.toSorted((a, b) => (a.coderId < b.coderId ? -1 : 1));
  const coderIds = ordered.map(({ coderId }) => coderId);
  const candidates = ordered.flatMap(({ annotations }, coder) =>
    annotations.map((unit) => annotationCandidate(unit, coder)),
  );
  const placeOf = new Map<string, string>();
  const positions = new Map<string, number>();
  const keep = (group: readonly AnnotationCandidate[], position: number) => {
    const place = smallestId(group);
    for (const { id } of group) {
      placeOf.set(id, place);
      positions.set(id, position);
    }
    return position;
  };

  const groups: Group[] = [];
  const of = (kind: UnitKind) => byLayer(candidates.filter(({ unit }) => unit.kind === kind));
  for (const list of of('article')) {
    for (const group of alignLabels(list)) {
      groups.push(groupOf(group, keep(group, -1), () => ''));
    }
  }
  for (const list of of('span')) {
    for (const group of alignSpans(list)) {
      const starts = group.map(({ unit }) => unit.fragments[0]?.start ?? 0);
      groups.push(groupOf(group, keep(group, Math.min(...starts)), () => ''));
    }
  }
  const spansOf = (unit: ComparedAnnotation) => memberKeys(unit, placeOf, false);
  const composites = [...of('composite')].flatMap((list) => alignComposites(list, spansOf));
  for (const group of composites) {
    const members = group.flatMap(({ unit }) => unit.members);
    keep(group, Math.max(0, ...members.map((one) => positions.get(one.annotationId) ?? 0)));
  }
  for (const group of composites) {
    const position = positions.get(group[0]?.id ?? '') ?? 0;
    groups.push(groupOf(group, position, (unit) => memberKeys(unit, placeOf, true).join()));
  }
  const links = ordered.flatMap(({ relations }, coder) =>
    relations.map((unit): RelationCandidate => {
      const from = placeOf.get(unit.fromAnnotationId) ?? unit.fromAnnotationId;
      const to = placeOf.get(unit.toAnnotationId) ?? unit.toAnnotationId;
      const values = attributesKey(unit.attributes);
      const content = `${unit.typeKey} ${values}`;
      return { id: unit.id, coder, unit, from, to, values, content };
    }),
  );
  for (const group of alignRelations(links)) {
    groups.push(linkGroup(group, positions, symmetric));
  }
  return groups.map((group) => itemOf(group, coderIds)).sort(inTextOrder);
}

function byLayer(candidates: readonly AnnotationCandidate[]): Iterable<AnnotationCandidate[]> {
  const layers = new Map<string, AnnotationCandidate[]>();
  for (const one of candidates) {
    const list = layers.get(one.unit.layerKey);
    if (list) list.push(one);
    else layers.set(one.unit.layerKey, [one]);
  }
  return layers.values();
}

/** `role:place`, sorted. First and second content are contents alike. */
function memberKeys(
  { members }: ComparedAnnotation,
  placeOf: ReadonlyMap<string, string>,
  nested: boolean,
): string[] {
  return members
    .filter(({ role }) => nested || role !== 'nested')
    .map(({ role, annotationId }) => {
      const place = placeOf.get(annotationId) ?? annotationId;
      return `${role === 'content2' ? 'content' : role}:${place}`;
    })
    .sort();
}

function groupOf(
  group: readonly AnnotationCandidate[],
  position: number,
  relation: (unit: ComparedAnnotation) => string,
): Group {
  return {
    kind: group[0]?.unit.kind ?? 'span',
    layerKey: group[0]?.unit.layerKey ?? null,
    position,
    said: group.map(({ id, coder, unit, values }) => ({
      id,
      coder,
      revision: unit.revisionId,
      code: unit.codeKey,
      boundary: fragmentsKey(unit.fragments),
      attribute: values,
      relation: relation(unit),
    })),
  };
}

function linkGroup(
  group: readonly RelationCandidate[],
  positions: ReadonlyMap<string, number>,
  symmetric: ReadonlySet<string>,
): Group {
  const ends = group.flatMap(({ unit }) => [unit.fromAnnotationId, unit.toAnnotationId]);
  return {
    kind: 'relation',
    layerKey: null,
    position: Math.max(-1, ...ends.map((id) => positions.get(id) ?? -1)),
    said: group.map(({ id, coder, unit, from, to, values }) => {
      const direction = symmetric.has(unit.typeKey) ? [from, to].sort() : [from, to];
      return {
        id,
        coder,
        revision: `${id}:${unit.revisionNo}`,
        code: '',
        boundary: '',
        attribute: values,
        relation: [unit.typeKey, ...direction].join(' '),
      };
    }),
  };
}

function itemOf({ kind, layerKey, position, said }: Group, coderIds: readonly string[]) {
  const byCoder = new Map(said.map((one) => [one.coder, one]));
  const voices = coderIds.map((coderId, coder) => {
    const one = byCoder.get(coder);
    return { coderId, unitId: one?.id ?? null, revision: one?.revision ?? null };
  });
  return {
    key: smallestId(said.map((one) => ({ ...one, content: '' }))),
    basis: voices.map(({ coderId, revision }) => `${coderId}=${revision ?? ''}`).join(';'),
    kind,
    layerKey,
    differences: differencesOf(said, coderIds.length),
    voices,
    readings: readingsOf(said, coderIds),
    position,
  } satisfies ComparisonItem;
}

function differencesOf(said: readonly Said[], coders: number): Difference[] {
  const differ = (part: 'code' | 'boundary' | 'relation') =>
    said.some((one) => one[part] !== said[0]?.[part]);
  // Under another code other values are no further disagreement.
  const values = said.some((a) =>
    said.some((b) => a.code === b.code && a.attribute !== b.attribute),
  );
  return [
    ...(said.length < coders ? (['missing'] as const) : []),
    ...(differ('code') ? (['code'] as const) : []),
    ...(differ('boundary') ? (['boundary'] as const) : []),
    ...(values ? (['attribute'] as const) : []),
    ...(differ('relation') ? (['relation'] as const) : []),
  ];
}

function readingsOf(said: readonly Said[], coderIds: readonly string[]): Reading[] {
  const readings = new Map<string, { unitId: string; coderIds: string[]; value: string }>();
  for (const one of said) {
    const value = [one.code, one.boundary, one.attribute, one.relation].join('\n');
    const coderId = coderIds[one.coder] ?? '';
    const known = readings.get(value);
    if (!known) readings.set(value, { unitId: one.id, coderIds: [coderId], value });
    else {
      known.coderIds.push(coderId);
      if (one.id < known.unitId) known.unitId = one.id;
    }
  }
  return [...readings.values()]
    .sort((a, b) => b.coderIds.length - a.coderIds.length || (a.value < b.value ? -1 : 1))
    .map(({ unitId, coderIds: who }) => ({ unitId, coderIds: who }));
}

const RANKS: Readonly<Record<UnitKind, number>> = {
  article: 0,
  span: 1,
  composite: 2,
  relation: 3,
};

function inTextOrder(a: ComparisonItem, b: ComparisonItem): number {
  return a.position - b.position || RANKS[a.kind] - RANKS[b.kind] || (a.key < b.key ? -1 : 1);
}
