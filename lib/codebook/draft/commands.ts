import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import type { Actor } from '@/lib/auth/actor';
import { inProject, type Me, type ProjectTx } from '@/lib/db/tx';
import { appendEvent } from '@/lib/provenance/commands';
import { err, ok, type Result } from '@/lib/result/result';
import type { CodebookFormat, Fault, Loss } from '../formats/format';
import { readCodebookFile } from '../formats/read-file';
import { codebookHash } from '../hash';
import { shippedPacks } from '../packs/shipped';
import { publishVersion } from '../publish';
import { loadCodebookVersion, loadPublishedCodebook } from '../queries';
import { type CodebookVersionDto, codebookSchema } from '../schema';
import { inStoredOrder } from '../store';
import { documentOf, draftOf, renamesOf } from './convert';
import { invertEdits } from './edits';
import { mergeEdits } from './merge-edits';
import { draftProblems } from './problems';
import { rebaseDraft } from './rebase';
import type { addPackSchema, DraftRef, Edit, publishSchema, Saved, SaveEdits } from './schema';
import { lastOwnEdit, lockDraft, type OpenDraft, savedSince, writeEdits } from './store';

// Everything here needs `codebook.edit`. Besides what each says: the errors of `inProject`, and
// `not_found` once the draft is published or discarded.

/** Begins a draft from the version in force; the one that is there already, when there is one. */
export function startDraft(actor: Actor): Promise<Result<{ draftId: string }>> {
  return inProject(actor, 'codebook.edit', async (tx, me) => {
    const open = await openDraft(tx, me);
    return open.ok ? ok({ draftId: open.value.id }) : open;
  });
}

async function openDraft(tx: ProjectTx, me: Me): Promise<Result<OpenDraft>> {
  // The row lock makes the second of two starts find the first one's draft.
  await tx.sql('SELECT id FROM codebooks WHERE project_id = $1::uuid FOR UPDATE', tx.projectId);
  const current = await loadPublishedCodebook(tx);
  if (!current.ok) return current;
  const { codebookId, versionId, document, versionNo } = current.value;
  const [known] = await tx.sql<{ id: string }>(
    'SELECT id FROM codebook_drafts WHERE project_id = $1::uuid AND codebook_id = $2::uuid',
    tx.projectId,
    codebookId,
  );
  if (known) return lockDraft(tx, known.id);
  const id = uuidv7();
  const draft = draftOf(document);
  await tx.sql(
    `INSERT INTO codebook_drafts (project_id, id, codebook_id, base_version_id, document, started_by)
     VALUES ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::jsonb, $6::uuid)`,
    tx.projectId,
    id,
    codebookId,
    versionId,
    JSON.stringify(draft),
    me.userId,
  );
  await appendEvent(tx, {
    type: 'codebook.draft_started',
    actorId: me.userId,
    payload: { draftId: id, codebookId, before: { versionId, versionNo } },
  });
  return ok({ id, codebookId, baseVersionId: versionId, revision: 0, draft });
}

/** Saves edits. Error `stale_version` (`details`: an `EditConflict`) where somebody else was first. */
export function saveDraft(actor: Actor, input: SaveEdits): Promise<Result<Saved>> {
  return inDraft(actor, input, (tx, me, open) => writeEdits(tx, me, open, input.seen, input.edits));
}

/** Takes this person's last edit back. Errors: `conflict` (nothing left), `stale_version`. */
export function undoDraft(actor: Actor, input: DraftRef): Promise<Result<Saved>> {
  return inDraft(actor, input, async (tx, me, open) => {
    const last = await lastOwnEdit(tx, open.id, me);
    if (!last) return err('conflict', 'There is nothing to undo.');
    return writeEdits(tx, me, open, last.revision, invertEdits(last.edits), last.revision);
  });
}

/** Adds what the draft lacks of a shipped pack. Errors: `not_found`, `conflict` (it has it all). */
export function addPackToDraft(
  actor: Actor,
  input: z.output<typeof addPackSchema>,
): Promise<Result<Saved>> {
  return inDraft(actor, { ...input, seen: -1 }, async (tx, me, open) => {
    const pack = shippedPacks.find((item) => item.key === input.pack);
    if (pack === undefined) return err('not_found', `There is no pack “${input.pack}”.`);
    const edits = mergeEdits(open.draft, pack);
    if (edits.length === 0) return err('conflict', 'The draft has all of this pack already.');
    return writeEdits(tx, me, open, open.revision, edits);
  });
}

export interface ImportedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Null: found out. */
  readonly format: CodebookFormat | null;
  /** `replace` puts the file's codebook in the draft's place; `add` brings what the draft lacks. */
  readonly mode: 'replace' | 'add';
}

/** What came of reading a file into the draft. */
export interface DraftImport {
  readonly draftId: string;
  readonly revision: number;
  readonly losses: readonly Loss[];
}

/**
 * Reads a codebook file into the draft, which is begun when there is none; one edit, which undo
 * takes back. Errors: `import_rejected` (`details.faults`: file, line, reason), `conflict` (it
 * changes nothing).
 */
