import { deepEqual } from 'fast-equals';
import { unpackAnnotations } from '@/lib/annotations/packed';
import type {
  AnnotationChange,
  AnnotationDto,
  CodingDto,
  FarEndDto,
  UndoState,
} from '@/lib/annotations/schema';
import type { Translate } from '@/lib/i18n/translate';
import type { LiveDelta } from '@/lib/presence/schema';
import { extentOf, type Fragment } from '@/lib/text/fragments';
import { createOffsetMap, type OffsetMap } from '@/lib/text/offsets';
import { type Paragraph, splitParagraphs } from '@/lib/text/paragraphs';
import { createTextUnits, type TextUnits } from '@/lib/text/units';
import type { DraftQueue, QueueEvent } from '../queue/draft-queue';
import type { LinkOption } from '../relations/link-options';
import { AnnotationStore } from './annotation-store';
import { type Block, createBlocks } from './blocks';
import { type CodebookView, createCodebookView } from './codebook-view';
import { annotationOf, type Command } from './command';
import { type Filters, NO_FILTERS, passes } from './filters';
import { effectOf, type OptimisticContext } from './optimistic';
import { createPositionIndex, type PositionIndex } from './position-index';
import type { ReaderData } from './reader-data';
import { isCollapsed, rangeOf, type Snap, snapRange, type TextSelection } from './selection';
import { createSignal, type Signal } from './signal';

/** What the palette of codes is open for, besides a selection. */
type PaletteMode = 'recode' | 'article';

/** An attribution that is proposed and drawn but not made. */
interface LinkPreview {
  readonly members: AnnotationDto['members'];
  readonly sourceAbsent: boolean;
}

/** A link that a person is making: from where, what it says, where it would lead. */
export interface LinkDraft {
  readonly fromId: string;
  /** Null while it is being chosen. */
  readonly option: LinkOption | null;
  /** In this article; null before one is chosen. */
  readonly targetId: string | null;
}

/** Which part of the inspector should take the focus next; the number makes each request new. */
interface InspectorRequest {
  readonly field: 'first' | 'memo';
  readonly count: number;
}

const NOT_STARTED = 'not_started';

/**
 * The state of one open article: its text and positions (never changing), its annotations, and
 * what the person is doing. Components watch the signals; writing is in editor.ts.
 */
export class ReaderModel {
  readonly paragraphs: readonly Paragraph[];
  readonly map: OffsetMap;
  readonly positions: PositionIndex;
  readonly blocks: readonly Block[];
  readonly units: TextUnits;
  readonly codebook: CodebookView;
  readonly store: AnnotationStore;

  readonly active: Signal<string | null>;
  readonly hover: Signal<string | null> = createSignal<string | null>(null);
  readonly marked: Signal<ReadonlySet<string>> = createSignal<ReadonlySet<string>>(new Set());
  readonly selection: Signal<TextSelection | null> = createSignal<TextSelection | null>(null);
  /** The pointer is still down: the palette waits. */
  readonly selecting: Signal<boolean> = createSignal(false);
  readonly palette: Signal<PaletteMode | null> = createSignal<PaletteMode | null>(null);
  readonly preview: Signal<LinkPreview | null> = createSignal<LinkPreview | null>(null);
  /** The annotation whose boundaries the selection stands for. */
  readonly rebounding: Signal<string | null> = createSignal<string | null>(null);
  readonly inspector: Signal<InspectorRequest | null> = createSignal<InspectorRequest | null>(null);
  /** Suggestions are shown instead of the list of annotations, and outlined in the text. */
  readonly suggesting: Signal<boolean> = createSignal(false);
  readonly relating: Signal<boolean> = createSignal(false);
  /** The link that is being made. */
  readonly link: Signal<LinkDraft | null> = createSignal<LinkDraft | null>(null);
  /** The table of who says what is open. */
  readonly table: Signal<boolean> = createSignal(false);
  /** The code that labels every next selection, until it is let go. */
  readonly locked: Signal<string | null> = createSignal<string | null>(null);
  /** The code of the last label. */
  readonly lastCode: Signal<string | null> = createSignal<string | null>(null);
  /** The annotation that gets a quick memo. */
  readonly noting: Signal<string | null> = createSignal<string | null>(null);
  /** All of the text is on the page: of a long one the end comes a moment later. */
  readonly mounted: Signal<boolean> = createSignal(false);
  /** The list of commands is open. */
  readonly commanding: Signal<boolean> = createSignal(false);
  /** The guidelines stand beside the text; they open at a code when one is given. */
  readonly guidelines: Signal<{ readonly codeKey: string | null } | null> = createSignal<{
    readonly codeKey: string | null;
  } | null>(null);
  readonly filters: Signal<Filters> = createSignal(NO_FILTERS);
  readonly snap: Signal<Snap> = createSignal<Snap>('grapheme');
  readonly coding: Signal<CodingDto>;
  readonly codings: Signal<readonly CodingDto[]>;
  readonly undo: Signal<UndoState>;
  /** Said to screen readers. */
  readonly announcement: Signal<string> = createSignal('');
  /** Asks the text to show an annotation; the number makes each request new. */
  readonly reveal: Signal<{ id: string; count: number } | null> = createSignal<{
    id: string;
    count: number;
  } | null>(null);

