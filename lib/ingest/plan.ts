import type { MappedType } from '@/lib/codebook/rules';
import type { CodebookCode, CodebookDocument, Target } from '@/lib/codebook/schema';
import type { ReviewMove } from '@/lib/review/rules';
import type { Fragment } from '@/lib/text/fragments';
import { createOffsetMap, type OffsetMap } from '@/lib/text/offsets';
import { bulkId } from './bulk-ids';
import { hashAnnotation, hashComposite, hashRelation } from './content-hash';
import { type PastRevision, type Replayed, replayPast } from './plan-past';
import type {
  IncomingAnnotation,
  IncomingCoding,
  IncomingComposite,
  IncomingMember,
  IncomingPast,
  JsonValue,
  Rejection,
  RejectionKind,
} from './schema';
import { fitAttributes, mapRelationType, mapType, roleFor } from './type-mapping';

/** What is already stored in a coding, by what it says. */
export interface StoredRecord {
  readonly id: string;
  readonly hash: string;
  readonly externalId: string | null;
}

/** One revision to be stored; an annotation's first brings the annotation with it. */
export interface AnnotationRow {
  readonly id: string;
  readonly revisionId: string;
  readonly revisionNo: number;
  /** Its place in the annotation's past, from 0; what is decided about it has places of its own. */
  readonly step: number;
  readonly codingId: string;
  readonly versionId: string;
  readonly authorId: string;
  readonly kind: Target;
  readonly codeKey: string;
  readonly externalRef: Readonly<Record<string, JsonValue>>;
  readonly attributes: Readonly<Record<string, JsonValue>>;
  readonly confidence: number | null;
  readonly memo: string | null;
  readonly deleted: boolean;
  readonly fragments: readonly (Fragment & { readonly quote: string })[];
  readonly members: readonly { readonly role: string; readonly annotationId: string }[];
}

/** A decision of before, to be stored after the revision that it is about. */
export interface DecisionRow {
  readonly id: string;
  readonly annotationId: string;
  readonly step: number;
  readonly ofComposite: boolean;
  readonly revisionId: string;
  readonly kind: ReviewMove;
  readonly reason: string | null;
  readonly amendedRevisionId: string | null;
  readonly deciderId: string;
}

export interface RelationRow {
  readonly id: string;
  readonly revisionId: string;
  readonly codingId: string;
  readonly authorId: string;
  readonly typeKey: string;
  readonly from: string;
  readonly to: string;
  readonly memo: string | null;
  readonly externalRef: Readonly<Record<string, JsonValue>>;
}

/** What a batch's codings come to. */
export class CodingPlan {
  readonly annotations: AnnotationRow[] = [];
  readonly decisions: DecisionRow[] = [];
  readonly relations: RelationRow[] = [];
  readonly rejections: Rejection[] = [];
  readonly unknownTypes = new Map<string, number>();
  readonly counts = {
    annotations: { created: 0, unchanged: 0 },
    relations: { created: 0, unchanged: 0 },
  };
  private readonly mapped = new Map<string, MappedType | string>();

  constructor(readonly document: CodebookDocument) {}

  /** The code of a type for a use; asked once for each. */
  map(type: string, target: Target): MappedType | string {
    const key = `${target} ${type}`;
    const known = this.mapped.get(key) ?? mapType(this.document, type, target);
    this.mapped.set(key, known);
    return known;
  }
}

/** Where a coding of a file goes. */
export interface CodingPlace {
  readonly codingId: string;
  readonly versionId: string;
  readonly coderId: string;
  readonly text: string;
  /** The member of a name in the file. */
  readonly memberOf: (name: string) => string;
  readonly storedAnnotations: readonly StoredRecord[];
  readonly storedRelations: readonly StoredRecord[];
}

/** Adds one coding to the plan: what is new becomes rows, what is there already is counted. */
export function planCoding(plan: CodingPlan, coding: IncomingCoding, place: CodingPlace): void {
  new CodingPlanner(plan, coding, place).run();
}

/** What a record of the file has become. */
interface Planned {
  readonly id: string;
  readonly hash: string;
  readonly codeKey: string;
  readonly kind: Target;
}

class CodingPlanner {
  private readonly text: OffsetMap;
  private readonly planned = new Map<string, Planned>();
  private readonly stored: StoredIndex;
  private readonly rejections: Rejection[] = [];
  private readonly hashOf = (externalId: string) => this.planned.get(externalId)?.hash;

  constructor(
    private readonly plan: CodingPlan,
    private readonly coding: IncomingCoding,
    private readonly place: CodingPlace,
  ) {
    this.text = createOffsetMap(place.text);
    this.stored = new StoredIndex(place.storedAnnotations);
  }

