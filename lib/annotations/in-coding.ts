import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '@/lib/auth/actor';
import { inProject, type ProjectTx } from '@/lib/db/tx';
import { appendEvent } from '@/lib/provenance/commands';
import type { EventType } from '@/lib/provenance/schema';
import { err, ok, type Result } from '@/lib/result/result';
import { readCodings, readHeads, readUndoState } from './heads';
import { type Move, writeMoves } from './moves';
import { recordOperation } from './operations';
import { readRelations } from './relation-heads';
import { type CodingState, checkOpen, moveCoding } from './rules';
import type { AnnotationChange } from './schema';

/** The coding that a command works in: the acting person's own, locked until the transaction ends. */
export interface OpenCoding {
  readonly tx: ProjectTx;
  readonly userId: string;
  readonly codingId: string;
  readonly articleVersionId: string;
  readonly articleId: string;
  readonly state: CodingState;
  /** What it is coded for: the project, or to learn. */
  readonly kind: 'coder' | 'training';
}

/** What each command is given, whatever else. */
export interface CodingInput {
  readonly articleVersionId: string;
  readonly idempotencyKey: string;
}

/** What a command decided to do. */
export interface Effect {
  /** For the undo button, in English: `Mark source`. */
  readonly label: string;
  /** Empty when nothing changes. */
  readonly moves: readonly Move[];
  /** Heads to answer with besides those that moved. */
  readonly touched?: readonly string[];
  /** Where what is made came from (a suggestion): told in the events of the moves. */
  readonly origin?: Readonly<Record<string, unknown>>;
  /** Runs once the moves are written, in the same transaction; its events follow theirs. */
  readonly afterwards?: () => Promise<readonly CodingEvent[]>;
  /** For undo and redo: these replay an operation and are none themselves. */
  readonly replay?: { readonly type: EventType; readonly operationId: string };
}

/**
 * Runs one writing command in the acting person's coding of the article version: one transaction
 * with its revisions, operation, receipt and events. The coding's row is locked first, so that a
 * repeat of an idempotency key waits for the first and answers the same. Errors besides the work's
 * own: those of `inProject`, `not_found` (article), `conflict` (submitted; key used for another
 * command), `stale_version` (someone else wrote first).
 */
export async function writeInCoding(
  actor: Actor,
  command: string,
  input: CodingInput,
  work: (coding: OpenCoding) => Promise<Result<Effect>>,
): Promise<Result<AnnotationChange>> {
  return oncePerKey(actor, command, input, async (coding) => {
    const open = checkOpen(coding.state);
    if (!open.ok) return open;
    const effect = await work(coding);
    if (!effect.ok) return effect;
    return carryOut(coding, effect.value);
  });
}

/** Locks the coding, answers a repeated key from its receipt, else works and writes the receipt. */
export async function oncePerKey(
  actor: Actor,
  command: string,
  input: CodingInput,
  work: (coding: OpenCoding) => Promise<Result<Outcome>>,
): Promise<Result<AnnotationChange>> {
  return inProject(actor, 'annotations.write', async (tx, me) => {
    if (me.userId === null) return err('forbidden', 'Only a signed-in member codes.');
    const coding = await openCoding(tx, me.userId, input.articleVersionId);
    if (!coding) return refused(tx, me.userId, input.articleVersionId);
    const receipt = await findReceipt(coding, command, input.idempotencyKey);
    if (!receipt.ok) return receipt;
    if (receipt.value) return ok(receipt.value);
    const outcome = await work(coding);
    if (!outcome.ok) return outcome;
    const kept = await keepReceipt(coding, command, input.idempotencyKey, outcome.value.change);
    if (!kept.ok) return kept;
    // Last: the project's chain is locked from the first event to the end of the transaction.
    for (const event of outcome.value.events) await appendCodingEvent(coding, event);
    return ok(outcome.value.change);
  });
}

