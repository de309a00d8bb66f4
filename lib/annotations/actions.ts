'use server';

import type { z } from 'zod';
import type { UserActor } from '@/lib/auth/actor';
import { getActor } from '@/lib/auth/session';
import { plain } from '@/lib/i18n/edge';
import { err, type Result } from '@/lib/result/result';
import { changeAnnotation, changeAttribution } from './commands/change';
import { ensureCoding, reopenCoding, submitCoding } from './commands/coding';
import { createAnnotation, createAttribution } from './commands/create';
import { changeRelation, createRelation, deleteRelation } from './commands/relations';
import { deleteAnnotation, restoreAnnotation } from './commands/remove';
import { redo, undo } from './commands/undo';
import { getArticleAnnotations } from './queries';
import {
  type AnnotationAtRevision,
  type AnnotationChange,
  type ArticleAnnotationsDto,
  annotationAtRevisionSchema,
  articleAnnotationsSchema,
  type ChangeAnnotation,
  type ChangeAttribution,
  type ChangeRelation,
  type CodingCommand,
  type CreateAnnotation,
  type CreateAttribution,
  type CreateRelation,
  changeAnnotationSchema,
  changeAttributionSchema,
  changeRelationSchema,
  codingSchema,
  createAnnotationSchema,
  createAttributionSchema,
  createRelationSchema,
  type DeleteRelation,
  deleteRelationSchema,
} from './schema';

// The doors from the browser. Each parses what it is given, whatever TypeScript believes of it,
// asks whose session it is, and lets the command decide. Failures come back as values without their
// cause; nothing here needs a page to be rendered again, since each answer holds what changed.

export async function createAnnotationAction(input: CreateAnnotation) {
  return run(createAnnotationSchema, input, createAnnotation);
}

export async function changeAnnotationAction(input: ChangeAnnotation) {
  return run(changeAnnotationSchema, input, changeAnnotation);
}

export async function deleteAnnotationAction(input: AnnotationAtRevision) {
  return run(annotationAtRevisionSchema, input, deleteAnnotation);
}

export async function restoreAnnotationAction(input: AnnotationAtRevision) {
  return run(annotationAtRevisionSchema, input, restoreAnnotation);
}

export async function createAttributionAction(input: CreateAttribution) {
  return run(createAttributionSchema, input, createAttribution);
}

export async function changeAttributionAction(input: ChangeAttribution) {
  return run(changeAttributionSchema, input, changeAttribution);
}

export async function createRelationAction(input: CreateRelation) {
  return run(createRelationSchema, input, createRelation);
}

export async function changeRelationAction(input: ChangeRelation) {
  return run(changeRelationSchema, input, changeRelation);
}

export async function deleteRelationAction(input: DeleteRelation) {
  return run(deleteRelationSchema, input, deleteRelation);
}

export async function undoAction(input: CodingCommand) {
  return run(codingSchema, input, undo);
}

export async function redoAction(input: CodingCommand) {
  return run(codingSchema, input, redo);
}

export async function startCodingAction(input: CodingCommand) {
  return run(codingSchema, input, ensureCoding);
}

export async function submitCodingAction(input: CodingCommand) {
  return run(codingSchema, input, submitCoding);
}

export async function reopenCodingAction(input: CodingCommand) {
  return run(codingSchema, input, reopenCoding);
}

/** For a page that was offline, or that lost a race: everything as it is now. */
export async function readArticleAnnotationsAction(
  input: z.input<typeof articleAnnotationsSchema>,
): Promise<Result<ArticleAnnotationsDto>> {
  return run(articleAnnotationsSchema, input, (actor, { articleVersionId }) =>
    getArticleAnnotations(actor, articleVersionId),
  );
}

async function run<Input extends { projectId: string }, Value = AnnotationChange>(
  schema: z.ZodType<Input>,
  input: unknown,
  command: (actor: UserActor, input: Input) => Promise<Result<Value>>,
): Promise<Result<Value>> {
  const parsed = schema.safeParse(input);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const field = issue?.path.join('.') || undefined;
    return plain(err('invalid_input', issue?.message ?? 'This cannot be understood.', { field }));
  }
  const actor = await getActor(parsed.data.projectId);
  if (!actor.ok) return plain(actor);
  const result = await command(actor.value, parsed.data);
  if (!result.ok && result.error.cause !== undefined) {
    console.error(result.error.userMessage, result.error.cause);
  }
  return plain(result);
}