  run(): void {
    for (const annotation of this.coding.annotations) this.addAnnotation(annotation);
    for (const composite of this.coding.composites) this.addComposite(composite);
    this.addRelations();
    this.rejections.sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
    this.plan.rejections.push(...this.rejections);
  }

  private refuse(line: number, kind: RejectionKind, reason: string): void {
    this.rejections.push({ file: this.coding.file, line, kind, reason });
  }

  private addAnnotation(annotation: IncomingAnnotation): void {
    const { type, kind, line, externalId } = annotation;
    const mapped = this.plan.map(type, kind);
    if (typeof mapped === 'string') {
      // A trigger that no event uses: its code joins passages, of which there are none.
      const alone = kind === 'span' ? this.plan.map(type, 'composite') : mapped;
      if (typeof alone !== 'string') this.addLoneTrigger(annotation);
      else this.refuseType(type, line, `${externalId}: ${mapped}`);
      return;
    }
    const hash = hashAnnotation(annotation);
    this.store(annotation, mapped, kind, hash, [], { annotations: 1, relations: 0 });
  }

  private addLoneTrigger(annotation: IncomingAnnotation): void {
    const { kind: _, ...common } = annotation;
    this.addComposite({ ...common, members: [], counts: { annotations: 1, relations: 0 } });
  }

  private addComposite(composite: IncomingComposite): void {
    const { type, line, externalId, counts } = composite;
    const mapped = this.plan.map(type, 'composite');
    if (typeof mapped === 'string') {
      const asSpan = this.plan.map(type, 'span');
      if (typeof asSpan === 'string' || composite.fragments.length === 0) {
        this.refuseType(type, line, `${externalId}: ${mapped}`);
        return;
      }
      // The trigger can be kept; what the event joins cannot.
      const { members: _, counts: __, ...common } = composite;
      if (counts.relations > 0) this.refuse(line, 'relation', `${externalId}: ${mapped}`);
      if (counts.annotations > 0) this.addAnnotation({ ...common, kind: 'span' });
      return;
    }
    const members = this.membersOf(composite.members, mapped.code, (member, reason) =>
      this.refuse(line, 'relation', `${externalId}: ${nameOf(member)} was left out, ${reason}`),
    );
    const hash = hashComposite(composite, this.hashOf);
    this.store(composite, mapped, 'composite', hash, members, counts);
  }

  private store(
    given: Omit<IncomingAnnotation, 'kind'>,
    { code, attributes: implied }: MappedType,
    kind: Target,
    hash: string,
    members: AnnotationRow['members'],
    counts: IncomingComposite['counts'],
  ): void {
    const known = this.stored.take(hash, given.externalId);
    const outcome = known === null ? 'created' : 'unchanged';
    this.plan.counts.annotations[outcome] += counts.annotations;
    this.plan.counts.relations[outcome] += counts.relations;
    const id = known ?? bulkId();
    this.planned.set(given.externalId, { id, hash, codeKey: code.key, kind });
    if (known !== null) return;

    const fit = fitAttributes(this.plan.document, code, { ...implied, ...given.attributes });
    for (const problem of fit.problems) {
      this.refuse(given.line, 'attribute', `${given.externalId}: ${problem}`);
    }
    const { codingId, versionId, coderId } = this.place;
    const now: AnnotationRow = {
      id,
      revisionId: bulkId(),
      revisionNo: 1,
      step: 0,
      codingId,
      versionId,
      authorId: coderId,
      kind,
      codeKey: code.key,
      externalRef: { ...given.externalRef, hash },
      attributes: fit.values,
      confidence: given.confidence,
      memo: given.memo,
      deleted: false,
      fragments: this.quoted(given.fragments),
      members,
    };
    const past = given.past ? this.replay(given.past, now) : null;
    if (past === null || typeof past === 'string') {
      this.plan.annotations.push(now);
      if (past) {
        const { line, externalId } = given;
        this.refuse(line, 'past', `${externalId}: its past was left out: ${past}`);
      }
      return;
    }
    this.plan.annotations.push(...past.revisions);
    this.plan.decisions.push(...past.decisions);
  }

