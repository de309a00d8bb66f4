import type { Me, ProjectTx } from '@/lib/db/tx';
import { appendEvent } from '@/lib/provenance/commands';
import { err, ok, type Result } from '@/lib/result/result';
import { applyEdit } from './edits';
import {
  type Draft,
  draftSchema,
  type Edit,
  editsSchema,
  type Saved,
  type SavedEdit,
} from './schema';

/** A draft's row, read and locked. */
export interface OpenDraft {
  readonly id: string;
  readonly codebookId: string;
  readonly baseVersionId: string;
  readonly revision: number;
  readonly draft: Draft;
}

interface DraftRow {
  readonly id: string;
  readonly codebookId: string;
  readonly baseVersionId: string;
  readonly revision: number;
  readonly document: unknown;
}

/** The draft, locked until the transaction ends. Error: `not_found` once it is published or discarded. */
export async function lockDraft(tx: ProjectTx, draftId: string): Promise<Result<OpenDraft>> {
  const [row] = await tx.sql<DraftRow>(
    `SELECT id, codebook_id AS "codebookId", base_version_id AS "baseVersionId", revision, document
       FROM codebook_drafts WHERE project_id = $1::uuid AND id = $2::uuid FOR UPDATE`,
    tx.projectId,
    draftId,
  );
  if (!row) {
    return err('not_found', 'This draft is no longer there: it was published or discarded.');
  }
  const { document, ...rest } = row;
  return ok({ ...rest, draft: draftSchema.parse(document) });
}

/** The edits after a revision, oldest first, with their authors. */
export async function editsSince(
  tx: ProjectTx,
  draftId: string,
  revision: number,
  me: Pick<Me, 'userId'>,
): Promise<SavedEdit[]> {
  const rows = await tx.sql<{
    revision: number;
    authorName: string | null;
    own: boolean;
    edits: unknown;
  }>(
    `SELECT e.revision, u.name AS "authorName", e.edits,
            e.author_id IS NOT DISTINCT FROM $4::uuid AS own
       FROM codebook_draft_edits e
       LEFT JOIN users u ON u.id = e.author_id
      WHERE e.project_id = $1::uuid AND e.draft_id = $2::uuid AND e.revision > $3
      ORDER BY e.revision`,
    tx.projectId,
    draftId,
    revision,
    me.userId,
  );
  return rows.map((row) => ({ ...row, edits: editsSchema.parse(row.edits) }));
}

/** This person's last edit that is not taken back yet; undefined when there is none. */
export async function lastOwnEdit(
  tx: ProjectTx,
  draftId: string,
  me: Me,
): Promise<{ readonly revision: number; readonly edits: Edit[] } | undefined> {
  const [row] = await tx.sql<{ revision: number; edits: unknown }>(
    `SELECT e.revision, e.edits FROM codebook_draft_edits e
      WHERE e.project_id = $1::uuid AND e.draft_id = $2::uuid AND e.undoes IS NULL
        AND e.author_id IS NOT DISTINCT FROM $3::uuid
        AND NOT EXISTS (SELECT 1 FROM codebook_draft_edits u WHERE u.project_id = e.project_id
          AND u.draft_id = e.draft_id AND u.undoes = e.revision)
      ORDER BY e.revision DESC LIMIT 1`,
    tx.projectId,
    draftId,
    me.userId,
  );
  return row ? { revision: row.revision, edits: editsSchema.parse(row.edits) } : undefined;
}

/** What the history says of an edit: what it touches, not the texts themselves. */
function outline(edit: Edit): Record<string, unknown> {
  switch (edit.kind) {
    case 'set':
      return {
        kind: edit.kind,
        list: edit.list,
        id: edit.id,
        field: edit.field,
        before: edit.before,
        after: edit.now,
      };
    case 'insert':
    case 'remove':
      return {
        kind: edit.kind,
        list: edit.list,
        id: (edit.item as { id?: string } | null)?.id ?? '',
      };
    case 'move':
      return { kind: edit.kind, list: edit.list, id: edit.id };
    case 'name':
      return { kind: edit.kind, before: edit.before, after: edit.now };
    case 'replace':
      return { kind: edit.kind };
  }
}

async function authorOf(tx: ProjectTx, me: Me, draftId: string, seen: number, edit: Edit) {
  const since = await editsSince(tx, draftId, seen, me);
  const touches = (one: Edit) =>
    one.kind === 'replace' ||
    ('id' in one && 'id' in edit && one.id === edit.id && one.list === edit.list) ||
    (one.kind === 'name' && edit.kind === 'name') ||
    (one.kind === 'remove' && 'id' in edit && (one.item as { id?: string } | null)?.id === edit.id);
  return since.reverse().find((one) => one.edits.some(touches))?.authorName ?? null;
}

/**
 * Applies edits to a locked draft and stores them as its next revision, with its event. Error
 * `stale_version`: `details` is an `EditConflict`; nothing is stored then.
 */
export async function writeEdits(
  tx: ProjectTx,
  me: Me,
  open: OpenDraft,
  seen: number,
  edits: readonly Edit[],
  undoes: number | null = null,
): Promise<Result<OpenDraft>> {
  let draft = open.draft;
  for (const edit of edits) {
    const next = applyEdit(draft, edit);
    if (!next.ok) {
      if (next.error.code !== 'stale_version') return next;
      const theirs = (next.error.details as { theirs?: unknown } | undefined)?.theirs ?? null;
      const by = await authorOf(tx, me, open.id, seen, edit);
      return err('stale_version', next.error.userMessage, { details: { edit, theirs, by } });
    }
    draft = next.value;
  }
  const revision = open.revision + 1;
  await tx.sql(
    `WITH changed AS (
       UPDATE codebook_drafts SET document = $3::jsonb, revision = $4, updated_at = now()
        WHERE project_id = $1::uuid AND id = $2::uuid)
     INSERT INTO codebook_draft_edits (project_id, draft_id, revision, author_id, edits, undoes)
     VALUES ($1::uuid, $2::uuid, $4, $5::uuid, $6::jsonb, $7::int)`,
    tx.projectId,
    open.id,
    JSON.stringify(draft),
    revision,
    me.userId,
    JSON.stringify(edits),
    undoes,
  );
  await appendEvent(tx, {
    type: 'codebook.draft_changed',
    actorId: me.userId,
    payload: {
      draftId: open.id,
      revision,
      edits: edits.map(outline),
      ...(undoes === null ? {} : { undoes }),
    },
  });
  return ok({ ...open, draft, revision });
}

/** What a page that has seen `seen` needs to be level with the draft. */
export async function savedSince(
  tx: ProjectTx,
  me: Me,
  open: OpenDraft,
  seen: number,
): Promise<Saved> {
  return {
    revision: open.revision,
    since: await editsSince(tx, open.id, seen, me),
    canUndo: (await lastOwnEdit(tx, open.id, me)) !== undefined,
  };
}
