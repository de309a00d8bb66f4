'use server';

import type { z } from 'zod';
import { act } from '@/lib/auth/act';
import type { Result } from '@/lib/result/result';
import { changeAnnotation, changeAttribution } from './commands/change';
import { ensureCoding, reopenCoding, submitCoding } from './commands/coding';
import { createAnnotation, createAttribution } from './commands/create';
import { changeRelation, createRelation, deleteRelation } from './commands/relations';
import { deleteAnnotation, restoreAnnotation } from './commands/remove';
import { redo, undo } from './commands/undo';
import { getArticleAnnotations } from './queries';
import {
  type AnnotationAtRevision,
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
  return act(createAnnotationSchema, input, createAnnotation);
}

export async function changeAnnotationAction(input: ChangeAnnotation) {
  return act(changeAnnotationSchema, input, changeAnnotation);
}

export async function deleteAnnotationAction(input: AnnotationAtRevision) {
  return act(annotationAtRevisionSchema, input, deleteAnnotation);
}

export async function restoreAnnotationAction(input: AnnotationAtRevision) {
  return act(annotationAtRevisionSchema, input, restoreAnnotation);
}

export async function createAttributionAction(input: CreateAttribution) {
  return act(createAttributionSchema, input, createAttribution);
}

export async function changeAttributionAction(input: ChangeAttribution) {
  return act(changeAttributionSchema, input, changeAttribution);
}

export async function createRelationAction(input: CreateRelation) {
  return act(createRelationSchema, input, createRelation);
}

export async function changeRelationAction(input: ChangeRelation) {
  return act(changeRelationSchema, input, changeRelation);
}

export async function deleteRelationAction(input: DeleteRelation) {
  return act(deleteRelationSchema, input, deleteRelation);
}

export async function undoAction(input: CodingCommand) {
  return act(codingSchema, input, undo);
}

export async function redoAction(input: CodingCommand) {
  return act(codingSchema, input, redo);
}

export async function startCodingAction(input: CodingCommand) {
  return act(codingSchema, input, ensureCoding);
}

export async function submitCodingAction(input: CodingCommand) {
  return act(codingSchema, input, submitCoding);
}

export async function reopenCodingAction(input: CodingCommand) {
  return act(codingSchema, input, reopenCoding);
}

/** For a page that was offline, or that lost a race: everything as it is now. */
export async function readArticleAnnotationsAction(
  input: z.input<typeof articleAnnotationsSchema>,
): Promise<Result<ArticleAnnotationsDto>> {
  return act(articleAnnotationsSchema, input, (actor, { articleVersionId }) =>
    getArticleAnnotations(actor, articleVersionId),
  );
}
