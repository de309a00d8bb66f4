import { v7 as uuidv7 } from 'uuid';
import type { AnnotationDto } from '@/lib/annotations/schema';
import type { ReaderModel } from './reader-model';

/** What every command carries: where it belongs, and a new idempotency key (UUIDv7). */
export function commandBase(model: ReaderModel) {
  const { projectId, article } = model.data;
  return { projectId, articleVersionId: article.versionId, idempotencyKey: uuidv7() };
}

/** The active annotation, if the person may change it; else says why not and answers null. */
export function ownActive(model: ReaderModel): AnnotationDto | null {
  const head = model.activeHead();
  if (!head) return null;
  if (model.isEditable(head)) return head;
  if (model.canWrite) {
    model.announce(model.t('said.notYours', { name: head.coderName }));
  } else if (model.data.mayAnnotate) {
    model.announce(model.t('said.submitted'));
  }
  return null;
}
