import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { CodebookDocument } from '@/lib/codebook/schema';
import { groupBy } from '@/lib/group-by';
import { decisionSchema, earlierSchema, leadsTo } from '@/lib/ingest/formats/own-past';
import { shorten } from '@/lib/ingest/formats/quoted-span';
import { needsReason, type ReviewStep, replaySteps } from '@/lib/review/rules';
import { NO_RECORDS } from '../counts';
import { ANNOTATION_KINDS, type Manifest, REVIEW_STATES } from '../schema';
import { codingFault } from './codebook';
import { type Faults, inWords } from './fault';

/** UTC, ending in Z. */
const time = z.iso.datetime();
const id = z.uuid();
const offset = z.int().nonnegative();

const annotationSchema = z.looseObject({
  id,
  revision: z.int().positive(),
  kind: z.enum(ANNOTATION_KINDS),
  layer: z.string().min(1),
  code: z.string().min(1),
  fragments: z.array(z.tuple([offset, offset])),
  text: z.string(),
  attributes: z.record(z.string(), z.unknown()),
  members: z.array(z.strictObject({ role: z.string().min(1), annotation: id })),
  confidence: z.int().min(1).max(5).nullable(),
  coder: z.string().min(1),
  coder_id: id,
  author: z.string().min(1),
  author_id: id,
  created_at: time,
  codebook_version: z.int().positive(),
  review: z.strictObject({
    state: z.enum(REVIEW_STATES),
    reviewer: z.string().nullable(),
    decided_at: time.nullable(),
    reason: z.string().nullable(),
  }),
  earlier: z.array(
    earlierSchema.extend({ author_id: id, created_at: time, codebook_version: z.int().positive() }),
  ),
  decisions: z.array(decisionSchema.extend({ id, reviewer_id: id, decided_at: time })),
});
type Annotation = z.infer<typeof annotationSchema>;

const relationSchema = z.looseObject({
  id,
  type: z.string().min(1),
  from: id,
  to: id,
  revision: z.int().positive(),
  coder: z.string().min(1),
  coder_id: id,
  created_at: time,
});

const lineSchema = z.looseObject({
  id,
  title: z.string(),
  text: z.string().min(1),
  text_sha256: z.string().regex(/^[0-9a-f]{64}$/),
  metadata: z.looseObject({ article_id: id, version: z.int().positive() }),
  annotations: z.array(z.unknown()),
  relations: z.array(z.unknown()),
});

/** What a manifest states of a JSONL file. */
export type Stated = Pick<Manifest, 'counts' | 'filter' | 'codebook' | 'losses'>;

/** Checks the articles of a JSONL export, one line after another, and at the end what they add up to. */
export class LineValidator {
  private readonly ids = new Set<string>();
  private readonly annotationIds = new Set<string>();
  /** Ends of relations that do not stand in the relation's article. */
  private readonly farEnds: {
    readonly of: string;
    readonly end: string;
    readonly fault: (reason: string) => void;
  }[] = [];
  private readonly people = new Map<string, string>();
  private readonly counts = { ...NO_RECORDS };

  constructor(
    private readonly file: string,
    private readonly manifest: Stated,
    private readonly faults: Faults,
    /** The version that the manifest states; null where it is not beside the data. */
    private readonly codebook: CodebookDocument | null,
  ) {}

  /** Checks one line, without its line feed. */
  check(line: number, text: string): void {
    const fault = (reason: string) => this.faults.add(this.file, line, reason);
    this.counts.articles += 1;
    const parsed = parseJson(text);
    if (parsed === undefined) {
      fault('It is no JSON.');
      return;
    }
    const article = lineSchema.safeParse(parsed);
    if (!article.success) {
      fault(inWords(article.error));
      return;
    }
    const { data } = article;
    this.takeId(data.id, fault);
    if (createHash('sha256').update(data.text).digest('hex') !== data.text_sha256) {
      fault('The text has another SHA-256 than text_sha256.');
    }
    const characters = Array.from(data.text);
    const annotations: Annotation[] = [];
    for (const [index, value] of data.annotations.entries()) {
      this.counts.annotations += 1;
      const one = annotationSchema.safeParse(value);
      if (one.success) annotations.push(one.data);
      else fault(`Annotation ${index + 1}: ${inWords(one.error)}`);
    }
    for (const one of annotations) this.checkAnnotation(one, characters, fault);
    const here = new Set(annotations.map((one) => one.id));
    for (const { id: ofId, members } of annotations) {
      for (const { annotation } of members) {
        if (!here.has(annotation) && !this.manifest.losses.member_not_exported) {
          fault(`Annotation ${ofId}: its member ${annotation} is not there.`);
        }
      }
    }
    for (const [index, value] of data.relations.entries()) {
      this.checkRelation(index + 1, value, here, fault);
    }
  }

