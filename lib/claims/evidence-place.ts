import { visibleAnnotation } from '@/lib/annotations/visibility';
import type { ProjectTx } from '@/lib/db/tx';
import { webAddress } from '@/lib/ingest/formats/page-url';
import { err, ok, type Result } from '@/lib/result/result';

/** Where evidence is: exactly one of the three. */
export interface EvidencePlace {
  readonly annotationId: string | null;
  readonly captureId: string | null;
  readonly url: string | null;
}

const SHA256 = /^[0-9a-f]{64}$/i;
/** As the reader's addresses name an annotation, wherever the application is served. */
const PASSAGE =
  /\/projects\/([0-9a-f-]{36})\/articles\/[0-9a-f-]{36}\?(?:[^#]*&)?annotation=([0-9a-f-]{36})/i;

/**
 * What a reference leads to: a passage of this project by its address, a capture by its SHA-256, or an
 * address on the web. Error `invalid_input`.
 */
export async function findPlace(tx: ProjectTx, reference: string): Promise<Result<EvidencePlace>> {
  const nowhere = { annotationId: null, captureId: null, url: null };
  const [, projectId, annotationId] = PASSAGE.exec(reference) ?? [];
  if (annotationId !== undefined && projectId?.toLowerCase() === tx.projectId) {
    const [found] = await tx.sql<{ id: string }>(
      `SELECT a.id::text AS id FROM annotations a
        WHERE a.project_id = $1::uuid AND a.id = $2::uuid AND ${visibleAnnotation('a')}`,
      tx.projectId,
      annotationId,
    );
    return found ? ok({ ...nowhere, annotationId: found.id }) : noReference('passage');
  }
  if (SHA256.test(reference)) {
    const [found] = await tx.sql<{ id: string }>(
      `SELECT id::text AS id FROM captures
        WHERE project_id = $1::uuid AND sha256 = decode($2, 'hex') ORDER BY id LIMIT 1`,
      tx.projectId,
      reference.toLowerCase(),
    );
    return found ? ok({ ...nowhere, captureId: found.id }) : noReference('capture');
  }
  const url = webAddress(reference);
  return url === null ? noReference('address') : ok({ ...nowhere, url });
}

function noReference(what: 'passage' | 'capture' | 'address'): Result<never> {
  const field = { field: 'reference' };
  if (what === 'passage') {
    return err('invalid_input', 'There is no such passage in this project.', field);
  }
  if (what === 'capture') {
    return err('invalid_input', 'There is no capture with this SHA-256 in this project.', field);
  }
  return err(
    'invalid_input',
    'Give a web address, the SHA-256 of a capture, or the address of a passage.',
    field,
  );
}
