import { nestedIn, nestingDepths } from '@/lib/annotations/nesting';
import type { AnnotationDto } from '@/lib/annotations/schema';
import type { AnnotationStore } from '../model/annotation-store';
import { isSourceAbsent, quoteOf } from '../model/describe';

/** One attribution as the table tells it: who says what. */
export interface AttributionRow {
  readonly id: string;
  readonly head: AnnotationDto;
  readonly sources: readonly AnnotationDto[];
  readonly cues: readonly AnnotationDto[];
  /** The first content, then the second. */
  readonly contents: readonly AnnotationDto[];
  /** The article says of nobody that they said it. */
  readonly absent: boolean;
  /** Who speaks, to group by: the actor where one is given, else the words; empty for nobody. */
  readonly speaker: string;
  /** How deep it stands inside others; 0 for none. */
  readonly depth: number;
  /** The attributions that it stands in. */
  readonly within: readonly string[];
  /** Whether that is stated, or only read from the passages: it lies in another one's content. */
  readonly nestingStated: boolean;
  /** First character, code points; what has no passage comes last. */
  readonly start: number;
}

/** Attribute of a source that names the person or body across articles. */
const ACTOR = 'actor';

/**
 * The attributions of an article in text order. Where nobody stated in which others one stands, it
 * is read from the passages: it lies wholly in a content of another one of the same coder.
 */
export function attributionRows(store: AnnotationStore): AttributionRow[] {
  const heads = store.order.all.flatMap(({ id }) => {
    const head = store.get(id);
    return head?.kind === 'composite' ? [head] : [];
  });
  const stated = new Map<string, string[]>();
  for (const head of heads) {
    for (const inner of nestedIn(head.members)) {
      stated.set(inner, [...(stated.get(inner) ?? []), head.id]);
    }
  }
  const within = new Map(
    heads.map((head) => [head.id, stated.get(head.id) ?? enclosing(store, head, stated)]),
  );
  const nesting = new Map<string, string[]>();
  for (const [inner, outers] of within) {
    for (const outer of outers) nesting.set(outer, [...(nesting.get(outer) ?? []), inner]);
  }
  const depths = nestingDepths(within.keys(), nesting);
  return heads.map((head) => {
    const of = (role: string) =>
      head.members
        .filter((member) => member.role === role)
        .flatMap(({ annotationId }) => store.get(annotationId) ?? []);
    const sources = of('source');
    return {
      id: head.id,
      head,
      sources,
      cues: of('cue'),
      contents: [...of('content'), ...of('content2')],
      absent: isSourceAbsent(head),
      speaker: sources.map(speakerOf).join(', '),
      depth: depths.get(head.id) ?? 0,
      within: within.get(head.id) ?? [],
      nestingStated: stated.has(head.id),
      start: store.extent(head)?.start ?? Number.MAX_SAFE_INTEGER,
    };
  });
}

function speakerOf(source: AnnotationDto): string {
  const actor = source.attributes[ACTOR];
  return typeof actor === 'string' && actor !== '' ? actor : quoteOf(source);
}

/** The innermost attribution of the same coder whose content holds all of this one's passages. */
function enclosing(
  store: AnnotationStore,
  head: AnnotationDto,
  stated: ReadonlyMap<string, readonly string[]>,
): string[] {
  const extent = store.extent(head);
  if (!extent) return [];
  let found: { readonly id: string; readonly size: number } | null = null;
  for (const contentId of store.spans.at(extent.start)) {
    const content = store.get(contentId);
    const own = content && store.extent(content);
    if (!own || own.start > extent.start || own.end < extent.end) continue;
    for (const id of store.compositesOf(contentId)) {
      const outer = store.get(id);
      const role = outer?.members.find((one) => one.annotationId === contentId)?.role;
      if (id === head.id || outer?.coderId !== head.coderId || !role?.startsWith('content')) {
        continue;
      }
      // What is stated goes before what is read; and equal stretches do not hold each other.
      if (stated.get(id)?.includes(head.id)) continue;
      const whole = store.extent(outer);
      const size = own.end - own.start;
      if (whole && whole.end - whole.start <= extent.end - extent.start) continue;
      if (!found || size < found.size) found = { id, size };
    }
  }
  return found ? [found.id] : [];
}

export const SORTS = ['text', 'source', 'content', 'coder', 'review', 'depth'] as const;
export type Sort = (typeof SORTS)[number];

/** What of the table is shown, and in which order. */
export interface TableView {
  /** Words that the source, or whoever is named, must hold. */
  readonly source: string;
  /** A coder's id; null for all. */
  readonly coder: string | null;
  readonly sort: Sort;
  readonly descending: boolean;
}

export const WHOLE_TABLE: TableView = { source: '', coder: null, sort: 'text', descending: false };

/** The rows that the view leaves, in its order; text order parts equals. */
export function viewOf(
  rows: readonly AttributionRow[],
  view: TableView,
  locale: string,
): AttributionRow[] {
  const collator = new Intl.Collator(locale, { sensitivity: 'base', numeric: true });
  const wanted = fold(view.source);
  const kept = rows.filter(
    (row) =>
      (view.coder === null || row.head.coderId === view.coder) &&
      (wanted === '' ||
        fold([row.speaker, ...row.sources.map((one) => quoteOf(one))].join(' ')).includes(wanted)),
  );
  const words = (row: AttributionRow): string => {
    switch (view.sort) {
      case 'source':
        return row.speaker;
      case 'content':
        return row.contents.map((one) => quoteOf(one)).join(' ');
      case 'coder':
        return row.head.coderName;
      case 'review':
        return row.head.reviewState;
      default:
        return '';
    }
  };
  const sign = view.descending ? -1 : 1;
  return kept.sort((a, b) => {
    const order = view.sort === 'depth' ? a.depth - b.depth : collator.compare(words(a), words(b));
    return (order || a.start - b.start || (a.id < b.id ? -1 : 1)) * sign;
  });
}

/** Without case and accents. */
function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
}

/** Rows by who speaks, in the order in which each speaks first; those whom nobody says, last. */
export function bySpeaker(
  rows: readonly AttributionRow[],
): { readonly speaker: string; readonly rows: readonly AttributionRow[] }[] {
  const groups = new Map<string, { speaker: string; rows: AttributionRow[] }>();
  for (const row of rows) {
    const key = fold(row.speaker);
    const group = groups.get(key);
    if (group) group.rows.push(row);
    else groups.set(key, { speaker: row.speaker, rows: [row] });
  }
  return [...groups.values()].sort((a, b) => Number(a.speaker === '') - Number(b.speaker === ''));
}
