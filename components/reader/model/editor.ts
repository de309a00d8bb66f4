import { v7 as uuidv7 } from 'uuid';
import type { AnnotationDto, Attributes } from '@/lib/annotations/schema';
import {
  addFragment,
  type Boundary,
  type Fragment,
  moveBoundary,
  removeRange,
  sameFragments,
} from '@/lib/text/fragments';
import type { TextUnit } from '@/lib/text/units';
import { commandBase, ownActive } from './command-base';
import { lineFor } from './describe';
import { Linking, type StructureWords } from './linking';
import type { ReaderModel } from './reader-model';

/**
 * What a person can do to the annotations. Each act makes one command, with ids and an idempotency
 * key made here, and says what it did. Acts that do not apply (not one's own annotation, nothing
 * selected) say so and do nothing.
 */
export class Editor {
  /** Marks, joins, links: acts on several annotations. */
  readonly links: Linking;

  constructor(
    private readonly model: ReaderModel,
    words: StructureWords,
  ) {
    this.links = new Linking(model, words);
  }

  private base() {
    return commandBase(this.model);
  }

  /** Labels the selection; the new annotation becomes the active one. */
  label(codeKey: string): void {
    const { model } = this;
    const range = model.selectedRange();
    if (!range || !model.canWrite) return;
    const annotationId = uuidv7();
    model.send({
      name: 'createAnnotation',
      input: {
        ...this.base(),
        annotationId,
        kind: 'span',
        codeKey,
        fragments: [range],
      },
    });
    model.active.set(annotationId);
    model.lastCode.set(codeKey);
    model.selection.set({ anchor: range.end, head: range.end });
    model.announce(
      model.t('said.labelled', {
        code: model.codebook.nameOf(codeKey),
        quote: model.map.slice(range.start, range.end),
        paragraph: model.paragraphIndexAt(range.start) + 1,
        count: model.paragraphs.length,
      }),
    );
  }

  /** Labels the selection with the code that is locked, else with the last one. */
  repeat(): void {
    const { model } = this;
    const codeKey = model.locked.get() ?? model.lastCode.get();
    if (codeKey !== null) this.label(codeKey);
    else model.announce(model.t('said.nothingToRepeat'));
  }

  /** Keeps a code for every next selection; null lets it go. */
  lock(codeKey: string | null): void {
    const { model } = this;
    model.locked.set(codeKey);
    model.announce(
      codeKey === null
        ? model.t('said.unlocked')
        : model.t('said.locked', { code: model.codebook.nameOf(codeKey) }),
    );
  }

  /** Locks the code of the active span, else the last one; a second time lets it go. */
  toggleLock(): void {
    const { model } = this;
    const head = model.activeHead();
    const codeKey = head?.kind === 'span' ? head.codeKey : model.lastCode.get();
    if (model.locked.get() !== null) this.lock(null);
    else if (codeKey !== null) this.lock(codeKey);
    else model.announce(model.t('said.nothingToRepeat'));
  }

  labelArticle(codeKey: string): void {
    const { model } = this;
    if (!model.canWrite) return;
    const annotationId = uuidv7();
    model.send({
      name: 'createAnnotation',
      input: {
        ...this.base(),
        annotationId,
        kind: 'article',
        codeKey,
        fragments: [],
      },
    });
    model.palette.set(null);
    model.active.set(annotationId);
    model.announce(model.t('said.articleLabelled', { code: model.codebook.nameOf(codeKey) }));
  }

  private own(): AnnotationDto | null {
    return ownActive(this.model);
  }

  private change(
    head: AnnotationDto,
    patch: {
      codeKey?: string;
      fragments?: Fragment[];
      attributes?: Attributes;
      confidence?: number | null;
      memo?: string | null;
    },
  ): void {
    const input = {
      ...this.base(),
      annotationId: head.id,
      expectedNo: head.revisionNo,
      ...patch,
    };
    if (head.kind === 'composite') this.model.send({ name: 'changeAttribution', input });
    else this.model.send({ name: 'changeAnnotation', input });
  }

  /** Gives a span other fragments, keeping its identity. */
  refragment(head: AnnotationDto, fragments: Fragment[]): void {
    if (!this.model.isEditable(head) || head.kind !== 'span') return;
    if (fragments.length === 0 || sameFragments(fragments, head.fragments)) return;
    this.change(head, { fragments });
    const quote = fragments.map((one) => this.model.map.slice(one.start, one.end)).join(' … ');
    this.model.announce(this.model.t('said.nowWords', { quote }));
  }

  /** Adds the selection to the active span: how discontinuous annotations are made. */
  addSelection(): void {
    const range = this.model.selectedRange();
    const head = this.own();
    if (!range || head?.kind !== 'span') return;
    this.refragment(head, addFragment(head.fragments, range));
    this.model.selection.set({ anchor: range.end, head: range.end });
  }

