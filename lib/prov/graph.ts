import { Graph, layout } from '@dagrejs/dagre';
import type { ProvDocument, ProvElement } from './model';

export type NodeKind = 'entity' | 'activity' | 'agent';

/** A box of the drawing; positions in CSS pixels from the top left, of its middle. */
export interface GraphNode {
  readonly id: string;
  readonly kind: NodeKind;
  /** The thing's `prov:type` without its prefix: `AnnotationRevision`. */
  readonly type: string;
  readonly label: string;
  /** How many things stand in this box. */
  readonly count: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  readonly kind: string;
  readonly count: number;
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

export interface ProvGraph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  readonly width: number;
  readonly height: number;
  /** Alike things share a box, since each by itself would be too much to look at. */
  readonly isGrouped: boolean;
}

/** More boxes than this are not looked at one by one. */
const MAX_NODES = 60;
const MIN_WIDTH = 96;
const MAX_WIDTH = 208;
const HEIGHT = 52;
/** About the width of a letter at the drawing's size. */
const LETTER = 6.6;
const LABEL = 28;

interface Thing {
  readonly kind: NodeKind;
  readonly type: string;
  readonly label: string;
  count: number;
}

/**
 * Draws a document: each thing a box, each relation an arrow to what it rests on, earlier things
 * below. The layout is dagre's. Of a large document, what is alike and by one person shares a box;
 * identities that only gather revisions are left out.
 */
export function drawProv(document: ProvDocument): ProvGraph {
  const single = boxesOf(document, null);
  const isGrouped = single.things.size > MAX_NODES;
  const { things, place } = isGrouped ? boxesOf(document, personOf(document)) : single;
  const edges = new Map<string, { from: string; to: string; kind: string; count: number }>();
  const join = (
    kind: string,
    first: string | null | undefined,
    second: string | null | undefined,
  ) => {
    const [from, to] = [place(first ?? ''), place(second ?? '')];
    if (!from || !to || from === to) return;
    const key = `${from} ${kind} ${to}`;
    const known = edges.get(key);
    if (known) known.count += 1;
    else edges.set(key, { from, to, kind, count: 1 });
  };
  for (const { kind, parts } of document.relations) {
    if (kind === 'specializationOf') continue;
    const [first, second] = Object.values(parts);
    join(kind, first, second);
    join('hadPlan', first, parts.plan);
  }
  return { ...arrange(things, [...edges.values()]), isGrouped };
}

function boxesOf(document: ProvDocument, people: ReadonlyMap<string, string> | null) {
  const things = new Map<string, Thing>();
  const boxes = new Map<string, string>();
  const joined = new Set(
    document.relations.flatMap(({ kind, parts }) =>
      kind === 'hadMember' ? (parts.entity ?? []) : [],
    ),
  );
  const put = (kind: NodeKind, { id, attributes }: ProvElement) => {
    const type = plain(String(attributes['prov:type']?.[0]?.value ?? ''));
    // The identity behind revisions says nothing that they don't; unless something else points to it.
    if (type === 'Annotation' && (people !== null || !joined.has(id))) return;
    const label = String(attributes['prov:label']?.[0]?.value ?? '');
    const box =
      people === null || kind === 'agent' ? id : `${kind} ${type} ${people.get(id) ?? ''}`;
    boxes.set(id, box);
    const known = things.get(box);
    if (known) known.count += 1;
    else things.set(box, { kind, type, label, count: 1 });
  };
  for (const one of document.entities) put('entity', one);
  for (const one of document.activities) put('activity', one);
  for (const one of document.agents) put('agent', one);
  return { things, place: (id: string) => boxes.get(id) ?? null };
}

/** Who is behind an entity or an activity. */
function personOf({ relations }: ProvDocument): Map<string, string> {
  const people = new Map<string, string>();
  for (const { kind, parts } of relations) {
    const thing =
      kind === 'wasAttributedTo'
        ? parts.entity
        : kind === 'wasAssociatedWith'
          ? parts.activity
          : null;
    if (thing && parts.agent) people.set(thing, parts.agent);
  }
  return people;
}

function arrange(
  things: ReadonlyMap<string, Thing>,
  edges: readonly { from: string; to: string; kind: string; count: number }[],
): Omit<ProvGraph, 'isGrouped'> {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'TB', nodesep: 28, ranksep: 56, marginx: 12, marginy: 12 });
  graph.setDefaultEdgeLabel(() => ({}));
  const sizes = new Map<string, number>();
  for (const [id, { label, type }] of things) {
    const letters = Math.max(Math.min(label.length, LABEL), type.length);
    const width = Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, letters * LETTER + 32));
    sizes.set(id, width);
    graph.setNode(id, { width, height: HEIGHT });
  }
  for (const { from, to, kind } of edges) graph.setEdge(from, to, {}, kind);
  layout(graph);
  const nodes = [...things].map(([id, thing]): GraphNode => {
    const { x, y } = graph.node(id);
    return {
      id,
      ...thing,
      label: thing.label.length > LABEL ? `${thing.label.slice(0, LABEL - 1)}…` : thing.label,
      x: x ?? 0,
      y: y ?? 0,
      width: sizes.get(id) ?? MIN_WIDTH,
      height: HEIGHT,
    };
  });
  const { width = 0, height = 0 } = graph.graph();
  return {
    nodes,
    edges: edges.map(({ from, to, kind, count }) => ({
      from,
      to,
      kind,
      count,
      points: graph.edge(from, to, kind).points ?? [],
    })),
    width: Math.ceil(width),
    height: Math.ceil(height),
  };
}

function plain(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
