import { deepEqual } from 'fast-equals';
import type {
  AnnotationChange,
  AnnotationDto,
  ArticleAnnotationsDto,
  RelationDto,
} from '@/lib/annotations/schema';
import type { Fragment } from '@/lib/text/fragments';
import type { Effect } from './optimistic';
import { createSignal, type Signal } from './signal';
import { createSpanIndex, type SpanIndex } from './span-index';
import { type OrderKey, TextOrder } from './text-order';

type ChangeListener = (ids: ReadonlySet<string>) => void;

/** Whether two heads say the same of an annotation, but for the revision's own identity and time. */
function looksAlike(a: AnnotationDto, b: AnnotationDto): boolean {
  return deepEqual(
    { ...a, revisionId: '', changedAt: '' },
    { ...b, revisionId: '', changedAt: '' },
  );
}

/**
 * The annotations that the page shows: what the server confirmed, with the person's own unsent
 * changes on top. Every single change costs the same however many annotations there are.
 */
export class AnnotationStore {
  readonly spans: SpanIndex = createSpanIndex();
  readonly order: TextOrder;
  /**
   * As `order`, of what a list of annotations shows one by one: neither labels of the whole article,
   * nor spans that an attribution joins, which stand in its entry.
   */
  readonly listed: TextOrder;
  /** Counts changes; for those who show the whole list. */
  readonly version: Signal<number> = createSignal(0);
  /**
   * Counts, besides, what only an annotation's details show: that its revision is stored, and when.
   * The server's answer to most changes is just that, and must not cost the whole page a render.
   */
  readonly details: Signal<number> = createSignal(0);
  private readonly shown = new Map<string, AnnotationDto>();
  private readonly confirmed = new Map<string, AnnotationDto>();
  private readonly shownRelations = new Map<string, RelationDto>();
  private readonly confirmedRelations = new Map<string, RelationDto>();
  private readonly composites = new Map<string, Set<string>>();
  /** Ids of the shown relations at each annotation. */
  private readonly linksAt = new Map<string, Set<string>>();
  private readonly listeners = new Set<ChangeListener>();

  constructor(initial: Pick<ArticleAnnotationsDto, 'annotations' | 'relations'>) {
    for (const head of initial.annotations) {
      this.confirmed.set(head.id, head);
      this.shown.set(head.id, head);
      this.spans.set(head.id, head.fragments);
      for (const member of head.members) this.join(member.annotationId, head.id);
    }
    for (const relation of initial.relations) {
      this.confirmedRelations.set(relation.id, relation);
      this.showRelation(relation, new Set());
    }
    this.order = new TextOrder(initial.annotations.map((head) => this.keyOf(head)));
    this.listed = new TextOrder(this.order.all.filter(({ id }) => this.isListed(id)));
  }

  get(id: string): AnnotationDto | undefined {
    return this.shown.get(id);
  }

  /** As the server last told it, without what was not stored yet. */
  confirmedHead(id: string): AnnotationDto | undefined {
    return this.confirmed.get(id);
  }

  /** As the server last told it, without what was not stored yet. */
  confirmedRelation(id: string): RelationDto | undefined {
    return this.confirmedRelations.get(id);
  }

  get confirmedIds(): Iterable<string> {
    return this.confirmed.keys();
  }

  get relations(): Iterable<RelationDto> {
    return this.shownRelations.values();
  }

  /** Composites (attributions) that have the span as a member. */
  compositesOf(spanId: string): readonly string[] {
    return [...(this.composites.get(spanId) ?? [])];
  }

  isMember(spanId: string): boolean {
    return this.composites.has(spanId);
  }

  relation(id: string): RelationDto | undefined {
    return this.shownRelations.get(id);
  }