export function importIntoDraft(actor: Actor, file: ImportedFile): Promise<Result<DraftImport>> {
  return inProject(actor, 'codebook.edit', async (tx, me) => {
    const read = readCodebookFile(file.name, file.bytes, file.format);
    if (!read.ok) {
      const faults = read.faults.map((fault) => ({ file: file.name, ...fault }));
      const [first] = faults;
      const where = first?.line == null ? file.name : `${file.name}:${first.line}`;
      return err('import_rejected', `${where}: ${first?.reason ?? 'cannot be read'}`, {
        details: { faults: faults satisfies (Fault & { file: string })[] },
      });
    }
    const open = await openDraft(tx, me);
    if (!open.ok) return open;
    const edits: Edit[] =
      file.mode === 'add'
        ? mergeEdits(open.value.draft, read.document)
        : [{ kind: 'replace', before: open.value.draft, now: draftOf(read.document) }];
    const same =
      codebookHash(read.document) === codebookHash(documentOf(open.value.draft)) &&
      file.mode === 'replace';
    if (edits.length === 0 || same) return err('conflict', 'The file brings nothing new.');
    const written = await writeEdits(tx, me, open.value, open.value.revision, edits);
    if (!written.ok) return written;
    return ok({ draftId: written.value.id, revision: written.value.revision, losses: read.losses });
  });
}

/**
 * Takes into the draft what was published since it began, and holds it against that from now on.
 * Error `conflict`: nothing was.
 */
export function rebaseDraftOnCurrent(actor: Actor, input: DraftRef): Promise<Result<Saved>> {
  return inDraft(actor, input, async (tx, me, open) => {
    const [base, current] = [
      await loadCodebookVersion(tx, open.baseVersionId),
      await loadPublishedCodebook(tx),
    ];
    if (!current.ok) return current;
    if (base === undefined) throw new Error('a draft without its base version');
    if (base.versionId === current.value.versionId) {
      return err('conflict', 'Nothing was published since the draft began.');
    }
    const rebased = rebaseDraft(open.draft, base.document, current.value.document);
    const edit: Edit = { kind: 'replace', before: open.draft, now: rebased.draft };
    const written = await writeEdits(tx, me, open, open.revision, [edit]);
    if (!written.ok) return written;
    await tx.sql(
      `UPDATE codebook_drafts SET base_version_id = $3::uuid
        WHERE project_id = $1::uuid AND id = $2::uuid`,
      tx.projectId,
      open.id,
      current.value.versionId,
    );
    return written;
  });
}

/** Throws the draft away. */
export function discardDraft(actor: Actor, draftId: string): Promise<Result<void>> {
  return inProject(actor, 'codebook.edit', async (tx, me) => {
    const open = await lockDraft(tx, draftId);
    if (!open.ok) return open;
    await removeDraft(tx, draftId);
    const { revision } = open.value;
    const payload = { draftId, revision };
    await appendEvent(tx, { type: 'codebook.draft_discarded', actorId: me.userId, payload });
    return ok(undefined);
  });
}

/**
 * Publishes the draft as the next version, frozen and in force. Errors: `stale_version` (somebody
 * has edited since `seen`), `conflict` (another version was published meanwhile, or nothing is new),
 * `invalid_input` (`details.problems`).
 */
export function publishDraft(
  actor: Actor,
  input: z.output<typeof publishSchema>,
): Promise<Result<CodebookVersionDto>> {
  return inProject(actor, 'codebook.edit', async (tx, me) => {
    await tx.sql('SELECT id FROM codebooks WHERE project_id = $1::uuid FOR UPDATE', tx.projectId);
    const open = await lockDraft(tx, input.draftId);
    if (!open.ok) return open;
    if (open.value.revision !== input.seen) {
      return err('stale_version', 'The draft has been edited since you looked at it.');
    }
    return publishOpen(tx, me, open.value, input.note);
  });
}

async function publishOpen(
  tx: ProjectTx,
  me: Me,
  open: OpenDraft,
  note: string,
): Promise<Result<CodebookVersionDto>> {
  const base = await loadPublishedCodebook(tx);
  if (!base.ok) return base;
  if (base.value.versionId !== open.baseVersionId) {
    return err(
      'conflict',
      'Another version was published since this draft began. Take it in first.',
    );
  }
  const problems = draftProblems(open.draft).filter(({ severity }) => severity === 'error');
  if (problems.length > 0) {
    return err('invalid_input', `The draft has ${problems.length} faults.`, {
      details: { problems },
    });
  }
  const parsed = codebookSchema.safeParse(documentOf(open.draft));
  if (!parsed.success) {
    const message = parsed.error.issues[0]?.message ?? 'The codebook is not sound.';
    return err('invalid_input', message, { cause: parsed.error });
  }
  const document = inStoredOrder(parsed.data);
  if (codebookHash(document) === base.value.sha256) {
    return err('conflict', 'The draft says the same as the version in force.');
  }
  const renames = renamesOf(open.draft, base.value.document);
  if (document.name !== base.value.document.name) {
    await tx.sql(
      'UPDATE codebooks SET name = $3 WHERE project_id = $1::uuid AND id = $2::uuid',
      tx.projectId,
      open.codebookId,
      document.name,
    );
  }
  await removeDraft(tx, open.id);
  return ok(
    await publishVersion(tx, me.userId, open.codebookId, base.value, document, note, renames),
  );
}

async function removeDraft(tx: ProjectTx, draftId: string): Promise<void> {
  await tx.sql(
    'DELETE FROM codebook_drafts WHERE project_id = $1::uuid AND id = $2::uuid',
    tx.projectId,
    draftId,
  );
}

async function inDraft(
  actor: Actor,
  input: { readonly draftId: string; readonly seen: number },
  work: (tx: ProjectTx, me: Me, open: OpenDraft) => Promise<Result<OpenDraft>>,
): Promise<Result<Saved>> {
  return inProject(actor, 'codebook.edit', async (tx, me) => {
    const open = await lockDraft(tx, input.draftId);
    if (!open.ok) return open;
    const worked = await work(tx, me, open.value);
    if (!worked.ok) return worked;
    const seen = input.seen < 0 ? open.value.revision : input.seen;
    return ok(await savedSince(tx, me, worked.value, seen));
  });
}
