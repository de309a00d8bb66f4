import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '@/lib/auth/actor';
import { inProject, type Me, type ProjectTx } from '@/lib/db/tx';
import { appendEvent } from '@/lib/provenance/commands';
import { err, ok, type Result } from '@/lib/result/result';
import { codebookHash } from './hash';
import { addTypes, mergePack, type NewType } from './merge';
import { shippedPacks } from './packs/shipped';
import { publishVersion } from './publish';
import { loadPublishedCodebook } from './queries';
import type { CodebookDocument, CodebookPack, CodebookVersionDto } from './schema';
import { inStoredOrder } from './store';

/** What came of asking for a change: the version now in force, and whether it is new. */
export interface CodebookChange {
  readonly version: CodebookVersionDto;
  readonly changed: boolean;
}

/**
 * In an open transaction: a new codebook whose version 1 is the document, published and put in
 * force. `actorId` is null for the operator. The document must be sound (see `codebookSchema`).
 */
export async function createCodebook(
  tx: ProjectTx,
  actorId: string | null,
  document: CodebookDocument,
): Promise<CodebookVersionDto> {
  const id = uuidv7();
  await tx.prisma.codebook.create({ data: { projectId: tx.projectId, id, name: document.name } });
  await appendEvent(tx, {
    type: 'codebook.created',
    actorId,
    payload: { codebookId: id, name: document.name },
  });
  return publishVersion(tx, actorId, id, null, document, '');
}

/**
 * In an open transaction: puts a changed document in force as the next version of the project's
 * codebook; nothing when it does not differ. Two at once follow one another.
 */
async function change(
  tx: ProjectTx,
  me: Me,
  notes: string,
  edit: (document: CodebookDocument) => Result<CodebookDocument>,
): Promise<Result<CodebookChange>> {
  // The row lock makes the second of two changes start from the first one's version.
  await tx.sql('SELECT id FROM codebooks WHERE project_id = $1::uuid FOR UPDATE', tx.projectId);
  const current = await loadPublishedCodebook(tx);
  if (!current.ok) return current;
  const edited = edit(current.value.document);
  if (!edited.ok) return edited;
  if (codebookHash(inStoredOrder(edited.value)) === current.value.sha256) {
    return ok({ version: current.value, changed: false });
  }
  const { codebookId } = current.value;
  const version = await publishVersion(
    tx,
    me.userId,
    codebookId,
    current.value,
    edited.value,
    notes,
  );
  return ok({ version, changed: true });
}

/**
 * In an open transaction: adds packs to the codebook in force, as one new version that keeps every
 * old code. Error `conflict` when a pack does not fit.
 */
export function addPacksIn(
  tx: ProjectTx,
  me: Me,
  packs: readonly CodebookPack[],
): Promise<Result<CodebookChange>> {
  const names = packs.map((pack) => pack.name.en).join(', ');
  return change(tx, me, `Added ${names}.`, (document) =>
    packs.reduce<Result<CodebookDocument>>(
      (result, pack) => (result.ok ? mergePack(result.value, pack) : result),
      ok(document),
    ),
  );
}

/** Adds a shipped pack by its key. Errors: `not_found` (no such pack), `conflict`, `forbidden`. */
export function addPack(actor: Actor, packKey: string): Promise<Result<CodebookChange>> {
  return inProject(actor, 'codebook.edit', async (tx, me) => {
    const pack = shippedPacks.find((item) => item.key === packKey);
    if (pack === undefined) return err('not_found', `There is no pack “${packKey}”.`);
    return addPacksIn(tx, me, [pack]);
  });
}

/**
 * In an open transaction: adds a code for each type of a file that nothing stands for, as one new
 * version. `system` names the scheme that the types come from.
 */
export function addTypesIn(
  tx: ProjectTx,
  me: Me,
  types: readonly NewType[],
  system: string,
): Promise<Result<CodebookChange>> {
  const names = types.map((item) => item.type).join(', ');
  return change(tx, me, `Added from a file: ${names}.`, (document) =>
    addTypes(document, types, system),
  );
}

/** Adds a code for each type of a file that nothing stands for (`--create-codes`). */
export function addCodes(
  actor: Actor,
  types: readonly NewType[],
  system: string,
): Promise<Result<CodebookChange>> {
  return inProject(actor, 'codebook.edit', (tx, me) => addTypesIn(tx, me, types, system));
}
