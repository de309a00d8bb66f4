import { v7 as uuidv7 } from 'uuid';
import type { AnnotationDto, Attributes, AttributionMember } from '@/lib/annotations/schema';
import {
  addFragment,
  type Boundary,
  type Fragment,
  moveBoundary,
  removeRange,
  sameFragments,
} from '@/lib/text/fragments';
import type { TextUnit } from '@/lib/text/units';
import { SOURCE_PRESENCE } from './codebook-view';
import { lineFor } from './describe';
import type { ReaderModel } from './reader-model';
import {
  isMainRole,
  type LinkCandidate,
  membersOfMarked,
  suggestAttribution,
} from './suggest-attribution';

/**
 * What a person can do to the annotations. Each act makes one command, with ids and an idempotency
 * key made here, and says what it did. Acts that do not apply (not one's own annotation, nothing
 * selected) say so and do nothing.
 */
export class Editor {
  constructor(private readonly model: ReaderModel) {}

  private base() {
    const { projectId, article } = this.model.data;
    return {
      projectId,
      articleVersionId: article.versionId,
      idempotencyKey: uuidv7(),
    };
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
    model.selection.set({ anchor: range.end, head: range.end });
    model.announce(
      `${model.codebook.nameOf(codeKey)}: “${model.map.slice(range.start, range.end)}”`,
    );
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
    model.announce(`Article labelled ${model.codebook.nameOf(codeKey)}`);
  }

  /** The active annotation, if it may be changed; else says why not. */
  private own(): AnnotationDto | null {
    const head = this.model.activeHead();
    if (!head) return null;
    if (this.model.isEditable(head)) return head;
    if (this.model.canWrite) {
      this.model.announce(`This annotation is ${head.coderName}’s; only they can change it.`);
    } else {
      this.model.announce('Your coding is submitted. Reopen it to change annotations.');
    }
    return null;
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
    this.model.announce(`Now: “${quote}”`);
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
    this.model.announce(`Now ${this.model.codebook.nameOf(codeKey)}`);
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
      confidence === null ? 'Confidence cleared' : `Confidence ${confidence} of 5`,
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
    const said = `Deleted ${lineFor(head, this.model)}`;
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

  toggleMark(id: string): void {
    const head = this.model.store.get(id);
    if (head?.kind !== 'span' || !this.model.isEditable(head)) return;
    const next = new Set(this.model.marked.get());
    if (!next.delete(id)) next.add(id);
    this.model.marked.set(next);
    this.model.announce(`${next.has(id) ? 'Marked' : 'Unmarked'} ${lineFor(head, this.model)}`);
  }

  private candidate(head: AnnotationDto): LinkCandidate | null {
    const first = head.fragments[0];
    const last = head.fragments[head.fragments.length - 1];
    if (!first || !last) return null;
    return {
      id: head.id,
      codeKey: head.codeKey,
      start: first.start,
      end: last.end,
      linked: this.model.store.compositesOf(head.id).length > 0,
    };
  }

  /** One's own sources, cues and contents around the active one. */
  private candidates(within: Fragment): LinkCandidate[] {
    const { store, data } = this.model;
    return store.spans.within(within.start, within.end).flatMap((id) => {
      const head = store.get(id);
      if (!head || head.coderId !== data.me.id || !isMainRole(head.codeKey)) return [];
      return this.candidate(head) ?? [];
    });
  }

  /** Proposes the attribution that the active span seems to belong to. */
  proposeLink(): void {
    const head = this.own();
    const from = head?.kind === 'span' ? this.candidate(head) : null;
    if (!from) return;
    const scopes = this.model.scopesAt(from.start);
    const members = suggestAttribution(from, this.candidates(scopes.paragraph), scopes);
    if (!members) {
      this.model.announce('Nothing to join here: an attribution needs a content.');
      return;
    }
    const hasSource = members.some(({ role }) => role === 'source');
    this.model.preview.set({ members, sourceAbsent: !hasSource });
    this.model.announce('Attribution proposed. Enter joins, 0 says that the source is absent.');
  }

  toggleAbsent(): void {
    this.model.preview.update(
      (preview) => preview && { ...preview, sourceAbsent: !preview.sourceAbsent },
    );
  }

  confirmLink(): void {
    const preview = this.model.preview.get();
    if (!preview) return;
    const members = preview.sourceAbsent
      ? preview.members.filter(({ role }) => role !== 'source')
      : preview.members;
    this.join(members, preview.sourceAbsent);
  }

  /** Joins the marked spans at once; the roles come from their codes. */
  joinMarked(): void {
    const { marked, store } = this.model;
    const spans = [...marked.get()].flatMap((id) => {
      const head = store.get(id);
      return (head && this.candidate(head)) ?? [];
    });
    const members = membersOfMarked(spans);
    if (!members) {
      this.model.announce('Mark one or two contents, and their sources and cues.');
      return;
    }
    this.join(members, !members.some(({ role }) => role === 'source'));
  }

  private join(members: readonly AttributionMember[], sourceAbsent: boolean): void {
    if (!this.model.canWrite) return;
    const annotationId = uuidv7();
    this.model.send({
      name: 'createAttribution',
      input: {
        ...this.base(),
        annotationId,
        members: [...members],
        attributes: sourceAbsent ? { [SOURCE_PRESENCE]: 'absent' } : {},
      },
    });
    this.model.preview.set(null);
    this.model.marked.set(new Set());
    this.model.active.set(annotationId);
    const made = this.model.store.get(annotationId);
    if (made) this.model.announce(`Joined: ${lineFor(made, this.model)}`);
  }

  setMembers(head: AnnotationDto, members: readonly AttributionMember[]): void {
    if (!this.model.isEditable(head) || head.kind !== 'composite') return;
    this.model.send({
      name: 'changeAttribution',
      input: {
        ...this.base(),
        annotationId: head.id,
        expectedNo: head.revisionNo,
        members: [...members],
      },
    });
  }

  /** Adds the marked spans to an attribution, each in the role that its code names. */
  addMarked(head: AnnotationDto): void {
    const { marked, store } = this.model;
    const known = new Set(head.members.map(({ annotationId }) => annotationId));
    const added = [...marked.get()].flatMap((id): AttributionMember[] => {
      const span = store.get(id);
      if (!span || known.has(id) || !isMainRole(span.codeKey)) return [];
      const full = span.codeKey === 'content' && head.members.some((one) => one.role === 'content');
      return [{ role: full ? 'content2' : span.codeKey, annotationId: id }];
    });
    if (added.length > 0) this.setMembers(head, [...head.members, ...added]);
    marked.set(new Set());
  }

  relate(typeKey: string, from: string, to: string): void {
    if (!this.model.canWrite) return;
    this.model.send({
      name: 'createRelation',
      input: {
        ...this.base(),
        relationId: uuidv7(),
        typeKey,
        fromAnnotationId: from,
        toAnnotationId: to,
      },
    });
    this.model.relating.set(false);
    this.model.marked.set(new Set());
    this.model.announce('Linked');
  }

  unrelate(relationId: string, expectedNo: number): void {
    if (!this.model.canWrite) return;
    this.model.send({
      name: 'deleteRelation',
      input: { ...this.base(), relationId, expectedNo },
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

  /** Puts the active span's last fragment into the selection, to be moved and put back. */
  startRebounding(): void {
    const head = this.own();
    const fragment = head?.fragments[head.fragments.length - 1];
    if (!head || !fragment) return;
    this.model.rebounding.set(head.id);
    this.model.selection.set({ anchor: fragment.start, head: fragment.end });
    this.model.announce('Move the ends with Shift and the arrows; Enter keeps, Escape leaves.');
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