  /** Holds the sums against the manifest's. */
  finish(): void {
    for (const { of, end, fault } of this.farEnds) {
      if (!this.annotationIds.has(end)) fault(`Relation ${of}: its end ${end} is not there.`);
    }
    for (const [what, found] of Object.entries(this.counts)) {
      const stated = this.manifest.counts[what];
      if (stated !== found) {
        const reason = `The manifest counts ${stated ?? 'no'} ${what}; there are ${found}.`;
        this.faults.add(this.file, null, reason);
      }
    }
  }

  private checkAnnotation(
    one: Annotation,
    characters: readonly string[],
    report: (reason: string) => void,
  ): void {
    const fault = (reason: string) => report(`Annotation ${one.id}: ${reason}`);
    this.takeId(one.id, report);
    this.annotationIds.add(one.id);
    this.takePerson(one.coder_id, one.coder, fault);
    this.takePerson(one.author_id, one.author, fault);
    this.counts.revisions += one.revision;
    this.counts.members += one.members.length;
    if (one.fragments.length > 1) this.counts.discontinuous += 1;
    if (one.kind === 'composite') this.counts.attributions += 1;
    checkFragments(one, characters, fault);
    if (one.kind !== 'composite' && one.members.length > 0) fault('only a composite has members.');
    if (!this.manifest.codebook.versions_used.includes(one.codebook_version)) {
      fault(`the manifest does not name the codebook's version ${one.codebook_version}.`);
    }
    if (this.codebook && one.codebook_version === this.manifest.codebook.version) {
      const unfit = codingFault(this.codebook, one);
      if (unfit !== null) fault(unfit);
    }
    const { state, reviewer, decided_at: decidedAt } = one.review;
    // An unreviewed one may have been decided on before it was revised.
    if (state !== 'unreviewed' && (reviewer === null || decidedAt === null)) {
      fault(`it is ${state}, but nobody decided so.`);
    }
    this.checkPast(one, characters, report);
    const { layers, codes, states } = this.manifest.filter;
    const kept = (list: readonly string[], value: string) =>
      list.length === 0 || list.includes(value);
    if (!kept(layers, one.layer) || !kept(codes, one.code) || !kept(states, state)) {
      fault('the filter of the manifest leaves it out.');
    }
  }

  private checkPast(
    one: Annotation,
    characters: readonly string[],
    report: (reason: string) => void,
  ): void {
    const fault = (reason: string) => report(`Annotation ${one.id}: ${reason}`);
    const numbers = one.earlier.map(({ revision }) => revision);
    if (!leadsTo(numbers, one.revision)) {
      fault(`the revisions ${numbers.join(', ')} do not lead to revision ${one.revision}.`);
    }
    for (const before of one.earlier) {
      const inRevision = (reason: string) => fault(`revision ${before.revision}: ${reason}`);
      this.takePerson(before.author_id, before.author, inRevision);
      checkFragments({ ...before, kind: one.kind }, characters, inRevision);
      if (!this.manifest.codebook.versions_used.includes(before.codebook_version)) {
        inRevision(`the manifest does not name the codebook's version ${before.codebook_version}.`);
      }
    }
    for (const decision of one.decisions) {
      const { kind, revision, amended_revision: amended, reviewer_id: by, reason } = decision;
      const inDecision = (why: string) => fault(`decision ${decision.id}: ${why}`);
      this.counts.decisions += 1;
      this.takeId(decision.id, report);
      this.takePerson(by, decision.reviewer, inDecision);
      const wanted = kind === 'amend' ? revision + 1 : null;
      if (revision > one.revision || amended !== wanted || (amended ?? 0) > one.revision) {
        inDecision('it is about no revision of it.');
      }
      if ((by === one.coder_id) !== (kind === 'contest')) {
        inDecision('only the coder contests, and nobody reviews their own work.');
      }
      if (needsReason(kind) && !reason?.trim()) inDecision('it has no reason.');
    }
    const led = stateOf(one);
    // A migration of the codebook may carry a review over: then no decision is about the revision.
    const carried = led === 'unreviewed' && one.decisions.length > 0;
    if (led !== one.review.state && !carried) {
      fault(`its decisions lead to “${led}”, not to “${one.review.state}”.`);
    }
  }

