import { randomUUID } from 'node:crypto';
import { submitCoding } from '@/lib/annotations/commands/coding';
import { createAnnotation } from '@/lib/annotations/commands/create';
import type { AnnotationDto } from '@/lib/annotations/schema';
import {
  base,
  marking,
  only,
  passage,
  type UserOfProject,
  unwrap,
  type World,
} from '@/lib/annotations/testing';
import type { TestDatabase } from '@/lib/db/testing';
import type { Result } from '@/lib/result/result';
import { acceptAnnotation } from './commands';
import type { ReviewOutcome, Seen } from './schema';

/** What every review command's input begins with; a new key each time. */
export function key(world: World) {
  return { projectId: world.projectId, idempotencyKey: randomUUID() };
}

/** Input for deciding on an annotation as it is in the answer of the last command. */
export function on(world: World, annotation: AnnotationDto) {
  return {
    ...key(world),
    annotationId: annotation.id,
    revisionId: annotation.revisionId,
  } satisfies Seen & Record<string, unknown>;
}

/** Ana marks words; the coding stays open. */
export async function mark(world: World, code: string, words: string): Promise<AnnotationDto> {
  return only(unwrap(await createAnnotation(world.ana, marking(world, code, passage(words)))));
}

/** Ana submits her coding. */
export async function submit(world: World): Promise<void> {
  unwrap(await submitCoding(world.ana, base(world)));
}

/** One annotation by Ana, submitted. */
export async function submitted(world: World, code = 'source', words = 'agence Vesta') {
  const annotation = await mark(world, code, words);
  await submit(world);
  return annotation;
}

/** The review state and the kinds of decisions that an outcome tells of one annotation. */
export function summary(outcome: ReviewOutcome, id: string) {
  return {
    state: outcome.annotations.find((annotation) => annotation.id === id)?.reviewState,
    decisions: outcome.decisions
      .filter((decision) => decision.annotationId === id)
      .map((decision) => decision.kind),
  };
}

/** The error's code, or "ok". */
export function codeOf(result: Result<unknown>): string {
  return result.ok ? 'ok' : result.error.code;
}

/** Ben accepts. */
export async function accept(world: World, annotation: AnnotationDto, who?: UserOfProject) {
  return acceptAnnotation(who ?? world.ben, on(world, annotation));
}

/** The project's review and thread events, oldest first. */
export async function reviewEvents(db: TestDatabase, projectId: string) {
  const { rows } = await db.superPool.query<{ type: string; body: string }>(
    `SELECT type, body FROM events WHERE project_id = $1 AND type ~ '^(review|thread)[.]' ORDER BY seq`,
    [projectId],
  );
  return rows.map(({ type, body }) => ({ type, payload: JSON.parse(body).payload }));
}
