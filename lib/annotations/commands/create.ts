import type { z } from 'zod';
import type { Actor } from '@/lib/auth/actor';
import { defaultsOf } from '@/lib/codebook/rules';
import { err, ok, type Result } from '@/lib/result/result';
import { type CodebookInUse, codebookInUse } from '../codebook-in-use';
import { type Effect, type OpenCoding, writeInCoding } from '../in-coding';
import type { AnnotationMove } from '../moves';
import {
  type AnnotationKind,
  checkFragments,
  checkMembers,
  checkValues,
  type MemberSpan,
  usableCode,
} from '../rules';
import type {
  AnnotationChange,
  Attributes,
  AttributionMember,
  createAnnotationSchema,
  createAttributionSchema,
  Fragment,
} from '../schema';
import { loadAnnotations, readQuotes, withQuotes } from '../store';

/** The code that joins sources, cues and contents. */
const ATTRIBUTION = 'attribution';

/**
 * Marks a passage, or labels the whole article, in the acting person's coding. Errors:
 * `invalid_input` (code, fragments, values, a member of another coding), `conflict` (submitted, id
 * taken), and those of `writeInCoding`.
 */
export async function createAnnotation(
  actor: Actor,
  input: z.output<typeof createAnnotationSchema>,
): Promise<Result<AnnotationChange>> {
  return writeInCoding(actor, 'annotation.create', input, (coding) =>
    annotationEffect(coding, input),
  );
}

/** What `createAnnotation` does, in an open coding, for commands that do more besides. */
export async function annotationEffect(
  coding: OpenCoding,
  input: z.output<typeof createAnnotationSchema>,
): Promise<Result<Effect>> {
  const codebook = await codebookInUse(coding.tx);
  if (!codebook.ok) return codebook;
  const { annotationId, ...rest } = input;
  const move = await newAnnotation(coding, codebook.value, { ...rest, id: annotationId });
  if (!move.ok) return move;
  return ok({ label: `Mark ${input.codeKey}`, moves: [move.value] });
}

/**
 * Joins sources, cues and contents: spans that stand already, and new ones made in the same
 * transaction. Errors as `createAnnotation`, and `not_found` for a span that is gone.
 */
export async function createAttribution(
  actor: Actor,
  input: z.output<typeof createAttributionSchema>,
): Promise<Result<AnnotationChange>> {
  return writeInCoding(actor, 'attribution.create', input, (coding) =>
    attributionEffect(coding, input),
  );
}

/** What `createAttribution` does, in an open coding, for commands that do more besides. */
export async function attributionEffect(
  coding: OpenCoding,
  input: z.output<typeof createAttributionSchema>,
): Promise<Result<Effect>> {
  const codebook = await codebookInUse(coding.tx);
  if (!codebook.ok) return codebook;
  const spans: AnnotationMove[] = [];
  for (const { annotationId: id, ...span } of input.newSpans) {
    const move = await newAnnotation(coding, codebook.value, { ...span, id, kind: 'span' });
    if (!move.ok) return move;
    spans.push(move.value);
  }
  if (input.members.length === 0) {
    return err('invalid_input', 'An attribution joins at least one passage.', {
      field: 'members',
    });
  }
  const attribution = await newAnnotation(coding, codebook.value, {
    id: input.annotationId,
    kind: 'composite',
    codeKey: ATTRIBUTION,
    fragments: [],
    attributes: input.attributes,
    memo: input.memo,
    members: input.members,
    newSpans: spans,
  });
  if (!attribution.ok) return attribution;
  return ok({ label: 'Join attribution', moves: [...spans, attribution.value] });
}

interface Draft {
  readonly id: string;
  readonly kind: AnnotationKind;
  readonly codeKey: string;
  readonly fragments: readonly Fragment[];
  readonly attributes: Attributes;
  readonly confidence?: number | null;
  readonly memo?: string | null;
  readonly members?: readonly AttributionMember[];
  readonly newSpans?: readonly AnnotationMove[];
}

/** The step that makes an annotation, checked by the codebook and the text. Errors: as `createAnnotation`. */
export async function newAnnotation(
  coding: OpenCoding,
  codebook: CodebookInUse,
  draft: Draft,
): Promise<Result<AnnotationMove>> {
  const code = usableCode(codebook, draft.codeKey, draft.kind);
  if (!code.ok) return code;
  const codeId = codebook.codes.get(draft.codeKey)?.id;
  if (!codeId) throw new Error(`code ${draft.codeKey} has no id`);
  const attributes = { ...defaultsOf(codebook, code.value), ...draft.attributes };
  const values = checkValues(codebook, code.value, attributes);
  if (!values.ok) return values;
  const place = await readQuotes(coding.tx, coding.articleVersionId, draft.fragments);
  if (!place) return err('not_found', 'There is no such article.');
  const fit = checkFragments(draft.kind, draft.fragments, place.length);
  if (!fit.ok) return fit;
  const members = draft.members ?? [];
  if (members.length > 0) {
    const spans = await memberSpans(coding, members, draft.newSpans ?? []);
    const joined = checkMembers(code.value, coding.codingId, members, spans, attributes);
    if (!joined.ok) return joined;
  }
  return ok({
    type: 'annotation',
    id: draft.id,
    kind: draft.kind,
    before: null,
    after: {
      codebookVersionId: codebook.versionId,
      codeId,
      codeKey: draft.codeKey,
      attributes,
      confidence: draft.confidence ?? null,
      memo: draft.memo ?? null,
      deleted: false,
      fragments: withQuotes(draft.fragments, place.quotes),
      members,
    },
  });
}

/** What the rules must know of the members: those that stand and those about to be made. */
export async function memberSpans(
  coding: OpenCoding,
  members: readonly AttributionMember[],
  newSpans: readonly AnnotationMove[] = [],
): Promise<Map<string, MemberSpan>> {
  const refs = members.map(({ annotationId }) => ({ id: annotationId, no: null }));
  const standing = await loadAnnotations(coding.tx, refs);
  const spans = new Map<string, MemberSpan>();
  for (const [id, { kind, codingId, snapshot }] of standing) {
    spans.set(id, { kind, codingId, codeKey: snapshot.codeKey, deleted: snapshot.deleted });
  }
  for (const { id, kind, after } of newSpans) {
    spans.set(id, { kind, codingId: coding.codingId, codeKey: after.codeKey, deleted: false });
  }
  return spans;
}
