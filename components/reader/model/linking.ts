import { v7 as uuidv7 } from 'uuid';
import type { AnnotationDto, AttributionMember } from '@/lib/annotations/schema';
import type { Fragment } from '@/lib/text/fragments';
import { SOURCE_PRESENCE } from './codebook-view';
import { commandBase, ownActive } from './command-base';
import { lineFor } from './describe';
import type { ReaderModel } from './reader-model';
import {
  isMainRole,
  type LinkCandidate,
  membersOfMarked,
  suggestAttribution,
} from './suggest-attribution';

/** What a person can do to several annotations at once: mark, join into attributions, link. */
export class Linking {
  constructor(private readonly model: ReaderModel) {}

  /** Marks a span to be joined or linked, or takes the mark away. */
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
    const head = ownActive(this.model);
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
        ...commandBase(this.model),
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
        ...commandBase(this.model),
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
        ...commandBase(this.model),
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
      input: { ...commandBase(this.model), relationId, expectedNo },
    });
  }
}
