import { v7 as uuidv7 } from 'uuid';
import type { OpenCoding } from '@/lib/annotations/in-coding';
import { seesColleagues } from '@/lib/annotations/visibility';
import type { Actor } from '@/lib/auth/actor';
import type { Permission } from '@/lib/auth/roles';
import { inProject, type ProjectTx } from '@/lib/db/tx';
import { appendEvents, type NewEvent } from '@/lib/provenance/commands';
import { err, ok, type Result } from '@/lib/result/result';
import { type Comparison, readComparison, undoableOf } from './reads';
import { GOLD_ADDRESS, GOLD_ID, GOLD_NAME } from './rules/gold';
import type { AdjudicationInput, AdjudicationOutcome } from './schema';

/** What an adjudication command works with: the gold, locked until the end, and what was compared. */
export interface OpenGold {
  /** Its `userId` is the adjudicator, who signs the gold's revisions. */
  readonly coding: OpenCoding;
  readonly comparison: Comparison;
}

/** What a command did. */
export interface GoldEffect {
  /** Ids of coders' annotations or links whose items are to be answered; null: all items. */
  readonly touched: readonly string[] | null;
  /** Gold annotations and links that were written. */
  readonly goldIds: readonly string[];
  readonly events: readonly Omit<NewEvent, 'actorId'>[];
}

/**
 * Runs one adjudication command: one transaction with its gold revisions, decisions, receipt and
 * events. The text's gold is locked first, so that adjudicators of one text wait for each other, and
 * the coders' codings, so that what is decided on does not change meanwhile. Errors besides the
 * work's own: those of `inProject`, `not_found` (article), `forbidden` for the operator
 * and for who still codes the article blind, `conflict`
 * when the key was used for another command.
 */
export async function writeGold(
  actor: Actor,
  command: string,
  input: AdjudicationInput,
  work: (gold: OpenGold) => Promise<Result<GoldEffect>>,
  permission: Permission = 'adjudication.decide',
): Promise<Result<AdjudicationOutcome>> {
  return inProject(
    actor,
    permission,
    async (tx, { userId }) => {
      if (userId === null) return err('forbidden', 'Only a signed-in member adjudicates.');
      await tx.sql(
        `SELECT pg_advisory_xact_lock(hashtextextended($1, 0))::text AS locked`,
        `${tx.projectId}/${userId}/${input.idempotencyKey}`,
      );
      const receipt = await findReceipt(tx, userId, command, input.idempotencyKey);
      if (!receipt.ok) return receipt;
      if (receipt.value) return ok(receipt.value);
      if (!(await seesColleagues(tx, input))) {
        return err('forbidden', 'You still code this article blind: hand your coding in first.');
      }
      const opened = await openGold(tx, userId, input.articleVersionId);
      if (!opened) return err('not_found', 'There is no such article.');
      const { coding, joined } = opened;
      // A statement of its own after the locks: it sees what they waited for.
      const comparison = await readComparison(tx, input.articleVersionId);
      if (!comparison) return err('not_found', 'There is no such article.');
      const effect = await work({ coding, comparison });
      if (!effect.ok) return effect;
      const outcome = await outcomeOf(tx, userId, input.articleVersionId, effect.value);
      await tx.sql(
        `INSERT INTO receipts (project_id, user_id, key, command, result)
         VALUES ($1::uuid, $2::uuid, $3, $4, $5::jsonb)`,
        tx.projectId,
        userId,
        input.idempotencyKey,
        command,
        JSON.stringify(outcome),
      );
      // Last: the project's chain is locked from the first event to the end of the transaction.
      await appendEvents(
        tx,
        [...joined, ...effect.value.events].map((event) => ({ ...event, actorId: userId })),
      );
      return ok(outcome);
    },
    { timeoutMs: 120_000 },
  );
}

async function findReceipt(
  tx: ProjectTx,
  userId: string,
  command: string,
  key: string,
): Promise<Result<AdjudicationOutcome | null>> {
  const [receipt] = await tx.sql<{ command: string; result: AdjudicationOutcome }>(
    `SELECT command, result FROM receipts
      WHERE project_id = $1::uuid AND user_id = $2::uuid AND key = $3`,
    tx.projectId,
    userId,
    key,
  );
  if (receipt && receipt.command !== command) {
    return err('conflict', 'This idempotency key was used for something else.', {
      field: 'idempotencyKey',
    });
  }
  return ok(receipt?.result ?? null);
}

