import type { Actor } from '@/lib/auth/actor';
import { inProject } from '@/lib/db/tx';
import { err, ok, type Result } from '@/lib/result/result';
import { flatten, readerOf } from './rules';
import type { CaptureBytes, TextChain } from './schema';

/** How each text of an article was made: bytes, extraction, text. Error: `not_found`. */
export function getTextChain(actor: Actor, articleId: string): Promise<Result<TextChain>> {
  return inProject(actor, 'history.read', async (tx) => {
    const rows = await tx.prisma.articleVersion.findMany({
      where: { projectId: tx.projectId, articleId },
      orderBy: { versionNo: 'asc' },
      omit: { text: true, metadata: true },
      include: {
        import: { select: { format: true } },
        capture: { omit: { bytes: true }, include: { capturer: { select: { name: true } } } },
      },
    });
    const newest = rows.at(-1);
    if (!newest) return err('not_found', 'There is no such article in this project.');
    const sizes = await tx.sql<{ id: string; size: number }>(
      `SELECT id::text, octet_length(bytes) AS size FROM captures
        WHERE project_id = $1::uuid AND id = ANY ($2::uuid[])`,
      tx.projectId,
      rows.map(({ captureId }) => captureId),
    );
    const sizeOf = new Map(sizes.map(({ id, size }) => [id, size]));
    const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
    return ok({
      articleId,
      title: newest.title,
      language: newest.language,
      direction: newest.direction,
      extractable: readerOf(newest.capture.importer, newest.canonicaliser) !== null,
      links: rows.map(({ capture, import: from, ...row }) => ({
        versionNo: row.versionNo,
        versionId: row.id,
        title: row.title,
        storedAt: row.createdAt.toISOString(),
        textSha256: hex(row.textSha256),
        textLength: row.textLength,
        canonicaliser: row.canonicaliser,
        importId: row.importId,
        importFormat: from?.format ?? null,
        capture: {
          id: capture.id,
          sha256: hex(capture.sha256),
          size: sizeOf.get(capture.id) ?? 0,
          mediaType: capture.mediaType,
          sourceName: capture.sourceName,
          url: capture.url,
          importer: capture.importer,
          importerVersion: capture.importerVersion,
          retrievedAt: capture.retrievedAt.toISOString(),
          capturedBy: capture.capturer?.name ?? null,
          details: flatten(capture.metadata),
        },
      })),
    });
  });
}

/** The bytes of a capture as they came in. Error: `not_found`. */
export function getCaptureBytes(actor: Actor, captureId: string): Promise<Result<CaptureBytes>> {
  return inProject(actor, 'history.read', async (tx) => {
    const capture = await tx.prisma.capture.findUnique({
      where: { projectId_id: { projectId: tx.projectId, id: captureId } },
      select: { bytes: true, sourceName: true, sha256: true },
    });
    if (!capture) return err('not_found', 'There is no such capture.');
    const sha256 = Buffer.from(capture.sha256).toString('hex');
    const name = capture.sourceName.split('/').at(-1) || sha256;
    return ok({ bytes: capture.bytes, name, sha256 });
  });
}