  /** Annotations of other articles that a link is being made to. */
  readonly farEnds = new Map<string, FarEndDto>();
  /** How many changes were made on this page: tells whether one was the last. */
  sent = 0;
  private queue: DraftQueue | null = null;
  private readonly early: Command[] = [];

  /** `t` says things in the interface’s language, `locale`. */
  constructor(
    readonly data: ReaderData,
    readonly t: Translate<'reader'>,
    locale: string,
  ) {
    const { article, codebook, me } = data;
    const { text, canonicaliser } = article;
    this.paragraphs = splitParagraphs(
      text,
      canonicaliser === 'verbatim' ? 'verbatim' : 'sourcemark/1',
    );
    this.map = createOffsetMap(text);
    this.positions = createPositionIndex(this.paragraphs);
    this.blocks = createBlocks(this.positions);
    this.units = createTextUnits(text, article.language ?? undefined);
    this.codebook = createCodebookView(codebook, locale);
    const annotations = unpackAnnotations(data.annotations, (start, end) =>
      this.map.slice(start, end),
    );
    this.store = new AnnotationStore(annotations);
    this.active = createSignal(data.focusId && this.store.get(data.focusId) ? data.focusId : null);
    const mine = annotations.codings.find((coding) => coding.coderId === me.id);
    this.coding = createSignal<CodingDto>(
      mine ?? {
        id: '',
        coderId: me.id,
        coderName: me.name,
        state: NOT_STARTED,
        submittedAt: null,
      },
      deepEqual,
    );
    // Each answer tells them anew, and mostly they are the same.
    this.codings = createSignal(annotations.codings, deepEqual);
    this.undo = createSignal(annotations.undo, deepEqual);
  }

  get canWrite(): boolean {
    return this.data.mayAnnotate && this.coding.get().state !== 'submitted';
  }

  /** Whether the person may change this annotation: it is theirs and their coding is open. */
  isEditable(head: AnnotationDto | undefined): boolean {
    return head !== undefined && head.coderId === this.data.me.id && this.canWrite;
  }

  activeHead(): AnnotationDto | undefined {
    const id = this.active.get();
    return id === null ? undefined : this.store.get(id);
  }

  isShown(head: AnnotationDto): boolean {
    return passes(head, this.filters.get());
  }

  /** The stretch that a label would get now; null when nothing is selected. Code points. */
  selectedRange(): Fragment | null {
    const selection = this.selection.get();
    if (!selection || isCollapsed(selection)) return null;
    const range = snapRange(rangeOf(selection), this.snap.get(), this.units);
    return range.start < range.end ? range : null;
  }

  /** The paragraph that holds an offset (code points), or the last one that starts before it. */
  paragraphIndexAt(offset: number): number {
    return this.positions.chunks[this.positions.chunkAt(offset)]?.paragraph ?? 0;
  }

  /** The sentence and the paragraph around an offset. */
  scopesAt(offset: number): { sentence: Fragment; paragraph: Fragment } {
    const found = this.paragraphs[this.paragraphIndexAt(offset)];
    const paragraph = found
      ? { start: found.start, end: found.end }
      : { start: 0, end: this.map.length };
    const sentence = this.units.unitAt('sentence', Math.min(offset, this.map.length - 1));
    return {
      paragraph,
      sentence: sentence
        ? {
            start: Math.max(sentence.start, paragraph.start),
            end: Math.min(sentence.end, paragraph.end),
          }
        : paragraph,
    };
  }

  announce(message: string): void {
    // The same words twice must be said twice: a no-break space makes them differ.
    this.announcement.update((last) => (last === message ? `${message}\u00a0` : message));
  }

  /** Makes an annotation the active one and brings it into view. */
  show(id: string): void {
    this.active.set(id);
    this.reveal.update((last) => ({ id, count: (last?.count ?? 0) + 1 }));
  }

  askInspector(field: InspectorRequest['field']): void {
    this.inspector.update((last) => ({ field, count: (last?.count ?? 0) + 1 }));
  }

  /** Shows a command's effect at once and hands it to the queue. */
  send(command: Command): void {
    this.sent += 1;
    this.store.apply(effectOf(command, (id) => this.store.get(id), this.context()));
    if (this.coding.get().state === NOT_STARTED) {
      this.coding.update((coding) => ({ ...coding, state: 'in_progress' }));
    }
    if (this.queue) void this.queue.enqueue(command);
    else this.early.push(command);
  }

  /** What a command would make of a head; null when it deletes it. Nothing is shown or sent. */
  after(command: Command, head: AnnotationDto): AnnotationDto | null {
    const effect = effectOf(command, (id) => (id === head.id ? head : undefined), this.context());
    if (effect.removedAnnotationIds.includes(head.id)) return null;
    return effect.annotations.find((one) => one.id === head.id) ?? head;
  }

  /** Takes the server's side of an annotation: null when it is gone. */
  accept(id: string, theirs: AnnotationDto | null): void {
    this.store.confirm({
      annotations: theirs ? [theirs] : [],
      removedAnnotationIds: theirs ? [] : [id],
      relations: [],
      removedRelationIds: [],
    });
  }