/** Why a text has no coding to write in. */
async function refused(
  tx: ProjectTx,
  userId: string,
  articleVersionId: string,
): Promise<Result<never>> {
  const [row] = await tx.sql<{ barred: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM article_versions WHERE project_id = $1::uuid AND id = $3::uuid)
        AND is_barred($1::uuid, $2::uuid, $3::uuid) AS barred`,
    tx.projectId,
    userId,
    articleVersionId,
  );
  return row?.barred
    ? err(
        'forbidden',
        'You are in training: until you are admitted you code training articles only.',
      )
    : err('not_found', 'There is no such article.');
}

/** Tells the project's history what happened in a coding. */
export async function appendCodingEvent(coding: OpenCoding, event: CodingEvent): Promise<void> {
  await appendEvent(coding.tx, {
    ...event,
    actorId: coding.userId,
    articleId: coding.articleId,
    payload: {
      codingId: coding.codingId,
      articleVersionId: coding.articleVersionId,
      ...event.payload,
    },
  });
}

/** What a command answers and what it tells the project's history. */
export interface Outcome {
  readonly change: AnnotationChange;
  readonly events: readonly CodingEvent[];
}

export interface CodingEvent {
  readonly type: EventType;
  readonly annotationId?: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/**
 * The acting person's coding of an article version, made if need be and locked; null without such a
 * version, and for somebody in training where it is not a training article.
 */
export async function openCoding(
  tx: ProjectTx,
  userId: string,
  articleVersionId: string,
): Promise<OpenCoding | null> {
  await tx.sql(
    `INSERT INTO codings (project_id, id, article_version_id, coder_id)
     SELECT $1::uuid, $2::uuid, v.id, $3::uuid FROM article_versions v
      WHERE v.project_id = $1::uuid AND v.id = $4::uuid AND NOT is_barred($1::uuid, $3::uuid, $4::uuid)
        AND NOT EXISTS (
        SELECT 1 FROM codings g WHERE g.project_id = $1::uuid AND g.coder_id = $3::uuid
           AND g.article_version_id = v.id)
     ON CONFLICT (project_id, article_version_id, coder_id) DO NOTHING`,
    tx.projectId,
    uuidv7(),
    userId,
    articleVersionId,
  );
  // NO KEY UPDATE: a reviewer's threads and decisions may still refer to the coding meanwhile.
  const [row] = await tx.sql<Omit<OpenCoding, 'tx' | 'userId' | 'articleVersionId'>>(
    `SELECT g.id AS "codingId", v.article_id AS "articleId", g.state::text AS state,
            g.kind::text AS kind
       FROM codings g JOIN article_versions v
         ON v.project_id = g.project_id AND v.id = g.article_version_id
      WHERE g.project_id = $1::uuid AND g.article_version_id = $2::uuid AND g.coder_id = $3::uuid
        AND NOT is_barred($1::uuid, $3::uuid, $2::uuid)
        FOR NO KEY UPDATE OF g`,
    tx.projectId,
    articleVersionId,
    userId,
  );
  return row ? { tx, userId, articleVersionId, ...row } : null;
}

async function findReceipt(
  { tx, userId }: OpenCoding,
  command: string,
  key: string,
): Promise<Result<AnnotationChange | null>> {
  const [receipt] = await tx.sql<{ command: string; result: AnnotationChange }>(
    `SELECT command, result FROM receipts
      WHERE project_id = $1::uuid AND user_id = $2::uuid AND key = $3`,
    tx.projectId,
    userId,
    key,
  );
  if (receipt && receipt.command !== command) return keyTaken();
  return ok(receipt?.result ?? null);
}

async function keepReceipt(
  { tx, userId }: OpenCoding,
  command: string,
  key: string,
  change: AnnotationChange,
): Promise<Result<void>> {
  const kept = await tx.sql(
    `INSERT INTO receipts (project_id, user_id, key, command, result)
     VALUES ($1::uuid, $2::uuid, $3, $4, $5::jsonb) ON CONFLICT DO NOTHING RETURNING 1 AS kept`,
    tx.projectId,
    userId,
    key,
    command,
    JSON.stringify(change),
  );
  // Another article's command took the key meanwhile; the lock on this coding did not see it.
  return kept.length === 1 ? ok(undefined) : keyTaken();
}

function keyTaken(): Extract<Result<never>, { ok: false }> {
  return err('conflict', 'This idempotency key was used for something else.', {
    field: 'idempotencyKey',
  });
}

async function carryOut(coding: OpenCoding, effect: Effect): Promise<Result<Outcome>> {
  const written = await writeEffect(coding, effect);
  if (!written.ok) return written;
  return ok({ change: await describeChange(coding, effect), events: written.value.events });
}

/**
 * Writes an effect's revisions and its operation, and begins the coding if need be. Answers the
 * events, which are the caller's to append, last.
 */
export async function writeEffect(
  coding: OpenCoding,
  effect: Effect,
): Promise<Result<{ readonly operationId: string | null; readonly events: CodingEvent[] }>> {
  const events: CodingEvent[] = [];
  let operationId: string | null = null;
  if (effect.moves.length > 0) {
    const started = await startIfNeeded(coding);
    if (started) events.push(started);
    const written = await writeMoves(coding, effect.moves);
    if (!written.ok) return written;
    const id = effect.replay?.operationId ?? (await recordOperation(coding, effect));
    operationId = id;
    events.push(...effect.moves.map((move) => moveEvent(move, effect, id)));
  }
  if (effect.afterwards) events.push(...(await effect.afterwards()));
  return ok({ operationId, events });
}

/** The first write begins the coding. */
export async function startIfNeeded(coding: OpenCoding): Promise<CodingEvent | null> {
  const started = moveCoding(coding.state, 'start');
  if (!started.ok) return null;
  await coding.tx.sql(
    `UPDATE codings SET state = $3::coding_state, started_at = now()
      WHERE project_id = $1::uuid AND id = $2::uuid`,
    coding.tx.projectId,
    coding.codingId,
    started.value,
  );
  return { type: 'coding.started', payload: { before: coding.state, after: started.value } };
}

function moveEvent(move: Move, effect: Effect, operationId: string): CodingEvent {
  const { before, after, id } = move;
  const wasThere = before !== null && !before.snapshot.deleted;
  const what = wasThere
    ? after.deleted
      ? 'deleted'
      : 'changed'
    : before === null
      ? 'created'
      : 'restored';
  const payload = {
    operation: { id: operationId, label: effect.label },
    change: what,
    revisionNo: (before?.headNo ?? 0) + 1,
    before: before?.snapshot ?? null,
    after,
    ...(effect.origin ? { origin: effect.origin } : {}),
  };
  const type: EventType = effect.replay?.type ?? `${move.type}.${what}`;
  return move.type === 'annotation'
    ? { type, annotationId: id, payload: { kind: move.kind, ...payload } }
    : { type, payload: { relationId: id, ...payload } };
}

/** What the page needs to be up to date after a command. */
export async function describeChange(
  { tx, codingId, articleVersionId }: OpenCoding,
  { moves, touched = [] }: Pick<Effect, 'moves' | 'touched'>,
): Promise<AnnotationChange> {
  const annotationIds = moves.filter((move) => move.type === 'annotation').map((move) => move.id);
  const relationIds = moves.filter((move) => move.type === 'relation').map((move) => move.id);
  const annotations = await readHeads(tx, { ids: [...new Set([...annotationIds, ...touched])] });
  const links = [...new Set([...relationIds, ...touched])];
  const relations = await readRelations(tx, { ids: links }, articleVersionId);
  const [coding] = await readCodings(tx, { id: codingId });
  if (!coding) throw new Error(`coding ${codingId} is gone`);
  const alive = new Set([...annotations, ...relations].map(({ id }) => id));
  return {
    annotations,
    relations,
    removedAnnotationIds: annotationIds.filter((id) => !alive.has(id)),
    removedRelationIds: relationIds.filter((id) => !alive.has(id)),
    coding,
    undo: await readUndoState(tx, codingId),
  };
}
