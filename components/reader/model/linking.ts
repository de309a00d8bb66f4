import { v7 as uuidv7 } from 'uuid';
import type {
  AnnotationDto,
  AttributionMember,
  ChangeRelation,
  CreateRelation,
  RelationDto,
} from '@/lib/annotations/schema';
import type { Translate } from '@/lib/i18n/translate';
import type { Fragment } from '@/lib/text/fragments';
import { startLink } from '../relations/link-draft';
import { endsOf, type LinkOption } from '../relations/link-options';
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

/** What is said of attributions and links, in the interface’s language. */
export interface StructureWords {
  readonly attribution: Translate<'attribution'>;
  readonly relations: Translate<'relations'>;
}

/** What a person can do to several annotations at once: mark, join into attributions, link. */
export class Linking {
  constructor(
    private readonly model: ReaderModel,
    private readonly words: StructureWords,
  ) {}

  /** Marks a span to be joined or linked, or takes the mark away. */
  toggleMark(id: string): void {
    const head = this.model.store.get(id);
    if (!head || head.kind === 'article' || !this.model.isEditable(head)) return;
    const next = new Set(this.model.marked.get());
    if (!next.delete(id)) next.add(id);
    this.model.marked.set(next);
    const line = lineFor(head, this.model);
    const { words } = this;
    this.model.announce(
      next.has(id)
        ? words.attribution('said.marked', { line })
        : words.attribution('said.unmarked', { line }),
    );
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
      this.model.announce(this.words.attribution('said.nothingToJoin'));
      return;
    }
    const hasSource = members.some(({ role }) => role === 'source');
    this.model.preview.set({ members, sourceAbsent: !hasSource });
    this.model.announce(this.words.attribution('said.proposed'));
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
    const heads = [...marked.get()].flatMap((id) => store.get(id) ?? []);
    const spans = heads.flatMap((head) => this.candidate(head) ?? []);
    const nested = heads.filter(({ kind }) => kind === 'composite').map(({ id }) => id);
    const members = membersOfMarked(spans, nested);
    if (!members) {
      this.model.announce(this.words.attribution('said.markFirst'));
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
    if (made) {
      const line = lineFor(made, this.model);
      this.model.announce(this.words.attribution('said.joined', { line }));
    }
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

  /** Begins a link at the active annotation; the panel then asks what it says and where it leads. */
  startLink(): void {
    startLink(this.model, this.words.relations);
  }

  /** Links two annotations that stand, here or in another article. */
  relate(typeKey: string, from: string, to: string): void {
    if (!this.model.canWrite) return;
    this.sendLink({ typeKey, fromAnnotationId: from, toAnnotationId: to });
  }

  /** Makes the other end of a link together with it: one undo takes both back. */
  relateToNew(
    option: LinkOption,
    hereId: string,
    newEnd: Omit<NonNullable<CreateRelation['newEnd']>, 'annotationId'>,
  ): void {
    if (!this.model.canWrite) return;
    const annotationId = uuidv7();
    const [fromAnnotationId, toAnnotationId] = endsOf(option, hereId, annotationId);
    this.sendLink({
      typeKey: option.type.key,
      fromAnnotationId,
      toAnnotationId,
      newEnd: { annotationId, ...newEnd },
    });
  }

  private sendLink(
    link: Pick<CreateRelation, 'typeKey' | 'fromAnnotationId' | 'toAnnotationId' | 'newEnd'>,
  ): void {
    this.model.send({
      name: 'createRelation',
      input: { ...commandBase(this.model), relationId: uuidv7(), ...link },
    });
    this.model.relating.set(false);
    this.model.marked.set(new Set());
    this.model.announce(this.words.relations('said.linked'));
  }

  /** Changes what a link says, or turns it round. */
  changeLink(
    relation: RelationDto,
    patch: Pick<ChangeRelation, 'typeKey' | 'swap' | 'memo' | 'attributes'>,
  ): void {
    if (!this.model.canWrite) return;
    this.model.send({
      name: 'changeRelation',
      input: {
        ...commandBase(this.model),
        relationId: relation.id,
        expectedNo: relation.revisionNo,
        ...patch,
      },
    });
    this.model.announce(this.words.relations('said.changed'));
  }

  /** Takes a link away; the answer brings it back, while nothing came after. */
  unrelate(relationId: string, expectedNo: number): (() => void) | null {
    if (!this.model.canWrite) return null;
    this.model.send({
      name: 'deleteRelation',
      input: { ...commandBase(this.model), relationId, expectedNo },
    });
    this.model.announce(this.words.relations('said.removed'));
    const { sent } = this.model;
    return () => {
      if (this.model.sent !== sent) return;
      this.model.send({ name: 'undo', input: commandBase(this.model) });
    };
  }
}