  /** Takes the selection out of the active span. */
  removeSelection(): void {
    const range = this.model.selectedRange();
    const head = this.own();
    if (!range || head?.kind !== 'span') return;
    this.refragment(head, removeRange(head.fragments, range));
    this.model.selection.set({ anchor: range.end, head: range.end });
  }

  /** Moves the first start or the last end of the active span by a word or a character. */
  nudge(boundary: Boundary, direction: 1 | -1, unit: TextUnit): void {
    const head = this.own();
    if (head?.kind !== 'span') return;
    const { units } = this.model;
    const index = boundary === 'start' ? 0 : head.fragments.length - 1;
    const fragment = head.fragments[index];
    if (!fragment) return;
    const outward = (boundary === 'end') === (direction === 1);
    const moved = outward
      ? units.extend(fragment, unit, boundary)
      : units.shrink(fragment, unit, boundary);
    const next = moveBoundary(head.fragments, index, boundary, moved[boundary]);
    if (next.ok) this.refragment(head, next.value);
  }

  recode(codeKey: string): void {
    const head = this.own();
    this.model.palette.set(null);
    if (!head || head.codeKey === codeKey) return;
    this.change(head, { codeKey });
    this.model.announce(
      this.model.t('said.nowCode', { code: this.model.codebook.nameOf(codeKey) }),
    );
  }

  setAttributes(head: AnnotationDto, attributes: Attributes): void {
    if (this.model.isEditable(head)) this.change(head, { attributes });
  }

  setConfidence(head: AnnotationDto | null, confidence: number | null): void {
    const target = head ?? this.own();
    if (!this.model.isEditable(target ?? undefined) || !target) return;
    if (target.confidence === confidence) return;
    this.change(target, { confidence });
    this.model.announce(
      confidence === null
        ? this.model.t('said.confidenceCleared')
        : this.model.t('said.confidence', { value: confidence }),
    );
  }

  setMemo(head: AnnotationDto, memo: string): void {
    const next = memo.trim() === '' ? null : memo;
    if (this.model.isEditable(head) && head.memo !== next) this.change(head, { memo: next });
  }

  /** Deletes the active annotation; the answer can bring it back. Null when it may not be deleted. */
  remove(): { said: string; restore: () => void } | null {
    const head = this.own();
    if (!head) return null;
    const said = this.model.t('said.deleted', { line: lineFor(head, this.model) });
    const input = {
      ...this.base(),
      annotationId: head.id,
      expectedNo: head.revisionNo,
    };
    this.model.send({ name: 'deleteAnnotation', input });
    this.model.active.set(null);
    this.model.announce(said);
    const { sent } = this.model;
    const restore = () => {
      // Undo also brings back what was joined to it, but only while nothing came after.
      if (this.model.sent === sent) this.undo();
      else this.restore(head);
    };
    return { said, restore };
  }

  private restore(head: AnnotationDto): void {
    if (!this.model.canWrite) return;
    const expectedNo = head.revisionNo + 1;
    this.model.send({
      name: 'restoreAnnotation',
      input: { ...this.base(), annotationId: head.id, expectedNo },
    });
  }

  undo(): void {
    if (this.model.canWrite) this.model.send({ name: 'undo', input: this.base() });
  }

  redo(): void {
    if (this.model.canWrite) this.model.send({ name: 'redo', input: this.base() });
  }

  submit(): void {
    this.model.send({ name: 'submitCoding', input: this.base() });
  }

  reopen(): void {
    this.model.send({ name: 'reopenCoding', input: this.base() });
  }

  /**
   * Puts the active span's last fragment into the selection, to be moved and put back. Asked again, the
   * selection's other end is the one that moves.
   */
  startRebounding(): void {
    if (this.model.rebounding.get() !== null) {
      // Asked a second time, the other end moves.
      this.model.selection.update((now) => now && { anchor: now.head, head: now.anchor });
      this.model.announce(this.model.t('said.otherEnd'));
      return;
    }
    const head = this.own();
    const fragment = head?.fragments[head.fragments.length - 1];
    if (!head || !fragment) return;
    this.model.rebounding.set(head.id);
    this.model.selection.set({ anchor: fragment.start, head: fragment.end });
    this.model.announce(this.model.t('said.rebounding'));
  }

  finishRebounding(): void {
    const id = this.model.rebounding.get();
    const head = id ? this.model.store.get(id) : undefined;
    const range = this.model.selectedRange();
    this.model.rebounding.set(null);
    if (!head || !range) return;
    this.refragment(head, addFragment(head.fragments.slice(0, -1), range));
    this.model.selection.set({ anchor: range.end, head: range.end });
  }
}