  /**
   * Takes over what was written elsewhere: by colleagues, or by this person in another tab. Older
   * than what is known, it is passed over; the person's own unsent changes stay on top of it.
   */
  receive(delta: LiveDelta): void {
    const head = (id: string) => this.store.confirmedHead(id)?.revisionNo ?? 0;
    const link = (id: string) => this.store.confirmedRelation(id)?.revisionNo ?? 0;
    const change = {
      annotations: delta.annotations.filter((one) => one.revisionNo >= head(one.id)),
      relations: delta.relations.filter((one) => one.revisionNo >= link(one.id)),
      removedAnnotationIds: delta.gone
        .filter(({ id, revisionNo }) => head(id) > 0 && revisionNo >= head(id))
        .map(({ id }) => id),
      removedRelationIds: delta.goneRelations
        .filter(({ id, revisionNo }) => link(id) > 0 && revisionNo >= link(id))
        .map(({ id }) => id),
    };
    this.store.confirm(change);
    const known = new Map(delta.codings.map((coding) => [coding.id, coding]));
    if (known.size > 0) {
      this.codings.update((codings) => [
        ...codings.filter(({ id }) => !known.has(id)),
        ...delta.codings,
      ]);
    }
    const waiting = this.queue?.snapshot().waiting ?? [];
    const own = delta.codings.find(({ coderId }) => coderId === this.data.me.id);
    if (own && waiting.length === 0) this.coding.set(own);
    this.restack([...change.annotations.map(({ id }) => id), ...change.removedAnnotationIds]);
  }

  /** Connects the queue: drafts of this article that still wait are shown again. */
  attach(queue: DraftQueue): () => void {
    this.queue = queue;
    const off = queue.onEvent((event) => this.onQueueEvent(event));
    for (const draft of queue.snapshot().waiting) this.reapply(draft.command);
    for (const command of this.early.splice(0)) void queue.enqueue(command);
    return off;
  }

  private isHere(command: Command): boolean {
    return command.input.articleVersionId === this.data.article.versionId;
  }

  private reapply(command: Command): void {
    if (!this.isHere(command)) return;
    this.store.apply(effectOf(command, (id) => this.store.get(id), this.context()));
  }

  /** Takes over what a command answered that did not go through the queue. */
  take(change: AnnotationChange): void {
    this.restack(this.takeOver(change));
  }

  /** Answers the ids of what changed. */
  private takeOver(change: AnnotationChange): string[] {
    this.store.confirm(change);
    this.coding.set(change.coding);
    this.codings.update((codings) => [
      ...codings.filter((coding) => coding.id !== change.coding.id),
      change.coding,
    ]);
    this.undo.set(change.undo);
    return [...change.annotations.map(({ id }) => id), ...change.removedAnnotationIds];
  }

  private onQueueEvent(event: QueueEvent): void {
    if (event.type === 'adopted') {
      this.reapply(event.draft.command);
      return;
    }
    const command = event.type === 'saved' ? event.command : event.draft.command;
    if (!this.isHere(command)) return;
    const touched = new Set<string>();
    if (event.type === 'saved') {
      for (const id of this.takeOver(event.change)) touched.add(id);
    } else {
      for (const id of idsOf(command)) touched.add(id);
      this.store.revert(touched);
    }
    this.restack(touched);
  }

  /** Changes of the same annotations that still wait stand on top of what came back. */
  private restack(ids: Iterable<string>): void {
    const touched = new Set(ids);
    for (const draft of this.queue?.snapshot().waiting ?? []) {
      const id = annotationOf(draft.command);
      if (id !== null && touched.has(id)) this.reapply(draft.command);
    }
    const active = this.active.get();
    if (active !== null && !this.store.get(active)) this.active.set(null);
  }

  private context(): OptimisticContext {
    return {
      me: this.data.me,
      codingId: this.coding.get().id,
      now: new Date().toISOString(),
      quote: ({ start, end }) => this.map.slice(start, end),
      layerOf: (key) => this.codebook.layerOf(key),
      holdersOf: (id) => this.store.compositesOf(id).flatMap((one) => this.store.get(one) ?? []),
      relationsOf: (id) => this.store.relationsOf(id),
      relation: (id) => this.store.relation(id),
      farEnd: (id) => this.farEnds.get(id) ?? null,
    };
  }

  /** First and last character of an annotation; null for an article label. */
  extentOf(id: string): Fragment | null {
    const head = this.store.get(id);
    return head ? (this.store.extent(head) ?? extentOf(head.fragments)) : null;
  }
}

/** Annotations and relations that a command makes or changes. */
function idsOf(command: Command): string[] {
  const { input } = command;
  const ids: string[] = [];
  if ('annotationId' in input) ids.push(input.annotationId);
  if ('relationId' in input) ids.push(input.relationId);
  if ('newEnd' in input && input.newEnd) ids.push(input.newEnd.annotationId);
  if ('newSpans' in input) ids.push(...(input.newSpans ?? []).map((span) => span.annotationId));
  return ids;
}
