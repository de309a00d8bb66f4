import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import type { Actor } from '@/lib/auth/actor';
import { inProject } from '@/lib/db/tx';
import { appendEvent } from '@/lib/provenance/commands';
import { err, ok, type Result } from '@/lib/result/result';
import { carryOutCoding } from './carry-out';
import { planProblems } from './plan-rules';
import { type MigrationProgress, planSchema, type startSchema } from './schema';
import { codingsLeft, loadVersions, progressOf, readMigrations } from './store';

/** One call works at most this long, so that a page can show how far it is. */
const CALL_MS = 4000;
const BATCH = 50;

/** Every coding is carried over, those too that blind coding hides from whoever does it. */
const WHOLE = { sight: 'whole' } as const;

/**
 * Begins the carrying over of the project's annotations to the version in force. Nothing moves yet:
 * `continueMigration` does, coding by coding. Errors: `invalid_input` (the plan does not fit the
 * version), `conflict` (one is under way), those of `inProject` for `codebook.edit`.
 */
export function startMigration(
  actor: Actor,
  { plan, reason }: Pick<z.output<typeof startSchema>, 'plan' | 'reason'>,
): Promise<Result<MigrationProgress>> {
  return inProject(
    actor,
    'codebook.edit',
    async (tx, me) => {
      if (me.userId === null) return err('forbidden', 'A member carries annotations over.');
      // The row lock lets one migration start at a time.
      await tx.sql('SELECT id FROM codebooks WHERE project_id = $1::uuid FOR UPDATE', tx.projectId);
      const versions = await loadVersions(tx, null);
      if (!versions.ok) return versions;
      const [problem] = planProblems(plan, versions.value.to.document);
      if (problem !== undefined) return err('invalid_input', problem, { field: 'plan' });
      const running = (await readMigrations(tx)).find((row) => !row.finished);
      if (running) return err('conflict', 'Another migration is under way: go on with that one.');
      const id = uuidv7();
      const { versionId, versionNo } = versions.value.to;
      await tx.sql(
        `INSERT INTO codebook_migrations (project_id, id, to_version_id, plan, reason, started_by)
       VALUES ($1::uuid, $2::uuid, $3::uuid, $4::jsonb, $5, $6::uuid)`,
        tx.projectId,
        id,
        versionId,
        JSON.stringify(plan),
        reason,
        me.userId,
      );
      const left = await codingsLeft(tx, id, versions.value, 0);
      await appendEvent(tx, {
        type: 'codebook.migration_started',
        actorId: me.userId,
        payload: { migrationId: id, versionId, versionNo, reason, plan },
      });
      return ok({
        migrationId: id,
        done: 0,
        total: left.count,
        moved: 0,
        listed: 0,
        finished: false,
      });
    },
    WHOLE,
  );
}

/**
 * Goes on with a migration for some seconds: each coding whole, in a transaction of its own, so that
 * what was broken off goes on where it stopped. Finishes it when no coding is left. The revisions are
 * by whoever goes on. Errors: `not_found`, those of `inProject`.
 */
export async function continueMigration(
  actor: Actor,
  migrationId: string,
  callMs = CALL_MS,
): Promise<Result<MigrationProgress>> {
  const until = Date.now() + callMs;
  for (;;) {
    const batch = await nextBatch(actor, migrationId);
    if (!batch.ok) return batch;
    if (batch.value.ids.length === 0) return finish(actor, migrationId);
    for (const codingId of batch.value.ids) {
      const carried = await carryOne(actor, migrationId, codingId);
      if (!carried.ok) return carried;
      if (Date.now() >= until) {
        const now = await nextBatch(actor, migrationId);
        if (!now.ok) return now;
        return now.value.ids.length === 0 ? finish(actor, migrationId) : ok(now.value.progress);
      }
    }
  }
}

function nextBatch(
  actor: Actor,
  migrationId: string,
): Promise<Result<{ ids: string[]; progress: MigrationProgress }>> {
  return inProject(
    actor,
    'codebook.edit',
    async (tx) => {
      const [row] = await readMigrations(tx, migrationId);
      if (row === undefined) return err('not_found', 'There is no such migration.');
      const versions = await loadVersions(tx, row.toVersionId);
      if (!versions.ok) return versions;
      if (row.finished) return ok({ ids: [], progress: progressOf(row, 0) });
      const left = await codingsLeft(tx, migrationId, versions.value, BATCH);
      return ok({ ids: left.ids, progress: progressOf(row, left.count) });
    },
    WHOLE,
  );
}

function carryOne(actor: Actor, migrationId: string, codingId: string): Promise<Result<void>> {
  return inProject(
    actor,
    'codebook.edit',
    async (tx, me) => {
      if (me.userId === null) return err('forbidden', 'A member carries annotations over.');
      const [row] = await readMigrations(tx, migrationId);
      if (row === undefined) return err('not_found', 'There is no such migration.');
      if (row.finished) return ok(undefined);
      const versions = await loadVersions(tx, row.toVersionId);
      if (!versions.ok) return versions;
      const running = {
        tx,
        migrationId,
        userId: me.userId,
        reason: row.reason,
        plan: planSchema.parse(row.plan),
        versions: versions.value,
      };
      const carried = await carryOutCoding(running, codingId);
      return carried.ok ? ok(undefined) : carried;
    },
    { ...WHOLE, timeoutMs: 120_000 },
  );
}

function finish(actor: Actor, migrationId: string): Promise<Result<MigrationProgress>> {
  return inProject(
    actor,
    'codebook.edit',
    async (tx, me) => {
      await tx.sql(
        'SELECT id FROM codebook_migrations WHERE project_id = $1::uuid AND id = $2::uuid',
        tx.projectId,
        migrationId,
      );
      const [row] = await readMigrations(tx, migrationId);
      if (row === undefined) return err('not_found', 'There is no such migration.');
      const closed = await tx.sql<{ id: string }>(
        `UPDATE codebook_migrations SET finished_at = now()
        WHERE project_id = $1::uuid AND id = $2::uuid AND finished_at IS NULL RETURNING id`,
        tx.projectId,
        migrationId,
      );
      if (closed.length > 0) {
        const { done: codings, moved, listed } = row;
        await appendEvent(tx, {
          type: 'codebook.migration_finished',
          actorId: me.userId,
          payload: { migrationId, codings, moved, listed },
        });
      }
      return ok(progressOf({ ...row, finished: true }, 0));
    },
    WHOLE,
  );
}