  /** The links that start or end at an annotation, oldest first. */
  relationsOf(id: string): RelationDto[] {
    return [...(this.linksAt.get(id) ?? [])]
      .flatMap((link) => this.shownRelations.get(link) ?? [])
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /**
   * From the first to the last character; of a composite, those of its members, and of a nested one
   * that of its own. Code points.
   */
  extent(head: AnnotationDto, above: ReadonlySet<string> = new Set()): Fragment | null {
    const fragments: Fragment[] = [...head.fragments];
    for (const { role, annotationId } of head.members) {
      const member = this.shown.get(annotationId);
      if (!member) continue;
      if (role !== 'nested') fragments.push(...member.fragments);
      // What a person is about to do may close a circle, which the server then refuses.
      else if (!above.has(annotationId)) {
        const inner = this.extent(member, new Set(above).add(head.id));
        if (inner) fragments.push(inner);
      }
    }
    return fragments.length === 0
      ? null
      : {
          start: Math.min(...fragments.map(({ start }) => start)),
          end: Math.max(...fragments.map(({ end }) => end)),
        };
  }

  /** Shows a change that is not stored yet. */
  apply(effect: Effect): void {
    const touched = new Set<string>();
    for (const head of effect.annotations) this.show(head, touched);
    for (const id of effect.removedAnnotationIds) this.hide(id, touched);
    for (const relation of effect.relations) this.showRelation(relation, touched);
    for (const id of effect.removedRelationIds) this.hideRelation(id, touched);
    this.tell(touched);
  }

  /** Takes over what the server answered. */
  confirm(change: Omit<AnnotationChange, 'coding' | 'undo'>): void {
    const touched = new Set<string>();
    for (const head of change.annotations) {
      this.confirmed.set(head.id, head);
      this.show(head, touched);
    }
    for (const id of change.removedAnnotationIds) {
      this.confirmed.delete(id);
      this.hide(id, touched);
    }
    for (const relation of change.relations) {
      this.confirmedRelations.set(relation.id, relation);
      this.showRelation(relation, touched);
    }
    for (const id of change.removedRelationIds) {
      this.confirmedRelations.delete(id);
      this.hideRelation(id, touched);
    }
    this.tell(touched);
  }

  /** Shows again what the server last confirmed of these annotations and relations. */
  revert(ids: Iterable<string>): void {
    const touched = new Set<string>();
    for (const id of ids) {
      const head = this.confirmed.get(id);
      if (head) this.show(head, touched);
      else if (this.shown.has(id)) this.hide(id, touched);
      const relation = this.confirmedRelations.get(id);
      if (relation) this.showRelation(relation, touched);
      else if (this.shownRelations.has(id)) this.hideRelation(id, touched);
    }
    this.tell(touched);
  }

  /** Tells which annotations look different now. */
  onChange(listener: ChangeListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private keyOf(head: AnnotationDto): OrderKey {
    const extent = this.extent(head);
    return { id: head.id, start: extent?.start ?? -1, end: extent?.end ?? -1 };
  }

  private isListed(id: string): boolean {
    const head = this.shown.get(id);
    if (!head || head.kind === 'article') return false;
    return head.kind !== 'span' || !this.isMember(id);
  }

  /** Puts an annotation where it belongs in `listed`, or takes it out. */
  private list(id: string): void {
    const key = this.isListed(id) ? this.order.keyOf(id) : undefined;
    if (key) this.listed.set(key);
    else this.listed.delete(id);
  }

  private join(spanId: string, compositeId: string): void {
    const known = this.composites.get(spanId);
    if (known) known.add(compositeId);
    else this.composites.set(spanId, new Set([compositeId]));
  }

  private part(head: AnnotationDto | undefined): void {
    for (const member of head?.members ?? []) {
      const known = this.composites.get(member.annotationId);
      known?.delete(head?.id ?? '');
      if (known?.size === 0) this.composites.delete(member.annotationId);
    }
  }

  private show(head: AnnotationDto, touched: Set<string>): void {
    const before = this.shown.get(head.id);
    this.shown.set(head.id, head);
    if (before && looksAlike(before, head)) return;
    this.part(before);
    for (const member of before?.members ?? []) touched.add(member.annotationId);
    this.spans.set(head.id, head.fragments);
    for (const member of head.members) {
      this.join(member.annotationId, head.id);
      touched.add(member.annotationId);
    }
    this.order.set(this.keyOf(head));
    touched.add(head.id);
    this.moveComposites(head.id, touched);
  }

  private hide(id: string, touched: Set<string>): void {
    const head = this.shown.get(id);
    if (!head) return;
    this.part(head);
    this.shown.delete(id);
    this.spans.delete(id);
    this.order.delete(id);
    touched.add(id);
    for (const member of head.members) touched.add(member.annotationId);
    this.moveComposites(id, touched);
  }

  private showRelation(relation: RelationDto, touched: Set<string>): void {
    const before = this.shownRelations.get(relation.id);
    this.shownRelations.set(relation.id, relation);
    if (before && deepEqual(before, relation)) return;
    for (const end of [relation.fromAnnotationId, relation.toAnnotationId]) {
      const known = this.linksAt.get(end);
      if (known) known.add(relation.id);
      else this.linksAt.set(end, new Set([relation.id]));
      touched.add(end);
    }
  }

  private hideRelation(id: string, touched: Set<string>): void {
    const relation = this.shownRelations.get(id);
    if (!relation) return;
    this.shownRelations.delete(id);
    for (const end of [relation.fromAnnotationId, relation.toAnnotationId]) {
      const known = this.linksAt.get(end);
      known?.delete(id);
      if (known?.size === 0) this.linksAt.delete(end);
      touched.add(end);
    }
  }

  /** A composite stands where its members stand. */
  private moveComposites(spanId: string, touched: Set<string>): void {
    for (const id of this.composites.get(spanId) ?? []) {
      const composite = this.shown.get(id);
      if (composite) this.order.set(this.keyOf(composite));
      touched.add(id);
    }
  }

  private tell(touched: ReadonlySet<string>): void {
    for (const id of touched) this.list(id);
    this.details.update((count) => count + 1);
    if (touched.size === 0) return;
    for (const listener of this.listeners) listener(touched);
    this.version.update((count) => count + 1);
  }
}
