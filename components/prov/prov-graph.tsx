import { useTranslations } from 'next-intl';
import { cn } from '@/components/ui/cn';
import type { GraphEdge, GraphNode, NodeKind, ProvGraph } from '@/lib/prov/graph';
import { RELATIONS, TYPES } from '@/lib/prov/names';
import { EVENT_TYPES } from '@/lib/provenance/schema';

/** How far a drawing is made smaller. */
const SMALLEST = 0.6;

const TONES: Readonly<Record<NodeKind, string>> = {
  entity: 'fill-warning-soft stroke-warning',
  activity: 'fill-info-soft stroke-info',
  agent: 'fill-success-soft stroke-success',
};

/** The drawing: entities round, activities square, agents with a roof, as PROV draws them. */
export function ProvGraphView({ graph }: { graph: ProvGraph }) {
  const t = useTranslations('prov');
  const names = useNames();
  return (
    <figure className="grid gap-3">
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what is wider than the page is scrolled by keyboard too.
        tabIndex={0}
        aria-label={t('drawing')}
        className="max-h-[75vh] overflow-auto rounded-xl border bg-card"
      >
        <svg
          role="img"
          aria-label={t('drawingHelp', { nodes: graph.nodes.length, edges: graph.edges.length })}
          // A wide drawing shrinks as far as its words can be read, and is scrolled then.
          style={{ width: '100%', maxWidth: graph.width, minWidth: graph.width * SMALLEST }}
          viewBox={`0 0 ${graph.width} ${graph.height}`}
          className="mx-auto block font-sans"
        >
          <defs>
            <marker
              id="prov-arrow"
              viewBox="0 0 8 8"
              refX="7"
              refY="4"
              markerWidth="7"
              markerHeight="7"
              orient="auto-start-reverse"
            >
              <path d="M0 0 L8 4 L0 8 z" className="fill-muted-foreground" />
            </marker>
          </defs>
          {graph.edges.map((edge) => (
            <Edge
              key={`${edge.from} ${edge.kind} ${edge.to}`}
              edge={edge}
              label={names.relation(edge.kind)}
            />
          ))}
          {graph.nodes.map((node) => (
            <Node key={node.id} node={node} type={names.type(node.type)} />
          ))}
        </svg>
      </section>
      <figcaption className="flex flex-wrap gap-x-5 gap-y-2 text-muted-foreground text-sm">
        {(['entity', 'activity', 'agent'] as const).map((kind) => (
          <span key={kind} className="inline-flex items-center gap-2">
            <svg width="22" height="14" aria-hidden>
              <Shape kind={kind} x={11} y={7} width={20} height={12} />
            </svg>
            {t(`kinds.${kind}`)}
          </span>
        ))}
        {graph.isGrouped ? <span>{t('grouped')}</span> : null}
      </figcaption>
    </figure>
  );
}

function Node({ node, type }: { node: GraphNode; type: string }) {
  const { kind, label, count, x, y, width, height } = node;
  const names = useNames();
  const title = count > 1 ? `${count} × ${type}` : type;
  return (
    <g>
      <Shape kind={kind} {...{ x, y, width, height }} />
      <text
        x={x}
        y={label && count === 1 ? y - 5 : y + 4}
        textAnchor="middle"
        className="fill-foreground font-semibold text-[11px]"
      >
        {title}
      </text>
      {label && count === 1 ? (
        <text x={x} y={y + 11} textAnchor="middle" className="fill-foreground text-[11px]">
          {names.label(label)}
        </text>
      ) : null}
    </g>
  );
}

type Box = Pick<GraphNode, 'kind' | 'x' | 'y' | 'width' | 'height'>;

function Shape({ kind, x, y, width, height }: Box) {
  const className = cn('stroke-[1.5]', TONES[kind]);
  const [left, top] = [x - width / 2, y - height / 2];
  if (kind === 'agent') {
    const roof = Math.min(10, height / 3);
    const points = [
      [left, top + roof],
      [x, top],
      [left + width, top + roof],
      [left + width, top + height],
      [left, top + height],
    ];
    return (
      <polygon points={points.map((point) => point.join(',')).join(' ')} className={className} />
    );
  }
  const round = kind === 'entity' ? height / 2 : 3;
  return <rect x={left} y={top} width={width} height={height} rx={round} className={className} />;
}

function Edge({ edge, label }: { edge: GraphEdge; label: string }) {
  const { points, count } = edge;
  const middle = points[Math.floor(points.length / 2)];
  const path = points.map(
    ({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`,
  );
  return (
    <g>
      <path
        d={path.join(' ')}
        markerEnd="url(#prov-arrow)"
        className="fill-none stroke-[1.2] stroke-muted-foreground"
      />
      {middle ? (
        <text
          x={middle.x}
          y={middle.y + 3}
          textAnchor="middle"
          className="fill-muted-foreground stroke-[4] stroke-card text-[9.5px] [paint-order:stroke]"
        >
          {count > 1 ? `${label} (${count})` : label}
        </text>
      ) : null}
    </g>
  );
}

/** The same as sentences, for whoever does not look at drawings. */
export function ProvTable({ graph }: { graph: ProvGraph }) {
  const t = useTranslations('prov');
  const names = useNames();
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const say = (id: string) => {
    const node = nodes.get(id);
    if (!node) return id;
    const type = names.type(node.type);
    if (node.count > 1) return `${node.count} × ${type}`;
    return node.label ? `${type}: ${names.label(node.label)}` : type;
  };
  return (
    <details className="mt-6">
      <summary className="w-fit cursor-pointer font-medium text-sm">{t('asTable')}</summary>
      <div className="mt-2 overflow-x-auto">
        <table className="w-full text-sm">
          <thead className="text-left text-muted-foreground">
            <tr>
              <th className="py-1 pr-3 font-medium">{t('what')}</th>
              <th className="py-1 pr-3 font-medium">{t('relation')}</th>
              <th className="py-1 font-medium">{t('toWhat')}</th>
            </tr>
          </thead>
          <tbody>
            {graph.edges.map(({ from, to, kind, count }) => (
              <tr key={`${from} ${kind} ${to}`} className="border-t align-top">
                <td className="py-1.5 pr-3">{say(from)}</td>
                <td className="py-1.5 pr-3 text-muted-foreground">
                  {names.relation(kind)}
                  {count > 1 ? ` (${count})` : ''}
                </td>
                <td className="py-1.5">{say(to)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

function useNames() {
  const t = useTranslations('prov');
  const th = useTranslations('history');
  return {
    type: (type: string) => {
      const known = TYPES.find((one) => one === type);
      return known ? t(`types.${known}`) : type;
    },
    /** An event's kind in words; anything else as it is. */
    label: (label: string) => {
      const known = EVENT_TYPES.find((one) => one === label);
      return known ? th(`events.${known}`) : label;
    },
    relation: (kind: string) => {
      const known = RELATIONS.find((one) => one === kind);
      return known ? t(`relations.${known}`) : kind;
    },
  };
}
