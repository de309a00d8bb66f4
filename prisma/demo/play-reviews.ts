import type { AnnotationDto } from '@/lib/annotations/schema';
import type { UserActor } from '@/lib/auth/actor';
import type { Result } from '@/lib/result/result';
import {
  acceptAnnotation,
  amendAnnotation,
  askAbout,
  contestDecision,
  rejectAnnotation,
} from '@/lib/review/commands';
import { amendSchema, type ReviewOutcome } from '@/lib/review/schema';
import { commentOnThread, resolveThread } from '@/lib/review/thread-commands';
import { namedId } from './ids';
import { locate } from './locate';
import { annotationId, keepHeads, must } from './play';
import type { DemoReview, DemoReviewer } from './reviews';

export interface ReviewTable {
  readonly startedAt: number;
  readonly actors: Readonly<Record<DemoReviewer, UserActor>>;
  readonly texts: ReadonlyMap<string, string>;
  /** Annotations as they stand now, by id. */
  readonly heads: Map<string, AnnotationDto>;
}

/** Plays the decisions, questions and answers in their order. */
export async function playReviews(
  table: ReviewTable,
  reviews: readonly DemoReview[],
): Promise<void> {
  /** The thread that was opened last about an annotation. */
  const threads = new Map<string, string>();
  for (const [index, review] of reviews.entries()) {
    const name = `review/${index}/${review.article}/${review.of}/${review.key}/${review.move}`;
    const id = annotationId(table.startedAt, review.article, review.of, review.key);
    const outcome = must(await carryOut(table, review, id, threads.get(id), name), name);
    keepHeads(table.heads, outcome.annotations);
    for (const thread of outcome.threads) {
      if (thread.annotationId !== null) threads.set(thread.annotationId, thread.id);
    }
  }
}

function carryOut(
  table: ReviewTable,
  review: DemoReview,
  id: string,
  threadId: string | undefined,
  name: string,
): Promise<Result<ReviewOutcome>> {
  const actor = table.actors[review.by];
  const key = {
    projectId: actor.projectId,
    idempotencyKey: namedId(table.startedAt, name),
  };
  const head = table.heads.get(id);
  if (head === undefined) throw new Error(`The demo has nothing at ${name}.`);
  const seen = { ...key, annotationId: id, revisionId: head.revisionId };
  const thread = { ...key, threadId: threadId ?? '' };
  switch (review.move) {
    case 'accept':
      return acceptAnnotation(actor, seen);
    case 'reject':
      return rejectAnnotation(actor, { ...seen, reason: review.words });
    case 'ask':
      return askAbout(actor, { ...seen, question: review.words });
    case 'contest':
      return contestDecision(actor, { ...seen, reason: review.words });
    case 'reply':
      return commentOnThread(actor, { ...thread, body: review.words });
    case 'resolve':
      return resolveThread(actor, thread);
    case 'amend': {
      const { passage, code, attributes, reason } = review;
      const text = table.texts.get(review.article) ?? '';
      return amendAnnotation(
        actor,
        amendSchema.parse({
          ...seen,
          reason,
          ...(passage ? { fragments: locate(text, passage.words, passage.within) } : {}),
          ...(code ? { codeKey: code } : {}),
          ...(attributes ? { attributes } : {}),
        }),
      );
    }
  }
}