  /** The past as rows, `now` the last of its revisions, or why it cannot be stored. */
  private replay(past: IncomingPast, now: AnnotationRow): Replayed | string {
    const { memberOf, coderId } = this.place;
    const revisions: PastRevision[] = [];
    for (const [index, { type, ...given }] of past.earlier.entries()) {
      const inRevision = (why: string) => `Revision ${index + 1}: ${why}`;
      const mapped = this.plan.map(type, now.kind);
      if (typeof mapped === 'string') return inRevision(mapped);
      const { code, attributes: implied } = mapped;
      const fit = fitAttributes(this.plan.document, code, { ...implied, ...given.attributes });
      if (fit.problems[0]) return inRevision(fit.problems[0]);
      const stray: string[] = [];
      const members = this.membersOf(given.members, code, (member, reason) =>
        stray.push(`${nameOf(member)} was left out, ${reason}`),
      );
      if (stray[0]) return inRevision(stray[0]);
      if (members.length > 0 && now.kind !== 'composite') {
        return inRevision('Only what joins passages has members.');
      }
      const { confidence, memo, deleted } = given;
      revisions.push({
        ...{ codeKey: code.key, attributes: fit.values, confidence, memo, deleted, members },
        fragments: this.quoted(given.fragments),
        authorId: memberOf(given.author),
      });
    }
    const decisions = past.decisions.map(({ decider, ...one }) => ({
      ...one,
      deciderId: memberOf(decider),
    }));
    const head = { ...now, authorId: memberOf(past.author) };
    return replayPast({ head, coderId, earlier: revisions, decisions, state: past.state });
  }

  /** The members that a composite of this code can have; `refuse` hears why others were left out. */
  private membersOf(
    given: IncomingComposite['members'],
    code: CodebookCode,
    refuse: (member: IncomingMember, reason: string) => void,
  ): { role: string; annotationId: string }[] {
    const members: { role: string; annotationId: string }[] = [];
    for (const member of given) {
      const target = this.planned.get(member.targetExternalId);
      if (!target) {
        refuse(member, 'that record was not loaded.');
        continue;
      }
      const taken = members.map(({ role }) => role);
      const role = target.kind === 'span' ? roleFor(code, member, target.codeKey, taken) : null;
      if (role) members.push({ role, annotationId: target.id });
      else refuse(member, `“${target.codeKey}” has no place in it.`);
    }
    return members;
  }

  private quoted(fragments: readonly Fragment[]): AnnotationRow['fragments'] {
    return fragments.map(({ start, end }) => ({ start, end, quote: this.text.slice(start, end) }));
  }

  private refuseType(type: string, line: number, reason: string): void {
    this.plan.unknownTypes.set(type, (this.plan.unknownTypes.get(type) ?? 0) + 1);
    this.refuse(line, 'annotation', reason);
  }

  private addRelations(): void {
    const stored = new StoredIndex(this.place.storedRelations);
    for (const relation of this.coding.relations) {
      const { externalId, type, line } = relation;
      const from = this.planned.get(relation.fromExternalId);
      const to = this.planned.get(relation.toExternalId);
      const definition = mapRelationType(this.plan.document, type);
      if (!from || !to) {
        this.refuse(line, 'relation', `${externalId}: what it joins was not loaded.`);
      } else if (!definition) {
        this.refuse(
          line,
          'relation',
          `${externalId}: the codebook has no relation type “${type}”.`,
        );
      } else if (from.id === to.id) {
        this.refuse(line, 'relation', `${externalId} joins a record with itself.`);
      } else if (!definition.from.includes(from.codeKey) || !definition.to.includes(to.codeKey)) {
        const what = `“${from.codeKey}” with “${to.codeKey}”`;
        this.refuse(line, 'relation', `${externalId}: “${definition.key}” cannot join ${what}.`);
      } else {
        const hash = hashRelation(relation, this.hashOf);
        const known = stored.take(hash, externalId);
        this.plan.counts.relations[known === null ? 'created' : 'unchanged'] += 1;
        if (known !== null) continue;
        this.plan.relations.push({
          id: bulkId(),
          revisionId: bulkId(),
          codingId: this.place.codingId,
          authorId: this.place.coderId,
          typeKey: definition.key,
          from: from.id,
          to: to.id,
          memo: relation.memo,
          externalRef: { ...relation.externalRef, hash },
        });
      }
    }
  }
}

/** `role:id`, as a file calls a member. */
function nameOf({ role, targetExternalId }: IncomingMember): string {
  return `${role}:${targetExternalId}`;
}

/** Stored records by content; each is taken once, that of the same name first. */
class StoredIndex {
  private readonly byHash = new Map<string, StoredRecord[]>();

  constructor(stored: readonly StoredRecord[]) {
    for (const record of stored) {
      const same = this.byHash.get(record.hash);
      if (same) same.push(record);
      else this.byHash.set(record.hash, [record]);
    }
  }

  take(hash: string, externalId: string): string | null {
    const same = this.byHash.get(hash);
    if (!same || same.length === 0) return null;
    const named = same.findIndex((record) => record.externalId === externalId);
    return same.splice(Math.max(named, 0), 1)[0]?.id ?? null;
  }
}