  private checkRelation(
    number: number,
    value: unknown,
    here: ReadonlySet<string>,
    fault: (reason: string) => void,
  ): void {
    this.counts.relations += 1;
    const parsed = relationSchema.safeParse(value);
    if (!parsed.success) {
      fault(`Relation ${number}: ${inWords(parsed.error)}`);
      return;
    }
    const one = parsed.data;
    this.takeId(one.id, fault);
    this.takePerson(one.coder_id, one.coder, fault);
    // A relation does not say its codebook's version: only where there was but one is it held to it.
    const { version, versions_used: used } = this.manifest.codebook;
    if (this.codebook && used.every((no) => no === version)) {
      const known = this.codebook.relationTypes.some(({ key }) => key === one.type);
      if (!known) fault(`Relation ${one.id}: the codebook has no relation “${one.type}”.`);
    }
    if (one.from === one.to) fault(`Relation ${one.id} joins an annotation with itself.`);
    for (const end of [one.from, one.to]) {
      // It may stand in an article that is still to come.
      if (!here.has(end)) this.farEnds.push({ of: one.id, end, fault });
    }
  }

  private takeId(given: string, fault: (reason: string) => void): void {
    if (this.ids.has(given)) fault(`The id ${given} stands twice.`);
    this.ids.add(given);
  }

  /** One id is one person: two may share a name, one may not have two. */
  private takePerson(given: string, name: string, fault: (reason: string) => void): void {
    const known = this.people.get(given) ?? name;
    if (known !== name) fault(`the person ${given} is called both “${known}” and “${name}”.`);
    this.people.set(given, known);
  }
}

/**
 * The review state that an annotation's decisions lead to. Goes by the revisions that are there: a number
 * that a file states may be anything.
 */
function stateOf({ earlier, decisions }: Annotation) {
  const id = (no: number) => String(no);
  const decisionsOf = groupBy(decisions, ({ revision }) => revision);
  const amended = new Set(decisions.map(({ amended_revision: no }) => no));
  const steps: ReviewStep[] = [];
  for (let no = 1; no <= earlier.length + 1; no += 1) {
    steps.push(
      amended.has(no)
        ? { kind: 'amend', revisionId: id(no - 1), amendedRevisionId: id(no) }
        : { kind: 'revision', revisionId: id(no) },
    );
    for (const { kind } of decisionsOf.get(no) ?? []) {
      if (kind !== 'amend') steps.push({ kind, revisionId: id(no) });
    }
  }
  return replaySteps(steps).state;
}

function checkFragments(
  { kind, fragments, text }: Pick<Annotation, 'kind' | 'fragments' | 'text'>,
  characters: readonly string[],
  fault: (reason: string) => void,
): void {
  if (kind === 'span' && fragments.length === 0) fault('it has no passage.');
  if (kind === 'article' && fragments.length > 0) fault('it is of the whole article.');
  let before = -1;
  for (const [start, end] of fragments) {
    if (start >= end || end > characters.length) {
      fault(`${start}–${end} is no passage of the text (0–${characters.length}).`);
      return;
    }
    if (start <= before) fault('its passages overlap, touch, or are out of order.');
    before = end;
  }
  const found = fragments.map(([start, end]) => characters.slice(start, end).join('')).join(' ');
  if (found !== text) fault(`at its place stands “${shorten(found)}”, not “${shorten(text)}”.`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
