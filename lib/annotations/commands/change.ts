import type { z } from 'zod';
import type { Actor } from '@/lib/auth/actor';
import { err, ok, type Result } from '@/lib/result/result';
import { codebookInUse } from '../codebook-in-use';
import { type OpenCoding, writeInCoding } from '../in-coding';
import { type AnnotationMove, staleVersion } from '../moves';
import { checkNesting, nestedIn } from '../nesting';
import { readNesting } from '../nesting-store';
import {
  carryValues,
  checkFragments,
  checkHolders,
  checkMembers,
  checkValues,
  usableCode,
} from '../rules';
import type {
  AnnotationChange,
  Attributes,
  AttributionMember,
  changeAnnotationSchema,
  changeAttributionSchema,
  Fragment,
} from '../schema';
import { type Snapshot, sameSnapshot } from '../snapshot';
import { loadAnnotations, readQuotes, type StoredAnnotation, withQuotes } from '../store';
import { memberSpans } from './create';
import { holdingPlaces } from './holders';

/**
 * Changes an annotation of the acting person's coding: only what is given; its identity stays. A
 * change of code keeps the values that make sense under the new one. Errors: `stale_version`,
 * `not_found`, `invalid_input`, `conflict` (a composite holds the span in a role that the new code
 * does not fit), and those of `writeInCoding`.
 */
export async function changeAnnotation(
  actor: Actor,
  input: z.output<typeof changeAnnotationSchema>,
): Promise<Result<AnnotationChange>> {
  return change(actor, 'annotation.change', input);
}

/** Changes an attribution: its members, values, confidence or memo. Errors as `changeAnnotation`. */
export async function changeAttribution(
  actor: Actor,
  input: z.output<typeof changeAttributionSchema>,
): Promise<Result<AnnotationChange>> {
  return change(actor, 'attribution.change', input);
}

/** What a change may say; what is absent stays. */
export interface Patch {
  readonly codeKey?: string;
  readonly fragments?: readonly Fragment[];
  readonly members?: readonly AttributionMember[];
  readonly attributes?: Attributes;
  readonly confidence?: number | null;
  readonly memo?: string | null;
}

interface ChangeInput extends Patch {
  readonly annotationId: string;
  readonly expectedNo: number;
  readonly articleVersionId: string;
  readonly idempotencyKey: string;
}

function change(actor: Actor, command: string, input: ChangeInput) {
  return writeInCoding(actor, command, input, async (coding) => {
    const { codeKey, fragments, members, attributes, confidence, memo } = input;
    const patch: Patch = { codeKey, fragments, members, attributes, confidence, memo };
    const found = await ownAnnotation(coding, input.annotationId, input.expectedNo, patch);
    if (!found.ok) return found;
    const before = found.value;
    if (before.snapshot.deleted) return err('not_found', 'This annotation has been deleted.');
    const after = await patched(coding, before, patch);
    if (!after.ok) return after;
    const moves: AnnotationMove[] = sameSnapshot(before.snapshot, after.value)
      ? []
      : [
          {
            type: 'annotation',
            id: before.id,
            kind: before.kind,
            before,
            after: after.value,
          },
        ];
    return ok({ label: `Change ${after.value.codeKey}`, moves, touched: [before.id] });
  });
}

/**
 * The annotation's head, if it is in this coding and is the revision that the person saw. Someone
 * else's annotation is answered as not there. `yours` goes into the error of a stale write.
 */
export async function ownAnnotation(
  coding: OpenCoding,
  id: string,
  expectedNo: number,
  yours: unknown,
): Promise<Result<StoredAnnotation>> {
  const found = (await loadAnnotations(coding.tx, [{ id, no: null }])).get(id);
  if (!found || found.codingId !== coding.codingId) {
    return err('not_found', 'There is no such annotation in your coding.');
  }
  if (found.headNo !== expectedNo) return staleVersion(coding.tx, id, yours);
  return ok(found);
}

