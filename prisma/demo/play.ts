import { changeAnnotation } from '@/lib/annotations/commands/change';
import { submitCoding } from '@/lib/annotations/commands/coding';
import { createAnnotation, createAttribution } from '@/lib/annotations/commands/create';
import { createRelation } from '@/lib/annotations/commands/relations';
import { deleteAnnotation } from '@/lib/annotations/commands/remove';
import {
  type AnnotationChange,
  type AnnotationDto,
  changeAnnotationSchema,
  createAnnotationSchema,
  createAttributionSchema,
} from '@/lib/annotations/schema';
import type { UserActor } from '@/lib/auth/actor';
import type { Result } from '@/lib/result/result';
import { namedId } from './ids';
import { locate } from './locate';
import type { DemoAttribution, DemoCoder, DemoStep } from './script';

/** The demo's own script must fit the product: a refusal is a bug. */
export function must<T>(result: Result<T>, what: string): T {
  if (result.ok) return result.value;
  throw new Error(`The demo project: ${what}: ${result.error.userMessage}`);
}

/** Where a coding stands: its text, its coder, and the annotations made so far by their keys. */
export interface Desk {
  readonly startedAt: number;
  readonly article: string;
  readonly coder: DemoCoder;
  readonly actor: UserActor;
  readonly versionId: string;
  readonly text: string;
  /** Annotations of all desks as they stand now, by id. */
  readonly heads: Map<string, AnnotationDto>;
}

/** The id of an annotation of the demo. */
export function annotationId(
  startedAt: number,
  article: string,
  coder: DemoCoder,
  key: string,
): string {
  return namedId(startedAt, `${article}/${coder}/${key}`);
}

function base(desk: Desk, step: string) {
  return {
    projectId: desk.actor.projectId,
    articleVersionId: desk.versionId,
    idempotencyKey: namedId(desk.startedAt, `step/${desk.article}/${desk.coder}/${step}`),
  };
}

/** Keeps what a command answered: later steps and reviews start from these heads. */
export function keepHeads(
  heads: Map<string, AnnotationDto>,
  annotations: readonly AnnotationDto[],
): void {
  for (const annotation of annotations) heads.set(annotation.id, annotation);
}

async function attribute(desk: Desk, step: DemoAttribution): Promise<Result<AnnotationChange>> {
  const parts = [
    { role: 'source', given: step.source },
    { role: 'cue', given: step.cue },
    { role: 'content', given: step.content },
  ] as const;
  const newSpans = parts.flatMap(({ role, given }) =>
    given === null
      ? []
      : [
          {
            annotationId: idOf(desk, `${step.key}/${role}`),
            codeKey: role,
            fragments: locate(desk.text, given.words, step.within),
            attributes: given.attributes ?? {},
          },
        ],
  );
  return createAttribution(
    desk.actor,
    createAttributionSchema.parse({
      ...base(desk, step.key),
      annotationId: idOf(desk, step.key),
      newSpans,
      members: newSpans.map((span) => ({ role: span.codeKey, annotationId: span.annotationId })),
      attributes: { source_presence: step.source === null ? 'absent' : 'stated' },
    }),
  );
}

function idOf(desk: Desk, key: string): string {
  return annotationId(desk.startedAt, desk.article, desk.coder, key);
}

function headOf(desk: Desk, key: string): AnnotationDto {
  const head = desk.heads.get(idOf(desk, key));
  if (head === undefined) throw new Error(`The demo's ${desk.article} has no “${key}”.`);
  return head;
}

function carryOut(desk: Desk, step: DemoStep): Promise<Result<AnnotationChange>> {
  switch (step.do) {
    case 'attribute':
      return attribute(desk, step);
    case 'mark':
    case 'label':
      return createAnnotation(
        desk.actor,
        createAnnotationSchema.parse({
          ...base(desk, step.key),
          annotationId: idOf(desk, step.key),
          kind: step.do === 'mark' ? 'span' : 'article',
          codeKey: step.code,
          fragments: step.do === 'mark' ? locate(desk.text, step.words, step.within) : [],
          attributes: step.attributes ?? {},
          confidence: step.do === 'mark' ? (step.confidence ?? null) : null,
          memo: step.memo ?? null,
        }),
      );
    case 'link':
      return createRelation(desk.actor, {
        ...base(desk, step.key),
        relationId: idOf(desk, step.key),
        typeKey: step.type,
        fromAnnotationId: idOf(desk, step.from),
        toAnnotationId: idOf(desk, step.to),
        attributes: {},
      });
    case 'change':
      return changeAnnotation(
        desk.actor,
        changeAnnotationSchema.parse({
          ...base(desk, step.key),
          annotationId: idOf(desk, step.of),
          expectedNo: headOf(desk, step.of).revisionNo,
          ...(step.code === undefined ? {} : { codeKey: step.code }),
          ...(step.words === undefined
            ? {}
            : { fragments: locate(desk.text, step.words, step.within) }),
          ...(step.attributes === undefined ? {} : { attributes: step.attributes }),
          ...(step.confidence === undefined ? {} : { confidence: step.confidence }),
        }),
      );
    case 'remove':
      return deleteAnnotation(desk.actor, {
        ...base(desk, step.key),
        annotationId: idOf(desk, step.of),
        expectedNo: headOf(desk, step.of).revisionNo,
      });
  }
}

/** Does one analyst's work on one article, and submits it when told so. */
export async function playCoding(
  desk: Desk,
  steps: readonly DemoStep[],
  submit: boolean,
): Promise<void> {
  for (const step of steps) {
    const change = must(await carryOut(desk, step), `${desk.article}, ${desk.coder}, ${step.key}`);
    keepHeads(desk.heads, change.annotations);
  }
  if (submit) {
    must(await submitCoding(desk.actor, base(desk, 'submit')), `submitting ${desk.article}`);
  }
}
