import { v7 as uuidv7 } from 'uuid';
import type { ProjectTx } from '@/lib/db/tx';
import { appendEvent } from '@/lib/provenance/commands';
import { codebookHash } from './hash';
import { loadCodebookVersion } from './queries';
import type { CodebookDocument, CodebookVersionDto } from './schema';
import { inStoredOrder, storeParts } from './store';

/**
 * In an open transaction: stores the document as the next version of the codebook, published and put
 * in force, with its event. `renames` gives codes whose key changed ({old: new}). The document must be
 * sound; the caller holds the codebook's row.
 */
export async function publishVersion(
  tx: ProjectTx,
  actorId: string | null,
  codebookId: string,
  previous: CodebookVersionDto | null,
  given: CodebookDocument,
  notes: string,
  renames: Readonly<Record<string, string>> = {},
): Promise<CodebookVersionDto> {
  const document = inStoredOrder(given);
  const id = uuidv7();
  const versionNo = (previous?.versionNo ?? 0) + 1;
  const { projectId } = tx;
  await tx.prisma.codebookVersion.create({
    data: { projectId, id, codebookId, versionNo, notes, renames },
  });
  await storeParts(tx, id, document);
  const sha256 = codebookHash(document);
  await tx.prisma.codebookVersion.update({
    where: { projectId_id: { projectId, id } },
    data: { state: 'published', sha256, publishedAt: new Date() },
  });
  await tx.prisma.project.update({ where: { id: projectId }, data: { codebookVersionId: id } });
  const before = new Set(previous?.document.codes.map((code) => code.key) ?? []);
  await appendEvent(tx, {
    type: 'codebook.published',
    actorId,
    payload: {
      codebookId,
      versionId: id,
      versionNo,
      sha256,
      notes,
      before: previous === null ? null : { versionId: previous.versionId, sha256: previous.sha256 },
      ...(Object.keys(renames).length > 0 ? { renamed: renames } : {}),
      addedCodes: document.codes.map((code) => code.key).filter((key) => !before.has(key)),
    },
  });
  const version = await loadCodebookVersion(tx, id);
  if (version === undefined) throw new Error('The published codebook version cannot be read.');
  return version;
}