/**
 * The snapshot that a patch makes of an annotation's head, checked by the codebook and the text.
 * Reviewers' amendments use it too. Errors: `invalid_input`, `not_found`, `conflict`.
 */
export async function patched(
  coding: OpenCoding,
  { id, kind, snapshot }: StoredAnnotation,
  patch: Patch,
): Promise<Result<Snapshot>> {
  const coded = await recoded(coding, id, kind, snapshot, patch);
  if (!coded.ok) return coded;
  const fragments = await refragmented(coding, kind, snapshot, patch.fragments);
  if (!fragments.ok) return fragments;
  const members = await rejoined(coding, id, kind, coded.value, patch);
  if (!members.ok) return members;
  return ok({
    ...coded.value,
    confidence: patch.confidence === undefined ? snapshot.confidence : patch.confidence,
    memo: patch.memo === undefined ? snapshot.memo : patch.memo,
    fragments: fragments.value,
    members: members.value,
  });
}

/**
 * Code and values. A revision that changes neither keeps its codebook version, so that a memo can be
 * written although the codebook has moved on; one that does is checked by the version in use.
 */
async function recoded(
  coding: OpenCoding,
  id: string,
  kind: StoredAnnotation['kind'],
  snapshot: Snapshot,
  patch: Patch,
): Promise<Result<Snapshot>> {
  if (patch.codeKey === undefined && patch.attributes === undefined) return ok(snapshot);
  const codebook = await codebookInUse(coding.tx);
  if (!codebook.ok) return codebook;
  const codeKey = patch.codeKey ?? snapshot.codeKey;
  const code = usableCode(codebook.value, codeKey, kind, snapshot.codeKey);
  if (!code.ok) return code;
  const codeId = codebook.value.codes.get(codeKey)?.id;
  if (!codeId) throw new Error(`code ${codeKey} has no id`);
  if (codeKey !== snapshot.codeKey) {
    const held = checkHolders(code.value, await holdingPlaces(coding, id));
    if (!held.ok) return held;
  }
  const attributes =
    patch.attributes ?? carryValues(codebook.value, code.value, snapshot.attributes);
  const values = checkValues(codebook.value, code.value, attributes);
  if (!values.ok) return values;
  return ok({
    ...snapshot,
    codebookVersionId: codebook.value.versionId,
    codeId,
    codeKey,
    attributes,
  });
}

async function refragmented(
  coding: OpenCoding,
  kind: StoredAnnotation['kind'],
  snapshot: Snapshot,
  fragments: Patch['fragments'],
): Promise<Result<Snapshot['fragments']>> {
  if (!fragments) return ok(snapshot.fragments);
  const place = await readQuotes(coding.tx, coding.articleVersionId, fragments);
  if (!place) return err('not_found', 'There is no such article.');
  const fit = checkFragments(kind, fragments, place.length);
  return fit.ok ? ok(withQuotes(fragments, place.quotes)) : fit;
}

/** Checked anew when the values change too: they may say that there is no source. */
async function rejoined(
  coding: OpenCoding,
  id: string,
  kind: StoredAnnotation['kind'],
  coded: Snapshot,
  patch: Patch,
): Promise<Result<Snapshot['members']>> {
  const members = patch.members ?? coded.members;
  if (kind !== 'composite') {
    if (members.length === 0) return ok(members);
    return err('invalid_input', 'Only an attribution joins passages.', { field: 'members' });
  }
  if (!patch.members && !patch.attributes) return ok(members);
  const codebook = await codebookInUse(coding.tx);
  if (!codebook.ok) return codebook;
  const code = usableCode(codebook.value, coded.codeKey, kind, coded.codeKey);
  if (!code.ok) return code;
  const spans = await memberSpans(coding, members);
  const joined = checkMembers(code.value, coding.codingId, members, spans, coded.attributes);
  if (!joined.ok) return joined;
  const nested = nestedIn(members);
  if (nested.length === 0) return ok(members);
  const sound = checkNesting(id, nested, await readNesting(coding.tx, coding.codingId));
  return sound.ok ? ok(members) : sound;
}