/** The gold of an article version, made if need be and locked; null without such a version. */
async function openGold(
  tx: ProjectTx,
  userId: string,
  articleVersionId: string,
): Promise<{ coding: OpenCoding; joined: GoldEffect['events'] } | null> {
  const joined = await ensureGoldMember(tx);
  await tx.sql(
    `INSERT INTO codings (project_id, id, article_version_id, coder_id, kind, state, started_at)
     SELECT $1::uuid, $2::uuid, v.id, $3::uuid, 'gold', 'in_progress', now()
       FROM article_versions v WHERE v.project_id = $1::uuid AND v.id = $4::uuid
     ON CONFLICT (project_id, article_version_id, coder_id) DO NOTHING`,
    tx.projectId,
    uuidv7(),
    GOLD_ID,
    articleVersionId,
  );
  // In order of id, and before anything is read: coders and other adjudicators wait.
  const rows = await tx.sql<{ codingId: string; kind: string }>(
    `SELECT g.id AS "codingId", g.kind::text AS kind FROM codings g
      WHERE g.project_id = $1::uuid AND g.article_version_id = $2::uuid
      ORDER BY g.id FOR NO KEY UPDATE`,
    tx.projectId,
    articleVersionId,
  );
  const gold = rows.find((row) => row.kind === 'gold');
  if (!gold) return null;
  const [version] = await tx.sql<{ articleId: string }>(
    `SELECT article_id AS "articleId" FROM article_versions
      WHERE project_id = $1::uuid AND id = $2::uuid`,
    tx.projectId,
    articleVersionId,
  );
  if (!version) return null;
  const { articleId } = version;
  const { codingId } = gold;
  const coding = {
    tx,
    userId,
    articleVersionId,
    articleId,
    codingId,
    state: 'in_progress',
    kind: 'coder',
  } as const;
  return { coding, joined };
}

/**
 * Gold belongs to a reserved member, a reader without sign-in, added with the first gold. The event
 * is the caller's to append, last: the chain's lock comes after those of the codings.
 */
async function ensureGoldMember(tx: ProjectTx): Promise<GoldEffect['events']> {
  const [known] = await tx.sql(
    'SELECT 1 AS one FROM members WHERE project_id = $1::uuid AND user_id = $2::uuid',
    tx.projectId,
    GOLD_ID,
  );
  if (known) return [];
  await tx.sql(
    'INSERT INTO users (id, email, name) VALUES ($1::uuid, $2, $3) ON CONFLICT (id) DO NOTHING',
    GOLD_ID,
    GOLD_ADDRESS,
    GOLD_NAME,
  );
  const added = await tx.sql(
    `INSERT INTO members (project_id, user_id, role) VALUES ($1::uuid, $2::uuid, 'reader')
     ON CONFLICT DO NOTHING RETURNING user_id`,
    tx.projectId,
    GOLD_ID,
  );
  if (added.length === 0) return [];
  const after = { role: 'reader', name: GOLD_NAME, signIn: false };
  return [{ type: 'member.added', payload: { userId: GOLD_ID, before: null, after } }];
}

async function outcomeOf(
  tx: ProjectTx,
  userId: string,
  articleVersionId: string,
  { touched, goldIds }: GoldEffect,
): Promise<AdjudicationOutcome> {
  const now = await readComparison(tx, articleVersionId);
  if (!now) throw new Error(`article version ${articleVersionId} is gone`);
  const about = touched && new Set(touched);
  const written = new Set(goldIds);
  const gold = now.gold.filter(({ id }) => written.has(id));
  const goldRelations = now.goldRelations.filter(({ id }) => written.has(id));
  const alive = new Set([...gold, ...goldRelations].map(({ id }) => id));
  return {
    items: now.items.filter(
      ({ voices }) => !about || voices.some(({ unitId }) => unitId !== null && about.has(unitId)),
    ),
    gold,
    goldRelations,
    removedGoldIds: goldIds.filter((id) => !alive.has(id)),
    undoable: undoableOf(now, userId),
  };
}
